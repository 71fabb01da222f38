//! What the API says, made fit to be shown: without the values of secrets, without characters that would do something to a
//! terminal or a log, and not too long.

use aho_corasick::AhoCorasick;

use super::body::secrets;
use crate::analysis::Document;
use crate::syntax::{Kind, Node};
use crate::text::{floor_boundary, visible};

/// The most characters of a message to show.
const LONGEST: usize = 600;
/// How much of a message is read, in bytes.
const LONGEST_READ: usize = 4_096;
/// Shorter values are not looked for: they would be found everywhere.
const SHORTEST_SECRET: usize = 4;
/// So much of the beginning of a value gives it away, in bytes.
const BEGINNING: usize = 8;

/// Something that the API has said. Only this type is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    /// What the API said of a document.
    pub fn of(document: &Document, message: &str) -> Self {
        let message = message.trim();
        let near = &message[..floor_boundary(message, LONGEST_READ)];
        let mut hidden = without_secrets(document, near);
        if near.len() < message.len() {
            // What is cut off may be the beginning of a secret.
            hidden.truncate(floor_boundary(&hidden, hidden.len().saturating_sub(BEGINNING)));
            hidden.push('…');
        }
        let mut chars = hidden.chars();
        let mut shown: String = chars.by_ref().take(LONGEST).collect();
        if chars.next().is_some() {
            shown.push('…');
        }
        Self(visible(&shown).into_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A message may repeat what was sent, and shorten it. So the beginning of a value is looked for, and hidden with all that
/// follows it in a value, too.
fn without_secrets(document: &Document, message: &str) -> String {
    const MASK: &str = "•••";
    let values = document.source().root().into_iter().flat_map(secrets).flat_map(|(_, value)| value.subtree());
    let values = values.filter(|node| matches!(node.kind(), Kind::String | Kind::Number) && !node.is_key());
    let mut writings: Vec<String> = values.flat_map(writings).collect();
    writings.retain(|value| value.len() >= SHORTEST_SECRET);
    writings.sort_unstable();
    let mut beginnings: Vec<&str> = writings.iter().map(|value| &value[..floor_boundary(value, BEGINNING)]).collect();
    beginnings.dedup();
    // It can only fail on more than anyone has.
    let Ok(finder) = AhoCorasick::new(beginnings) else { return MASK.to_owned() };
    let (mut shown, mut at) = (String::with_capacity(message.len()), 0);
    let mut starts: Vec<usize> = finder.find_overlapping_iter(message).map(|found| found.start()).collect();
    starts.sort_unstable();
    starts.dedup();
    for start in starts {
        if start >= at {
            shown.push_str(&message[at..start]);
            shown.push_str(MASK);
        }
        at = at.max(start + longest_match(&writings, &message[start..]));
    }
    shown + &message[at..]
}

/// How much of the start of a text is the start of a value, in bytes. The values are sorted, so those that have most in common
/// with the text are next to its place among them.
fn longest_match(sorted: &[String], text: &str) -> usize {
    let place = sorted.partition_point(|value| value.as_str() < text);
    let neighbours = [place.checked_sub(1), Some(place)].into_iter().flatten().filter_map(|index| sorted.get(index));
    let common = |value: &String| {
        let same = text.chars().zip(value.chars()).take_while(|(a, b)| a == b);
        same.map(|(c, _)| c.len_utf8()).sum()
    };
    neighbours.map(common).max().unwrap_or(0)
}

/// A value as it is meant, as it is written, and as logs show it.
fn writings(value: Node<'_>) -> [String; 3] {
    let (text, written) = (value.text(), value.content_range().of(value.document()));
    [visible(&text).into_owned(), text.into_owned(), written.to_owned()]
}
