//! Fixes for what has changed since the baseline.

use super::edits::replace_text;
use super::fix::{Fix, FixContext};
use super::removals::write_nulls;
use crate::compare::{Bump, Change, kept, raised};
use crate::syntax::Node;
use crate::text::{list_first, quoted};

/// The most names in the title of a fix.
const MOST_NAMED: usize = 3;

fn old<'s>(context: &FixContext<'s>) -> Option<Node<'s>> {
    context.baseline?.source.as_ref().ok()?.root()
}

/// Raises the version as far as a change that breaks something calls for.
pub fn raise_version(context: &FixContext<'_>) -> Vec<Fix> {
    let version = context.source.root().and_then(|root| root.get("version"));
    let before = old(context).and_then(|old| old.get("version")?.as_string());
    let wanted = before.and_then(|before| raised(&before, Bump::Major));
    let fix = version.zip(wanted).map(|(version, wanted)| {
        Fix::to_review(format!("Raise the version to {wanted}"), vec![replace_text(version, &wanted)])
    });
    fix.into_iter().collect()
}

/// Writes `null` for what an update keeps although it is gone: what is marked here, or all.
pub fn write_null(context: &FixContext<'_>) -> Vec<Fix> {
    let all = kept(old(context), context.source.root(), context.form);
    let kept: Vec<&Change> = all.iter().collect();
    let is_here = |change: &&&Change| context.source.root().is_some_and(|root| change.place(root) == context.range);
    let here: Vec<&Change> = kept.iter().filter(is_here).copied().collect();
    let fix = |changes: &[&Change], title: String| {
        let edits = write_nulls(context.source, changes.iter().map(|change| change.path.as_slice()));
        // Whether something is to be removed, only the author knows.
        (!edits.is_empty()).then(|| Fix::suggestion(title, edits))
    };
    let names = here.iter().filter_map(|change| change.path.last());
    let names = list_first(names, MOST_NAMED, |name| quoted(name));
    let of_here = fix(&here, format!("Write null to remove {names}"));
    let of_all = || fix(&kept, format!("Write null for all {} that were removed", kept.len()));
    of_here.into_iter().chain((kept.len() > here.len()).then(of_all).flatten()).collect()
}
