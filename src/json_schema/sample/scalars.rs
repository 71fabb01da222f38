//! Plausible strings and numbers, the best first. Which of them fit is seen later.

use heck::{ToShoutySnakeCase, ToSnakeCase};

use super::facts::Facts;
use super::value::Value;
use crate::json_schema::readable;
use crate::json_schema::regular_expression::Expression;
use crate::syntax::{Kind, Node};

/// How many texts are made from a pattern.
const MOST_FROM_PATTERN: usize = 40;
/// The longest text that is made because of a `minLength`.
const LONGEST: usize = 5_000;

/// An example of each format.
const FORMATS: [(&str, &str); 22] = [
    ("date-time", "2025-01-31T09:30:00Z"),
    ("date", "2025-01-31"),
    ("time", "09:30:00Z"),
    ("duration", "P1D"),
    ("email", "jane.doe@example.com"),
    ("idn-email", "jane.doe@example.com"),
    ("hostname", "example.com"),
    ("idn-hostname", "example.com"),
    ("ipv4", "192.0.2.1"),
    ("ip", "192.0.2.1"),
    ("ipv6", "2001:db8::1"),
    ("uri", "https://example.com"),
    ("url", "https://example.com"),
    ("iri", "https://example.com"),
    ("uri-reference", "/path"),
    ("iri-reference", "/path"),
    ("uri-template", "https://example.com/{id}"),
    ("json-pointer", "/path/0"),
    ("relative-json-pointer", "1/path"),
    ("regex", "^[a-z]+$"),
    ("uuid", "123e4567-e89b-42d3-a456-426614174000"),
    ("byte", "SGVsbG8="),
];

/// An example of a format.
pub(in crate::json_schema) fn format_example(format: &str) -> Option<&'static str> {
    FORMATS.iter().find(|(name, _)| *name == format).map(|(_, example)| *example)
}

/// What a string is by the words of its name, the last of which counts first.
const NAMED_STRINGS: [(&str, &str); 40] = [
    ("email", "jane.doe@example.com"),
    ("mail", "jane.doe@example.com"),
    ("url", "https://example.com"),
    ("uri", "https://example.com"),
    ("link", "https://example.com"),
    ("href", "https://example.com"),
    ("website", "https://example.com"),
    ("endpoint", "https://example.com/api"),
    ("domain", "example.com"),
    ("host", "example.com"),
    ("at", "2025-01-31T09:30:00Z"),
    ("timestamp", "2025-01-31T09:30:00Z"),
    ("date", "2025-01-31"),
    ("time", "09:30"),
    ("timezone", "Europe/Zurich"),
    ("phone", "+12025550123"),
    ("mobile", "+12025550123"),
    ("firstname", "Jane"),
    ("lastname", "Doe"),
    ("fullname", "Jane Doe"),
    ("username", "jane.doe"),
    ("author", "Jane Doe"),
    ("city", "Montreal"),
    ("country", "Canada"),
    ("street", "123 Main Street"),
    ("zip", "12345"),
    ("language", "en"),
    ("locale", "en"),
    ("currency", "USD"),
    ("color", "#3366ff"),
    ("filename", "report.pdf"),
    ("path", "/path"),
    ("mime", "text/plain"),
    ("mimetype", "text/plain"),
    ("id", "abc123"),
    ("uuid", "123e4567-e89b-42d3-a456-426614174000"),
    ("subject", "Hello"),
    ("message", "Hello, how can I help you?"),
    ("text", "Hello, how can I help you?"),
    ("body", "Hello, how can I help you?"),
];

/// What a number is by the words of its name.
const NAMED_NUMBERS: [(&str, &str); 16] = [
    ("age", "30"),
    ("year", "2025"),
    ("month", "1"),
    ("day", "31"),
    ("port", "443"),
    ("limit", "10"),
    ("size", "10"),
    ("count", "10"),
    ("price", "9.99"),
    ("amount", "9.99"),
    ("latitude", "45.5"),
    ("longitude", "-73.6"),
    ("timestamp", "1738315800"),
    ("percent", "50"),
    ("timeout", "30"),
    ("duration", "60"),
];

/// Strings.
pub(super) fn strings(facts: &Facts<'_>, name: Option<&str>, seed: usize) -> Vec<Value> {
    let mut texts: Vec<String> = Vec::new();
    let label = name.unwrap_or("value");
    if facts.is_secret {
        texts.push(format!("YOUR_{}", label.to_shouty_snake_case()));
    } else {
        texts.extend(facts.zui("placeholder").into_iter().filter_map(readable::string).map(|text| text.into_owned()));
        let format = facts.all("format").into_iter().filter_map(readable::string);
        texts.extend(format.filter_map(|format| named(&FORMATS, &[format.to_string()])));
        texts.extend(name.and_then(|name| named(&NAMED_STRINGS, &words(name))));
    }
    texts.push(sentence(facts, label));
    if seed > 0 {
        // Other elements of the same list.
        texts = texts.iter().flat_map(|text| [format!("{text} {}", seed + 1), format!("{text}{}", seed + 1)]).collect();
    }
    let counts = |name| facts.all(name).into_iter().filter_map(|limit| readable::number(limit)?.as_count());
    let (least, most) = (counts("minLength").max().unwrap_or(0), counts("maxLength").min().unwrap_or(usize::MAX));
    let patterns = facts.all("pattern");
    let expressions: Vec<Expression> =
        patterns.iter().filter_map(|pattern| Expression::new(&readable::string(*pattern)?)).collect();
    for number in 0..MOST_FROM_PATTERN {
        texts.extend(expressions.iter().filter_map(|expression| expression.example(number + seed)));
    }
    // One that is not held to a pattern always has a length that fits.
    let fitted = texts.first().filter(|_| least <= LONGEST).map(|text| {
        let filling = text.chars().chain("1234567890".chars().cycle());
        filling.take(text.chars().count().clamp(least.min(most), most)).collect::<String>()
    });
    let has_length = |text: &String| (least..=most).contains(&text.chars().count());
    texts.retain(has_length);
    texts.extend(fitted);
    texts.iter().map(|text| Value::string(text)).collect()
}

/// Numbers.
pub(super) fn numbers(facts: &Facts<'_>, name: Option<&str>, seed: usize) -> Vec<Value> {
    let mut texts: Vec<String> = Vec::new();
    texts.extend(
        facts
            .zui("placeholder")
            .into_iter()
            .filter(|value| value.kind() == Kind::Number)
            .map(|value| value.source().to_owned()),
    );
    texts.extend(name.and_then(|name| named(&NAMED_NUMBERS, &words(name))));
    texts.push("1".to_owned());
    if seed > 0 {
        texts.insert(0, (seed + 1).to_string());
    }
    let limits = |names: [&'static str; 2]| -> Vec<Node<'_>> {
        let all = names.into_iter().flat_map(|name| facts.all(name));
        all.filter(|limit| readable::number(*limit).is_some()).collect()
    };
    let (lows, highs) = (limits(["minimum", "exclusiveMinimum"]), limits(["maximum", "exclusiveMaximum"]));
    texts.extend(lows.iter().chain(&highs).map(|limit| limit.source().to_owned()));
    texts.extend(["10", "100", "0.5", "0", "-1"].map(str::to_owned));
    let value = |node: &Node<'_>| node.source().parse::<f64>().ok();
    let low = lows.iter().filter_map(value).max_by(f64::total_cmp);
    let high = highs.iter().filter_map(value).min_by(f64::total_cmp);
    let mut near: Vec<f64> = Vec::new();
    near.extend(low.into_iter().flat_map(|low| [low.floor() + 1.0, low + 0.5, low + 1e-3]));
    near.extend(high.into_iter().flat_map(|high| [high.ceil() - 1.0, high - 0.5, high - 1e-3]));
    near.extend(low.zip(high).map(|(low, high)| f64::midpoint(low, high)));
    for step in facts.all("multipleOf").iter().filter_map(value).filter(|step| *step > 0.0) {
        let around = [low, high, Some(0.0), Some(seed as f64 * step)].into_iter().flatten();
        near.extend(around.flat_map(|at| [-1.0, 0.0, 1.0, 2.0].map(|more| ((at / step).round() + more) * step)));
    }
    texts.extend(near.into_iter().filter(|number| number.abs() < 1e15).map(plain));
    texts.into_iter().map(Value::Scalar).collect()
}

/// A number without the noise that binary fractions bring.
fn plain(number: f64) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The words of a name, and every two of them together, the last first: `createdAt` is `createdat`, `at`, `created`.
fn words(name: &str) -> Vec<String> {
    let snake = name.chars().take(200).collect::<String>().to_snake_case();
    let words: Vec<&str> = snake.split('_').collect();
    let pairs = words.windows(2).rev().map(<[&str]>::concat);
    pairs.chain(words.iter().rev().map(|word| (*word).to_owned())).collect()
}

fn named(table: &[(&str, &str)], words: &[String]) -> Option<String> {
    let find = |word: &String| table.iter().find(|(known, _)| known == word);
    words.iter().find_map(find).map(|(_, example)| (*example).to_owned())
}

/// The title, or the words of the name: `threadTitle` is `Thread title`.
fn sentence(facts: &Facts<'_>, name: &str) -> String {
    let title = facts.zui("title").or_else(|| facts.all("title").into_iter().next()).and_then(readable::string);
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        return title.chars().take(100).collect();
    }
    let words = name.chars().take(100).collect::<String>().to_snake_case().replace('_', " ");
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => "Text".to_owned(),
    }
}
