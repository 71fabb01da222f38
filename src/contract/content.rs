//! What is encoded in base64: icons and readmes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Why a text is no base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
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
pub fn decode(text: &str) -> Result<Vec<u8>, DecodeError> {
    STANDARD.decode(text).map_err(|_| {
        if text.starts_with("data:") {
            DecodeError::DataUrl
        } else if text.trim_start().starts_with('<') || text.contains(['#', '(']) {
            DecodeError::Raw
        } else if text.contains(char::is_whitespace) {
            DecodeError::Whitespace
        } else {
            DecodeError::Other
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
    const NO_XML: &str = "something that is no XML";
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(image_kind(bytes)) };
    let mut reader = Reader::from_str(text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']));
    let (mut depth, mut root) = (0_usize, None);
    loop {
        let event = reader.read_event().map_err(|_| NO_XML)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let is_well_formed = element.attributes().all(|attribute| attribute.is_ok());
                if !is_well_formed || (depth == 0 && root.is_some()) {
                    return Err(NO_XML);
                }
                if root.is_none() {
                    if element.local_name().as_ref() != b"svg" {
                        return Err("XML of another kind");
                    }
                    root = Some(size(element));
                }
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 && !text.iter().all(u8::is_ascii_whitespace) => return Err(NO_XML),
            Event::Eof if depth == 0 => return root.ok_or(NO_XML),
            Event::Eof => return Err(NO_XML),
            _ => {}
        }
    }
}

/// The view box, or width and height, as they are written.
fn size(root: &BytesStart<'_>) -> Option<String> {
    let get = |name: &str| {
        let attribute = root.try_get_attribute(name).ok()??;
        Some(String::from_utf8_lossy(&attribute.value).into_owned())
    };
    get("viewBox").or_else(|| Some(format!("{} × {}", get("width")?, get("height")?)))
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

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn what_is_svg_and_what_is_not() {
        let sized = |text: &str| Ok(Some(text.to_owned()));
        for (text, expected) in [
            (r#"<svg viewBox="0 0 8 8"/>"#, sized("0 0 8 8")),
            (
                "\u{feff}<?xml version=\"1.0\"?>\n<!-- x -->\n<svg width='8' height='9'><g/>a &amp; b</svg>\n",
                sized("8 × 9"),
            ),
            (r#"<s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>"#, Ok(None)),
            ("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>", Ok(None)),
            ("<html/>", Err("XML of another kind")),
            ("", Err("something that is no XML")),
            ("hello", Err("something that is no XML")),
            ("<svg>", Err("something that is no XML")),
            ("<svg><g></svg>", Err("something that is no XML")),
            ("<svg a=1/>", Err("something that is no XML")),
            ("<svg/><svg/>", Err("something that is no XML")),
            ("<svg/>x", Err("something that is no XML")),
        ] {
            assert_eq!(svg(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(svg(b"\x89PNG\r\n"), Err("a PNG image"));
    }
}
