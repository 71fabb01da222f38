//! What an analysis is given.

use crate::contract::{Form, Secrets};
use crate::syntax::Source;

/// The text to analyse, and what is known about it.
#[derive(Clone, Copy)]
pub(in crate::analysis) struct Text<'s> {
    /// The document; with its secrets masked if it is unclear what is secret.
    pub(in crate::analysis) source: &'s Source,
    /// Its secrets.
    pub(in crate::analysis) secrets: &'s Secrets,
    /// Whether it is a create or an update.
    pub(in crate::analysis) form: Form,
    /// How many syntax errors to report at most.
    pub(in crate::analysis) most_errors: usize,
}
