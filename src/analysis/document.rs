//! A manifest with its findings, kept true through edits.

use super::Options;
use super::cache::Cache;
use super::finding::Finding;
use super::form::{FormReason, detect};
use crate::contract::Form;
use crate::syntax::{Dialect, Source};
use crate::text::Span;

/// One manifest.
#[derive(Debug)]
pub struct Document {
    source: Source,
    options: Options,
    cache: Cache,
    findings: Option<Vec<Finding>>,
}

impl Document {
    /// Reads a text of at most [`crate::text::MAX_BYTES`] bytes.
    pub fn new(text: String, dialect: Dialect, options: Options) -> Self {
        Self { source: Source::new(text, dialect), options, cache: Cache::default(), findings: None }
    }

    /// Replaces the bytes of `span` with `inserted`.
    pub fn edit(&mut self, span: Span, inserted: &str) {
        self.source.edit(span, inserted);
        self.cache.edited(span, inserted.len() as u32, self.source.text().len() as u32);
        self.findings = None;
    }

    /// Other settings hold from now on.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
        self.cache.clear();
        self.findings = None;
    }

    /// Text, lines and tree.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Which form it is taken for, and why.
    pub fn form(&self) -> (Form, FormReason) {
        detect(&self.source, self.options.form)
    }

    /// Everything there is to tell, sorted by place. Worked out when it is asked for.
    pub fn findings(&mut self) -> &[Finding] {
        let (form, _) = self.form();
        self.findings.get_or_insert_with(|| self.cache.analyse(&self.source, form))
    }
}
