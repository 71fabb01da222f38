//! Where rules put what they find.

use super::finding::{Finding, Related};
use super::rule::Rule;
use crate::contract::Form;
use crate::syntax::Source;
use crate::text::Span;

/// Collects the findings of one rule after the other.
#[derive(Debug)]
pub struct Report<'s> {
    /// The document.
    pub source: &'s Source,
    /// Which form it is.
    pub form: Form,
    pub(super) rule: &'static Rule,
    pub(super) findings: Vec<Finding>,
}

impl Report<'_> {
    /// Adds a finding of the rule at work.
    pub fn add(&mut self, span: Span, message: impl Into<String>) {
        self.add_related(span, message, Vec::new());
    }

    /// Adds a finding with other places that matter.
    pub fn add_related(&mut self, span: Span, message: impl Into<String>, related: Vec<Related>) {
        let (rule, message) = (self.rule, message.into());
        self.findings.push(Finding { rule, severity: rule.severity, span, message, related });
    }
}
