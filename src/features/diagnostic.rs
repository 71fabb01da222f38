//! Selects the diagnostics that an editor shows.

use crate::analysis::Diagnostic;

/// More diagnostics than this would not help anyone and would slow editors down.
const MOST: usize = 1_000;

/// All diagnostics, or the most severe if there are too many, in the order of the text.
pub fn most_severe(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut diagnostics: Vec<&Diagnostic> = diagnostics.iter().collect();
    if diagnostics.len() > MOST {
        diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
        diagnostics.truncate(MOST);
        diagnostics.sort_by_key(|diagnostic| diagnostic.range);
    }
    diagnostics
}
