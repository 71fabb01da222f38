//! A manifest as a text to compare with another one line by line.

use super::code_action::sort_keys::sorted;
use super::formatting::{Style, format};
use crate::analysis::Document;
use crate::analysis::edits::{Edit, applied};
use crate::contract::manifest::MANIFEST;
use crate::contract::{Format, base64};
use crate::syntax::literal::encode;
use crate::syntax::{Dialect, Source};

/// The manifest with its keys in the order of the contract and one to a line, and with the lines of its icon and its readme
/// instead of their base64. Secrets are masked.
pub fn comparable(document: &Document) -> String {
    let shown = document.shown();
    let source = Source::new(sorted(shown).unwrap_or_else(|| shown.text().to_owned()), Dialect::Jsonc);
    let encoded = MANIFEST
        .fields
        .iter()
        .filter(|field| field.shape.format().is_some_and(|format| matches!(format, Format::Svg | Format::Markdown)));
    let lines = encoded.filter_map(|field| {
        let value = source.root()?.get(field.name)?;
        let text = String::from_utf8(base64::decode_any(&value.as_string()?).ok()?).ok()?;
        let lines: Vec<String> = text.lines().map(encode).collect();
        Some(Edit::new(value.range(), format!("[\n{}\n]", lines.join(",\n"))))
    });
    let mut edits: Vec<Edit> = lines.collect();
    edits.sort();
    let source = Source::new(applied(source.text(), &edits), Dialect::Jsonc);
    format(&source, Style::default()).unwrap_or_else(|| source.text().to_owned())
}
