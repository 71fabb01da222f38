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
    if value.as_string().is_some_and(|text| !is_http_url(&text)) {
        report.add(
            value.range(),
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

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let text = value.as_string().filter(|text| !text.contains("://") && text.contains('.') && !text.contains(' '));
    let Some(text) = text else { return Vec::new() };
    let address = format!("https://{}", text.trim_start_matches('/'));
    vec![Fix::to_review(format!("Write {}", quoted(&address)), vec![replace_text(value, &address)])]
}
