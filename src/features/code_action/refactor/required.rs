//! Makes a property required or optional.

use super::place::Place;
use crate::analysis::Fix;
use crate::analysis::edits::{append_element, insert, remove};
use crate::syntax::literal::encode;
use crate::syntax::{Kind, Node};
use crate::text::quoted;

const REQUIRED: &str = "required";

/// Adds the property to the `required` of the schema that declares it, or removes it there.
pub(super) fn toggle(place: &Place<'_>) -> Option<Fix> {
    let (key, object) = place.property()?;
    let name = key.text();
    let make = |what, edits| Some(Fix::to_review(format!("Make {} {what}", quoted(&name)), edits));
    let Some(property) = object.property(REQUIRED) else {
        return make(REQUIRED, insert(place.source, object, &[(REQUIRED, format!("[{}]", encode(&name)))]));
    };
    let list = property.value().filter(|list| list.kind() == Kind::Array)?;
    let is_named = |element: &Node<'_>| element.as_string().is_some_and(|text| text == name);
    let named: Vec<Node<'_>> = list.elements().filter(is_named).collect();
    match named[..] {
        [] => make(REQUIRED, append_element(place.source, list, encode(&name))),
        [one] => {
            let is_only = list.elements().nth(1).is_none() && !place.source.tree().has_comment_in(list.range());
            make("optional", remove(place.source, if is_only { property } else { one }))
        }
        // Which of them stays is for the author to say.
        _ => None,
    }
}
