//! Values without others inside them: texts, numbers, and those that are listed.

use super::phrase::{Phrase, Words, amount};
use crate::json_schema::view::Schema;
use crate::syntax::{Kind, Node, literal};

/// How many listed values are quoted at most; of more, only the first few.
const MOST_VALUES: usize = 5;
const FIRST_VALUES: usize = 3;
/// The longest number and text that is written out, in characters.
const LONGEST_NUMBER: usize = 24;
const LONGEST_TEXT: usize = 30;

/// The formats that people have words for ([section 7.3](https://json-schema.org/draft-07/json-schema-validation#rfc.section.7.3)).
/// Where the words leave open how to write it, the name of the format says it.
const FORMATS: [(&str, &str, bool); 17] = [
    ("date-time", "a date and time", true),
    ("date", "a date", true),
    ("time", "a time of day", true),
    ("email", "an email address", false),
    ("idn-email", "an email address", false),
    ("hostname", "a host name", false),
    ("idn-hostname", "a host name", false),
    ("ipv4", "an IPv4 address", false),
    ("ipv6", "an IPv6 address", false),
    ("uri", "a URL", false),
    ("iri", "a URL", false),
    ("uri-reference", "a URL or a path", false),
    ("iri-reference", "a URL or a path", false),
    ("uuid", "a UUID", false),
    ("regex", "a regular expression", false),
    ("json-pointer", "a JSON Pointer", false),
    ("duration", "a duration", true),
];

pub(super) fn text(schema: &Schema<'_, '_>) -> Phrase {
    let length = amount(schema.count("minLength"), schema.count("maxLength")).map(|(amount, last)| {
        Words::from(format!("of {amount} {}", if last == 1 { "character" } else { "characters" }))
    });
    let pattern = schema.text("pattern").map(|pattern| Words::from("that matches ").quoting(&pattern));
    let rest = join(length, pattern, " ");
    let Some(format) = schema.text("format") else { return Phrase::of("a text").many("texts").rest(rest) };
    let noun = match FORMATS.iter().find(|(name, ..)| *name == format) {
        Some((_, words, false)) => Words::from(*words),
        Some((_, words, true)) => Words::from(*words).saying(" (").quoting(&format).saying(")"),
        None => Words::from("a text in the format ").quoting(&format),
    };
    Phrase::of(noun).rest(rest)
}

pub(super) fn number(schema: &Schema<'_, '_>, one: &'static str, many: &'static str) -> Phrase {
    let limit = |keyword| schema.number(keyword).map(short);
    let range = match (limit("minimum"), limit("exclusiveMinimum"), limit("maximum"), limit("exclusiveMaximum")) {
        (Some(min), None, Some(max), None) if min == max => Some(format!("equal to {min}")),
        (Some(min), None, Some(max), None) => Some(format!("from {min} to {max}")),
        (Some(min), None, None, None) => Some(format!("of at least {min}")),
        (None, None, Some(max), None) => Some(format!("of at most {max}")),
        (min, above, max, below) => {
            let said = [("at least", min), ("above", above), ("at most", max), ("below", below)];
            let said: Vec<_> =
                said.into_iter().filter_map(|(word, limit)| Some(format!("{word} {}", limit?))).collect();
            (!said.is_empty()).then(|| said.join(" and "))
        }
    };
    let step = limit("multipleOf").map(|step| Words::from(format!("in steps of {step}")));
    Phrase::of(one).many(many).rest(join(range.map(Words::from), step, " "))
}

/// "one of "a", "b" or "c"", "the text "a"". `or_null`: whether `null` is allowed besides.
pub(super) fn values(listed: &[Node<'_>], has_more: bool, or_null: bool) -> Words {
    let null = or_null.then(|| Words::from("null"));
    let is_short = !has_more && (2..=MOST_VALUES).contains(&listed.len());
    if is_short {
        let all = listed.iter().map(|value| quoted(*value)).chain(null);
        return Words::from("one of ").and(Words::choice(all.collect()));
    }
    let said = match listed {
        [] => Words::from("nothing"),
        [value] => match value.kind() {
            Kind::String => Words::from("the text ").and(quoted(*value)),
            Kind::Number => Words::from("the number ").and(quoted(*value)),
            _ => Words::from("only ").and(quoted(*value)),
        },
        _ if has_more => examples(format!("one of more than {} values", listed.len()), listed),
        _ => examples(format!("one of {} values", listed.len()), listed),
    };
    Words::choice(std::iter::once(said).chain(null).collect())
}

fn examples(said: String, listed: &[Node<'_>]) -> Words {
    let first = listed.iter().take(FIRST_VALUES).map(|value| quoted(*value));
    Words::from(said).saying(", such as ").and(Words::choice(first.collect()))
}

/// A value as it is written; of a long text the start, of a list or an object only what it is.
fn quoted(value: Node<'_>) -> Words {
    match value.kind() {
        Kind::Object => Words::from("an object"),
        Kind::Array => Words::from("a list"),
        Kind::Null => Words::from("null"),
        Kind::String => {
            let text = value.text();
            match text.char_indices().nth(LONGEST_TEXT) {
                Some((end, _)) => Words::default().quoting(&literal::encode(&format!("{}…", &text[..end]))),
                None => Words::default().quoting(&literal::encode(&text)),
            }
        }
        _ => Words::default().quoting(value.source()),
    }
}

/// A number as it is written, unless it is longer than anybody reads.
fn short(number: &str) -> String {
    match number.get(..LONGEST_NUMBER) {
        Some(start) if start.len() < number.len() => format!("{start}…"),
        _ => number.to_owned(),
    }
}

fn join(first: Option<Words>, second: Option<Words>, between: &'static str) -> Option<Words> {
    match (first, second) {
        (Some(first), Some(second)) => Some(first.saying(between).and(second)),
        (first, second) => first.or(second),
    }
}
