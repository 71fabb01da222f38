//! Computes the diagnostics of a text.
//!
//! - `rule_table`: the enabled rules, by the kind of check;
//! - `walk`: one pass over tree and contract that calls the rules;
//! - `cache`: the diagnostics of each unit of the document, kept while its text stays the same;
//! - `interface_filter`, `suppress`: drop diagnostics afterwards;
//! - `since_baseline`: what breaks since the baseline.

mod analyse;
mod cache;
mod interface_filter;
mod rule_table;
mod server_copy;
mod since_baseline;
mod suppress;
mod text;
mod walk;

pub(super) use analyse::analyse;
pub(super) use cache::Cache;
pub(super) use rule_table::RuleTable;
pub(super) use text::Text;
