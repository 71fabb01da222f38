//! The token that identifies a person to the API.

use std::fmt;

use ureq::http::HeaderValue;

use super::redact::Redactor;

/// A token. It cannot be printed: it has no `Display`, its `Debug` says nothing of it, and only this layer can read it.
///
/// ```compile_fail
/// fn printable(_: impl std::fmt::Display) {}
/// printable(integration_ls::remote::Token::new("a".to_owned()));
/// ```
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The token that is written like this.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Whether it can be sent.
    ///
    /// # Errors
    /// Says what is wrong, and does not repeat it.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        if self.0.len() > LONGEST {
            return Err("is longer than 8,192 characters: servers refuse so long a header");
        }
        if self.0.bytes().all(|byte| byte.is_ascii_graphic()) { Ok(()) } else { Err(CANNOT_BE_SENT) }
    }

    /// Its text, to be held beside what other sources say.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// The header that authorizes a request.
    pub(super) fn authorization(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// What removes it from texts.
    pub(super) fn redactor(&self) -> Redactor {
        Redactor::new(&self.0)
    }
}

/// The longest token.
const LONGEST: usize = 8192;
/// Why a value cannot be part of a header.
pub(super) const CANNOT_BE_SENT: &str =
    "has a space, a line break or another character that cannot be sent: copy it again";

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}
