//! Text from files, made safe to show.

use std::borrow::Cow;
use std::path::Path;

use unicode_general_category::{GeneralCategory, get_general_category};

/// Whether a character would do something to a terminal, a log or the text around it instead of being seen: control and
/// format characters (which turn the direction of text, or have no width), line and paragraph separators, and what XML
/// forbids besides.
pub fn is_invisible(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    match c {
        ' '..='~' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        _ => matches!(get_general_category(c), Control | Format | LineSeparator | ParagraphSeparator),
    }
}

/// A text in which characters that would not be seen are escaped, as in `\n` and `\u{202e}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_invisible(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// A path as [`visible`] text.
pub fn visible_path(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_would_not_be_seen_is_escaped() {
        for (text, shown) in [
            ("plain, ä and 😀", "plain, ä and 😀"),
            ("a\u{1b}[31m\r\n\tb", "a\\u{1b}[31m\\r\\n\\tb"),
            ("\u{202e}evil\u{2066}\u{200b}\u{feff}", "\\u{202e}evil\\u{2066}\\u{200b}\\u{feff}"),
            ("\u{85}\u{9b}\u{2028}\u{ffff}", "\\u{85}\\u{9b}\\u{2028}\\u{ffff}"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
