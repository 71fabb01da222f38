//! From a text to its diagnostics.
//!
//! - `rule_table`: the rules that are on, sorted by what they want to see;
//! - `walk`: one pass over tree and contract, which shows each rule what it wants to see;
//! - `cache`: what was found in each unit of the document, kept while its text stays the same;
//! - `interface_filter`, `suppress`: what is left out afterwards, and why.

mod analyse;
mod cache;
mod interface_filter;
mod rule_table;
mod suppress;
mod walk;

pub(super) use analyse::analyse;
pub(super) use cache::Cache;
pub(super) use rule_table::RuleTable;
