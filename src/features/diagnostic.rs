//! Which diagnostics an editor is shown.

use crate::analysis::Diagnostic;

/// More diagnostics than this help nobody, and slow editors down.
const MOST: usize = 1_000;

/// All diagnostics, or the most severe of them, sorted by place.
pub fn most_severe(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut diagnostics: Vec<&Diagnostic> = diagnostics.iter().collect();
    if diagnostics.len() > MOST {
        diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
        diagnostics.truncate(MOST);
        diagnostics.sort_by_key(|diagnostic| diagnostic.range);
    }
    diagnostics
}
