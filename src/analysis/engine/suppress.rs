//! Comments that suppress diagnostics.
//!
//! `// integration-ls-ignore RULE: reason` suppresses a rule on its own line or, if only comments are on that line, on the
//! next line that is not such a comment. `// integration-ls-ignore-file RULE: reason` does so in the whole document.
//! Several rules are separated by commas.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::diagnostic::Diagnostic;
use crate::analysis::rule::Rule;
use crate::analysis::rules::{RULES, unused_suppression};
use crate::analysis::severities::Severities;
use crate::analysis::wording::quoted;
use crate::syntax::Source;
use crate::text::{TextRange, nearest};

/// The rule that reports comments that suppress nothing.
static UNUSED: &Rule = &unused_suppression::RULE.rule;

/// The start of such a comment.
const MARK: &str = "integration-ls-ignore";

/// One rule that a comment suppresses.
struct Suppression {
    /// The range of the rule's name; the whole comment if it names no rule.
    range: TextRange,
    rule: String,
    /// The line that it applies to, from 0; `None` for all.
    line: Option<u32>,
}

impl Suppression {
    /// The name of the rule, and the line if it is for one.
    fn target(&self) -> (&str, Option<u32>) {
        (&self.rule, self.line)
    }
}

/// Removes the diagnostics that comments suppress, and reports the comments that suppress nothing.
pub(super) fn apply(source: &Source, severities: &Severities, diagnostics: &mut Vec<Diagnostic>) {
    let suppressions = read(source);
    if suppressions.is_empty() {
        return;
    }
    let mut targets: HashMap<(&str, Option<u32>), bool> = HashMap::new();
    targets.extend(suppressions.iter().map(|one| (one.target(), false)));
    diagnostics.retain(|diagnostic| {
        let line = source.lines().line(diagnostic.range.start);
        let mut is_kept = true;
        for target in [(diagnostic.rule.name, None), (diagnostic.rule.name, Some(line))] {
            if let Some(is_used) = targets.get_mut(&target) {
                *is_used = true;
                is_kept = false;
            }
        }
        is_kept
    });
    let Some(severity) = severities.of(UNUSED) else { return };
    for one in suppressions.iter().filter(|one| !targets[&one.target()]) {
        let message = match RULES.iter().find(|rule| rule.name == one.rule) {
            // A rule that is off reports nothing, but may be turned on again.
            Some(rule) if severities.of(rule).is_none() => continue,
            Some(_) => format!("{} reports nothing here. Remove this comment.", quoted(&one.rule)),
            None if one.rule.is_empty() => {
                "This comment names no rule, so it ignores nothing. Name one, for example \"integration-ls-ignore secret-name: reason\"."
                    .to_owned()
            }
            None => {
                let guess = nearest(&one.rule, RULES.iter().map(|rule| rule.name));
                let guess = guess.map_or(String::new(), |name| format!(" Did you mean {}?", quoted(name)));
                format!("There is no rule {}.{guess}", quoted(&one.rule))
            }
        };
        diagnostics.push(Diagnostic {
            rule: UNUSED,
            severity,
            range: one.range,
            message: message.into(),
            related: Arc::default(),
        });
    }
}

fn read(source: &Source) -> Vec<Suppression> {
    let mut found = Vec::new();
    let mut targets = Targets { source, known: (0, 0) };
    // From the last to the first, since a comment above another applies to the same line.
    for comment in source.tree().comments().iter().rev() {
        let text = comment.range.of(source.text());
        let Some(rest) = text.trim_start_matches(['/', '*', ' ', '\t']).strip_prefix(MARK) else { continue };
        let (rest, is_for_file) = rest.strip_prefix("-file").map_or((rest, false), |rest| (rest, true));
        if !rest.is_empty() && !rest.starts_with([' ', '\t', '*']) {
            continue;
        }
        let list = rest.split(':').next().unwrap_or(rest).trim_end_matches(['*', '/', ' ', '\t']);
        let start = comment.range.start as usize + (text.len() - rest.len());
        let line = (!is_for_file).then(|| targets.target(comment.range));
        let mut at = start;
        for piece in list.split(',') {
            let indent = piece.len() - piece.trim_start().len();
            let name = piece.trim();
            let from = (at + indent) as u32;
            let range = if name.is_empty() { comment.range } else { TextRange::new(from, from + name.len() as u32) };
            found.push(Suppression { range, rule: name.to_owned(), line });
            at += piece.len() + 1;
        }
    }
    found
}

/// Finds the lines that comments apply to, from the last comment to the first.
struct Targets<'s> {
    source: &'s Source,
    /// The lines after the last comment that has been asked for, up to the one that it applies to: they hold such comments.
    known: (u32, u32),
}

impl Targets<'_> {
    /// The line that a comment applies to: its own if something else is on it, or the next one that is not such a comment.
    fn target(&mut self, comment: TextRange) -> u32 {
        let (text, lines) = (self.source.text(), self.source.lines());
        let (start, end) = (lines.line(comment.start), lines.line(comment.end));
        if !is_blank(self.source, TextRange::new(lines.line_range(text, start).start, comment.start)) {
            return start;
        }
        if !is_blank(self.source, TextRange::new(comment.end, lines.line_range(text, end).end)) {
            return end;
        }
        let first = end + 1;
        let is_such = |line| {
            let range = lines.line_range(text, line);
            range.of(text).trim_start_matches([' ', '\t', '/', '*']).starts_with(MARK) && is_blank(self.source, range)
        };
        let mut line = first;
        while line < lines.line_count() && is_such(line) {
            line += 1;
            if line == self.known.0 {
                line = self.known.1;
                break;
            }
        }
        self.known = (first, line);
        line
    }
}

/// Whether there are only comments and whitespace in a range.
fn is_blank(source: &Source, range: TextRange) -> bool {
    let (text, comments) = (source.text(), source.tree().comments());
    let mut at = range.start;
    for comment in &comments[comments.partition_point(|comment| comment.range.end <= range.start)..] {
        if comment.range.start >= range.end {
            break;
        }
        if comment.range.start > at && !TextRange::new(at, comment.range.start).of(text).trim().is_empty() {
            return false;
        }
        at = comment.range.end;
    }
    at >= range.end || TextRange::new(at, range.end).of(text).trim().is_empty()
}
