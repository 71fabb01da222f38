//! What the API says, made fit to be shown: without the values of secrets, without characters that would do something to a
//! terminal or a log, and not too long.

use aho_corasick::AhoCorasick;

use super::body::secrets;
use crate::analysis::Document;
use crate::syntax::{Kind, Node};
use crate::text::{floor_boundary, visible};

/// The most characters of a message to show.
const LONGEST: usize = 600;
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
        let hidden = without_secrets(document, message.trim());
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
/// follows it in the value, too.
fn without_secrets(document: &Document, message: &str) -> String {
    const MASK: &str = "•••";
    let values = document.source().root().into_iter().flat_map(secrets).flat_map(|(_, value)| value.subtree());
    let values = values.filter(|node| matches!(node.kind(), Kind::String | Kind::Number) && !node.is_key());
    let mut writings: Vec<String> = values.flat_map(writings).collect();
    writings.retain(|value| value.len() >= SHORTEST_SECRET);
    let beginnings = writings.iter().map(|value| &value[..floor_boundary(value, BEGINNING)]);
    // It can only fail on more than anyone has.
    let Ok(finder) = AhoCorasick::new(beginnings) else { return MASK.to_owned() };
    let mut hidden: Vec<(usize, usize)> = Vec::new();
    for found in finder.find_overlapping_iter(message) {
        let rest = &message[found.start()..];
        let value = &writings[found.pattern().as_usize()];
        let same =
            rest.chars().zip(value.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum::<usize>();
        hidden.push((found.start(), found.start() + same));
    }
    hidden.sort_unstable();
    let (mut shown, mut at) = (String::with_capacity(message.len()), 0);
    for (start, end) in hidden {
        if start >= at {
            shown.push_str(&message[at..start]);
            shown.push_str(MASK);
        }
        at = at.max(end);
    }
    shown + &message[at..]
}

/// A value as it is meant, as it is written, and as logs show it.
fn writings(value: Node<'_>) -> [String; 3] {
    let (text, written) = (value.text(), value.content_range().of(value.document()));
    [visible(&text).into_owned(), text.into_owned(), written.to_owned()]
}
