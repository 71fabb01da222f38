//! Selects the diagnostics that an editor shows.

use crate::analysis::Diagnostic;

/// More diagnostics than this would not help anyone and would slow editors down.
const MOST: usize = 1_000;

/// All diagnostics, or the most important if there are too many, in the order of the text. What the API refuses counts
/// most: groups of rules come in their order, then the severity decides, then the place.
pub fn most_important(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut diagnostics: Vec<&Diagnostic> = diagnostics.iter().collect();
    if diagnostics.len() > MOST {
        diagnostics.sort_by_key(|diagnostic| diagnostic.importance());
        diagnostics.truncate(MOST);
        diagnostics.sort_by_key(|diagnostic| diagnostic.range);
    }
    diagnostics
}
