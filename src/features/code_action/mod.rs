//! What the light bulb offers: fixes of what was found, other ways to write the same, and keys in their order.

pub mod quick_fix;
pub mod refactor;
pub mod sort_keys;
