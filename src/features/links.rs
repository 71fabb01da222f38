//! Addresses that an editor can open.

use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Format, Shape, Text};
use crate::syntax::{Node, Source};
use crate::text::Span;

/// An address and where it stands, without the quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where.
    pub span: Span,
    /// The address: http or https, nothing else.
    pub target: String,
}

/// The addresses in the document's fields for addresses.
pub fn links(source: &Source) -> Vec<Link> {
    let is_address = |field: &Field| matches!(field.shape, Shape::Text(Text { format: Format::Url, .. }));
    let members = source.root().into_iter().flat_map(Node::members);
    let values = members.filter_map(|member| {
        MANIFEST.field(&member.name()?).filter(|field| is_address(field))?;
        member.value()
    });
    values
        .filter_map(|value| {
            let target = value.as_string()?.into_owned();
            let lower = target.to_ascii_lowercase();
            let is_web = lower.starts_with("https://") || lower.starts_with("http://");
            let is_plain = !target.contains(|c: char| c.is_whitespace() || c.is_control());
            (is_web && is_plain).then_some(Link { span: value.content_span(), target })
        })
        .collect()
}
