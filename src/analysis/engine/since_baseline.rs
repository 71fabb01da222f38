//! What has changed since the baseline, and breaks something.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::text::Text;
use crate::analysis::baseline::Baseline;
use crate::analysis::diagnostic::{Diagnostic, Related};
use crate::analysis::implementation::Implementation;
use crate::analysis::rules::{
    breaking_input, breaking_output, breaking_removal, breaking_setting, insufficient_version, missing_baseline,
    possibly_breaking, unwritten_removal,
};
use crate::analysis::severities::Severities;
use crate::compare::{Bump, Change, Comparison, Known, Topic, Verdict, compare_again, is_other_integration};
use crate::syntax::Node;
use crate::text::{Encoding, TextRange, list_first, quoted};

/// The most names that one message lists.
const MOST_LISTED: usize = 3;
/// The most places at which something is said of what an update keeps: more are those of an update that is about a part.
const MOST_PLACES: usize = 20;

/// Adds what there is to say. `known`: what is remembered of the last comparison.
pub(super) fn apply(
    text: Text<'_>,
    baseline: &Arc<Baseline>,
    severities: &Severities,
    known: &mut Known,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(root) = text.source.root() else { return };
    let mut add = |implementation: &'static Implementation, range, message: String, related: Vec<Related>| {
        let rule = &implementation.rule;
        diagnostics.extend(severities.of(rule).map(|severity| Diagnostic {
            rule,
            severity,
            range,
            message: message.into(),
            related: related.into(),
        }));
    };
    let old = match &baseline.source {
        Ok(source) => source,
        Err(_) if root.children().next().is_none() => return,
        Err(why) => {
            let message = format!("{} cannot be read: {why}. Nothing is compared with it.", baseline.name);
            return add(&missing_baseline::RULE, root.opener(), message, Vec::new());
        }
    };
    if is_other_integration(old.root(), root) {
        return;
    }
    let comparison = compare_again(old.root(), Some(root), text.form, known);
    let related = |change: &Change| {
        let there = |range: TextRange| {
            let place = old.position(range.start, Encoding::Utf32);
            let message = match &baseline.file {
                Some(_) => "This is how it was.".to_owned(),
                None => format!("This is how it was in line {} of {}.", place.line + 1, baseline.name),
            };
            Related { range, message: message.into(), baseline: Some(Arc::clone(baseline)) }
        };
        change.old.map(there).into_iter().collect::<Vec<_>>()
    };
    unwritten(&comparison, root, &baseline.name, &mut add, related);
    if comparison.is_raised(Bump::Major) == Some(true) {
        return;
    }
    for change in comparison.changes.iter().filter(|change| !change.is_kept) {
        let (implementation, call) = match (change.verdict, change.topic) {
            (Verdict::Fine, _) => continue,
            (Verdict::CannotTell, _) => (&possibly_breaking::RULE, String::new()),
            (Verdict::Breaks, Topic::Entry) => (&breaking_removal::RULE, call(&comparison)),
            (Verdict::Breaks, Topic::Taken) => (&breaking_input::RULE, call(&comparison)),
            (Verdict::Breaks, Topic::Given) => (&breaking_output::RULE, call(&comparison)),
            (Verdict::Breaks, Topic::Setting) => (&breaking_setting::RULE, call(&comparison)),
        };
        let range = change.place(root);
        add(implementation, range, format!("{}{call}", change.reason), related(change));
    }
    let version = root.get("version").filter(|_| comparison.is_raised(Bump::Major) == Some(false));
    if let Some(version) = version
        && comparison.changes.iter().any(|change| change.verdict == Verdict::Breaks && !change.is_kept)
        && let Some(wanted) = comparison.raised(Bump::Major)
    {
        let old = comparison.old_version.as_deref().unwrap_or_default();
        let custom = if old.starts_with("0.") { ", by the custom for versions below 1.0" } else { "" };
        let message = format!(
            "Something breaks since {} in {}. Raise the version to {wanted} or higher{custom}.",
            quoted(old),
            baseline.name
        );
        add(&insufficient_version::RULE, version.range(), message, Vec::new());
    }
}

/// What version a change calls for.
fn call(comparison: &Comparison) -> String {
    match comparison.raised(Bump::Major) {
        Some(version) if comparison.new_version.is_some() => format!(" It calls for version {version} or higher."),
        _ => " It calls for a new major version.".to_owned(),
    }
}

/// Says what an update keeps although it is gone, once for each place.
fn unwritten(
    comparison: &Comparison,
    root: Node<'_>,
    baseline: &str,
    add: &mut impl FnMut(&'static Implementation, TextRange, String, Vec<Related>),
    related: impl Fn(&Change) -> Vec<Related>,
) {
    let mut places: BTreeMap<TextRange, Vec<&Change>> = BTreeMap::new();
    for change in comparison.changes.iter().filter(|change| change.is_kept) {
        places.entry(change.place(root)).or_default().push(change);
    }
    for (range, changes) in places.into_iter().take(MOST_PLACES) {
        let names = changes.iter().filter_map(|change| change.path.last());
        let are = if changes.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} {are} in {baseline}, but not here, and an update keeps what it does not name. To remove it, write null.",
            list_first(names, MOST_LISTED, |name| quoted(name))
        );
        add(
            &unwritten_removal::RULE,
            range,
            message,
            changes.first().map(|change| related(change)).unwrap_or_default(),
        );
    }
}
