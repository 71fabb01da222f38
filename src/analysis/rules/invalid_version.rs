//! Versions.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-version",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A version that is no semantic version.",
    why: "Versions are compared by their three numbers.",
    fix: "Write three numbers: `1.2.0`, with `-beta.1` behind them if need be.",
    bad: r#"{"name": "acme-mail", "version": "1.2"}"#,
    good: r#"{"name": "acme-mail", "version": "1.2.0"}"#,
    check: Check::Content(&[Format::Version], check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    if let Some(text) = value.as_string().filter(|text| !Format::Version.accepts(text)) {
        let message = format!("{} is not a semantic version. Use three numbers, for example \"1.2.0\".", quoted(&text));
        report.add(value.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let completed = || {
        let value = context.node()?;
        let text = value.as_string()?;
        let bare = text.trim().trim_start_matches(['v', 'V']);
        let parts = bare.split('.').count();
        let version = format!("{bare}{}", ".0".repeat(3_usize.saturating_sub(parts)));
        let is_version = Format::Version.accepts(&version);
        is_version.then(|| Fix::to_review(format!("Replace with \"{version}\""), vec![replace_text(value, &version)]))
    };
    completed().into_iter().collect()
}
