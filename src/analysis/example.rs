//! The examples of a rule: documents that explain and test it.

use super::edits::{applied, remove};
use crate::syntax::{Dialect, Node, Pointer, Source};
use crate::text::TextRange;

/// The marks around a range that a rule reports.
const MARKS: [char; 2] = ['⟦', '⟧'];

/// The expected result of a rule for an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule reports exactly the marked ranges.
    Finds,
    /// The rule reports nothing.
    Fine,
}

/// A small document and the expected result.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// A short description of the case.
    pub title: &'static str,
    /// The expected result.
    pub verdict: Verdict,
    /// Whether it is JSON or JSONC.
    pub dialect: Dialect,
    content: Content,
}

/// How the document is given.
#[derive(Clone, Copy, Debug)]
enum Content {
    /// In full, with `⟦` and `⟧` around each reported range.
    Marked(&'static str),
    /// Another document without the member at this JSON Pointer. The reported range is the key of the object that
    /// contained it, or the document's opening bracket.
    Without(&'static str, &'static str),
    /// Another document with this value at this JSON Pointer, which is the reported range.
    With(&'static str, &'static str, &'static str),
}

/// An example in full.
#[derive(Clone, Debug)]
pub struct Written {
    /// The document without marks.
    pub text: String,
    /// The reported ranges, in bytes and in the order of the text.
    pub places: Vec<TextRange>,
}

impl Example {
    /// A document with diagnostics of the rule, with `⟦` and `⟧` around each range.
    pub(super) const fn finds(title: &'static str, text: &'static str) -> Self {
        Self { title, verdict: Verdict::Finds, dialect: Dialect::Json, content: Content::Marked(text) }
    }

    /// A document without diagnostics of the rule.
    pub(super) const fn fine(title: &'static str, text: &'static str) -> Self {
        Self { title, verdict: Verdict::Fine, dialect: Dialect::Json, content: Content::Marked(text) }
    }

    /// `text` without the member at `pointer`, which the rule reports at the key of the object that contained it.
    pub(super) const fn finds_without(title: &'static str, text: &'static str, pointer: &'static str) -> Self {
        Self { content: Content::Without(text, pointer), ..Self::finds(title, "") }
    }

    /// `text` with another value at `pointer`, which the rule reports.
    pub(super) const fn finds_with(
        title: &'static str,
        text: &'static str,
        pointer: &'static str,
        value: &'static str,
    ) -> Self {
        Self { content: Content::With(text, pointer, value), ..Self::finds(title, "") }
    }

    /// `text` with another value at `pointer`, which the rule does not report.
    pub(super) const fn fine_with(
        title: &'static str,
        text: &'static str,
        pointer: &'static str,
        value: &'static str,
    ) -> Self {
        Self { verdict: Verdict::Fine, ..Self::finds_with(title, text, pointer, value) }
    }

    /// The same example as JSONC.
    pub(super) const fn jsonc(mut self) -> Self {
        self.dialect = Dialect::Jsonc;
        self
    }

    /// The document in full, and the ranges that the rule reports.
    pub fn written(&self) -> Written {
        let mut written = match self.content {
            Content::Marked(text) => marked(text),
            Content::Without(text, pointer) => without(text, pointer),
            Content::With(text, pointer, value) => with(text, pointer, value),
        };
        if self.verdict == Verdict::Fine {
            written.places.clear();
        }
        written
    }
}

fn marked(text: &str) -> Written {
    let mut written = Written { text: String::with_capacity(text.len()), places: Vec::new() };
    let mut start = 0;
    for c in text.chars() {
        let here = written.text.len() as u32;
        match MARKS.iter().position(|mark| *mark == c) {
            Some(0) => start = here,
            Some(_) => written.places.push(TextRange::new(start, here)),
            None => written.text.push(c),
        }
    }
    written
}

/// A pointer without a target leaves the text unchanged, which makes the tests of the examples fail.
fn without(text: &str, pointer: &str) -> Written {
    let source = Source::new(text.to_owned(), Dialect::Json);
    let member = find(&source, pointer).and_then(Node::parent);
    let text = member.map_or_else(|| text.to_owned(), |member| applied(text, &remove(&source, member)));
    let (owner, _) = pointer.rsplit_once('/').unwrap_or_default();
    let source = Source::new(text, Dialect::Json);
    let place =
        find(&source, owner).map(|owner| owner.parent().and_then(Node::key).map_or(owner.opener(), Node::range));
    Written { places: place.into_iter().collect(), text: source.text().to_owned() }
}

fn with(text: &str, pointer: &str, value: &str) -> Written {
    let source = Source::new(text.to_owned(), Dialect::Json);
    let Some(range) = find(&source, pointer).map(Node::range) else { return marked(text) };
    let text = format!("{}{value}{}", &text[..range.start as usize], &text[range.end as usize..]);
    Written { text, places: vec![TextRange::new(range.start, range.start + value.len() as u32)] }
}

fn find<'s>(source: &'s Source, pointer: &str) -> Option<Node<'s>> {
    Pointer::parse(pointer)?.find(source.root()?)
}
