//! What a place means.

use super::field_summary::{facts as field_facts, only_in, thousands};
use super::markdown::{code, size};
use crate::analysis::{Diagnostic, Document, FormReason};
use crate::contract::{Declared, Field, Form, Format, Forms, Shape, Status, Text, content, resolve};
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// An explanation of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What is explained.
    pub range: TextRange,
    /// The explanation, in Markdown. What comes from the document is escaped; a secret's value never occurs.
    pub markdown: String,
    /// The icon that is explained, as a `data:` URI, for editors that show pictures. It is well-formed SVG; who shows
    /// it as a picture runs none of its scripts and loads nothing that it names.
    pub picture: Option<String>,
}

/// A larger icon is not sent along, in bytes of base64: VS Code cuts a hover after 100,000 characters.
const LARGEST_PICTURE: usize = 90_000;

/// Explains what stands at `offset`, in bytes: a key or a value of the contract, or the document as a whole
/// at its first bracket.
///
/// What was found there is explained below it.
pub fn hover(document: &Document, offset: u32) -> Option<Hover> {
    let found = document.diagnostics().iter().filter(|diagnostic| diagnostic.range.touches(offset));
    let found: Vec<&Diagnostic> = found.collect();
    let rules: Vec<String> = found.iter().map(|diagnostic| rule(diagnostic)).collect();
    match (place(document, offset), found.first()) {
        (Some(mut hover), _) => {
            for rule in rules {
                hover.markdown += &format!("\n\n---\n\n{rule}");
            }
            Some(hover)
        }
        (None, Some(first)) => Some(Hover { range: first.range, markdown: rules.join("\n\n---\n\n"), picture: None }),
        (None, None) => None,
    }
}

/// Why a rule is there, and the way out.
fn rule(diagnostic: &Diagnostic) -> String {
    let rule = diagnostic.rule;
    let bp_lint = rule.bp_lint.map_or(String::new(), |name| format!(" (`{name}` of `bp lint`)"));
    format!("`{}`{bp_lint}: {} {}", rule.name, rule.why, rule.fix)
}

fn place(document: &Document, offset: u32) -> Option<Hover> {
    let node = document.source().node_at(offset)?;
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
        Declared::Embedded(_) => return None,
    };
    Some(Hover { range, markdown, picture })
}

/// The picture of an icon that can be one.
fn icon(field: &Field, value: Node<'_>) -> Option<String> {
    let text = value.as_string().filter(|text| text.len() <= LARGEST_PICTURE)?;
    let is_svg = field.shape.format() == Some(Format::Svg) && content::svg(&content::decode(&text).ok()?).is_ok();
    is_svg.then(|| format!("data:image/svg+xml;base64,{text}"))
}

/// Which form the document is, and what that means.
fn root(document: &Document) -> String {
    let (form, reason) = document.form();
    let why = match (reason, form) {
        (FormReason::Keys, Form::Create) => "because it has a `name` or a `version`",
        (FormReason::Keys, Form::Update) => "because it has neither `name` nor `version`",
        (FormReason::Comment, _) => "because a comment at its head says so",
        (FormReason::Setting, _) => "because a setting says so",
    };
    let means = match form {
        Form::Create => "It makes a new integration or a new version of one.",
        Form::Update => "It changes an integration that is there: what is absent stays as it is, and `null` removes.",
    };
    format!(
        "**Integration manifest**, read as the body of **{form_article} {form}** {why}.\n\n{means}\n\nTo choose yourself, write `// integration-ls-form: create` (or `update`) at the head of a `.jsonc` file, or set `form`.",
        form_article = if form == Form::Update { "an" } else { "a" },
    )
}

/// Everything there is to say about a field.
fn explain(document: &Document, field: &'static Field, owner: Node<'_>, value: Option<Node<'_>>) -> String {
    let (form, _) = document.form();
    let mut parts = vec![heading(field, owner, form), sentence(field.summary, field.detail)];
    if let Some(text) = choice(field, value) {
        parts.push(text);
    }
    if let Shape::Text(Text { choices, .. }) = field.shape {
        let lines: Vec<String> =
            choices.iter().map(|choice| format!("- `\"{}\"`: {}", choice.value, choice.summary)).collect();
        parts.push(lines.join("\n"));
    }
    match field.status {
        Status::Stable => {}
        Status::Deprecated(instead) => parts.push(format!("**Deprecated.** {instead}")),
        Status::Experimental => parts.push("**Experimental**: it may change.".to_owned()),
        Status::Tolerated(why) => parts.push(format!("Not declared by the API. {why}")),
        Status::EditorOnly => parts.push("The API refuses it.".to_owned()),
    }
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
    parts.push(format!("```json\n{}: {}\n```", example_key(field), field.example));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn heading(field: &Field, owner: Node<'_>, form: Form) -> String {
    let mut facts = Vec::new();
    if field.name.starts_with('<') {
        facts.push(field.name.trim_matches(['<', '>']).to_owned());
    }
    facts.extend(field_facts(field, Some(form)));
    facts.extend(only_in(field).map(str::to_owned));
    format!("**{}** · {}", name(field, owner), facts.join(" · "))
}

fn name(field: &Field, owner: Node<'_>) -> String {
    let property = if owner.kind() == Kind::Property { Some(owner) } else { owner.parent() };
    let written = property.and_then(Node::name);
    code(written.as_deref().unwrap_or(field.name))
}

fn example_key(field: &Field) -> String {
    match field.name.strip_prefix('<') {
        Some("secret>") => "\"API_KEY\"".to_owned(),
        Some(rest) => format!("\"my{}{}\"", rest[..1].to_uppercase(), rest[1..].trim_end_matches('>')),
        None => format!("\"{}\"", field.name),
    }
}

fn sentence(summary: &str, detail: &str) -> String {
    if detail.is_empty() { summary.to_owned() } else { format!("{summary} {detail}") }
}

/// What the value that is written here means.
fn choice(field: &Field, value: Option<Node<'_>>) -> Option<String> {
    let Shape::Text(Text { choices, .. }) = field.shape else { return None };
    let text = value?.as_string()?;
    let choice = choices.iter().find(|choice| choice.value == text)?;
    Some(format!("`\"{}\"` here: {}", choice.value, choice.summary))
}

/// How much of its limit the value uses, or what it decodes to.
fn usage(field: &Field, value: Node<'_>) -> Option<String> {
    let text = value.as_string()?;
    match field.shape.format()? {
        Format::Svg => content::decode(&text).ok().map(|bytes| {
            let view = content::svg(&bytes).ok().flatten().map(|view| format!(", view box {}", code(&view)));
            format!("Here: {} of SVG{}.", size(bytes.len()), view.unwrap_or_default())
        }),
        Format::Markdown => {
            content::decode(&text).ok().map(|bytes| format!("Here: {} of Markdown.", size(bytes.len())))
        }
        Format::Code => Some(format!("Here: {} of JavaScript.", size(text.len()))),
        _ => {
            let max = field.shape.length()?.limit()?;
            Some(format!("Here: {} of {} characters.", text.chars().count(), thousands(max)))
        }
    }
}
