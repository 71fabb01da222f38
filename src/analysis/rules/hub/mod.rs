//! The texts and images that people see in the hub: titles, descriptions, icon and readme. These rules are all alike,
//! so they are rows of a table.
//!
//! - `table`: the rules, one row each;
//! - [`requirement`]: what a row requires, as data; `key`: the keys involved;
//! - `check`: whether a manifest meets a requirement;
//! - `fixes`: titles derived from keys, and the removal of obsolete keys.
//!
//! They correspond one to one to the rules of the vendor's `bp lint`; two more look deeper into schemas.

pub(in crate::analysis) mod check;
mod fixes;
mod key;
pub mod requirement;
mod table;

pub(super) use table::RULES;
