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
        summary: "A URL that is not an absolute http or https URL.",
        why: "Requests to the integration go to this URL, which needs a scheme and a host.",
        fix: "Write the full URL, starting with `https://`.",
        examples: &[
            Example::finds("No scheme", r#"{"url": ⟦"acme.example/hook"⟧}"#),
            Example::fine("A full URL", r#"{"url": "https://acme.example/hook"}"#),
            Example::finds("Another scheme", r#"{"url": ⟦"ftp://acme.example/hook"⟧}"#),
            Example::finds("No host", r#"{"url": ⟦"https://"⟧}"#),
            Example::finds("A space", r#"{"url": ⟦"https://acme.example/my hook"⟧}"#),
            Example::fine("An http URL with a port", r#"{"url": "HTTP://localhost:8080"}"#),
            Example::fine("A URL that is still being typed", "{\n  \"url\": \"acme\n}"),
            Example::fine("A URL that is removed", r#"{"url": null}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Url], check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(text) = value.as_string().filter(|text| !Format::Url.accepts(text)) else { return };
    let advice = if is_web(&text) {
        "Add the missing host, or percent-encode characters that are not allowed in a URL."
    } else {
        "Write the full URL, for example \"https://acme.example/hook\"."
    };
    report.add(value.range(), format!("{} is not an absolute http or https URL. {advice}", subject(value)));
}

/// Whether a text has the scheme http or https.
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
