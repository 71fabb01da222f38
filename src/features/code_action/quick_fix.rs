//! Quick fixes: ways to fix or ignore a diagnostic.

use crate::analysis::{Diagnostic, Document, Edit, Fix, fix_all};
use crate::syntax::Dialect;
use crate::text::TextRange;

/// A diagnostic and one of its fixes.
#[derive(Clone, Debug)]
pub struct QuickFix {
    /// The diagnostic.
    pub diagnostic: Diagnostic,
    /// The fix.
    pub fix: Fix,
}

/// The quick fixes for the diagnostics that touch `range` (in bytes): preferred fixes first, comments that ignore a
/// diagnostic last.
pub fn quick_fixes(document: &Document, range: TextRange) -> Vec<QuickFix> {
    let touching =
        |diagnostic: &&Diagnostic| diagnostic.range.start <= range.end && range.start <= diagnostic.range.end;
    let diagnostics: Vec<&Diagnostic> = document.diagnostics().iter().filter(touching).collect();
    let with = |diagnostic: &Diagnostic, fix| QuickFix { diagnostic: diagnostic.clone(), fix };
    let fixes = diagnostics
        .iter()
        .flat_map(|diagnostic| document.fixes(diagnostic).into_iter().map(|fix| with(diagnostic, fix)));
    let mut quick_fixes: Vec<QuickFix> = fixes.collect();
    quick_fixes.sort_by_key(|quick_fix| !quick_fix.fix.is_preferred());
    let comments = diagnostics.iter().filter_map(|diagnostic| Some(with(diagnostic, ignore(document, diagnostic)?)));
    quick_fixes.extend(comments);
    quick_fixes
}

/// The one edit that applies every safe fix; `None` if there is none.
pub fn fix_all_edit(document: &Document) -> Option<Edit> {
    let (text, count) = fix_all(document, Fix::is_safe);
    (count > 0).then(|| difference(document.source().text(), &text))
}

/// The smallest single edit that turns one text into another.
pub fn difference(old: &str, new: &str) -> Edit {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = same(&mut old.chars(), &mut new.chars());
    let end = same(&mut old[start..].chars().rev(), &mut new[start..].chars().rev());
    let range = TextRange::new(start as u32, (old.len() - end) as u32);
    Edit::new(range, &new[start..new.len() - end])
}

/// Adds a comment above the line that makes the rule ignore it, where comments are allowed.
fn ignore(document: &Document, diagnostic: &Diagnostic) -> Option<Fix> {
    let source = document.source();
    let rule = diagnostic.rule.name;
    if source.dialect() != Dialect::Jsonc || rule == "unused-suppression" {
        return None;
    }
    let line = source.lines().line_range(source.text(), source.lines().line(diagnostic.range.start));
    // A byte order mark must stay the first character.
    let mark = if line.of(source.text()).starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
    let start = line.start + mark;
    let text = TextRange::new(start, line.end).of(source.text());
    let indent = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
    let comments = source.tree().comments();
    let before = &comments[..comments.partition_point(|comment| comment.range.start < start)];
    let edit = match before.last().filter(|comment| start < comment.range.end) {
        // The line starts inside a comment: stay behind that on the line.
        Some(comment) => {
            Edit::new(TextRange::empty(comment.range.end), format!(" /* integration-ls-ignore {rule}: */"))
        }
        None => {
            let comment = format!("{indent}// integration-ls-ignore {rule}: {}", source.line_style().ending);
            Edit::new(TextRange::empty(start), comment)
        }
    };
    let edits = vec![edit];
    Some(Fix::suggestion(format!("Ignore {rule} on this line"), edits))
}
