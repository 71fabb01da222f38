use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::{Declared, Field, Object, resolve},
    syntax::{Kind, Node},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "misspelt-keyword",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A key in a JSON Schema that is almost a keyword.",
        why: "Validators ignore keys that they do not know, so what it says has no effect.",
        fix: "Correct the spelling.",
        examples: &[
            Example::finds(
                "A limit",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", ⟦"minLenght"⟧: 1}}}}}"#,
            ),
            Example::fine(
                "A limit, spelled right",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "minLength": 1}}}}}"#,
            ),
            Example::finds(
                "A keyword in another case",
                r#"{"configuration": {"schema": {"type": "object", ⟦"additionalproperties"⟧: false}}}"#,
            ),
            Example::finds(
                "A hint for forms",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "x-zui": {⟦"placehodler"⟧: "Ada"}}}}}}"#,
            ),
            Example::finds(
                "A reference without its sign",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {⟦"ref"⟧: "#/definitions/to"}}}}}"##,
            ),
            Example::fine(
                "A key of one's own, which `unknown-keyword` reports",
                r#"{"configuration": {"schema": {"type": "object", "note": "For Ada."}}}"#,
            ),
            Example::fine("An extension", r#"{"configuration": {"schema": {"type": "object", "x-type": "mail"}}}"#),
            Example::fine(
                "A key beside the keyword",
                r#"{"configuration": {"schema": {"type": "object", "titel": "A", "title": "B"}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes,
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, declared: &'static Object) {
    if field.is_none()
        && declared.is_open
        && let (Some(meant), Some(key)) = (meant(property, declared), property.key())
    {
        report.add(key.range(), format!("{} is not a keyword. Did you mean \"{meant}\"?", quoted(&key.text())));
    }
}

/// The shortest key that is taken for a misspelt keyword. Shorter ones are too often near to one.
const SHORTEST: usize = 4;

/// The keyword that a key most likely stands for, unless the object has that one too. `None` for extensions, which start with
/// `x-`, and for a key that is still being typed.
pub(super) fn meant(property: Node<'_>, declared: &'static Object) -> Option<&'static str> {
    let (key, object) = (property.key()?, property.parent()?);
    let name = key.text();
    let is_whole = key.kind() == Kind::String && !key.is_malformed() && property.colon().is_some();
    if !is_whole || name.starts_with("x-") {
        return None;
    }
    let offered = || declared.fields.iter().filter(|field| field.status.is_offered()).map(|field| field.name);
    let signed = offered().find(|keyword| keyword.strip_prefix('$') == Some(&name));
    let near = || nearest(&name, offered().filter(|keyword| keyword.len() >= SHORTEST));
    let long = (name.chars().count() >= SHORTEST).then(near).flatten();
    let same_letters = || offered().find(|keyword| keyword.eq_ignore_ascii_case(&name));
    signed.or(long).or_else(same_letters).filter(|keyword| object.property(keyword).is_none())
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let (Some(key), Some(property)) = (context.node(), context.property()) else { return Vec::new() };
    let declared = property.parent().and_then(resolve).and_then(Declared::object);
    let Some(keyword) = declared.and_then(|declared| meant(property, declared)) else { return Vec::new() };
    vec![Fix::to_review(format!("Rename to \"{keyword}\""), vec![replace_text(key, keyword)])]
}
