//! What was found in each unit, kept while its text stays the same.
//!
//! Between two analyses the edits leave a beginning and an end of the document untouched. A unit that
//! lies wholly in one of them is what it was, at its old place or moved by the length of the edits.

use super::finding::Finding;
use super::plan::Plan;
use super::report::Report;
use super::rule::Group;
use super::supplied::Supplied;
use super::walk::{self, Unit};
use crate::contract::{Field, Form};
use crate::syntax::Source;
use crate::text::{Span, shift};

/// One unit's findings, with spans from its start.
#[derive(Debug)]
struct Entry {
    span: Span,
    field: Option<&'static Field>,
    findings: Vec<Finding>,
}

/// The units of the last analysis, and what has been left alone since.
#[derive(Debug, Default)]
pub(super) struct Cache {
    entries: Vec<Entry>,
    form: Option<Form>,
    /// Length of the document then, in bytes.
    length: u32,
    /// Bytes at the start and at the end that no edit has touched.
    untouched: (u32, u32),
}

impl Cache {
    /// Notes that `inserted` bytes took the place of `replaced` in a document that is `length` bytes long now.
    pub(super) fn edited(&mut self, replaced: Span, inserted: u32, length: u32) {
        let (start, end) = self.untouched;
        self.untouched = (start.min(replaced.start), end.min(length - replaced.start - inserted));
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// All findings of the document, in no order.
    pub(super) fn analyse(&mut self, source: &Source, form: Form, plan: &Plan) -> Vec<Finding> {
        if self.form != Some(form) {
            self.clear();
        }
        let length = source.text().len() as u32;
        let mut old = std::mem::take(&mut self.entries);
        let mut entries = Vec::with_capacity(old.len());
        let mut report = Report::new(source, form, plan);
        let supplied = Supplied::of(source);
        walk::document(&mut report, |report, unit| {
            let entry = self.reuse(&mut old, report, unit).unwrap_or_else(|| Self::fresh(report, unit));
            let is_supplied = supplied.has(unit.property);
            let told = entry.findings.iter().filter(|finding| !is_supplied || finding.rule.group != Group::Hub);
            report.findings.extend(told.map(|finding| shifted(finding, i64::from(entry.span.start))));
            entries.push(entry);
        });
        let findings = report.findings;
        *self = Self { entries, form: Some(form), length, untouched: (length, length) };
        findings
    }

    fn reuse(&self, old: &mut [Entry], report: &Report<'_>, unit: Unit<'_>) -> Option<Entry> {
        let span = unit.property.span();
        let length = report.source.text().len() as u32;
        let start = if span.end <= self.untouched.0.min(self.length) {
            span.start
        } else if span.start >= length.saturating_sub(self.untouched.1) {
            shift(span.start, i64::from(self.length) - i64::from(length))
        } else {
            return None;
        };
        // In a flawed unit the same text may be read differently when its surroundings change.
        let problems = report.source.tree().problems();
        let first = problems.partition_point(|problem| problem.span.end < span.start);
        if problems.get(first).is_some_and(|problem| problem.span.start <= span.end) {
            return None;
        }
        let at = old.binary_search_by_key(&start, |entry| entry.span.start).ok()?;
        let entry = &mut old[at];
        let same_field = match (entry.field, unit.field) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        (same_field && entry.span.len() == span.len()).then(|| Entry {
            span,
            field: unit.field,
            findings: std::mem::take(&mut entry.findings),
        })
    }

    fn fresh(report: &Report<'_>, unit: Unit<'_>) -> Entry {
        let mut inner = Report::new(report.source, report.form, report.plan);
        walk::unit(&mut inner, unit);
        let span = unit.property.span();
        let findings = inner.findings.iter().map(|finding| shifted(finding, -i64::from(span.start))).collect();
        Entry { span, field: unit.field, findings }
    }
}

fn shifted(finding: &Finding, by: i64) -> Finding {
    let mut finding = finding.clone();
    finding.span = finding.span.shifted(by);
    for related in &mut finding.related {
        related.span = related.span.shifted(by);
    }
    finding
}
