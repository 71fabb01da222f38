//! `textDocument/inlayHint`: the size of encoded content, how much of a limit is used, and what a `null` removes.

use super::field_summary::thousands;
use crate::contract::visit::declared_in;
use crate::contract::{Field, Form, Format, Shape};
use crate::syntax::{Kind, Node, Source};
use crate::text::{TextRange, size};

/// A hint that editors show after a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where to show it, as an offset in bytes.
    pub offset: u32,
    /// Its text.
    pub label: String,
}

/// The percentage of a limit from which its use is shown.
const SHOWN_FROM: usize = 80;

/// The hints in `range`, in bytes.
pub fn hints(source: &Source, form: Form, range: TextRange) -> Vec<Hint> {
    let properties = source.root().into_iter().flat_map(|root| declared_in(root, range));
    let hint = |(property, field): (Node<'_>, &Field)| {
        let value = property.value()?;
        let label = match value.kind() {
            Kind::Null => (form == Form::Update && field.nullable.has(form)).then(|| field.null.to_owned()),
            Kind::String => text(value, field.shape),
            _ => None,
        };
        Some(Hint { offset: value.range().end, label: label? })
    };
    properties.filter_map(hint).collect()
}

fn text(node: Node<'_>, shape: Shape) -> Option<String> {
    let bytes = node.content_range().len() as usize;
    match shape.format()? {
        // Estimated from the length of the base64. Rules report what cannot be decoded.
        Format::Svg => (bytes > 0).then(|| format!("{} of SVG", size(bytes / 4 * 3))),
        Format::Markdown => (bytes > 0).then(|| format!("{} of Markdown", size(bytes / 4 * 3))),
        Format::Code => (bytes > 0).then(|| format!("{} of JavaScript", size(bytes))),
        Format::Secret => None,
        _ => {
            let max = shape.length()?.limit()?;
            let used = (bytes * 100 >= max as usize * SHOWN_FROM).then(|| node.text().chars().count())?;
            (used * 100 >= max as usize * SHOWN_FROM).then(|| format!("{used} of {}", thousands(max)))
        }
    }
}
