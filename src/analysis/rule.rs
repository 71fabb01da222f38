//! What a rule declares.

use super::finding::Severity;
use super::report::Report;
use crate::contract::{Field, Map, Object};
use crate::syntax::{Node, Problem, Source};

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
    /// What it wants to see.
    pub check: Check,
}

/// How an editor shows a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Struck through.
    Deprecated,
    /// Faded.
    Unnecessary,
}

/// What a rule is shown. All but [`Check::Document`] and [`Check::Comments`] must look at nothing
/// outside of what they are given, because what they find is kept while other parts change.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// A flaw of the text: gives its message, or nothing if the flaw is another rule's.
    Problem(fn(&Problem, &Source) -> Option<String>),
    /// The comments.
    Comments(fn(&mut Report<'_>)),
    /// Any object, inside of embedded schemas too.
    AnyObject(fn(&mut Report<'_>, Node<'_>)),
    /// An object with declared keys.
    Object(fn(&mut Report<'_>, Node<'_>, &'static Object)),
    /// A value and the field that is declared for it.
    Value(fn(&mut Report<'_>, Node<'_>, &'static Field)),
    /// The key of a map's entry.
    Name(fn(&mut Report<'_>, Node<'_>, &'static Map)),
    /// The document's root.
    Document(fn(&mut Report<'_>, Node<'_>)),
}
