//! Text from files, made safe to show.

use std::borrow::Cow;
use std::path::Path;

/// Whether a character would do something to a terminal, a log or the text around it instead of being seen: control
/// characters, line and paragraph separators, everything that turns the direction of text or has no width, and what XML
/// forbids.
pub fn is_invisible(c: char) -> bool {
    // The ranges of Unicode's category Cf, with its separators and noncharacters.
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
                | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{110bd}' | '\u{110cd}'
                | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e007f}'
        )
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
