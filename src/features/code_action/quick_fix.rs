//! What an editor's light bulb quick_fixes: the ways out of what was found, and how to silence it.

use crate::analysis::fix::fix_all;
use crate::analysis::{Diagnostic, Document, Edit, Fix};
use crate::syntax::Dialect;
use crate::text::TextRange;

/// A diagnostic and a way out of it.
#[derive(Clone, Debug)]
pub struct QuickFix {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// What may be done.
    pub fix: Fix,
}

/// What can be done about the diagnostics that touch `range`, the best first.
pub fn quick_fixes(document: &Document, range: TextRange) -> Vec<QuickFix> {
    let touching =
        |diagnostic: &&Diagnostic| diagnostic.range.start <= range.end && range.start <= diagnostic.range.end;
    let diagnostics: Vec<&Diagnostic> = document.known_diagnostics().iter().filter(touching).collect();
    let cures = diagnostics.iter().flat_map(|diagnostic| {
        document.fixes(diagnostic).into_iter().map(|fix| QuickFix { diagnostic: (*diagnostic).clone(), fix })
    });
    let mut quick_fixes: Vec<QuickFix> = cures.collect();
    quick_fixes.sort_by_key(|quick_fix| !quick_fix.fix.is_preferred);
    let silencers = diagnostics.iter().filter_map(|diagnostic| {
        silence(document, diagnostic).map(|fix| QuickFix { diagnostic: (*diagnostic).clone(), fix })
    });
    quick_fixes.extend(silencers);
    quick_fixes
}

/// The one edit that applies every safe fix; nothing if there is none.
pub fn fix_all_edit(document: &Document) -> Option<Edit> {
    let (text, count) = fix_all(document, |fix| fix.is_safe);
    (count > 0).then(|| difference(document.source().text(), &text))
}

/// The smallest single edit from one text to another.
pub fn difference(old: &str, new: &str) -> Edit {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = same(&mut old.chars(), &mut new.chars());
    let end = same(&mut old[start..].chars().rev(), &mut new[start..].chars().rev());
    let range = TextRange::new(start as u32, (old.len() - end) as u32);
    Edit::new(range, &new[start..new.len() - end])
}

/// A comment above the line that silences the rule there, where comments are allowed.
fn silence(document: &Document, diagnostic: &Diagnostic) -> Option<Fix> {
    let source = document.source();
    let rule = diagnostic.rule.name;
    if source.dialect() != Dialect::Jsonc || rule == "unused-suppression" {
        return None;
    }
    let line = source.lines().line_range(source.text(), source.lines().line(diagnostic.range.start));
    let text = line.of(source.text());
    let indent = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
    let newline = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("{indent}// integration-ls-ignore {rule}: {newline}");
    let edits = vec![Edit::new(TextRange::empty(line.start), comment)];
    Some(Fix::to_review(format!("Ignore {rule} on this line"), edits).as_choice())
}
