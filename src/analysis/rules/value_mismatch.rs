use crate::{
    analysis::{
        Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity, Types,
        edits::remove, schema_keywords::schema_around, wording::kind_noun,
    },
    json_schema::evaluate::{Settings, Verdict, evaluate},
    syntax::{Kind, Node, is_plain_number, literal::encode},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "value-mismatch",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A `default`, `const`, `enum` or example that does not fit its own schema.",
        why: "Validators refuse the value wherever it is used, and a form that starts with it cannot be sent.",
        fix: "Correct the value, or the schema.",
        examples: &[
            Example::finds(
                "A default of another type",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"count": {"type": "number", "default": ⟦"3"⟧}}}}}"#,
            ),
            Example::fine(
                "A default",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"count": {"type": "number", "default": 3}}}}}"#,
            ),
            Example::finds(
                "A default that is not one of the allowed values",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"enum": ["low", "high"], "default": ⟦"hihg"⟧}}}}}"#,
            ),
            Example::finds(
                "An allowed value of another type",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"level": {"type": "string", "enum": ["low", ⟦1⟧]}}}}}"#,
            ),
            Example::finds(
                "A constant of another type",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"on": {"type": "boolean", "const": ⟦"true"⟧}}}}}"#,
            ),
            Example::finds(
                "An example that is too long",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"type": "string", "maxLength": 3, "examples": ["Ada", ⟦"Grace"⟧]}}}}}"#,
            ),
            Example::finds(
                "A property of a default",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"properties": {"name": {"type": "string"}}, "default": {"name": ⟦1⟧}}}}}}"#,
            ),
            Example::finds(
                "A default beside a reference",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "#/definitions/name", "default": ⟦{⟧}}}, "definitions": {"name": {"type": "string"}}}}}"##,
            ),
            Example::fine(
                "A default that is still being typed",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"count": {"type": "number", "default": "3"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| ["default", "const", "enum", "examples"].contains(&field.name), check),
    fixes,
};

/// How many values of one keyword are looked at.
const MOST_VALUES: usize = 50;

/// How many steps are taken for a value, and for each part of it.
const STEPS: (u64, u64) = (1_000, 50);

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let has_reference = schema.has_any(&["$ref"]);
    let mut own_types = None;
    for (property, field) in schema.keywords() {
        let (Some(value), name) = (property.value(), field.name) else { continue };
        let single = matches!(name, "default" | "const").then_some(value);
        let listed = matches!(name, "enum" | "examples").then(|| value.elements().take(MOST_VALUES));
        // Beside a reference, only what explains counts.
        if (single.is_none() && listed.is_none()) || (has_reference && matches!(name, "const" | "enum")) {
            continue;
        }
        let types = *own_types.get_or_insert_with(|| only_types(schema));
        for value in single.into_iter().chain(listed.into_iter().flatten()) {
            match types {
                // Most schemas with such a value say nothing else, and then there is no need to evaluate them.
                Some(types) if name != "default" && name != "examples" => {
                    if Types::of_value(value).is_some_and(|own| !own.meet(types)) && !value.is_malformed() {
                        let message =
                            format!("\"{name}\" has {}, but \"type\" is {}.", kind_noun(value), types.shown());
                        report.add(value.opener(), message);
                    }
                }
                _ => evaluated(report, schema, name, value),
            }
        }
    }
}

/// The types of a schema that limits values only by `type`, `enum` or `const`.
fn only_types(schema: &Schema<'_>) -> Option<Types> {
    let mut values = 0;
    for (_, field) in schema.keywords() {
        match field.name {
            "enum" | "const" => values += 1,
            "type" | "title" | "description" | "default" | "examples" | "$comment" | "x-zui" => {}
            _ => return None,
        }
    }
    schema.types().filter(|types| *types != Types::NONE && values == 1)
}

fn evaluated(report: &mut Report<'_>, schema: &Schema<'_>, name: &str, value: Node<'_>) {
    let (basis, each) = STEPS;
    let settings = Settings { steps: basis + each * value.subtree().count() as u64, formats: true };
    if let Verdict::Mismatches(mismatches) = evaluate(schema.top, schema.node, value, settings)
        && let Some(first) = mismatches.first()
    {
        // About the value itself, the message names the keyword anyway.
        let message = match first.value == value {
            true => first.message.clone(),
            false => format!("\"{name}\" does not fit its schema: {}", first.message),
        };
        report.add(first.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(schema) = schema_around(value) else { return Vec::new() };
    // What is inside an object or array has a schema of its own.
    let holder = value.parent().filter(|holder| holder.kind() == Kind::Array).and_then(Node::parent).or(value.parent());
    let Some(keyword) = holder.filter(|holder| holder.parent() == Some(schema)) else { return Vec::new() };
    let replaced = meant(schema, value)
        .map(|text| Fix::to_review(format!("Replace with {text}"), vec![Edit::new(value.range(), text)]));
    let is_element = value.parent() != Some(keyword);
    let (title, removed) = match is_element {
        true => ("Remove the value", remove(context.source, value)),
        false => ("Remove the keyword", remove(context.source, keyword)),
    };
    replaced.into_iter().chain([Fix::suggestion(title, removed)]).collect()
}

/// The value of another type that a value most likely stands for, or the allowed value that it resembles.
fn meant(schema: Node<'_>, value: Node<'_>) -> Option<String> {
    let allowed = schema.get("enum").into_iter().flat_map(Node::elements).filter_map(Node::as_string);
    let types = schema.get("type").and_then(Types::read);
    let takes = |name: &str| types.is_some_and(|types| Types::named(name).is_some_and(|one| one.meet(types)));
    match value.kind() {
        Kind::String => {
            let text = value.text();
            let text = text.trim();
            let is_word = (takes("boolean") && matches!(text, "true" | "false")) || (takes("null") && text == "null");
            if is_word || (takes("number") && is_plain_number(text)) {
                return Some(text.to_owned());
            }
            let is_allowed =
                value.parent().is_some_and(|list| list.parent().is_some_and(|keyword| keyword.is_named("enum")));
            (!is_allowed).then(|| nearest(text, allowed)).flatten().map(|near| encode(&near))
        }
        Kind::Number | Kind::Boolean if takes("string") => Some(encode(value.source())),
        _ => None,
    }
}
