//! Recognizes SVG documents.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const NOT_XML: &str = "text that is not well-formed XML";

/// The size that an SVG document declares: its view box, or its width and height. `None` if it declares neither.
///
/// # Errors
/// A description of what the bytes are instead, with an article if needed: `a PNG image`.
pub fn size(bytes: &[u8]) -> Result<Option<String>, &'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(image_kind(bytes)) };
    let mut reader = Reader::from_str(text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']));
    let (mut depth, mut root) = (0_usize, None);
    loop {
        let event = reader.read_event().map_err(|_| NOT_XML)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let is_well_formed = element.attributes().all(|attribute| attribute.is_ok());
                if !is_well_formed || (depth == 0 && root.is_some()) {
                    return Err(NOT_XML);
                }
                if root.is_none() {
                    if element.local_name().as_ref() != b"svg" {
                        return Err("XML that is not SVG");
                    }
                    root = Some(declared_size(element));
                }
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 && !text.iter().all(u8::is_ascii_whitespace) => return Err(NOT_XML),
            Event::Eof if depth == 0 => return root.ok_or(NOT_XML),
            Event::Eof => return Err(NOT_XML),
            _ => {}
        }
    }
}

/// The view box, or the width and height, as written.
fn declared_size(root: &BytesStart<'_>) -> Option<String> {
    let get = |name: &str| {
        let attribute = root.try_get_attribute(name).ok()??;
        Some(String::from_utf8_lossy(&attribute.value).into_owned())
    };
    get("viewBox").or_else(|| Some(format!("{} × {}", get("width")?, get("height")?)))
}

/// Identifies a format by its first bytes.
fn image_kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "a PNG image",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG image",
        [b'G', b'I', b'F', b'8', ..] => "a GIF image",
        [b'R', b'I', b'F', b'F', ..] => "a WebP image",
        _ => "binary data",
    }
}

#[cfg(test)]
mod tests {
    use super::{NOT_XML, size};

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
            ("<html/>", Err("XML that is not SVG")),
            ("", Err(NOT_XML)),
            ("hello", Err(NOT_XML)),
            ("<svg>", Err(NOT_XML)),
            ("<svg><g></svg>", Err(NOT_XML)),
            ("<svg a=1/>", Err(NOT_XML)),
            ("<svg/><svg/>", Err(NOT_XML)),
            ("<svg/>x", Err(NOT_XML)),
        ] {
            assert_eq!(size(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(size(b"\x89PNG\r\n"), Err("a PNG image"));
    }
}
