//! The rules, one file each.

use super::rule::Rule;

/// All rules, in the order of the documentation.
pub static RULES: &[&Rule] = &[];
