//! A manifest with its findings, kept true through edits.

use std::sync::Arc;

use super::cache::Cache;
use super::finding::Finding;
use super::fix::{Case, Fix};
use super::form::{FormReason, detect};
use super::options::Options;
use super::plan::Plan;
use super::suppress;
use crate::contract::Form;
use crate::syntax::{Dialect, Source};
use crate::text::Span;

/// One manifest.
#[derive(Debug)]
pub struct Document {
    source: Source,
    options: Options,
    plan: Arc<Plan>,
    cache: Cache,
    findings: Option<Vec<Finding>>,
}

impl Document {
    /// Reads a text of at most [`crate::text::MAX_BYTES`] bytes.
    pub fn new(text: String, dialect: Dialect, options: Options) -> Self {
        let plan = Plan::of(&options.levels);
        Self { source: Source::new(text, dialect), options, plan, cache: Cache::default(), findings: None }
    }

    /// Replaces the bytes of `span` with `inserted`.
    pub fn edit(&mut self, span: Span, inserted: &str) {
        self.source.edit(span, inserted);
        self.cache.edited(span, inserted.len() as u32, self.source.text().len() as u32);
        self.findings = None;
    }

    /// Other settings hold from now on.
    pub fn set_options(&mut self, options: Options) {
        self.plan = Plan::of(&options.levels);
        self.options = options;
        self.cache.clear();
        self.findings = None;
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
    pub fn findings(&mut self) -> &[Finding] {
        let (form, _) = self.form();
        let Self { source, options, plan, cache, findings } = self;
        findings.get_or_insert_with(|| {
            let mut findings = cache.analyse(source, form, plan);
            options.override_levels(source, &mut findings);
            suppress::apply(source, &options.levels, &mut findings);
            findings.sort_by(|a, b| (a.span, a.rule.name).cmp(&(b.span, b.rule.name)));
            findings
        })
    }

    /// The findings, if they have been asked for since the last edit.
    pub fn known_findings(&self) -> &[Finding] {
        self.findings.as_deref().unwrap_or_default()
    }

    /// The ways out of a finding, the best first.
    pub fn fixes(&self, finding: &Finding) -> Vec<Fix> {
        (finding.rule.cure)(&Case::new(&self.source, self.form().0, finding))
    }
}
