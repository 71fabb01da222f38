//! The steps from a text to its diagnostics.

use super::cache::Cache;
use super::rule_table::RuleTable;
use super::{interface_filter, server_copy, suppress};
use crate::analysis::diagnostic::Diagnostic;
use crate::analysis::options::{Options, Origin};
use crate::contract::Form;
use crate::syntax::Source;

/// All diagnostics of a document, in the order of the text, as a function of its text, form and options. The cache may
/// already contain some of them. Of the syntax errors, only the first `most_errors` are among them.
///
/// Facts from outside the document (such as results of background work, by the hash of the text) would become a further
/// argument here, since rules read only what they are given.
pub(in crate::analysis) fn analyse(
    source: &Source,
    form: Form,
    options: &Options,
    rules: &RuleTable,
    most_errors: usize,
    cache: &mut Cache,
) -> Vec<Diagnostic> {
    let mut diagnostics = cache.diagnostics(source, form, rules, most_errors);
    interface_filter::apply(source, &mut diagnostics);
    if options.origin == Origin::Pipe && form == Form::Create {
        server_copy::apply(source, &options.severities, &mut diagnostics);
    }
    options.override_severities(source, &mut diagnostics);
    suppress::apply(source, &options.severities, &mut diagnostics);
    diagnostics.sort_by(|a, b| (a.range, a.rule.name).cmp(&(b.range, b.rule.name)));
    diagnostics
}
