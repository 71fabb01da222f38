//! What is encoded in base64: icons and readmes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Why a text is no base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It starts with `data:`.
    DataUrl,
    /// There is white space in it.
    Whitespace,
    /// It is the document itself, not encoded.
    Raw,
    /// Anything else.
    Other,
}

/// The bytes that a base64 text stands for (standard alphabet, padded).
///
/// # Errors
/// Why it is none.
pub fn decode(text: &str) -> Result<Vec<u8>, Problem> {
    STANDARD.decode(text).map_err(|_| {
        if text.starts_with("data:") {
            Problem::DataUrl
        } else if text.trim_start().starts_with('<') || text.contains(['#', '(']) {
            Problem::Raw
        } else if text.contains(char::is_whitespace) {
            Problem::Whitespace
        } else {
            Problem::Other
        }
    })
}

/// Bytes as base64 (standard alphabet, padded).
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The size of an SVG document as it declares it: its view box, or its width and height.
///
/// # Errors
/// What it is instead.
pub fn svg(bytes: &[u8]) -> Result<Option<String>, &'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(image_kind(bytes)) };
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let Ok(document) =
        roxmltree::Document::parse_with_options(text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']), options)
    else {
        return Err("something that is no XML");
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("XML of another kind");
    }
    Ok(root
        .attribute("viewBox")
        .map(str::to_owned)
        .or_else(|| Some(format!("{} × {}", root.attribute("width")?, root.attribute("height")?))))
}

fn image_kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "a PNG image",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG image",
        [b'G', b'I', b'F', b'8', ..] => "a GIF image",
        [b'R', b'I', b'F', b'F', ..] => "a WebP image",
        _ => "bytes that are no text",
    }
}
