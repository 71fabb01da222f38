//! What was found in each unit, kept while its text stays the same.
//!
//! Between two analyses the edits leave a beginning and an end of the document untouched. A unit that
//! lies wholly in one of them is what it was, at its old place or moved by the length of the edits.

use super::diagnostic::Diagnostic;
use super::interface_implementations::InterfaceImplementations;
use super::report::Report;
use super::rule::Group;
use super::rule_table::RuleTable;
use super::walk::{self, Unit};
use crate::contract::{Field, Form};
use crate::syntax::Source;
use crate::text::{TextRange, shift};

/// One unit's diagnostics, with ranges from its start.
#[derive(Debug)]
struct Entry {
    range: TextRange,
    field: Option<&'static Field>,
    diagnostics: Vec<Diagnostic>,
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
    pub(super) fn edited(&mut self, replaced: TextRange, inserted: u32, length: u32) {
        let (start, end) = self.untouched;
        self.untouched = (start.min(replaced.start), end.min(length - replaced.start - inserted));
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// All diagnostics of the document, in no order.
    pub(super) fn analyse(&mut self, source: &Source, form: Form, rules: &RuleTable) -> Vec<Diagnostic> {
        if self.form != Some(form) {
            self.clear();
        }
        let length = source.text().len() as u32;
        let mut old = std::mem::take(&mut self.entries);
        let mut entries = Vec::with_capacity(old.len());
        let mut report = Report::new(source, form, rules);
        let implementations = InterfaceImplementations::of(source);
        walk::document(&mut report, |report, unit| {
            let entry = self.reuse(&mut old, report, unit).unwrap_or_else(|| Self::fresh(report, unit));
            let is_implementation = implementations.has(unit.property);
            let told =
                entry.diagnostics.iter().filter(|diagnostic| !is_implementation || diagnostic.rule.group != Group::Hub);
            report.diagnostics.extend(told.map(|diagnostic| shifted(diagnostic, i64::from(entry.range.start))));
            entries.push(entry);
        });
        let diagnostics = report.diagnostics;
        *self = Self { entries, form: Some(form), length, untouched: (length, length) };
        diagnostics
    }

    fn reuse(&self, old: &mut [Entry], report: &Report<'_>, unit: Unit<'_>) -> Option<Entry> {
        let range = unit.property.range();
        let length = report.source.text().len() as u32;
        let start = if range.end <= self.untouched.0.min(self.length) {
            range.start
        } else if range.start >= length.saturating_sub(self.untouched.1) {
            shift(range.start, i64::from(self.length) - i64::from(length))
        } else {
            return None;
        };
        // In a flawed unit the same text may be read differently when its surroundings change.
        let errors = report.source.tree().errors();
        let first = errors.partition_point(|error| error.range.end < range.start);
        if errors.get(first).is_some_and(|error| error.range.start <= range.end) {
            return None;
        }
        let at = old.binary_search_by_key(&start, |entry| entry.range.start).ok()?;
        let entry = &mut old[at];
        let same_field = match (entry.field, unit.field) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        (same_field && entry.range.len() == range.len()).then(|| Entry {
            range,
            field: unit.field,
            diagnostics: std::mem::take(&mut entry.diagnostics),
        })
    }

    fn fresh(report: &Report<'_>, unit: Unit<'_>) -> Entry {
        let mut inner = Report::new(report.source, report.form, report.rules);
        walk::unit(&mut inner, unit);
        let range = unit.property.range();
        let diagnostics =
            inner.diagnostics.iter().map(|diagnostic| shifted(diagnostic, -i64::from(range.start))).collect();
        Entry { range, field: unit.field, diagnostics }
    }
}

fn shifted(diagnostic: &Diagnostic, by: i64) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    diagnostic.range = diagnostic.range.shifted(by);
    for related in &mut diagnostic.related {
        related.range = related.range.shifted(by);
    }
    diagnostic
}
