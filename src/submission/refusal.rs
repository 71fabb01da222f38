//! An error of the API as diagnostics of the manifest.

use std::sync::Arc;

use super::error_types::{Concern, ErrorType, UNKNOWN, of_name};
use super::place::{pieces, place};
use super::words::Said;
use crate::analysis::{Diagnostic, Document, Options, Severity};
use crate::syntax::Dialect;
use crate::text::quoted;

/// An error with which the API has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The `type` of the error.
    pub kind: String,
    /// Its message.
    pub message: String,
}

impl Refusal {
    /// The declared type; that of unknown errors for any other.
    pub fn error_type(&self) -> &'static ErrorType {
        of_name(&self.kind).unwrap_or(&UNKNOWN)
    }

    /// What it is about.
    pub fn concern(&self) -> Concern {
        let error_type = self.error_type();
        match (std::ptr::eq(error_type, &UNKNOWN), self.status) {
            // A new type of error: its status says whether the body was judged.
            (true, 400 | 409 | 413 | 422) => Concern::Manifest,
            _ => error_type.concern,
        }
    }

    /// The error in our words, with the words of the API.
    pub fn explain(&self, document: &Document) -> String {
        self.explanation(&Said::of(document, &self.message))
    }

    /// The same of an answer that is about no manifest.
    pub fn explain_alone(&self) -> String {
        self.explain(&Document::new(String::new(), Dialect::Json, Options::default()))
    }

    /// The diagnostics of the manifest: one for each place that the message names. Which place that is, is a guess; without one,
    /// it is the opening bracket of the manifest.
    pub fn diagnostics(&self, document: &Document) -> Vec<Diagnostic> {
        let root = document.source().root();
        let diagnostic = |piece: &str| Diagnostic {
            rule: &self.error_type().rule,
            severity: Severity::Error,
            range: place(root, piece).range,
            message: self.explanation(&Said::of(document, piece)).into(),
            related: Arc::default(),
        };
        let mut diagnostics: Vec<Diagnostic> = pieces(&self.message).into_iter().map(diagnostic).collect();
        diagnostics.sort_by_key(|diagnostic| diagnostic.range);
        diagnostics
    }

    fn explanation(&self, said: &Said) -> String {
        let error_type = self.error_type();
        let (meaning, advice) = match error_type.name() == self.kind {
            true => (error_type.meaning().to_owned(), error_type.advice()),
            false => (format!("The Botpress API refuses it with an error of a new type, {}.", quoted(&self.kind)), ""),
        };
        let said = match said.as_str() {
            "" => format!("HTTP status: {}.", self.status),
            said => format!("The API says: “{said}”"),
        };
        format!("{meaning} {said} {advice}").trim_end().to_owned()
    }
}
