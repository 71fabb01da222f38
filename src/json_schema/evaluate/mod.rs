//! Whether a value fits a schema, and if not, why.
//!
//! - `check`: the walk, and the keywords with further schemas;
//! - `assertions`: the other keywords;
//! - `alternatives`: why a value fits none of several schemas;
//! - `context`: what has been read so far, and the steps that are left;
//! - `verdict`: what is said; `wording`: how.
//!
//! An answer is given only where it is certain. What is malformed in a schema or in a value, a keyword of a wrong type, a
//! reference that leads nowhere or in a circle, and a pattern that cannot be matched in bounded time make it unclear.

mod alternatives;
mod assertions;
mod check;
mod context;
mod verdict;
mod wording;

pub use verdict::{Mismatch, Settings, Verdict};

pub(super) use wording::shown;

use check::Check;
use context::Context;
use verdict::{Fit, Found};

use crate::syntax::Node;

/// Whether `value`, perhaps of another document, fits `schema`. References are resolved in `root`, the top of the schema that
/// `schema` is a part of.
pub fn evaluate<'s, 'v>(root: Node<'s>, schema: Node<'s>, value: Node<'v>, settings: Settings) -> Verdict<'s, 'v> {
    examine(root, schema, value, settings).verdict
}

/// Everything that is found out about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation<'s, 'v> {
    /// Whether it fits.
    pub verdict: Verdict<'s, 'v>,
    /// The number of steps that it took.
    pub steps: u64,
    /// Its parts that the schema marks as secret. Messages do not show them.
    pub secrets: Vec<Node<'v>>,
}

/// Like [`evaluate`], with all that is found out.
pub fn examine<'s, 'v>(root: Node<'s>, schema: Node<'s>, value: Node<'v>, settings: Settings) -> Evaluation<'s, 'v> {
    let mut context = Context::new(settings);
    let mut found = Found::default();
    let mut check = Check::new(&mut context, root);
    let fit = check.schema(schema, value, &mut found);
    let secrets = check.into_secrets();
    let verdict = match fit {
        _ if context.is_exhausted() => Verdict::CannotTell,
        Fit::Yes => Verdict::Fits,
        Fit::Unclear => Verdict::CannotTell,
        Fit::No => {
            let mut mismatches = found.0;
            mismatches.sort_by_key(|mismatch| mismatch.value.range().start);
            Verdict::Mismatches(mismatches)
        }
    };
    Evaluation { verdict, steps: context.taken(), secrets }
}
