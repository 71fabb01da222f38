//! The examples of a rule: documents that explain it and test it.

use super::edits::{applied, remove};
use crate::syntax::{Dialect, Node, Pointer, Source};
use crate::text::TextRange;

/// The marks around a place where a rule finds something.
const MARKS: [char; 2] = ['⟦', '⟧'];

/// What a rule says of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It finds something, exactly at the marked places.
    Finds,
    /// It has nothing to say.
    Fine,
}

/// A small document and what a rule says of it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The branch that it shows, as a short phrase.
    pub title: &'static str,
    /// What the rule says of it.
    pub verdict: Verdict,
    /// Whether it is read as JSON or as JSONC.
    pub dialect: Dialect,
    content: Content,
}

/// How the document is written down.
#[derive(Clone, Copy, Debug)]
enum Content {
    /// As it is, with `⟦` and `⟧` around what is found.
    Marked(&'static str),
    /// Another document without the member at this JSON Pointer. What is found is at the key that owned it, or at
    /// the document's opening bracket.
    Without(&'static str, &'static str),
    /// Another document with this value at this JSON Pointer, where it is found.
    With(&'static str, &'static str, &'static str),
}

/// An example, written out.
#[derive(Clone, Debug)]
pub struct Written {
    /// The document, without marks.
    pub text: String,
    /// Where the rule finds something, in bytes and in the order of the text.
    pub places: Vec<TextRange>,
}

impl Example {
    /// A document in which the rule finds something, with `⟦` and `⟧` around each place.
    pub(super) const fn finds(title: &'static str, text: &'static str) -> Self {
        Self { title, verdict: Verdict::Finds, dialect: Dialect::Json, content: Content::Marked(text) }
    }

    /// A document in which the rule finds nothing.
    pub(super) const fn fine(title: &'static str, text: &'static str) -> Self {
        Self { title, verdict: Verdict::Fine, dialect: Dialect::Json, content: Content::Marked(text) }
    }

    /// `text` without the member at `pointer`, which the rule misses at the key that owned it.
    pub(super) const fn finds_without(title: &'static str, text: &'static str, pointer: &'static str) -> Self {
        Self { content: Content::Without(text, pointer), ..Self::finds(title, "") }
    }

    /// `text` with another value at `pointer`, where the rule finds something.
    pub(super) const fn finds_with(
        title: &'static str,
        text: &'static str,
        pointer: &'static str,
        value: &'static str,
    ) -> Self {
        Self { content: Content::With(text, pointer, value), ..Self::finds(title, "") }
    }

    /// `text` with another value at `pointer`, of which the rule has nothing to say.
    pub(super) const fn fine_with(
        title: &'static str,
        text: &'static str,
        pointer: &'static str,
        value: &'static str,
    ) -> Self {
        Self { verdict: Verdict::Fine, ..Self::finds_with(title, text, pointer, value) }
    }

    /// The same, read as JSONC.
    pub(super) const fn jsonc(mut self) -> Self {
        self.dialect = Dialect::Jsonc;
        self
    }

    /// The document, and where the rule finds something in it.
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

/// A pointer that names nothing leaves the text as it is; the tests of the examples tell.
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
