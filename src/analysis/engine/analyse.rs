//! The steps from a text to its diagnostics.

use super::cache::Cache;
use super::rule_table::RuleTable;
use super::text::Text;
use super::{interface_filter, server_copy, since_baseline, suppress};
use crate::analysis::diagnostic::Diagnostic;
use crate::analysis::options::{Options, Origin};
use crate::analysis::rules::reports_syntax_errors;
use crate::contract::{Form, Secrets};

/// All diagnostics of a document, in the order of the text, as a function of its text, form and options. The cache may
/// already contain some of them.
///
/// Facts from outside the document (such as results of background work, by the hash of the text) would become a further
/// argument here, since rules read only what they are given.
pub(in crate::analysis) fn analyse(
    text: Text<'_>,
    options: &Options,
    rules: &RuleTable,
    cache: &mut Cache,
) -> Vec<Diagnostic> {
    let source = text.source;
    let mut diagnostics = cache.diagnostics(text, rules);
    interface_filter::apply(source, &mut diagnostics);
    if options.origin == Origin::Pipe && text.form == Form::Create {
        server_copy::apply(source, &options.severities, &mut diagnostics);
    }
    if let Some(baseline) = &options.baseline {
        since_baseline::apply(text, baseline, &options.severities, &mut cache.known, &mut diagnostics);
    }
    options.override_severities(source, &mut diagnostics);
    suppress::apply(source, &options.severities, &mut diagnostics);
    diagnostics.retain(|diagnostic| is_certain(text.secrets, diagnostic));
    diagnostics.sort_by(|a, b| (a.range, a.rule.name).cmp(&(b.range, b.rule.name)));
    diagnostics
}

/// Whether a diagnostic is not about the inside of a secret, nor about what a slip may have put there. Syntax errors
/// always are certain.
fn is_certain(secrets: &Secrets, diagnostic: &Diagnostic) -> bool {
    let range = diagnostic.range;
    let is_doubtful = secrets.are_doubtful_at(range) && secrets.touch(range);
    !(is_doubtful || secrets.are_around(range)) || reports_syntax_errors(diagnostic.rule)
}
