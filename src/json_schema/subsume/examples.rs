//! Strings to try, where it cannot be read from two schemas whether one takes more than the other.

use super::taken::Taken;
use crate::json_schema::readable;
use crate::json_schema::regular_expression::Expression;
use crate::json_schema::sample::format_example;

/// How many texts are made from a pattern.
const MOST_FROM_PATTERN: usize = 6;
/// The longest text that is made to fit a `minLength`.
const LONGEST: usize = 2_000;
/// Texts of many kinds.
const PLAIN: [&str; 14] =
    ["a", "", "A", "0", "-", " ", "abc", "a b", "é", "x1", "a@b.c", "https://a.b", "2025-01-31", "!"];

/// Strings that probably are among those that are taken, in no order that means anything.
pub(super) fn strings(taken: &Taken<'_>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for pattern in taken.all("pattern").filter_map(readable::string) {
        let expression = Expression::new(&pattern);
        texts.extend((0..MOST_FROM_PATTERN).filter_map(|number| expression.as_ref()?.example(number)));
    }
    for format in taken.all("format").filter_map(readable::string) {
        texts.extend(format_example(&format).map(str::to_owned));
    }
    texts.extend(PLAIN.map(str::to_owned));
    let count = |keyword| taken.all(keyword).filter_map(|limit| readable::number(limit)?.as_count());
    let (least, most) = (count("minLength").max().unwrap_or(0), count("maxLength").min().unwrap_or(usize::MAX));
    let fitted = texts.iter().filter_map(|text| {
        let length = text.chars().count();
        match text {
            _ if length > most => Some(text.chars().take(most).collect()),
            _ if length < least && least <= LONGEST && length > 0 => {
                Some(text.chars().cycle().take(least).collect::<String>())
            }
            _ => None,
        }
    });
    let fitted: Vec<String> = fitted.collect();
    texts.extend(fitted);
    texts
}
