//! Fixes: fixing ends, a second run has nothing to do, and no syntax error is added.

use integration_ls::analysis::{Document, fix_all};
use integration_ls::syntax::{Dialect, parse};

use super::applied;
use super::edits::document;

/// Applies all fixes together, and each alone.
pub fn hold(text: &str, dialect: Dialect) {
    let before = document(text, dialect);
    for is_unsafe in [false, true] {
        let (fixed, count) = fix_all(&before, |fix| fix.is_safe() || is_unsafe);
        let after = document(&fixed, dialect);
        assert!(count == 0 || errors(&after) <= errors(&before), "{text:?} became {fixed:?}");
        let (again, count) = fix_all(&after, |fix| fix.is_safe() || is_unsafe);
        assert_eq!((&again, count), (&fixed, 0), "{text:?}");
    }
    for diagnostic in before.diagnostics().iter().take(MOST) {
        for fix in before.fixes(diagnostic) {
            let fixed = applied(text, &fix.edits);
            // While other syntax errors stand, the parser may take what follows one that is fixed for something else.
            if errors(&before) == 0 {
                assert_eq!(parse(&fixed).errors(), [], "{:?}: {text:?} became {fixed:?}", fix.title);
            }
        }
    }
}

/// How many diagnostics are fixed one by one.
const MOST: usize = 20;

fn errors(document: &Document) -> usize {
    document.source().tree().errors().len()
}
