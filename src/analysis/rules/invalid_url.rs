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
