use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::{ENVIRONMENT_PREFIX, Map},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "doubled-secret-prefix",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "A secret whose name starts with `SECRET_`.",
        why: "The code reads a secret from the environment variable `SECRET_` plus its name, so this one becomes `SECRET_SECRET_…`.",
        fix: "Remove `SECRET_` from the name.",
        examples: &[
            Example::finds("The prefix in the name", r#"{"secrets": {⟦"SECRET_API_KEY"⟧: "<API_KEY>"}}"#),
            Example::fine("The name alone", r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#),
            Example::fine("The word later in the name", r#"{"secrets": {"MY_SECRET_KEY": "<KEY>"}}"#),
            Example::fine("The name of something else", r#"{"attributes": {"SECRET_note": "none"}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Name(check),
    fixes,
};

fn check(report: &mut Report<'_>, key: Node<'_>, map: &'static Map) {
    let name = key.text();
    let rest = name.strip_prefix(ENVIRONMENT_PREFIX).filter(|rest| map.holds_secrets() && !rest.is_empty());
    if let Some(rest) = rest {
        let variable = format!("{ENVIRONMENT_PREFIX}{name}");
        let message = format!(
            "The code would read the secret {} as {}. Rename it to {}.",
            quoted(&name),
            quoted(&variable),
            quoted(rest)
        );
        report.add(key.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let renamed = || {
        let key = context.node()?;
        let name = key.text();
        let rest = name.strip_prefix(ENVIRONMENT_PREFIX)?;
        let is_free = key.parent()?.parent()?.property(rest).is_none();
        is_free.then(|| Fix::to_review(format!("Rename to {}", quoted(rest)), vec![replace_text(key, rest)]))
    };
    renamed().into_iter().collect()
}
