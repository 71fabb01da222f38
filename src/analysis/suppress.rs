//! Comments that silence diagnostics.
//!
//! `// integration-ls-ignore RULE: reason` silences a rule on its own line, or, if it stands alone there, on the next
//! line that is none of these comments. `// integration-ls-ignore-file RULE: reason` does it for the whole document.
//! Several rules stand with commas between them.

use super::diagnostic::Diagnostic;
use super::rules::{RULES, unused_suppression};
use super::severities::Severities;
use super::wording::{nearest, quoted};
use crate::syntax::Source;
use crate::text::TextRange;

const MARK: &str = "integration-ls-ignore";

/// One rule that a comment silences.
struct Suppression {
    /// The rule's name in the comment.
    place: TextRange,
    rule: String,
    /// The line it holds for, from 0; none for all.
    line: Option<u32>,
    is_used: bool,
}

/// Takes out what is silenced, and reports what silences nothing.
pub(super) fn apply(source: &Source, severities: &Severities, diagnostics: &mut Vec<Diagnostic>) {
    let mut suppressions = read(source);
    if suppressions.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| {
        let line = source.lines().line(diagnostic.range.start);
        let mut is_told = true;
        for one in &mut suppressions {
            if one.rule == diagnostic.rule.name && one.line.is_none_or(|own| own == line) {
                one.is_used = true;
                is_told = false;
            }
        }
        is_told
    });
    let Some(severity) = severities.of(&unused_suppression::RULE) else { return };
    for one in suppressions.iter().filter(|one| !one.is_used) {
        let message = match RULES.iter().find(|rule| rule.name == one.rule) {
            // A rule that is off finds nothing, and may be turned on again.
            Some(rule) if severities.of(rule).is_none() => continue,
            Some(_) => format!("{} finds nothing here that this could silence. Remove it.", quoted(&one.rule)),
            None if one.rule.is_empty() => {
                "This silences nothing: name the rule, as in \"integration-ls-ignore secret-name: reason\".".to_owned()
            }
            None => {
                let guess = nearest(&one.rule, RULES.iter().map(|rule| rule.name));
                let guess = guess.map_or(String::new(), |name| format!(" Did you mean {}?", quoted(name)));
                format!("There is no rule {}.{guess}", quoted(&one.rule))
            }
        };
        diagnostics.push(Diagnostic {
            rule: &unused_suppression::RULE,
            severity,
            range: one.place,
            message,
            related: Vec::new(),
        });
    }
}

fn read(source: &Source) -> Vec<Suppression> {
    let mut found = Vec::new();
    for comment in source.tree().comments() {
        let text = comment.range.of(source.text());
        let Some(rest) = text.trim_start_matches(['/', '*', ' ', '\t']).strip_prefix(MARK) else { continue };
        let (rest, is_for_file) = rest.strip_prefix("-file").map_or((rest, false), |rest| (rest, true));
        if !rest.is_empty() && !rest.starts_with([' ', '\t', '*']) {
            continue;
        }
        let list = rest.split(':').next().unwrap_or(rest).trim_end_matches(['*', '/', ' ', '\t']);
        let start = comment.range.start as usize + (text.len() - rest.len());
        let line = (!is_for_file).then(|| target(source, comment.range));
        let mut at = start;
        for piece in list.split(',') {
            let blanks = piece.len() - piece.trim_start().len();
            let name = piece.trim();
            let from = (at + blanks) as u32;
            let place = if name.is_empty() { comment.range } else { TextRange::new(from, from + name.len() as u32) };
            found.push(Suppression { place, rule: name.to_owned(), line, is_used: false });
            at += piece.len() + 1;
        }
    }
    found
}

/// The line that a comment speaks of.
fn target(source: &Source, comment: TextRange) -> u32 {
    let (text, lines) = (source.text(), source.lines());
    let own = lines.line(comment.start);
    let before = TextRange::new(lines.line_range(text, own).start, comment.start).of(text);
    if !before.trim().is_empty() {
        return own;
    }
    let mut line = lines.line(comment.end) + 1;
    while line < lines.line_count()
        && lines.line_range(text, line).of(text).trim_start_matches([' ', '\t', '/', '*']).starts_with(MARK)
    {
        line += 1;
    }
    line
}
