//! Finds the secrets of a document, so that no output contains them.
//!
//! In sound JSON, everything in the value of `secrets` is hidden but the names in it. After a slip, such as a quote too
//! many, the parser may take a value for a key, or see the section end where it does not: then the text decides, and
//! everything is hidden up to where the section must have ended (see [`broken`]).

mod broken;
mod occurrences;

use std::sync::OnceLock;

use super::manifest::MANIFEST;
use super::names::EntryKind;
use super::shape::{Map, Shape};
use crate::syntax::{Kind, Node, Source, SyntaxErrorKind};
use crate::text::TextRange;
pub use occurrences::Occurrences;

/// The prefix of the environment variable from which the code reads a secret.
pub const ENVIRONMENT_PREFIX: &str = "SECRET_";

impl Map {
    /// Whether its values are secrets, which are never shown.
    pub fn holds_secrets(&self) -> bool {
        self.kind == EntryKind::Secret
    }
}

/// The parts of a document that no output shows: the values of secrets, and whatever may be one.
///
/// All ranges are in the order of the text, and those of one list do not overlap.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// The sections that contain secrets.
    sections: Vec<TextRange>,
    /// The names in the sections, which are not secret.
    names: Vec<TextRange>,
    /// The values of the names.
    values: Vec<TextRange>,
    /// The contents of the strings, of which nothing is shown.
    strings: Vec<TextRange>,
    /// The sections in which a slip makes it unclear what is a name and what a value.
    doubtful: Vec<TextRange>,
}

impl Secrets {
    /// The secrets of a document. `names`: where the name of the section is written, if that is known already.
    pub fn of(source: &Source, names: &OnceLock<Occurrences>) -> Self {
        Self::new(source, names, false)
    }

    /// The secrets of a document that edits have made from one with these. If it was unclear what is secret, it still is,
    /// even if the new text is valid.
    #[must_use]
    pub fn after_edits(&self, source: &Source) -> Self {
        Self::new(source, &OnceLock::new(), self.are_doubtful())
    }

    fn new(source: &Source, names: &OnceLock<Occurrences>, were_doubtful: bool) -> Self {
        let mut secrets = Self::default();
        let members = source.root().into_iter().flat_map(Node::members);
        let sections = members.filter(|member| member.name().is_some_and(|name| is_section(&name)));
        let names = || names.get_or_init(|| Occurrences::of(source.text()));
        if were_doubtful || source.tree().errors().iter().any(|error| is_slip(error.kind)) {
            secrets.find_in_broken(source, &sections.collect::<Vec<_>>(), names(), were_doubtful);
        } else {
            for section in sections {
                secrets.add_whole(section);
            }
            // A slip can also turn a section into a comment.
            let comments = source.tree().comments().iter().map(|comment| comment.range);
            let hidden: Vec<_> = comments.filter(|range| names().are_in(*range) && !secrets.touch(*range)).collect();
            secrets.sections.extend(hidden);
            secrets.sections.sort_unstable();
        }
        secrets
    }

    fn add_whole(&mut self, section: Node<'_>) {
        let Some(value) = section.value() else { return };
        self.sections.push(value.range());
        for member in value.members() {
            self.names.extend(member.key().filter(|key| key.kind() == Kind::String).map(Node::range));
            self.values.extend(member.value().map(Node::range));
        }
        let is_name = |node: &Node<'_>| node.is_key() && node.ancestors().nth(1) == Some(value);
        let strings = value.subtree().filter(|node| node.kind() == Kind::String && !is_name(node));
        self.strings.extend(strings.map(Node::content_range));
    }

    /// Takes the sections that are whole as they are; whatever else looks like the name of one begins a doubtful section.
    fn find_in_broken(&mut self, source: &Source, sections: &[Node<'_>], names: &Occurrences, were_doubtful: bool) {
        let mut starts: Vec<u32> = names.starts().to_vec();
        starts.extend(sections.iter().filter_map(|section| section.key()).map(|key| key.content_range().start));
        starts.sort_unstable();
        let mut end = 0;
        for start in starts {
            if start < end {
                continue;
            }
            let section = sections.get(sections.partition_point(|section| section.range().end < start));
            let section = section.filter(|section| section.key().is_some_and(|key| key.range().touches(start)));
            let known = section.filter(|_| !were_doubtful && self.doubtful.len() < MOST);
            end = match known.map_or(Extent::Unclear, |section| Extent::of(source, *section)) {
                Extent::Whole(section) => {
                    self.add_whole(section);
                    section.range().end
                }
                // Before the end, there may be another section.
                Extent::UpTo(section, end) => {
                    self.add_doubtful(source.text(), start, Some(end));
                    section.range().end
                }
                Extent::Unclear => match mentioned_in(source, start) {
                    Some(string) => string.end,
                    None => self.add_doubtful(source.text(), start, None),
                },
            };
        }
    }

    /// Adds a section that begins with its name at `start` and ends where the text says so, or at `limit`; returns its end.
    fn add_doubtful(&mut self, text: &str, start: u32, limit: Option<u32>) -> u32 {
        let mut range = TextRange::new(start, text.len() as u32);
        self.names.truncate(self.names.partition_point(|name| name.start < start));
        if self.doubtful.len() < MOST {
            let section = broken::section(text, start as usize);
            range.end = limit.unwrap_or(u32::MAX).min(section.end as u32);
            self.names.extend(section.names.into_iter().filter(|name| name.end <= range.end));
        }
        for ranges in [&mut self.sections, &mut self.doubtful] {
            if let Some(last) = ranges.last_mut() {
                last.end = last.end.min(start);
            }
            ranges.push(range);
        }
        range.end
    }

    /// The sections that contain secrets.
    pub fn sections(&self) -> &[TextRange] {
        &self.sections
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// Whether a range of the text overlaps a (possible) secret value, or touches one if it is empty.
    pub fn touch(&self, range: TextRange) -> bool {
        overlaps(&self.sections, range) && around(&self.names, range).is_none()
    }

    /// Whether a slip makes it unclear what is secret in some part of the document.
    pub fn are_doubtful(&self) -> bool {
        !self.doubtful.is_empty()
    }

    /// Whether a range overlaps a part of the document in which it is unclear what is secret.
    pub fn are_doubtful_at(&self, range: TextRange) -> bool {
        overlaps(&self.doubtful, range)
    }

    /// Whether a range is inside a secret value, and not the whole of it or its opening bracket.
    pub fn are_around(&self, range: TextRange) -> bool {
        around(&self.values, range).is_some_and(|value| value.start < range.start)
    }

    /// Whether the character at `offset`, in bytes, must not be shown. White space always is, and so are the marks between
    /// values.
    pub fn hide(&self, offset: u32, c: char) -> bool {
        let range = TextRange::new(offset, offset + c.len_utf8() as u32);
        let is_mark = c.is_ascii_whitespace() || "{}[]:,\"'".contains(c);
        self.touch(range) && (!is_mark || around(&self.strings, range).is_some())
    }
}

/// Whether a key at the top means `secrets`, if slightly misspelt.
fn is_section(name: &str) -> bool {
    match MANIFEST.field(name) {
        Some(field) => matches!(field.shape, Shape::Map(map) if map.holds_secrets()),
        None => broken::is_almost_name(name),
    }
}

/// Whether a syntax error can come from a slip that changes where strings and brackets end. What is written without
/// quotes, or with others, on purpose ends where it seems to; a slip that looks like it makes another error as well.
fn is_slip(kind: SyntaxErrorKind) -> bool {
    !matches!(
        kind,
        SyntaxErrorKind::TrailingComma
            | SyntaxErrorKind::InvalidEscape
            | SyntaxErrorKind::LoneSurrogate
            | SyntaxErrorKind::ControlCharacter(_)
            | SyntaxErrorKind::ExoticWhitespace(_)
            | SyntaxErrorKind::ByteOrderMark
            | SyntaxErrorKind::NumberOutOfRange
            | SyntaxErrorKind::InvalidNumber
            | SyntaxErrorKind::InvalidLiteral
            | SyntaxErrorKind::SingleQuotes
            | SyntaxErrorKind::UnquotedKey
            | SyntaxErrorKind::EmptyDocument
    )
}

/// From this many doubtful sections on, one reaches to the end: no manifest has so many.
const MOST: usize = 16;

/// What the tree of a broken text says about a section.
enum Extent<'t> {
    /// No slip touches it, and none suggests that it ends later than it seems to.
    Whole(Node<'t>),
    /// It is unclear what is a name and what a value, but at this offset it has ended.
    UpTo(Node<'t>, u32),
    /// Nothing.
    Unclear,
}

impl<'t> Extent<'t> {
    fn of(source: &Source, section: Node<'t>) -> Self {
        let errors = || source.tree().errors().iter().filter(|error| is_slip(error.kind));
        let Some(value) = section.value().filter(|_| section.colon().is_some()) else { return Self::Unclear };
        let is_container = matches!(value.kind(), Kind::Object | Kind::Array);
        if is_container && !value.is_closed() {
            return Self::Unclear;
        }
        let range = section.range();
        // If the section was closed too early, its own bracket is the first that closes nothing.
        let is_bracket_too_many = |kind| {
            matches!(kind, SyntaxErrorKind::EarlyClose | SyntaxErrorKind::AfterEnd | SyntaxErrorKind::Unexpected)
        };
        let closed = errors().find(|error| error.range.start > range.end && is_bracket_too_many(error.kind));
        let touches = errors().any(|error| error.range.end >= range.start && error.range.start <= range.end);
        // After one quote too many or too few, some string has no end; until then nothing is what it seems to be.
        let is_out_of_step = errors().any(|error| {
            matches!(
                error.kind,
                SyntaxErrorKind::UnterminatedString
                    | SyntaxErrorKind::UnterminatedComment
                    | SyntaxErrorKind::Unclosed(..)
            )
        });
        match closed {
            None if !touches => Self::Whole(section),
            _ if is_out_of_step || !is_container => Self::Unclear,
            closed => Self::UpTo(section, closed.map_or(range.end, |error| error.range.end)),
        }
    }
}

/// The string that has the name of the section, which is at `start`, in the middle of its text. The name itself is at the
/// start of its string, and outside of any string after a slip.
fn mentioned_in(source: &Source, start: u32) -> Option<TextRange> {
    const FIRST: u32 = 4;
    let node = source.node_at(start).filter(|node| node.kind() == Kind::String && !node.is_unterminated())?;
    let is_inside = start > node.content_range().start + FIRST && start < node.content_range().end;
    (is_inside && node.source().starts_with('"')).then(|| node.range())
}

/// Whether one of `ranges` overlaps `range`; an empty range overlaps what it touches.
fn overlaps(ranges: &[TextRange], range: TextRange) -> bool {
    let after = ranges.partition_point(|other| other.end < range.start);
    ranges[after..].iter().take(2).any(|other| {
        (other.start < range.end && range.start < other.end) || (range.is_empty() && other.touches(range.start))
    })
}

/// The one of `ranges` that covers `range`.
fn around(ranges: &[TextRange], range: TextRange) -> Option<TextRange> {
    let before = ranges.partition_point(|outer| outer.start <= range.start);
    ranges[..before].last().copied().filter(|outer| outer.covers(range))
}
