//! Whether typed letters may mean a name.

/// Whether all letters of `typed` are in `text` in the same order, with any letters between them. White space and case
/// do not count. Editors filter completions like this.
pub fn fuzzy_matches(text: &str, typed: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::fuzzy_matches;

    #[test]
    fn letters_in_their_order() {
        for (typed, text, is_meant) in [
            ("", "sendMail", true),
            ("sm", "sendMail", true),
            ("SENDMAIL", "sendMail", true),
            ("send mail", "sendMail", true),
            ("ms", "sendMail", false),
            ("ä", "Ä", true),
        ] {
            assert_eq!(fuzzy_matches(text, typed), is_meant, "{typed} {text}");
        }
    }
}
