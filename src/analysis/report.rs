//! Where rules put what they find.

use std::rc::Rc;

use super::finding::{Finding, Related, Severity};
use super::plan::{Plan, Step};
use super::rule::Rule;
use crate::contract::{Form, content};
use crate::syntax::{Node, Source};
use crate::text::Span;

/// Collects the findings of one rule after the other.
#[derive(Debug)]
pub struct Report<'s> {
    /// The document.
    pub source: &'s Source,
    /// Which form it is.
    pub form: Form,
    /// The rule at work.
    pub rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) plan: &'s Plan,
    pub(super) findings: Vec<Finding>,
    /// What was decoded last, and from where: several rules look at one icon or readme.
    decoded: Option<(Span, Rc<Decoded>)>,
}

/// The bytes of a base64 text, or why there are none.
pub type Decoded = Result<Vec<u8>, content::Problem>;

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s Source, form: Form, plan: &'s Plan) -> Self {
        Self { source, form, rule: &Rule::BLANK, severity: Severity::Hint, plan, findings: Vec::new(), decoded: None }
    }

    /// What the base64 of a string stands for; nothing if it is no string.
    pub fn decoded(&mut self, value: Node<'_>) -> Option<Rc<Decoded>> {
        let text = value.as_string()?;
        if let Some((_, decoded)) = self.decoded.as_ref().filter(|(span, _)| *span == value.span()) {
            return Some(Rc::clone(decoded));
        }
        let decoded = Rc::new(content::decode(&text));
        self.decoded = Some((value.span(), Rc::clone(&decoded)));
        Some(decoded)
    }

    /// Adds a finding of the rule at work.
    pub fn add(&mut self, span: Span, message: impl Into<String>) {
        self.add_related(span, message, Vec::new());
    }

    /// Adds a finding with other places that matter.
    pub fn add_related(&mut self, span: Span, message: impl Into<String>, related: Vec<Related>) {
        self.findings.push(Finding {
            rule: self.rule,
            severity: self.severity,
            span,
            message: message.into(),
            related,
        });
    }

    /// Lets each of the rules do its work.
    pub(super) fn each<F: Copy>(&mut self, steps: &[Step<F>], mut run: impl FnMut(&mut Self, F)) {
        for &(rule, severity, check) in steps {
            (self.rule, self.severity) = (rule, severity);
            run(self, check);
        }
    }
}
