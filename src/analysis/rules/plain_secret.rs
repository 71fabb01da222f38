use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::{Field, Format},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "plain-secret",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "The value of a secret in plain text.",
        why: "Files are copied, committed and shared. A secret that has been in a file must be replaced.",
        fix: "Use a placeholder such as `<API_KEY>`, and set the value when you send the manifest.",
        examples: &[
            Example::finds("The value itself", r#"{"secrets": {"API_KEY": ⟦"7f3a9c"⟧}}"#),
            Example::fine("A placeholder", r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#),
            Example::fine(
                "Placeholders of templates and shells",
                r#"{"secrets": {"A_KEY": "{{ aKey }}", "B_KEY": "${B_KEY}", "C_KEY": "$C_KEY"}}"#,
            ),
            Example::fine(
                "Symbols and words used as placeholders",
                r#"{"secrets": {"A_KEY": "***", "B_KEY": "changeme"}}"#,
            ),
            Example::fine("A secret that is removed", r#"{"secrets": {"API_KEY": null}}"#),
            Example::fine("An empty value, which `empty-secret` reports", r#"{"secrets": {"API_KEY": ""}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Secret], check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    let Some(name) = value.parent().and_then(Node::name) else { return };
    if value.as_string().is_some_and(|text| !text.is_empty() && !is_placeholder(&text)) {
        let message = format!(
            "The value of {} is in plain text. Use a placeholder such as {}, and set the value when you send the manifest.",
            quoted(&name),
            quoted(&placeholder(&name))
        );
        report.add(value.range(), message);
    }
}

fn placeholder(name: &str) -> String {
    format!("<{name}>")
}

/// `<NAME>`, `${NAME}`, `$NAME`, `{{ name }}`, `…`, `***`, `xxx`, `changeme`.
fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    (text.starts_with('<') && text.ends_with('>'))
        || text.starts_with('$')
        || (text.starts_with("{{") && text.ends_with("}}"))
        || text.chars().all(|c| matches!(c, '.' | '…' | '*' | 'x' | 'X' | '-' | '_'))
        || ["changeme", "change-me", "placeholder", "todo", "secret"].contains(&&*lower)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let replaced = || {
        let property = context.property()?;
        let placeholder = placeholder(&property.name()?);
        let edits = vec![replace_text(property.value()?, &placeholder)];
        // The file may contain the only copy.
        Some(Fix::suggestion("Replace with a placeholder", edits))
    };
    replaced().into_iter().collect()
}
