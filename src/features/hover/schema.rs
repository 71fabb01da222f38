//! Explains embedded JSON Schemas: what a property or a whole schema accepts, in words.

use crate::analysis::schemas::top_of;
use crate::contract::{Declared, resolve};
use crate::features::markdown::{code, quotation};
use crate::json_schema::sample::sample;
use crate::json_schema::words::words;
use crate::syntax::{Kind, Node};

/// The longest example that is shown, in bytes.
const LONGEST_EXAMPLE: usize = 200;

/// The largest schema that an example is made for, in bytes: a larger one has no short example.
const LARGEST_TO_SAMPLE: u32 = 4_000;

/// Explains the property whose name is the key of `owner`.
pub(super) fn property(owner: Node<'_>) -> String {
    let name = owner.name().unwrap_or_default();
    let is_required = is_required(owner, &name);
    let heading = format!("**{}** · property{}", code(&name), if is_required { " · required" } else { "" });
    let mut parts = vec![heading];
    parts.extend(owner.value().and_then(accepts));
    parts.join("\n\n")
}

/// What a schema accepts, with its title, its description and an example; `None` if `value` is no schema.
pub(super) fn accepts(value: Node<'_>) -> Option<String> {
    if !matches!(value.kind(), Kind::Object | Kind::Boolean) {
        return None;
    }
    let accepted = describe(value)?;
    let text = |schema: Node<'_>, keyword| schema.get(keyword).and_then(Node::as_string).map(|text| text.into_owned());
    let title = value.get("x-zui").and_then(|hints| text(hints, "title")).or_else(|| text(value, "title"));
    let mut parts = vec![match title.filter(|title| !title.trim().is_empty()) {
        Some(title) => format!("{}: {accepted}.", code(title.trim())),
        None => format!("{}.", capitalized(&accepted)),
    }];
    parts.extend(text(value, "description").filter(|text| !text.trim().is_empty()).map(|text| quotation(&text)));
    let example = example(value).map(str::to_owned).or_else(|| made(value));
    parts.extend(example.map(|example| format!("Example: {}", code(&example))));
    Some(parts.join("\n\n"))
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// For a keyword that says what values are like, what the schema around it accepts.
pub(super) fn around(owner: Node<'_>) -> Option<String> {
    let property = if owner.kind() == Kind::Property { owner } else { owner.parent()? };
    let schema = property.parent().filter(|object| resolve(*object).is_some_and(Declared::is_any_schema))?;
    let is_remark = matches!(&*property.name()?, "title" | "description" | "default" | "examples" | "x-zui");
    let is_remark = is_remark || property.name()?.starts_with('$');
    (!is_remark).then(|| Some(format!("The schema here accepts {}.", describe(schema)?)))?
}

/// What a schema accepts, in words.
fn describe(schema: Node<'_>) -> Option<String> {
    Some(words(top_of(schema)?, schema).quoted_by(code))
}

/// A value that the author gives as an example, as it is written.
fn example(schema: Node<'_>) -> Option<&str> {
    let first = |keyword| schema.get(keyword).and_then(|list| list.elements().next());
    let value = first("examples").or_else(|| schema.get("default")).or_else(|| first("enum"))?;
    let source = value.source();
    (!value.is_malformed() && source.len() <= LONGEST_EXAMPLE && !source.contains(['\n', '\r'])).then_some(source)
}

/// A value that fits, if the author gives none and a short one is found.
fn made(schema: Node<'_>) -> Option<String> {
    if schema.kind() != Kind::Object || schema.range().len() > LARGEST_TO_SAMPLE {
        return None;
    }
    let property = schema.parent().and_then(Node::name);
    let text = sample(top_of(schema)?, schema, property.as_deref()).ok()?.to_json();
    (text.len() <= LONGEST_EXAMPLE).then_some(text)
}

/// Whether the object that declares a property requires it.
fn is_required(property: Node<'_>, name: &str) -> bool {
    // The property is in a map, and the map is the value of a keyword of the object.
    let required = property.ancestors().nth(2).and_then(|object| object.get("required"));
    required.into_iter().flat_map(Node::elements).any(|element| element.as_string().is_some_and(|text| text == name))
}
