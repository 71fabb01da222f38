//! Words between the text: sizes of what is encoded, how near a limit is, what a null removes.

use super::facts::thousands;
use super::markdown::size;
use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Form, Format, Object, Shape};
use crate::syntax::{Kind, Node, Source};
use crate::text::Span;

/// A hint behind a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where it stands, in bytes.
    pub offset: u32,
    /// What it says.
    pub label: String,
}

/// A text that uses at least so many percent of its limit is near it.
const NEAR: usize = 80;

/// The hints in `span`.
pub fn hints(source: &Source, form: Form, span: Span) -> Vec<Hint> {
    let mut hints = Vec::new();
    if let Some(root) = source.root() {
        object(root, &MANIFEST, form, span, &mut hints);
    }
    hints
}

fn object(node: Node<'_>, declared: &'static Object, form: Form, span: Span, hints: &mut Vec<Hint>) {
    for member in node.members().filter(|member| touch(member.span(), span)) {
        let field = member.name().and_then(|name| declared.field(&name));
        if let (Some(field), Some(inner)) = (field, member.value()) {
            value(inner, field, form, span, hints);
        }
    }
}

fn value(node: Node<'_>, field: &'static Field, form: Form, span: Span, hints: &mut Vec<Hint>) {
    let label = match (node.kind(), field.shape) {
        (Kind::Object, Shape::Object(declared)) => return object(node, declared, form, span, hints),
        (Kind::Object, Shape::Map(map)) => {
            for member in node.members().filter(|member| touch(member.span(), span)) {
                if let Some(inner) = member.value() {
                    value(inner, &map.entry, form, span, hints);
                }
            }
            return;
        }
        (Kind::Null, _) => (form == Form::Update && field.nullable.has(form)).then(|| field.null.to_owned()),
        (Kind::String, shape) => text(node, shape),
        _ => None,
    };
    hints.extend(label.map(|label| Hint { offset: node.span().end, label }));
}

fn text(node: Node<'_>, shape: Shape) -> Option<String> {
    let bytes = node.content_span().len() as usize;
    match shape.format()? {
        // Of the length alone: the rules say whether it can be decoded at all.
        Format::Svg => (bytes > 0).then(|| format!("{} of SVG", size(bytes / 4 * 3))),
        Format::Markdown => (bytes > 0).then(|| format!("{} of Markdown", size(bytes / 4 * 3))),
        Format::Code => (bytes > 0).then(|| format!("{} of JavaScript", size(bytes))),
        Format::Secret => None,
        _ => {
            let max = shape.length()?.limit()?;
            let used = (bytes * 100 >= max as usize * NEAR).then(|| node.text().chars().count())?;
            (used * 100 >= max as usize * NEAR).then(|| format!("{used} of {}", thousands(max)))
        }
    }
}

fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}
