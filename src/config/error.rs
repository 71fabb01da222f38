//! Mistakes in a configuration.

use crate::text::TextRange;

/// A mistake in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Its range, in bytes; `None` if there is no text, as with an editor's settings.
    pub range: Option<TextRange>,
    /// One or two sentences that name the key.
    pub message: String,
}
