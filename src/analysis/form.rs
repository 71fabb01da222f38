//! Determines whether a document is a create or an update.

use crate::contract::manifest::{MANIFEST, create_keys};
use crate::contract::{Form, Forms};
use crate::syntax::{Node, Source};

/// The user's choice of form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormChoice {
    /// Determined by the document's keys.
    #[default]
    Auto,
    /// This form, unless a comment at the top of the document says otherwise.
    Prefer(Form),
    /// Always this form, whatever the document says; `--form` on the command line.
    Force(Form),
}

/// The reason why a document is a create or an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormReason {
    /// It has a `name` or a `version` (create), or neither (update).
    Keys,
    /// A comment at its top says so: `// integration-ls-form: create`.
    Comment,
    /// A setting or an option says so.
    Setting,
}

/// The start of a comment that sets the form.
const MARK: &str = "integration-ls-form:";

/// The form of a document, with the reason.
pub(super) fn detect(source: &Source, choice: FormChoice) -> (Form, FormReason) {
    if let FormChoice::Force(form) = choice {
        return (form, FormReason::Setting);
    }
    let head = source.root().map_or(u32::MAX, |root| root.range().start);
    for comment in source.tree().comments().iter().take_while(|comment| comment.range.start < head) {
        let text = comment.range.of(source.text()).trim_start_matches(['/', '*', ' ']);
        let word = text.strip_prefix(MARK).and_then(|rest| rest.split_whitespace().next());
        match word {
            Some("create") => return (Form::Create, FormReason::Comment),
            Some("update") => return (Form::Update, FormReason::Comment),
            _ => {}
        }
    }
    if let FormChoice::Prefer(form) = choice {
        return (form, FormReason::Setting);
    }
    let keys: Vec<&str> = create_keys().collect();
    let is_create =
        source.root().is_some_and(|root| root.members().any(|member| keys.iter().any(|key| member.is_named(key))));
    (if is_create { Form::Create } else { Form::Update }, FormReason::Keys)
}

/// Whether a document has a key that only one form has.
pub(super) fn has_key_of_one_form(source: &Source) -> bool {
    let is_of_one =
        |name: &str| MANIFEST.field(name).is_some_and(|field| matches!(field.forms, Forms::Create | Forms::Update));
    source.root().is_some_and(|root| root.members().filter_map(Node::name).any(|name| is_of_one(&name)))
}
