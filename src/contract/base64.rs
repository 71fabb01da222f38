//! Base64, the encoding of icons and readmes.

use ::base64::Engine;
use ::base64::engine::general_purpose::STANDARD;

/// Why a text cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// It is a `data:` URL.
    DataUrl,
    /// It contains whitespace.
    Whitespace,
    /// It is the plain document, not encoded.
    Raw,
    /// Anything else.
    Other,
}

/// Decodes a text in the standard alphabet, with padding
/// ([RFC 4648, section 4](https://www.rfc-editor.org/rfc/rfc4648#section-4)).
///
/// # Errors
/// The likely reason why the text cannot be decoded.
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

/// Encodes bytes in the standard alphabet, with padding.
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, decode, encode};

    #[test]
    fn what_is_encoded_can_be_decoded() {
        assert_eq!(decode(&encode(b"<svg/>")), Ok(b"<svg/>".to_vec()));
    }

    #[test]
    fn the_likely_reason_why_a_text_cannot_be_decoded() {
        assert_eq!(decode("data:image/svg+xml;base64,PHN2Zy8+"), Err(DecodeError::DataUrl));
        assert_eq!(decode("PHN2\nZy8+"), Err(DecodeError::Whitespace));
        assert_eq!(decode("<svg/>"), Err(DecodeError::Raw));
        assert_eq!(decode("PHN2Zy8"), Err(DecodeError::Other));
    }
}
