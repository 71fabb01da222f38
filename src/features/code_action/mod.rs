//! `textDocument/codeAction`: quick fixes, refactorings, and sorting keys in the order of the contract.

mod add_example;
pub mod quick_fix;
pub mod refactor;
pub mod sort_keys;
