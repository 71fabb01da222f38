//! Marks a property as a secret.

use super::place::Place;
use crate::analysis::edits::{insert, one_line};
use crate::analysis::wording::sentence_case;
use crate::analysis::{Edit, Fix};
use crate::json_schema::keywords::REF;
use crate::syntax::{Kind, Node};
use crate::text::quoted;

/// Words in the names of secrets.
const WORDS: [&str; 12] = [
    "token",
    "tokens",
    "password",
    "passwords",
    "passwd",
    "passphrase",
    "key",
    "keys",
    "apikey",
    "secret",
    "secrets",
    "credential",
];
const ZUI: &str = "x-zui";
const SECRET: &str = "secret";

/// Sets `x-zui.secret`, so that forms hide what is typed, for a text whose name sounds like that of a secret.
pub(super) fn mark_as_secret(place: &Place<'_>) -> Option<Fix> {
    let (key, _) = place.property()?;
    let (source, schema, name) = (place.source, place.schema(), key.text());
    let words = sentence_case(&name).to_lowercase();
    if schema.property(REF).is_some() || !is_text(schema) || !words.split(' ').any(|word| WORDS.contains(&word)) {
        return None;
    }
    let mark = (SECRET, "true".to_owned());
    let edits = match schema.property(ZUI) {
        None => insert(source, schema, &[(ZUI, one_line(source, schema, &[mark]))]),
        Some(property) => {
            let zui = property.value().filter(|zui| zui.kind() == Kind::Object)?;
            match zui.property(SECRET) {
                None => insert(source, zui, &[mark]),
                Some(property) => {
                    let value = property.value().filter(|value| value.as_bool() == Some(false))?;
                    vec![Edit::new(value.range(), "true")]
                }
            }
        }
    };
    Some(Fix::to_review(format!("Mark {} as secret", quoted(&name)), edits))
}

/// Whether a schema is that of a text, or of a text or `null`.
fn is_text(schema: Node<'_>) -> bool {
    let says_so = |schema: Node<'_>| {
        let is_string = |node: Node<'_>| node.as_string().is_some_and(|text| text == "string");
        schema.get("type").is_some_and(|types| is_string(types) || types.elements().any(is_string))
    };
    says_so(schema) || schema.get("anyOf").is_some_and(|branches| branches.elements().any(says_so))
}
