//! Recognizes SVG documents.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const NOT_XML: &str = "text that is not well-formed XML";

/// The size that an SVG document declares: its view box, or its width and height. `None` if it declares neither.
///
/// # Errors
/// A description of what the bytes are instead, with an article if needed: `a PNG image`.
pub fn size(bytes: &[u8]) -> Result<Option<String>, &'static str> {
    let Some((text, _)) = text(bytes) else { return Err(image_kind(bytes)) };
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

/// The name of the encoding of an XML document, and its text, if that encoding is not UTF-8. The text declares UTF-8.
pub fn other_encoding(bytes: &[u8]) -> Option<(&'static str, String)> {
    let (text, encoding) = text(bytes).filter(|(_, encoding)| *encoding != UTF_8)?;
    let text = match declared_encoding(&text) {
        Some(label) => {
            let at = label.as_ptr() as usize - text.as_ptr() as usize;
            format!("{}UTF-8{}", &text[..at], &text[at + label.len()..])
        }
        None => text.into_owned(),
    };
    Some((encoding.name(), text))
}

/// The text of an XML document in the encoding that its first bytes or its declaration name ([XML 1.0][xml], appendix F);
/// `None` if it is none. What is neither declared nor UTF-8 is read as Windows-1252, as most of it is.
///
/// [xml]: https://www.w3.org/TR/xml/#sec-guessing
fn text(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static Encoding)> {
    let (encoding, mark) = match (Encoding::for_bom(bytes), bytes) {
        (Some(marked), _) => marked,
        (None, [b'<', 0, ..]) => (UTF_16LE, 0),
        (None, [0, b'<', ..]) => (UTF_16BE, 0),
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        _ => {
            let head: String = bytes.iter().take(LONGEST_DECLARATION).map(|byte| char::from(*byte)).collect();
            let declared = declared_encoding(&head).and_then(|label| Encoding::for_label(label.as_bytes()));
            let is_markup = head.trim_start().starts_with('<');
            (declared.filter(|declared| *declared != UTF_8).or(is_markup.then_some(WINDOWS_1252))?, 0)
        }
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
    Some((text, encoding))
}

/// More than any XML declaration has, in bytes.
const LONGEST_DECLARATION: usize = 256;

/// The encoding that an XML declaration names, as written.
fn declared_encoding(text: &str) -> Option<&str> {
    let declaration = text.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after[1..].split(quote).next()
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
    use super::{NOT_XML, other_encoding, size};

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

    #[test]
    fn documents_in_other_encodings() {
        let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let svg = "<?xml version='1.0' encoding='UTF-16'?><svg viewBox='0 0 8 8'>\u{e9}</svg>";
        let in_utf_8 = svg.replace("UTF-16", "UTF-8");
        for (bytes, name) in [
            (utf_16(&format!("\u{feff}{svg}"), u16::to_le_bytes), "UTF-16LE"),
            (utf_16(&format!("\u{feff}{svg}"), u16::to_be_bytes), "UTF-16BE"),
            (utf_16(svg, u16::to_le_bytes), "UTF-16LE"),
            (utf_16(svg, u16::to_be_bytes), "UTF-16BE"),
        ] {
            assert_eq!(size(&bytes), Ok(Some("0 0 8 8".to_owned())), "{name}");
            assert_eq!(other_encoding(&bytes), Some((name, in_utf_8.clone())));
        }
        for label in ["ISO-8859-1", "windows-1252", "latin1"] {
            let bytes = [format!("<?xml encoding=\"{label}\"?><svg>").as_bytes(), b"\xe9</svg>"].concat();
            assert_eq!(size(&bytes), Ok(None), "{label}");
            let text = "<?xml encoding=\"UTF-8\"?><svg>\u{e9}</svg>".to_owned();
            assert_eq!(other_encoding(&bytes), Some(("windows-1252", text)));
        }
        assert_eq!(size(b"<svg>\xe9</svg>"), Ok(None), "no declaration");
        assert_eq!(other_encoding("<svg>\u{e9}</svg>".as_bytes()), None);
        assert_eq!(size(b"\xff\xfe\x00"), Err("binary data"), "half a character");
    }
}
