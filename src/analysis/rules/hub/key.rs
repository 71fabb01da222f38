//! The keys that the hub's rules check.

pub(super) const TITLE: &str = "title";
pub(super) const DESCRIPTION: &str = "description";
pub(super) const ICON: &str = "icon";
pub(super) const README: &str = "readme";
/// Where the user interface finds the title of a field in a JSON Schema.
pub(super) const ZUI: &str = "x-zui";
pub(super) const SCHEMA: &str = "schema";
pub(super) const PROPERTIES: &str = "properties";
/// Where an older user interface looked instead of [`ZUI`].
pub(super) const UI: &str = "ui";
pub(super) const EXAMPLES: &str = "examples";
/// The branches of a JSON Schema that the vendor's linter searches.
pub(super) const BRANCHES: [&str; 2] = ["anyOf", "allOf"];
