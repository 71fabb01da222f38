//! Fuzzy matching of typed letters against names.

/// Whether `text` contains all letters of `typed` in the same order, possibly with others in between. Whitespace and
/// case are ignored. Editors filter completions the same way.
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
