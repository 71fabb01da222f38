use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity,
        edits::{remove, replace_text},
        schemas::top_of,
    },
    contract::{Field, Object, Status},
    syntax::{Kind, Node, Pointer, literal::encode},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "foreign-keyword",
        group: Group::Schema,
        severity: Some(Severity::Hint),
        summary: "A keyword of another dialect of JSON Schema.",
        why: "The schemas in a manifest are read as draft 7, in which the keyword has no effect. Other drafts and OpenAPI know it.",
        fix: "Use the keyword of draft 7 that the message names, or remove it.",
        examples: &[
            Example::finds(
                "A value that may be null, as OpenAPI writes it",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", ⟦"nullable"⟧: true}}}}}"#,
            ),
            Example::fine(
                "A value that may be null",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": ["string", "null"]}}}}}"#,
            ),
            Example::finds(
                "One of several types that may be null",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {⟦"nullable"⟧: true, "type": ["string"]}}}}}"#,
            ),
            Example::finds(
                "Definitions of a later draft, and a reference to one",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "#/$defs/to"}}, ⟦"$defs"⟧: {"to": {"type": "string"}}}}}"##,
            ),
            Example::finds(
                "An example of OpenAPI",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", ⟦"example"⟧: "Ada"}}}}}"#,
            ),
            Example::finds(
                "A tuple of a later draft",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {⟦"prefixItems"⟧: [{"type": "string"}], "items": false}}}}}"#,
            ),
            Example::finds(
                "The identifier of draft 4",
                r#"{"configuration": {"schema": {⟦"id"⟧: "https://acme.example/mail.json", "type": "object"}}}"#,
            ),
            Example::finds(
                "A keyword that OpenAPI reads",
                r#"{"configuration": {"schema": {"type": "object", ⟦"discriminator"⟧: {"propertyName": "type"}}}}"#,
            ),
            Example::fine(
                "A property with such a name",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Member(check),
    fixes,
};

fn check(report: &mut Report<'_>, property: Node<'_>, field: Option<&'static Field>, _: &'static Object) {
    let Some(Field { name, status: Status::Foreign(why), .. }) = field else { return };
    if let Some(key) = property.key().filter(|_| property.colon().is_some()) {
        let why = why.replace("`\"", "\"").replace("\"`", "\"").replace('`', "\"");
        let (article, rest) = why.split_once(' ').unwrap_or((&why, ""));
        report.add(key.range(), format!("\"{name}\" is {} {rest}", article.to_lowercase()));
    }
}

/// Keywords that only have another name in draft 7, where their value is written in the same way.
const RENAMED: [(&str, &str); 6] = [
    ("id", "$id"),
    ("$defs", "definitions"),
    ("dependentRequired", "dependencies"),
    ("dependentSchemas", "dependencies"),
    ("unevaluatedProperties", "additionalProperties"),
    ("unevaluatedItems", "additionalItems"),
];

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let (Some(key), Some(property)) = (context.node(), context.property()) else { return Vec::new() };
    let Some(schema) = property.parent() else { return Vec::new() };
    let removed = || Fix::suggestion("Remove the keyword", remove(context.source, property));
    let (name, value) = (key.text(), property.value());
    let free = |keyword: &str| schema.property(keyword).is_none();
    let fix = match (&*name, value) {
        ("nullable", Some(value)) => match value.as_bool() {
            Some(true) => nullable(context, schema, property),
            Some(false) => return vec![Fix::to_review("Remove the keyword", remove(context.source, property))],
            None => None,
        },
        ("example", Some(value)) if free("examples") => {
            let edits = vec![replace_text(key, "examples"), Edit::new(value.range(), format!("[{}]", value.source()))];
            Some(Fix::to_review("Replace with \"examples\"", edits))
        }
        ("prefixItems", Some(_)) => {
            let renamed = vec![replace_text(key, "items")];
            match schema.property("items").and_then(Node::key) {
                None => Some(Fix::to_review("Rename to \"items\"", renamed)),
                Some(rest) if free("additionalItems") => {
                    let edits = renamed.into_iter().chain([replace_text(rest, "additionalItems")]).collect();
                    Some(Fix::to_review("Replace with \"items\" and \"additionalItems\"", edits))
                }
                Some(_) => None,
            }
        }
        ("$defs", Some(definitions)) if free("definitions") => {
            let edits = std::iter::once(replace_text(key, "definitions"));
            let references = redirected(context, schema, definitions);
            Some(Fix::to_review("Rename to \"definitions\"", edits.chain(references).collect()))
        }
        (name, Some(_)) => {
            let keyword = RENAMED.iter().find(|(old, new)| *old == name && free(new));
            keyword.map(|(_, new)| Fix::to_review(format!("Rename to \"{new}\""), vec![replace_text(key, new)]))
        }
        (_, None) => None,
    };
    fix.into_iter().chain([removed()]).collect()
}

/// Adds `null` to the types of the schema in place of `nullable`.
fn nullable(context: &FixContext<'_>, schema: Node<'_>, property: Node<'_>) -> Option<Fix> {
    let types = schema.get("type")?;
    let written = match types.kind() {
        Kind::String => format!("[{}, \"null\"]", types.source()),
        Kind::Array if types.is_closed() => {
            let names: Vec<&str> = types.elements().map(Node::source).filter(|name| *name != "\"null\"").collect();
            format!("[{}]", names.into_iter().chain(["\"null\""]).collect::<Vec<_>>().join(", "))
        }
        _ => return None,
    };
    let edits = std::iter::once(Edit::new(types.range(), written)).chain(remove(context.source, property));
    Some(Fix::to_review("Add \"null\" to \"type\"", edits.collect()))
}

/// The edits that let the references to what is in the `$defs` of a schema lead into its `definitions`.
fn redirected<'t>(context: &FixContext<'t>, schema: Node<'t>, definitions: Node<'t>) -> Vec<Edit> {
    let Some(top) = top_of(schema) else { return Vec::new() };
    let inner = schema.pointer().segments()[top.pointer().segments().len()..].to_vec();
    let place: String = inner.iter().map(|segment| format!("/{}", Pointer::escape(segment))).collect();
    let (old, new) = (format!("#{place}/$defs/"), format!("#{place}/definitions/"));
    let keys = definitions.members().filter_map(Node::key);
    let uses = keys.flat_map(|key| context.uses(key)).filter_map(|range| context.source.node_at(range.start));
    uses.filter_map(|value| {
        let rest = value.as_string()?.strip_prefix(&old).map(str::to_owned)?;
        Some(Edit::new(value.range(), encode(&format!("{new}{rest}"))))
    })
    .collect()
}
