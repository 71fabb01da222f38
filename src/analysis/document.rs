//! A manifest with its diagnostics, kept true through edits.

use std::sync::Arc;

use super::cache::Cache;
use super::diagnostic::Diagnostic;
use super::fix::{Fix, FixContext};
use super::form::{FormReason, detect};
use super::options::Options;
use super::rule_table::RuleTable;
use super::suppress;
use crate::contract::Form;
use crate::syntax::{Dialect, Source};
use crate::text::TextRange;

/// One manifest.
#[derive(Debug)]
pub struct Document {
    source: Source,
    options: Options,
    rules: Arc<RuleTable>,
    cache: Cache,
    diagnostics: Option<Vec<Diagnostic>>,
}

impl Document {
    /// Reads a text of at most [`crate::text::MAX_BYTES`] bytes.
    pub fn new(text: String, dialect: Dialect, options: Options) -> Self {
        let rules = RuleTable::of(&options.severities);
        Self { source: Source::new(text, dialect), options, rules, cache: Cache::default(), diagnostics: None }
    }

    /// Replaces the bytes of `range` with `inserted`.
    pub fn edit(&mut self, range: TextRange, inserted: &str) {
        self.source.edit(range, inserted);
        self.cache.edited(range, inserted.len() as u32, self.source.text().len() as u32);
        self.diagnostics = None;
    }

    /// Other settings hold from now on.
    pub fn set_options(&mut self, options: Options) {
        self.rules = RuleTable::of(&options.severities);
        self.options = options;
        self.cache.clear();
        self.diagnostics = None;
    }

    /// Text, lines and tree.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The settings that hold.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Which form it is taken for, and why.
    pub fn form(&self) -> (Form, FormReason) {
        detect(&self.source, self.options.form)
    }

    /// Everything there is to tell, sorted by place. Worked out when it is asked for.
    pub fn diagnostics(&mut self) -> &[Diagnostic] {
        let (form, _) = self.form();
        let Self { source, options, rules, cache, diagnostics } = self;
        diagnostics.get_or_insert_with(|| {
            let mut diagnostics = cache.analyse(source, form, rules);
            options.override_levels(source, &mut diagnostics);
            suppress::apply(source, &options.severities, &mut diagnostics);
            diagnostics.sort_by(|a, b| (a.range, a.rule.name).cmp(&(b.range, b.rule.name)));
            diagnostics
        })
    }

    /// The diagnostics, if they have been asked for since the last edit.
    pub fn known_diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.as_deref().unwrap_or_default()
    }

    /// The ways out of a diagnostic, the best first.
    pub fn fixes(&self, diagnostic: &Diagnostic) -> Vec<Fix> {
        (diagnostic.rule.fixes)(&FixContext::new(&self.source, self.form().0, diagnostic))
    }
}
