//! Wording that several rules and refactorings share.

use crate::syntax::{Kind, Node};
pub(super) use crate::text::{list, quoted};

/// How a message refers to a value: by its key, or for an element of an array by the array's key.
pub(super) fn subject(value: Node<'_>) -> String {
    let key = |value: Node<'_>| value.parent().and_then(Node::name).map(|name| quoted(&name));
    let array = value.parent().filter(|parent| parent.kind() == Kind::Array);
    match (key(value), array) {
        (Some(key), _) => key,
        (None, Some(array)) => format!("An element of {}", key(array).unwrap_or_else(|| "the array".to_owned())),
        (None, None) => "The manifest".to_owned(),
    }
}

/// The JSON type of a value, with its article.
pub(super) fn kind_noun(value: Node<'_>) -> &'static str {
    match value.kind() {
        Kind::Object => "an object",
        Kind::Array => "an array",
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Boolean => "true or false",
        Kind::Null => "null",
        Kind::Property | Kind::Word => "something else",
    }
}

/// Turns a key into a title: `sendMail`, `send-mail` and `SEND_MAIL` become `Send mail`. Acronyms keep their capitals.
pub fn sentence_case(key: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let characters: Vec<char> = key.chars().collect();
    for (index, &c) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|at| characters[at]);
        let after_small = before.is_some_and(|b| b.is_lowercase() || b.is_numeric());
        let before_small = characters.get(index + 1).is_some_and(|next| next.is_lowercase());
        let starts = c.is_uppercase() && (after_small || (before_small && before.is_some_and(char::is_uppercase)));
        if !c.is_alphanumeric() {
            words.push(String::new());
        } else {
            if starts || words.is_empty() {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        }
    }
    words.retain(|word| !word.is_empty());
    let is_shouted = !key.chars().any(char::is_lowercase);
    let lowered = words.iter().enumerate().map(|(index, word)| {
        let is_acronym =
            !is_shouted && word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
        if is_acronym {
            return word.clone();
        }
        let lower = word.to_lowercase();
        let mut rest = lower.chars();
        match rest.next().filter(|_| index == 0) {
            Some(first) => first.to_uppercase().chain(rest).collect(),
            None => lower,
        }
    });
    lowered.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::sentence_case;

    #[test]
    fn keys_as_titles() {
        for (key, title) in [
            ("sendMail", "Send mail"),
            ("send-mail", "Send mail"),
            ("SEND_MAIL", "Send mail"),
            ("userId2", "User id2"),
            ("getURLOfPage", "Get URL of page"),
            ("to", "To"),
            ("", ""),
            ("ärger", "Ärger"),
        ] {
            assert_eq!(sentence_case(key), title, "{key}");
        }
    }
}
