//! Collects the diagnostics of rules.

use std::rc::Rc;
use std::sync::Arc;

use super::diagnostic::{Diagnostic, Related};
use super::rule::Rule;
use super::severity::Severity;
use super::wording::quoted;
use crate::contract::{Form, Secrets, base64};
use crate::syntax::{Node, Source};
use crate::text::TextRange;

/// Collects the diagnostics of one rule after another.
#[derive(Debug)]
pub struct Report<'s> {
    /// The document.
    pub source: &'s Source,
    /// Whether the document is a create or an update.
    pub form: Form,
    /// The current rule.
    pub rule: &'static Rule,
    /// The severity of the current rule.
    pub(super) severity: Severity,
    /// The diagnostics so far, in the order in which they were reported.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The last decoded value, since several rules check the same icon or readme.
    decoded: Option<(TextRange, Rc<Decoded>)>,
    /// The secrets of the document.
    secrets: &'s Secrets,
}

/// The decoded bytes of a base64 text, or the reason why it cannot be decoded.
pub type Decoded = Result<Vec<u8>, base64::DecodeError>;

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s Source, secrets: &'s Secrets, form: Form) -> Self {
        Self {
            source,
            form,
            rule: &Rule::BLANK,
            severity: Severity::Hint,
            diagnostics: Vec::new(),
            decoded: None,
            secrets,
        }
    }

    /// A piece of the document in double quotes, or "This secret" if it may be part of a secret's value.
    pub fn quoted_at(&self, range: TextRange) -> String {
        if self.hides(range) { "This secret".to_owned() } else { quoted(range.of(self.source.text())) }
    }

    /// Whether a piece of the document may be part of a secret's value, which no message shows.
    pub fn hides(&self, range: TextRange) -> bool {
        self.secrets.touch(range)
    }

    /// Decodes the base64 of a string; `None` if the value is not a string.
    pub fn decoded(&mut self, value: Node<'_>) -> Option<Rc<Decoded>> {
        let text = value.as_string()?;
        if let Some((_, decoded)) = self.decoded.as_ref().filter(|(range, _)| *range == value.range()) {
            return Some(Rc::clone(decoded));
        }
        let decoded = Rc::new(base64::decode_any(&text));
        self.decoded = Some((value.range(), Rc::clone(&decoded)));
        Some(decoded)
    }

    /// Adds a diagnostic of the current rule.
    pub fn add(&mut self, range: TextRange, message: impl Into<Arc<str>>) {
        self.add_related(range, message, Vec::new());
    }

    /// Adds a diagnostic of the current rule with related places.
    pub fn add_related(&mut self, range: TextRange, message: impl Into<Arc<str>>, related: Vec<Related>) {
        self.diagnostics.push(Diagnostic {
            rule: self.rule,
            severity: self.severity,
            range,
            message: message.into(),
            related: if related.is_empty() { Arc::default() } else { related.into() },
        });
    }
}
