//! The fields of a manifest.

use super::shape::Object;

/// The whole document.
pub static MANIFEST: Object = Object { noun: "a manifest", fields: &[] };
