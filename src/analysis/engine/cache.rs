//! Caches the diagnostics of each unit while its text stays the same.
//!
//! The edits between two analyses leave the beginning and the end of the document untouched. A unit entirely within one
//! of them is unchanged, at its old offset or moved by the length of the edits.

use super::rule_table::RuleTable;
use super::text::Text;
use super::walk::{self, Unit, Walk};
use crate::analysis::diagnostic::Diagnostic;
use crate::compare::Known;
use crate::contract::{Field, Form};
use crate::syntax::Source;
use crate::text::TextRange;

/// The diagnostics of one unit, with ranges relative to its start.
#[derive(Debug)]
struct Entry {
    range: TextRange,
    field: Option<&'static Field>,
    diagnostics: Vec<Diagnostic>,
    parts: Vec<Part>,
}

/// The diagnostics of one part of a unit, with ranges relative to its start. Parts lie in the order of the text, each before
/// those inside it.
#[derive(Debug)]
struct Part {
    /// Relative to the start of the unit.
    range: TextRange,
    field: &'static Field,
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
    /// What is known of the schemas that differ from the baseline's.
    pub(super) known: Known,
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
        let known = std::mem::take(&mut self.known);
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
            let entry = known.unwrap_or_else(|| {
                let start = unit.property.range().start;
                let at = old.binary_search_by_key(&start, |entry| entry.range.start).ok();
                let is_same = is_whole && start < self.untouched.0;
                self.fresh(text, rules, unit, at.filter(|_| is_same).map(|at| &mut old[at]))
            });
            let start = i64::from(entry.range.start);
            walk.report.diagnostics.extend(entry.diagnostics.iter().map(|diagnostic| diagnostic.shifted(start)));
            for part in &entry.parts {
                let start = start + i64::from(part.range.start);
                walk.report.diagnostics.extend(part.diagnostics.iter().map(|diagnostic| diagnostic.shifted(start)));
            }
            if is_whole {
                entries.push(entry);
            }
        });
        *self = Self { entries, form: Some(form), length, untouched: (length, length), known };
        walk.report.diagnostics
    }

    /// Where a range of the document was at the last analysis, if no edit has touched it since, and if it is parsed in the same
    /// way whatever is around it.
    fn unchanged(&self, source: &Source, range: TextRange) -> Option<TextRange> {
        let length = source.text().len() as u32;
        let by = if range.end <= self.untouched.0.min(self.length) {
            0
        } else if range.start >= length.saturating_sub(self.untouched.1) {
            i64::from(self.length) - i64::from(length)
        } else {
            return None;
        };
        // What has a syntax error may be parsed differently when its surroundings change.
        let errors = source.tree().errors();
        let first = errors.partition_point(|error| error.range.end < range.start);
        let is_sound = errors.get(first).is_none_or(|error| error.range.start > range.end);
        is_sound.then(|| range.shifted(by))
    }

    /// The cached diagnostics of a unit, if neither its text nor its declaration has changed.
    fn reuse(&self, old: &mut [Entry], source: &Source, unit: Unit<'_>) -> Option<Entry> {
        let range = unit.property.range();
        let before = self.unchanged(source, range)?;
        let at = old.binary_search_by_key(&before.start, |entry| entry.range.start).ok()?;
        let entry = &mut old[at];
        let same_field = match (entry.field, unit.field) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        (same_field && entry.range == before).then(|| Entry {
            range,
            field: unit.field,
            diagnostics: std::mem::take(&mut entry.diagnostics),
            parts: std::mem::take(&mut entry.parts),
        })
    }

    /// Checks a unit, but for the parts of it that have not changed since it was `old`.
    fn fresh(&self, text: Text<'_>, rules: &RuleTable, unit: Unit<'_>, mut old: Option<&mut Entry>) -> Entry {
        let range = unit.property.range();
        let mut walk = Walk::new(text, rules);
        let mut parts = Vec::new();
        let mut ahead = Vec::from_iter(walk::Part::of(unit));
        while let Some(part) = ahead.pop() {
            let place = part.property.range();
            let own = place.shifted(-i64::from(range.start));
            let known = old.as_deref_mut().and_then(|old| old.parts(self.unchanged(text.source, place)?, part.field));
            if let Some(known) = known {
                let by = i64::from(own.start) - i64::from(known[0].range.start);
                parts.extend(known.iter_mut().map(|part| Part {
                    range: part.range.shifted(by),
                    field: part.field,
                    diagnostics: std::mem::take(&mut part.diagnostics),
                }));
                continue;
            }
            let inner = walk::part(&mut walk, part);
            ahead.extend(inner.into_iter().rev());
            parts.push(Part { range: own, field: part.field, diagnostics: taken(&mut walk, place.start) });
        }
        walk::unit(&mut walk, unit);
        Entry { range, field: unit.field, diagnostics: taken(&mut walk, range.start), parts }
    }
}

impl Entry {
    /// The part with that range and declaration, and those inside it.
    fn parts(&mut self, range: TextRange, field: &'static Field) -> Option<&mut [Part]> {
        let range = range.shifted(-i64::from(self.range.start));
        let first = self.parts.binary_search_by_key(&range.start, |part| part.range.start).ok()?;
        let is_same = self.parts[first].range == range && std::ptr::eq(self.parts[first].field, field);
        let end = self.parts.partition_point(|part| part.range.start < range.end);
        is_same.then(|| &mut self.parts[first..end])
    }
}

/// What was found since this was last asked, with ranges relative to `start`.
fn taken(walk: &mut Walk<'_>, start: u32) -> Vec<Diagnostic> {
    let found = walk.report.diagnostics.drain(..);
    found.map(|diagnostic| diagnostic.shifted(-i64::from(start))).collect()
}
