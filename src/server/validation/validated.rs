//! An answer on its way to its document, and what came of a command.

use tokio::sync::oneshot;
use tower_lsp::ls_types as lsp;

use crate::submission::{Concern, Refusal};

/// What came of it: the result of the command.
pub(super) struct Outcome {
    /// `accepted`, `refused`, `changed`, `cancelled`, `notSent` or `failed`.
    pub(super) name: &'static str,
    pub(super) message: String,
}

impl Outcome {
    pub(super) fn new(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, message: message.into() }
    }

    pub(super) fn cancelled() -> Self {
        Self::new("cancelled", "Cancelled.")
    }
}

/// An answer to the text that a document had.
#[derive(Debug)]
pub(in crate::server) struct Validated {
    pub(super) uri: lsp::Uri,
    pub(super) text_revision: u64,
    pub(super) verdict: Verdict,
    /// Is told what the document has of it; nothing if its text is another by now.
    pub(super) shown: oneshot::Sender<Option<Outcome>>,
}

/// An answer.
#[derive(Debug)]
pub(super) enum Verdict {
    Accepted(String),
    Refused(Refusal),
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Verdict {
    /// Whether it says nothing of the manifest.
    pub(super) fn is_about_request(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.concern() == Concern::Request)
    }
}
