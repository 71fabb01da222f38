//! Where rules put what they find.

use std::rc::Rc;

use super::diagnostic::{Diagnostic, Related, Severity};
use super::rule::Rule;
use super::rule_table::{Enabled, RuleTable};
use crate::contract::{Form, base64};
use crate::syntax::{Node, Source};
use crate::text::TextRange;

/// Collects the diagnostics of one rule after the other.
#[derive(Debug)]
pub struct Report<'s> {
    /// The document.
    pub source: &'s Source,
    /// Which form it is.
    pub form: Form,
    /// The rule at work.
    pub rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) rules: &'s RuleTable,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What was decoded last, and from where: several rules look at one icon or readme.
    decoded: Option<(TextRange, Rc<Decoded>)>,
}

/// The bytes of a base64 text, or why there are none.
pub type Decoded = Result<Vec<u8>, base64::DecodeError>;

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s Source, form: Form, rules: &'s RuleTable) -> Self {
        Self {
            source,
            form,
            rule: &Rule::BLANK,
            severity: Severity::Hint,
            rules,
            diagnostics: Vec::new(),
            decoded: None,
        }
    }

    /// What the base64 of a string stands for; nothing if it is no string.
    pub fn decoded(&mut self, value: Node<'_>) -> Option<Rc<Decoded>> {
        let text = value.as_string()?;
        if let Some((_, decoded)) = self.decoded.as_ref().filter(|(range, _)| *range == value.range()) {
            return Some(Rc::clone(decoded));
        }
        let decoded = Rc::new(base64::decode(&text));
        self.decoded = Some((value.range(), Rc::clone(&decoded)));
        Some(decoded)
    }

    /// Adds a diagnostic of the rule at work.
    pub fn add(&mut self, range: TextRange, message: impl Into<String>) {
        self.add_related(range, message, Vec::new());
    }

    /// Adds a diagnostic with other places that matter.
    pub fn add_related(&mut self, range: TextRange, message: impl Into<String>, related: Vec<Related>) {
        self.diagnostics.push(Diagnostic {
            rule: self.rule,
            severity: self.severity,
            range,
            message: message.into(),
            related,
        });
    }

    /// Lets each of the rules do its work.
    pub(super) fn each<F: Copy>(&mut self, steps: &[Enabled<F>], mut run: impl FnMut(&mut Self, F)) {
        for &(rule, severity, check) in steps {
            (self.rule, self.severity) = (rule, severity);
            run(self, check);
        }
    }
}
