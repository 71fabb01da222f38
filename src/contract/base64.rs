//! Base64, the encoding of icons and readmes.

use ::base64::Engine;
use ::base64::alphabet;
use ::base64::engine::DecodePaddingMode;
use ::base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

/// Why a text cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// It is a `data:` URL.
    DataUrl,
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
        } else if text.trim_start().starts_with('<') || text.contains(['#', '(']) || has_words(text) {
            DecodeError::Raw
        } else {
            DecodeError::Other
        }
    })
}

/// Decodes a text in any variant of base64: without padding, in the URL-safe alphabet, on several lines.
///
/// # Errors
/// As [`decode`].
pub fn decode_any(text: &str) -> Result<Vec<u8>, DecodeError> {
    const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const ANY: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, CONFIG);
    decode(text).or_else(|error| {
        let symbols = text.chars().filter(|c| !c.is_ascii_whitespace());
        let standard: String = symbols
            .map(|c| {
                if c == '-' {
                    '+'
                } else if c == '_' {
                    '/'
                } else {
                    c
                }
            })
            .collect();
        let decoded = ANY.decode(standard).map_err(|_| error)?;
        // A sentence may be base64 by chance.
        let is_plausible = !has_words(text) || std::str::from_utf8(&decoded).is_ok();
        if is_plausible { Ok(decoded) } else { Err(error) }
    })
}

/// Whether there are spaces between words on a line.
fn has_words(text: &str) -> bool {
    text.lines().any(|line| line.trim().contains([' ', '\t']))
}

/// Encodes bytes in the standard alphabet, with padding.
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, decode, decode_any, encode};

    #[test]
    fn what_is_encoded_can_be_decoded() {
        assert_eq!(decode(&encode(b"<svg/>")), Ok(b"<svg/>".to_vec()));
    }

    #[test]
    fn the_likely_reason_why_a_text_cannot_be_decoded() {
        assert_eq!(decode("data:image/svg+xml;base64,PHN2Zy8+"), Err(DecodeError::DataUrl));
        assert_eq!(decode("PHN2\nZy8+"), Err(DecodeError::Other));
        assert_eq!(decode("Acme Mail"), Err(DecodeError::Raw));
        assert_eq!(decode("<svg/>"), Err(DecodeError::Raw));
        assert_eq!(decode("PHN2Zy8"), Err(DecodeError::Other));
    }

    #[test]
    fn variants_of_base64() {
        for text in ["PHN2Zy8+", "PHN2\r\nZy8+\n", " PHN2Zy8+ ", "PHN2Zy8-"] {
            assert_eq!(decode_any(text), Ok(b"<svg/>".to_vec()), "{text:?}");
        }
        for text in ["Pz8_Pz8", "Pz8/Pz8=", "Pz8/Pz9=", "Pz8/\n\tPz8="] {
            assert_eq!(decode_any(text), Ok(b"?????".to_vec()), "{text:?}");
        }
        assert_eq!(decode_any("Acme Mail"), Err(DecodeError::Raw));
        assert_eq!(decode_any("Acme!"), Err(DecodeError::Other));
    }
}
