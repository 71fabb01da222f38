//! `textDocument/documentLink`: finds the URLs that an editor can open.

use crate::contract::base64::decode;
use crate::contract::manifest::MANIFEST;
use crate::contract::visit::marked;
use crate::contract::{Field, Format, Marks};
use crate::syntax::Source;
use crate::text::TextRange;

/// A URL and its range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The string without its quotes, or the part of a readme's base64 that contains the URL; in bytes.
    pub range: TextRange,
    /// The URL: always http or https.
    pub target: String,
}

/// The longest readme that is searched, in bytes of base64.
const LONGEST: u32 = 2_000_000;

/// The URLs in fields and in the readme, in the order of the text.
pub fn links(source: &Source) -> Vec<Link> {
    let fields = source.root().into_iter().flat_map(|root| marked(root, Marks::format(Format::Url)));
    let values = fields.filter_map(|(property, _)| property.value());
    let mut found: Vec<Link> = values
        .filter_map(|value| {
            let target = value.as_string().filter(|text| Format::Url.accepts(text))?.into_owned();
            Some(Link { range: value.content_range(), target })
        })
        .collect();
    found.extend(in_readme(source).unwrap_or_default());
    found.sort_by_key(|link| link.range);
    found
}

/// The URLs in the readme, each with the range of the base64 that encodes it.
fn in_readme(source: &Source) -> Option<Vec<Link>> {
    let is_readme = |field: &&Field| field.shape.format() == Some(Format::Markdown);
    let field = MANIFEST.fields.iter().find(is_readme)?;
    let value = source.root()?.get(field.name)?;
    let range = value.content_range();
    let text = value.as_string().filter(|text| text.len() == range.len() as usize && range.len() <= LONGEST)?;
    let readme = String::from_utf8(decode(&text).ok()?).ok()?;
    let links = addresses(&readme).map(|(at, target)| {
        // Four characters of base64 encode three bytes.
        let first = at * 4 / 3;
        let last = (at + target.len()) * 4;
        let range = TextRange::new(range.start + first as u32, range.start + last.div_ceil(3) as u32);
        Link { range, target: target.to_owned() }
    });
    Some(links.collect())
}

/// The http and https URLs in a Markdown text, each with its offset in bytes. A URL ends before whitespace, brackets
/// and quotes, and before the punctuation and emphasis that often follow one.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`()[]{}|\\".contains(c);
    text.match_indices("http").filter_map(move |(at, _)| {
        let rest = &text[at..];
        let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
        Format::Url.accepts(address).then_some((at, address))
    })
}
