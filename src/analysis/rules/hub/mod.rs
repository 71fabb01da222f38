//! Titles, descriptions, icon and readme: what people see in the hub. These rules are all alike, so what they look for
//! is a table.
//!
//! - `table`: the rules, one row each;
//! - [`requirement`]: what a row says, as data; `key`: the keys that it is about;
//! - `check`: whether a manifest meets a requirement;
//! - `fixes`: titles made from keys, and the removal of what is obsolete.
//!
//! They are those of the vendor's `bp lint`, one for one; two more look deeper into schemas than it does.

pub(in crate::analysis) mod check;
mod fixes;
mod key;
pub mod requirement;
mod table;

pub(super) use table::RULES;
