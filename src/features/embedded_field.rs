//! The encoded fields of a document, the icon and the readme, as text that people can read and edit.

use crate::analysis::edits::{insert, replace_text};
use crate::analysis::{Document, Edit};
use crate::contract::base64::{decode_any, encode};
use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Format};
use crate::syntax::{Kind, literal};
use crate::text::TextRange;

/// An encoded field, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The media type of the text: `image/svg+xml` or `text/markdown`.
    pub media_type: &'static str,
    /// The text; `None` if the field is absent, is null, or cannot be decoded.
    pub text: Option<String>,
    /// The range of the value, quotes included, if there is one; in bytes.
    pub range: Option<TextRange>,
    /// Why the value cannot be decoded, as a sentence for the user.
    pub problem: Option<&'static str>,
}

/// The content of the top-level field `name`; `None` if no encoded field has that name.
pub fn content(document: &Document, name: &str) -> Option<Content> {
    let (_, media_type) = encoded(name)?;
    let value = document.source().root().and_then(|root| root.get(name));
    let decoded = value.filter(|value| value.kind() != Kind::Null).map(|value| {
        let text = value.as_string().ok_or("It is not a string.")?;
        let bytes = decode_any(&text).map_err(|_| "It is not valid base64.")?;
        String::from_utf8(bytes).map_err(|_| "It does not decode to UTF-8 text.")
    });
    let (text, problem) = match decoded {
        None => (None, None),
        Some(Ok(text)) => (Some(text), None),
        Some(Err(problem)) => (None, Some(problem)),
    };
    Some(Content { media_type, text, range: value.map(|value| value.range()), problem })
}

/// The edits that replace the content of the top-level field `name` with the encoded text. `None` if no encoded field has
/// that name, or if the document is not an object.
pub fn replace_content(document: &Document, name: &str, text: &str) -> Option<Vec<Edit>> {
    let (field, _) = encoded(name)?;
    let root = document.source().root().filter(|root| root.kind() == Kind::Object)?;
    let encoded = encode(text.as_bytes());
    Some(match root.property(name).map(|property| (property, property.value())) {
        Some((_, Some(value))) => vec![replace_text(value, &encoded)],
        Some((property, None)) => {
            let colon = if property.colon().is_some() { " " } else { ": " };
            vec![Edit::new(TextRange::empty(property.range().end), format!("{colon}{}", literal::encode(&encoded)))]
        }
        None => insert(document.source(), root, &[(field.name, literal::encode(&encoded))]),
    })
}

fn encoded(name: &str) -> Option<(&'static Field, &'static str)> {
    let field = MANIFEST.field(name)?;
    let media_type = match field.shape.format()? {
        Format::Svg => "image/svg+xml",
        Format::Markdown => "text/markdown",
        _ => return None,
    };
    Some((field, media_type))
}
