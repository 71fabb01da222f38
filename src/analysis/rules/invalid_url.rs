//! Addresses.

use crate::analysis::finding::Severity;
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Rule};
use crate::analysis::wording::subject;
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-url",
    severity: Severity::Warning,
    summary: "An address that is no absolute http or https URL.",
    why: "The integration is called at this address; anything else cannot be reached.",
    fix: "Write the whole address, from `https://` on.",
    bad: r#"{"url": "acme.example/hook"}"#,
    good: r#"{"url": "https://acme.example/hook"}"#,
    tag: None,
    check: Check::Value(check),
};

fn check(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    if field.shape.format() != Some(Format::Url) {
        return;
    }
    if value.as_string().is_some_and(|text| !is_http_url(&text)) {
        report.add(
            value.span(),
            format!("{} is no absolute http or https address. Write all of it, from https:// on.", subject(value)),
        );
    }
}

fn is_http_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && !host.is_empty()
        && !host.starts_with(':')
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}
