//! Addresses.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{quoted, subject};
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-url",
    group: Group::Contract,
    severity: Some(Severity::Warning),
    summary: "An address that is no absolute http or https URL.",
    why: "The integration is called at this address; anything else cannot be reached.",
    fix: "Write the whole address, from `https://` on.",
    bad: r#"{"url": "acme.example/hook"}"#,
    good: r#"{"url": "https://acme.example/hook"}"#,
    check: Check::Content(&[Format::Url], check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(text) = value.as_string().filter(|text| !Format::Url.accepts(text)) else { return };
    let advice = if is_web(&text) {
        "It has no host, or a character that must be percent-encoded."
    } else {
        "Write the whole address, for example \"https://acme.example/hook\"."
    };
    report.add(value.range(), format!("{} is not an absolute http or https URL. {advice}", subject(value)));
}

/// Whether an address starts as one of the web does.
fn is_web(text: &str) -> bool {
    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let completed = || {
        let value = context.node()?;
        let text = value.as_string().filter(|text| !text.contains("://") && text.contains('.'))?;
        let address = format!("https://{}", text.trim_start_matches('/'));
        let is_address = Format::Url.accepts(&address);
        is_address
            .then(|| Fix::to_review(format!("Replace with {}", quoted(&address)), vec![replace_text(value, &address)]))
    };
    completed().into_iter().collect()
}
