//! What a rule declares.

use super::finding::Severity;

/// One thing that can be wrong: its name, its severity, its explanation with examples. `explain`, the
/// rules page and the README's table are made from this.
#[derive(Debug)]
pub struct Rule {
    /// Stable, kebab-case. Editors show it as the diagnostic's code.
    pub name: &'static str,
    /// How bad it is by default.
    pub severity: Severity,
    /// What it finds, in a few words.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// A document that has exactly this finding.
    pub bad: &'static str,
    /// The same document, mended.
    pub good: &'static str,
    /// How editors show it.
    pub tag: Option<Tag>,
}

/// How an editor shows a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Struck through.
    Deprecated,
    /// Faded.
    Unnecessary,
}
