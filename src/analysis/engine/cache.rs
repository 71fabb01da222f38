//! Caches the diagnostics of each unit while its text stays the same.
//!
//! The edits between two analyses leave the beginning and the end of the document untouched. A unit entirely within one
//! of them is unchanged, at its old offset or moved by the length of the edits.

use super::rule_table::RuleTable;
use super::text::Text;
use super::walk::{self, Unit, Walk};
use crate::analysis::diagnostic::Diagnostic;
use crate::contract::{Field, Form};
use crate::syntax::Source;
use crate::text::{TextRange, shift};

/// The diagnostics of one unit, with ranges relative to its start.
#[derive(Debug)]
struct Entry {
    range: TextRange,
    field: Option<&'static Field>,
    diagnostics: Vec<Diagnostic>,
}

/// The units of the last analysis, and the parts of the text that no edit has touched since.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Cache {
    entries: Vec<Entry>,
    form: Option<Form>,
    /// The length of the document at that analysis, in bytes.
    length: u32,
    /// The numbers of bytes at the start and at the end of the document that no edit has touched.
    untouched: (u32, u32),
}

impl Cache {
    /// Records that `inserted` bytes have replaced those of `replaced` in a document that is now `length` bytes long.
    pub(in crate::analysis) fn edited(&mut self, replaced: TextRange, inserted: u32, length: u32) {
        let (start, end) = self.untouched;
        self.untouched = (start.min(replaced.start), end.min(length - replaced.start - inserted));
    }

    /// The diagnostics of all rules, in no order.
    pub(super) fn diagnostics(&mut self, text: Text<'_>, rules: &RuleTable) -> Vec<Diagnostic> {
        let Text { source, form, secrets, .. } = text;
        if self.form != Some(form) {
            *self = Self::default();
        }
        let length = source.text().len() as u32;
        let mut old = std::mem::take(&mut self.entries);
        let mut entries = Vec::with_capacity(old.len());
        let mut walk = Walk::new(text, rules);
        walk::document(&mut walk, |walk, unit| {
            // What is known of a unit does not hold for one in which something is masked.
            let is_whole = !secrets.are_doubtful_at(unit.property.range());
            let known = is_whole.then(|| self.reuse(&mut old, source, unit)).flatten();
            let entry = known.unwrap_or_else(|| Self::fresh(text, rules, unit));
            let start = i64::from(entry.range.start);
            walk.report.diagnostics.extend(entry.diagnostics.iter().map(|diagnostic| diagnostic.shifted(start)));
            if is_whole {
                entries.push(entry);
            }
        });
        *self = Self { entries, form: Some(form), length, untouched: (length, length) };
        walk.report.diagnostics
    }

    /// The cached diagnostics of a unit, if neither its text nor its declaration has changed.
    fn reuse(&self, old: &mut [Entry], source: &Source, unit: Unit<'_>) -> Option<Entry> {
        let range = unit.property.range();
        let length = source.text().len() as u32;
        let start = if range.end <= self.untouched.0.min(self.length) {
            range.start
        } else if range.start >= length.saturating_sub(self.untouched.1) {
            shift(range.start, i64::from(self.length) - i64::from(length))
        } else {
            return None;
        };
        // A unit with a syntax error may be parsed differently when its surroundings change.
        let errors = source.tree().errors();
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

    fn fresh(text: Text<'_>, rules: &RuleTable, unit: Unit<'_>) -> Entry {
        let mut walk = Walk::new(text, rules);
        walk::unit(&mut walk, unit);
        let range = unit.property.range();
        let start = i64::from(range.start);
        let diagnostics = walk.report.diagnostics.iter().map(|diagnostic| diagnostic.shifted(-start)).collect();
        Entry { range, field: unit.field, diagnostics }
    }
}
