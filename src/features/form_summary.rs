//! The form of a document and the reason for it, as shown in hovers, code lenses, logs and status bars.

use crate::analysis::FormReason;
use crate::contract::Form;

/// `Update (no name or version)`.
pub fn form_summary(form: Form, reason: FormReason) -> String {
    let form_name = match form {
        Form::Create => "Create",
        Form::Update => "Update",
    };
    let reason = match (reason, form) {
        (FormReason::Keys, Form::Create) => "has a name or version",
        (FormReason::Keys, Form::Update) => "no name or version",
        (FormReason::Comment, _) => "set by a comment",
        (FormReason::Setting, _) => "set in the configuration",
    };
    format!("{form_name} ({reason})")
}
