//! `textDocument/hover`: explains keys, values and diagnostics.
//!
//! - `schema`: what an embedded JSON Schema accepts.

mod schema;

use crate::analysis::references::declaration;
use crate::analysis::{Diagnostic, Document};
use crate::contract::{Choice, Declared, EntryKind, Field, Form, Format, Forms, Text, base64, resolve, svg};
use crate::features::field_summary::{facts as field_facts, only_in, sentences, status, thousands};
use crate::features::form_summary::form_summary;
use crate::features::markdown::code;
use crate::syntax::{Kind, Node};
use crate::text::{TextRange, size};

/// An explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The range that is explained, in bytes.
    pub range: TextRange,
    /// The explanation, in Markdown. Text from the document is escaped, and the value of a secret never appears.
    pub markdown: String,
    /// The icon, as a `data:` URI, for editors that show images. It is well-formed SVG, which runs no scripts and loads
    /// nothing when shown as an image.
    pub picture: Option<String>,
}

/// The largest icon that a hover includes, in bytes of base64. VS Code cuts off hovers at 100,000 characters.
const LARGEST_PICTURE: usize = 90_000;

/// Explains the key or value at `offset` (in bytes), or the document as a whole at the first bracket. Explanations of the
/// rules behind diagnostics at the offset follow.
pub fn hover(document: &Document, offset: u32) -> Option<Hover> {
    let found = document.diagnostics().iter().filter(|diagnostic| diagnostic.range.touches(offset));
    let found: Vec<&Diagnostic> = found.collect();
    match (declared(document, offset), found.first()) {
        (Some(hover), None) => Some(hover),
        (Some(mut hover), Some(_)) => {
            hover.markdown += &format!("\n\n---\n\n{}", rules(&found));
            Some(hover)
        }
        (None, Some(first)) => Some(Hover { range: first.range, markdown: rules(&found), picture: None }),
        (None, None) => None,
    }
}

/// Why the rules behind diagnostics exist. Editors show the messages themselves, which say what to do. A reason that
/// several rules share stands there once.
fn rules(found: &[&Diagnostic]) -> String {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for rule in found.iter().map(|diagnostic| diagnostic.rule) {
        let name = format!("`{}`", rule.name);
        match reasons.iter_mut().find(|(why, _)| *why == rule.why) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => reasons.push((rule.why, vec![name])),
        }
    }
    let lines = reasons.into_iter().map(|(why, names)| format!("{}: {why}", names.join(", ")));
    lines.collect::<Vec<_>>().join("\n\n")
}

fn declared(document: &Document, offset: u32) -> Option<Hover> {
    let node = document.readable().node_at(offset)?;
    if document.secrets().are_doubtful_at(node.opener()) {
        return None;
    }
    let (range, owner) = match node.kind() {
        Kind::Object | Kind::Array if offset > node.opener().end => return None,
        Kind::Property => return None,
        _ if node.is_key() => (node.range(), node.parent()?),
        _ => (node.opener(), node),
    };
    let mut picture = None;
    let markdown = match resolve(owner)? {
        Declared::Root => root(document),
        Declared::Field(field) => {
            let value = if owner.kind() == Kind::Property { owner.value() } else { Some(owner) };
            picture = value.and_then(|value| icon(field, value));
            explain(document, field, owner, value)
        }
        Declared::Element(field) => format!("An element of {}.\n\n{}", code(field.name), field.summary),
    };
    Some(Hover { range, markdown, picture })
}

/// The icon as an image, if it is one.
fn icon(field: &Field, value: Node<'_>) -> Option<String> {
    let text = value.as_string().filter(|text| text.len() <= LARGEST_PICTURE)?;
    if field.shape.format() != Some(Format::Svg) {
        return None;
    }
    let bytes = base64::decode_any(&text).ok().filter(|bytes| svg::size(bytes).is_ok())?;
    Some(format!("data:image/svg+xml;base64,{}", base64::encode(&bytes)))
}

/// The form of the document, and what it means.
fn root(document: &Document) -> String {
    let (form, reason) = document.form();
    let meaning = match (document.settled_form(), form) {
        (None, _) => {
            "It changes an existing integration: absent keys keep their values, and `null` removes an entry. \
             With a `name` and a `version`, it would create one."
        }
        (_, Form::Create) => "It creates an integration, or a new version of one.",
        (_, Form::Update) => {
            "It changes an existing integration: absent keys keep their values, and `null` removes an entry."
        }
    };
    format!(
        "**Integration manifest** · {}\n\n{meaning}\n\nTo set the form, add the comment `// integration-ls-form: create` (or `update`) at the top of a `.jsonc` file, or set `form` in the configuration.",
        form_summary(form, reason)
    )
}

/// Explains a field and its value in this document.
fn explain(document: &Document, field: &'static Field, owner: Node<'_>, value: Option<Node<'_>>) -> String {
    let (form, _) = document.form();
    if field.entry == Some(EntryKind::Property) && owner.kind() == Kind::Property {
        return schema::property(owner);
    }
    if field.kind_of_reference() == Some(EntryKind::Property) && owner.kind() == Kind::String {
        let named = declaration(owner).and_then(Node::parent);
        if let Some(property) = named {
            return schema::property(property);
        }
    }
    let is_element = field.name.is_empty();
    let heading = if is_element { element_heading(owner) } else { heading(field, owner, document.settled_form()) };
    let mut parts = vec![heading, sentences(field)];
    parts.extend(value.filter(|_| field.shape.is_schema()).and_then(schema::accepts));
    if let Some(Text { choices, .. }) = field.shape.text() {
        parts.push(list(choices, value));
    }
    parts.extend(status(field));
    if let Some(default) = field.default {
        parts.push(format!("Default: `{default}`."));
    }
    if field.nullable != Forms::None {
        let is_null = value.is_some_and(|value| value.kind() == Kind::Null) && field.nullable.has(form);
        let everywhere = if field.nullable == Forms::Both { "" } else { " in an update" };
        parts.push(if is_null {
            format!("`null` {} here.", field.null)
        } else {
            format!("May be `null`{everywhere}, which {}.", field.null)
        });
    }
    if let Some(used) = value.and_then(|value| usage(field, value)) {
        parts.push(used);
    }
    parts.extend(schema::around(owner));
    if !is_element {
        parts.push(format!("```json\n{}: {}\n```", example_key(field), field.example));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// For an element of a list.
fn element_heading(element: Node<'_>) -> String {
    let list = element.parent().and_then(Node::parent).and_then(Node::name);
    format!("An element of {}", code(list.as_deref().unwrap_or("the list")))
}

fn heading(field: &Field, owner: Node<'_>, form: Option<Form>) -> String {
    let mut facts = Vec::new();
    facts.extend(field.entry.map(|kind| kind.noun().to_owned()));
    facts.extend(field_facts(field, form));
    facts.extend(only_in(field).map(str::to_owned));
    format!("**{}** · {}", name(field, owner), facts.join(" · "))
}

fn name(field: &Field, owner: Node<'_>) -> String {
    let property = if owner.kind() == Kind::Property { Some(owner) } else { owner.parent() };
    let written = property.and_then(Node::name);
    code(written.as_deref().unwrap_or(field.name))
}

fn example_key(field: &Field) -> String {
    field.entry.map_or_else(|| format!("\"{}\"", field.name), |kind| format!("\"{}\"", kind.sample_name()))
}

/// The allowed values with their meanings, and which of them it is here.
fn list(choices: &[Choice], value: Option<Node<'_>>) -> String {
    let here = value.and_then(Node::as_string);
    let line = |choice: &Choice| {
        let value = format!("`\"{}\"`", choice.value);
        let name = if here.as_deref() == Some(choice.value) { format!("**{value}** (here)") } else { value };
        format!("- {name}: {}", choice.summary)
    };
    choices.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// How much of its limit a value uses, or the size that it decodes to.
fn usage(field: &Field, value: Node<'_>) -> Option<String> {
    let text = value.as_string()?;
    match field.shape.format()? {
        Format::Svg => base64::decode_any(&text).ok().map(|bytes| {
            let view = svg::size(&bytes).ok().flatten().map(|view| format!(", view box {}", code(&view)));
            format!("Here: {} of SVG{}.", size(bytes.len()), view.unwrap_or_default())
        }),
        Format::Markdown => {
            base64::decode_any(&text).ok().map(|bytes| format!("Here: {} of Markdown.", size(bytes.len())))
        }
        Format::Code => Some(format!("Here: {} of JavaScript.", size(text.len()))),
        _ => {
            let max = field.shape.length()?.limit()?;
            Some(format!("Here: {} of {} characters.", text.chars().count(), thousands(max)))
        }
    }
}
