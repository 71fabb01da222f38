use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Schema, Severity,
        edits::replace_text,
        schema_keywords::outer,
        schemas::top_of,
        wording::{kind_noun, quoted},
    },
    contract::{Declared, resolve},
    json_schema::{
        keywords::REF,
        reference::{reference_of, target},
    },
    syntax::{Kind, Node, Pointer},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "broken-reference",
        group: Group::Schema,
        severity: Some(Severity::Warning),
        summary: "A `$ref` that does not lead to a schema.",
        why: "Validators cannot follow it, so they refuse the schema, or every value.",
        fix: "Let it lead to a schema inside this one, such as `#/definitions/address`.",
        examples: &[
            Example::finds(
                "A misspelt name",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": ⟦"#/definitions/adress"⟧}}, "definitions": {"address": {"type": "string"}}}}}"##,
            ),
            Example::fine(
                "A definition",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "#/definitions/address"}}, "definitions": {"address": {"type": "string"}}}}}"##,
            ),
            Example::finds(
                "The path of another dialect, without its sign",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": ⟦"definitions/address"⟧}}, "definitions": {"address": {"type": "string"}}}}}"##,
            ),
            Example::finds(
                "Nothing is there",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": ⟦"#/components/schemas/Mail"⟧}}}}}"##,
            ),
            Example::finds(
                "A text instead of a schema",
                r##"{"configuration": {"schema": {"type": "object", "title": "Mail", "properties": {"to": {"$ref": ⟦"#/title"⟧}}}}}"##,
            ),
            Example::finds(
                "A map of schemas instead of one of them",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": ⟦"#/definitions"⟧}}, "definitions": {"address": {"type": "string"}}}}}"##,
            ),
            Example::finds(
                "References in a circle",
                r##"{"configuration": {"schema": {"type": "object", "definitions": {"a": {"$ref": ⟦"#/definitions/b"⟧}, "b": {"allOf": [{"$ref": ⟦"#/definitions/a"⟧}]}}}}}"##,
            ),
            Example::fine(
                "A tree, whose children are trees",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "#"}}}}}}"##,
            ),
            Example::fine(
                "Another document, which `external-reference` reports",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "https://acme.example/mail.json"}}}}}"#,
            ),
            Example::fine(
                "A definition that is still being typed",
                r##"{"configuration": {"schema": {"type": "object", "properties": {"to": {"$ref": "#/definitions/address"}}, "definitions": {"address""##,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Schema(|field| field.name == REF, check),
    fixes,
};

/// How many references are followed, and how many schemas around one are looked at, to find a circle.
const MOST_STEPS: usize = 32;

fn check(report: &mut Report<'_>, schema: &Schema<'_>) {
    let Some(value) = schema.get(REF).filter(|value| value.kind() == Kind::String && !value.is_malformed()) else {
        return;
    };
    let (text, top) = (value.text(), schema.top);
    if !is_local(&text) {
        if let Some(meant) = without_sign(top, &text) {
            let message = format!("{} leads out of the manifest. Did you mean {}?", quoted(&text), quoted(&meant));
            report.add(value.range(), message);
        }
        return;
    }
    let message = match target(top, &text) {
        None => match meant(top, &text) {
            Some(meant) => format!("{} does not exist. Did you mean {}?", quoted(&text), quoted(&meant)),
            None => format!("{} does not exist. Write a path that leads to a schema in this one.", quoted(&text)),
        },
        // It is still being typed.
        Some(target) if target.kind() == Kind::Property || target.is_malformed() => return,
        Some(target) if !matches!(target.kind(), Kind::Object | Kind::Boolean) => {
            format!("{} leads to {}, but must lead to a schema.", quoted(&text), kind_noun(target))
        }
        Some(target) if resolve(target).and_then(Declared::map).is_some() => {
            format!("{} leads to a map of schemas. Add the name of one of them.", quoted(&text))
        }
        Some(target) if leads_back(schema, target) => {
            format!("{} leads back to itself without describing anything.", quoted(&text))
        }
        Some(_) => return,
    };
    report.add(value.range(), message);
}

/// Whether a reference is a path inside its schema. One that is neither that nor the top is a name that an `$id` defines.
fn is_local(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|path| path.is_empty() || path.contains('/'))
}

/// The reference with a sign for "in this schema", if it leads to something then.
fn without_sign(top: Node<'_>, text: &str) -> Option<String> {
    if text.contains(':') || text.starts_with('#') {
        return None;
    }
    let path = format!("#/{}", text.trim_start_matches("./").trim_start_matches('/'));
    let name = format!("#/definitions/{}", Pointer::escape(text));
    [path, name].into_iter().find(|local| target(top, local).is_some_and(|target| target.kind() == Kind::Object))
}

/// Whether the schema with the reference, or one around it that applies to the same value, is reached again.
fn leads_back(schema: &Schema<'_>, target_of_reference: Node<'_>) -> bool {
    let around = std::iter::successors(Some(schema.node), |inner| outer(*inner).map(|(outer, _)| outer));
    let around: Vec<Node<'_>> = around.take(MOST_STEPS).collect();
    let mut at = Some(target_of_reference);
    for _ in 0..MOST_STEPS {
        let Some(node) = at else { return false };
        if around.contains(&node) {
            return true;
        }
        // Of a choice or combination with a single schema, that one applies, too.
        let single = ["allOf", "anyOf", "oneOf"].iter().find_map(|keyword| {
            let mut parts = node.get(keyword)?.elements();
            parts.next().filter(|_| parts.next().is_none())
        });
        at = match reference_of(node) {
            Some(reference) => target(schema.top, &reference.text()),
            None => single,
        };
    }
    false
}

/// The definition that a reference to nothing most likely means.
fn meant(top: Node<'_>, text: &str) -> Option<String> {
    let name = text.rsplit('/').next()?;
    let paths = ["definitions", "$defs"].into_iter().flat_map(|keyword| {
        let keys = top.get(keyword).into_iter().flat_map(Node::members).filter_map(Node::name);
        keys.map(move |key| format!("#/{keyword}/{}", Pointer::escape(&key)))
    });
    let paths: Vec<String> = paths.take(100).collect();
    let same = paths.iter().find(|path| path.rsplit('/').next() == Some(name)).cloned();
    same.or_else(|| {
        let names = paths.iter().filter_map(|path| path.rsplit('/').next());
        let near = nearest(name, names)?;
        paths.iter().find(|path| path.rsplit('/').next() == Some(near)).cloned()
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node().filter(|node| node.kind() == Kind::String) else { return Vec::new() };
    let Some(top) = top_of(value) else { return Vec::new() };
    let text = value.text();
    let local = match is_local(&text) {
        true => target(top, &text).is_none().then(|| meant(top, &text)).flatten(),
        false => without_sign(top, &text),
    };
    local
        .map(|text| Fix::to_review(format!("Replace with {}", quoted(&text)), vec![replace_text(value, &text)]))
        .into_iter()
        .collect()
}
