use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity,
        edits::replace_text,
        wording::{quoted, subject},
    },
    contract::{Field, Format},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "invalid-url",
        group: Group::Contract,
        severity: Some(Severity::Warning),
        summary: "An address that is not an absolute http or https URL.",
        why: "The integration is called at this address, and only such an address can be reached.",
        fix: "Write the whole address, starting with `https://`.",
        examples: &[
            Example::finds("No scheme", r#"{"url": ⟦"acme.example/hook"⟧}"#),
            Example::fine("A whole address", r#"{"url": "https://acme.example/hook"}"#),
            Example::finds("Another scheme", r#"{"url": ⟦"ftp://acme.example/hook"⟧}"#),
            Example::finds("No host", r#"{"url": ⟦"https://"⟧}"#),
            Example::finds("A space", r#"{"url": ⟦"https://acme.example/my hook"⟧}"#),
            Example::fine("A host with a port, in http", r#"{"url": "HTTP://localhost:8080"}"#),
            Example::fine("An address that is still being typed", "{\n  \"url\": \"acme\n}"),
            Example::fine("An address that is removed", r#"{"url": null}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Url], check),
    fixes,
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
