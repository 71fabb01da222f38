//! The API's answer, as a document keeps it until the next edit.

use tower_lsp::ls_types as lsp;

use crate::analysis::{Diagnostic, Document};
use crate::server::client::ClientSupport;
use crate::server::convert::{self, PlacedDiagnostic};
use crate::submission::{Refusal, SOURCE};
use crate::text::TextRange;

/// An answer to a text.
#[derive(Debug)]
pub(in crate::server) enum Answer {
    /// The API accepts it; who does, and as what.
    Accepted(String),
    /// The API refuses it.
    Refused(Vec<Diagnostic>),
}

impl Answer {
    /// A refusal of the text of a document.
    pub(super) fn refused(refusal: &Refusal, document: &Document) -> Self {
        Self::Refused(refusal.diagnostics(document))
    }

    /// For status bars.
    pub(in crate::server) fn summary(&self) -> String {
        match self {
            Self::Accepted(summary) => summary.clone(),
            Self::Refused(diagnostics) if diagnostics.len() == 1 => "Botpress refuses it: 1 error".to_owned(),
            Self::Refused(diagnostics) => format!("Botpress refuses it: {} errors", diagnostics.len()),
        }
    }

    /// `accepted` or `refused`.
    pub(in crate::server) fn name(&self) -> &'static str {
        match self {
            Self::Accepted(_) => "accepted",
            Self::Refused(_) => "refused",
        }
    }

    /// Its diagnostics, converted for the client.
    pub(in crate::server) fn diagnostics(
        &self,
        document: &Document,
        uri: &lsp::Uri,
        support: &ClientSupport,
    ) -> Vec<lsp::Diagnostic> {
        let source = document.source();
        match self {
            Self::Accepted(summary) => vec![lsp::Diagnostic {
                range: convert::range(
                    source,
                    source.root().map_or(TextRange::default(), |root| root.opener()),
                    support.encoding,
                ),
                severity: Some(lsp::DiagnosticSeverity::INFORMATION),
                code: Some(lsp::NumberOrString::String("Accepted".to_owned())),
                source: Some(SOURCE.to_owned()),
                message: format!("{summary}."),
                ..lsp::Diagnostic::default()
            }],
            Self::Refused(diagnostics) => {
                let placed = diagnostics.iter().map(|one| PlacedDiagnostic::new(source, one, support.encoding));
                let converted = placed.map(|one| lsp::Diagnostic {
                    source: Some(SOURCE.to_owned()),
                    code_description: None,
                    ..one.for_client(uri, support)
                });
                converted.collect()
            }
        }
    }
}
