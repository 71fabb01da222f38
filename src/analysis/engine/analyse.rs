//! The steps from a text to its diagnostics.

use super::cache::Cache;
use super::rule_table::RuleTable;
use super::{interface_filter, suppress};
use crate::analysis::diagnostic::Diagnostic;
use crate::analysis::options::Options;
use crate::contract::Form;
use crate::syntax::Source;

/// All diagnostics of a document, sorted by place: a function of its text, its form and its options. The cache may
/// know some of the answers already.
///
/// Facts from outside the document (results of work in the background, say, by the hash of the text that they are
/// about) would come in here, as a further argument: rules read nothing but what they are given.
pub(in crate::analysis) fn analyse(
    source: &Source,
    form: Form,
    options: &Options,
    rules: &RuleTable,
    cache: &mut Cache,
) -> Vec<Diagnostic> {
    let mut diagnostics = cache.diagnostics(source, form, rules);
    interface_filter::apply(source, &mut diagnostics);
    options.override_severities(source, &mut diagnostics);
    suppress::apply(source, &options.severities, &mut diagnostics);
    diagnostics.sort_by(|a, b| (a.range, a.rule.name).cmp(&(b.range, b.rule.name)));
    diagnostics
}
