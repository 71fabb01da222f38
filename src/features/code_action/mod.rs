//! What an editor's light bulb offers: quick fixes, rewrites, and keys in the order of the contract.

pub mod quick_fix;
pub mod refactor;
pub mod sort_keys;
