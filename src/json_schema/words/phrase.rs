//! Words, with what they quote from the document.

use std::borrow::Cow;
use std::fmt;

use crate::text::visible;

/// The longest quotation, in characters.
const LONGEST_QUOTE: usize = 40;

/// A part of a text about a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Our own words, and numbers.
    Said(Cow<'static, str>),
    /// A name or a value from the document, which may contain anything. Long ones are cut off.
    Quoted(String),
}

/// A short text about a schema, without a full stop. As [`Display`](fmt::Display), quotations are made visible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Part>);

impl Words {
    /// The parts.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// As a text in which `quote` writes the quotations, such as inline code.
    pub fn quoted_by(&self, quote: impl Fn(&str) -> String) -> String {
        let part = |part: &Part| match part {
            Part::Said(text) => text.clone().into_owned(),
            Part::Quoted(text) => quote(text),
        };
        self.0.iter().map(part).collect()
    }

    pub(super) fn saying(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.and(Self::from(text))
    }

    pub(super) fn quoting(mut self, text: &str) -> Self {
        let quoted = match text.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        self.0.push(Part::Quoted(quoted));
        self
    }

    pub(super) fn and(mut self, more: Self) -> Self {
        for part in more.0 {
            match (self.0.last_mut(), part) {
                (Some(Part::Said(before)), Part::Said(after)) => before.to_mut().push_str(&after),
                (_, part) => self.0.push(part),
            }
        }
        self
    }

    /// "a text, a number or null".
    pub(super) fn choice(mut listed: Vec<Self>) -> Self {
        let Some(last) = listed.pop() else { return Self::default() };
        // A comma before the "or" that is not inside one of them.
        let is_single = |one: &Self| !one.has(", ") && !one.has(" or ");
        let or = if listed.iter().chain([&last]).all(is_single) { " or " } else { ", or " };
        let mut listed = listed.into_iter();
        let Some(first) = listed.next() else { return last };
        listed.fold(first, |all, next| all.saying(", ").and(next)).saying(or).and(last)
    }

    /// Whether our own words in it contain `text`.
    pub(super) fn has(&self, text: &str) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Said(said) if said.contains(text)))
    }

    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        let length = |part: &Part| match part {
            Part::Said(text) => text.chars().count(),
            Part::Quoted(text) => text.chars().count(),
        };
        self.0.iter().map(length).sum()
    }
}

impl<T: Into<Cow<'static, str>>> From<T> for Words {
    fn from(text: T) -> Self {
        Self(vec![Part::Said(text.into())])
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.quoted_by(|text| visible(text).into_owned()))
    }
}

/// What values are, of which there may be one or many: "a text" or "texts", and "of 1 to 64 characters".
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    one: Words,
    many: Option<&'static str>,
    rest: Option<Words>,
}

impl Phrase {
    pub(super) fn of(one: impl Into<Words>) -> Self {
        Self { one: one.into(), many: None, rest: None }
    }

    /// With the word for many of them.
    pub(super) fn many(self, many: &'static str) -> Self {
        Self { many: Some(many), ..self }
    }

    /// With something more about them. An empty text adds nothing.
    pub(super) fn rest(self, rest: Option<Words>) -> Self {
        Self { rest, ..self }
    }

    pub(super) fn singular(self) -> Words {
        followed_by(self.one, self.rest)
    }

    /// What there is to say of a value that is already known to be `known`: "of 1 to 64 characters".
    pub(super) fn beyond(self, known: &str) -> Option<Words> {
        if self.one == Words::from(known.to_owned()) { self.rest } else { Some(self.singular()) }
    }

    /// As many of them: "texts of 1 to 64 characters", "at most 5 texts", or "values, each a text or null".
    pub(super) fn plural(self, count: Option<String>) -> Words {
        let of = |noun: &'static str| match &count {
            Some(count) => Words::from(format!("{count} {noun}")),
            None => Words::from(noun),
        };
        match self.many {
            Some(many) => followed_by(of(many), self.rest),
            None => of("values").saying(", each ").and(self.singular()),
        }
    }
}

fn followed_by(words: Words, rest: Option<Words>) -> Words {
    match rest {
        Some(rest) => words.saying(" ").and(rest),
        None => words,
    }
}

/// "1 character", "2 characters".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// How many there may be: "exactly 3", "1 to 64", "at least 1", "at most 50", with the last number. `None` if there is
/// no limit.
pub(super) fn amount(min: Option<u64>, max: Option<u64>) -> Option<(String, u64)> {
    match (min.filter(|min| *min > 0), max) {
        (Some(min), Some(max)) if min == max => Some((format!("exactly {max}"), max)),
        (Some(min), Some(max)) => Some((format!("{min} to {max}"), max)),
        (Some(min), None) => Some((format!("at least {min}"), min)),
        (None, Some(max)) => Some((format!("at most {max}"), max)),
        (None, None) => None,
    }
}
