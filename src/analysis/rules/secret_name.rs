use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        references::declared_map, wording::quoted,
    },
    contract::Map,
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "secret-name",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "A secret whose name is not in SCREAMING_SNAKE_CASE.",
        why: "The code reads a secret from the environment variable `SECRET_` plus its name, where only capital letters, digits and underscores are sure to work.",
        fix: "Use capital letters, digits and underscores.",
        examples: &[
            Example::finds("A name in camelCase", r#"{"secrets": {⟦"apiKey"⟧: "<API_KEY>"}}"#),
            Example::fine("A name in SCREAMING_SNAKE_CASE", r#"{"secrets": {"API_KEY": "<API_KEY>"}}"#),
            Example::finds("A hyphen", r#"{"secrets": {⟦"API-KEY"⟧: "<API_KEY>"}}"#),
            Example::finds("A digit at the start", r#"{"secrets": {⟦"2ND_KEY"⟧: "<KEY>"}}"#),
            Example::fine("A digit later in the name", r#"{"secrets": {"OAUTH2_KEY": "<KEY>"}}"#),
            Example::fine("The name of something else", r#"{"attributes": {"apiKey": "none"}}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Name(check),
    fixes,
};

fn check(report: &mut Report<'_>, key: Node<'_>, map: &'static Map) {
    let name = key.text();
    if map.holds_secrets() && !map.keys.accepts(&name) {
        let message = format!(
            "The secret {} is not in SCREAMING_SNAKE_CASE. Rename it to \"{}\".",
            quoted(&name),
            better(map, key)
        );
        report.add(key.range(), message);
    }
}

/// The closest name in the right style, or a sample name if there is none.
fn better(map: &Map, key: Node<'_>) -> String {
    map.keys.suggest(&key.text()).unwrap_or_else(|| map.kind.sample_name())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let renamed = || {
        let key = context.node()?;
        let name = better(declared_map(key)?, key);
        let is_free = key.parent()?.parent()?.property(&name).is_none();
        is_free.then(|| Fix::to_review(format!("Rename to \"{name}\""), vec![replace_text(key, &name)]))
    };
    renamed().into_iter().collect()
}
