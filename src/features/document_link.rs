//! Addresses that an editor can open.

use crate::contract::content::decode;
use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Format, Shape, Text};
use crate::syntax::{Node, Source};
use crate::text::TextRange;

/// An address and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where: the string without its quotes, or the part of a readme's base64 that holds it.
    pub range: TextRange,
    /// The address: http or https, nothing else.
    pub target: String,
}

/// Longer readmes are not looked through, in bytes of base64.
const LONGEST: u32 = 2_000_000;

/// The addresses in the document's fields for addresses, and those in its readme.
pub fn links(source: &Source) -> Vec<Link> {
    let is_address = |field: &Field| matches!(field.shape, Shape::Text(Text { format: Format::Url, .. }));
    let members = source.root().into_iter().flat_map(Node::members);
    let values = members.filter_map(|member| {
        MANIFEST.field(&member.name()?).filter(|field| is_address(field))?;
        member.value()
    });
    let mut found: Vec<Link> = values
        .filter_map(|value| {
            let target = value.as_string()?.into_owned();
            let lower = target.to_ascii_lowercase();
            let is_web = lower.starts_with("https://") || lower.starts_with("http://");
            let is_plain = !target.contains(|c: char| c.is_whitespace() || c.is_control());
            (is_web && is_plain).then_some(Link { range: value.content_range(), target })
        })
        .collect();
    found.extend(in_readme(source).unwrap_or_default());
    found.sort_by_key(|link| link.range);
    found
}

/// The addresses in the readme, each over the characters of the base64 that hold it.
fn in_readme(source: &Source) -> Option<Vec<Link>> {
    let is_readme = |field: &&Field| field.shape.format() == Some(Format::Markdown);
    let field = MANIFEST.fields.iter().find(is_readme)?;
    let value = source.root()?.get(field.name)?;
    let range = value.content_range();
    let text = value.as_string().filter(|text| text.len() == range.len() as usize && range.len() <= LONGEST)?;
    let readme = String::from_utf8(decode(&text).ok()?).ok()?;
    let links = addresses(&readme).map(|(at, target)| {
        // Four characters hold three bytes.
        let first = at * 4 / 3;
        let last = (at + target.len()) * 4;
        let range = TextRange::new(range.start + first as u32, range.start + last.div_ceil(3) as u32);
        Link { range, target: target.to_owned() }
    });
    Some(links.collect())
}

/// Web addresses in a text, each with its offset in bytes.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`()[]{}|\\".contains(c);
    text.match_indices("http").filter_map(move |(at, _)| {
        let rest = &text[at..];
        let body = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
        let length = body.find(ends).unwrap_or(body.len());
        let body = body[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
        let scheme = rest.len() - rest.trim_start_matches("https://").trim_start_matches("http://").len();
        body.starts_with(|c: char| c.is_alphanumeric()).then(|| (at, &rest[..scheme + body.len()]))
    })
}
