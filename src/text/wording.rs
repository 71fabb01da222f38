//! Pieces of sentences.

use super::visible;

/// The most characters of a text that a message quotes.
const SHOWN: usize = 48;

/// A text in double quotes, shortened, with what would not be seen escaped.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("\"{}…\"", visible(&text[..end])),
        None => format!("\"{}\"", visible(text)),
    }
}

/// Joins items as `a`, `a and b` or `a, b and c`; `last` is the word before the last item.
pub fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// The first `most` items, and how many more there are: `a, b and 3 more`.
pub fn list_first<T>(items: impl IntoIterator<Item = T>, most: usize, show: impl Fn(T) -> String) -> String {
    let mut items = items.into_iter();
    let mut shown: Vec<String> = items.by_ref().take(most).map(show).collect();
    let others = items.count();
    shown.extend((others > 0).then(|| format!("{others} more")));
    list(&shown, "and")
}

/// A human-readable size: `12.3 KB`, of 1,000 bytes each.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
