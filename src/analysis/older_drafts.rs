//! What older drafts of JSON Schema wrote as flags, in the form of draft 7.

use super::edits::{Edit, insert, remove};
use super::fix::Fix;
use super::schema_keywords::schema_around;
use super::wording::quoted;
use crate::syntax::{Kind, Node, Source};

/// The fix for the flag that a value is: `exclusiveMinimum` and `exclusiveMaximum` of draft 4, or `required` of draft 3. `None`
/// for anything else.
pub(super) fn replaced(source: &Source, value: Node<'_>) -> Option<Fix> {
    let (is_set, property) = (value.as_bool()?, value.parent()?);
    let schema = schema_around(property).filter(|schema| property.parent() == Some(*schema))?;
    let name = property.name()?;
    let limit = match &*name {
        "exclusiveMinimum" => "minimum",
        "exclusiveMaximum" => "maximum",
        "required" if is_set => return listed(source, schema, property),
        "required" => return Some(Fix::to_review("Remove \"required\"", remove(source, property))),
        _ => return None,
    };
    if !is_set {
        return Some(Fix::to_review(format!("Remove {}", quoted(&name)), remove(source, property)));
    }
    let limited = schema.property(limit)?;
    let number = limited.value().filter(|number| number.kind() == Kind::Number)?;
    let mut edits = vec![Edit::new(value.range(), number.source())];
    edits.extend(remove(source, limited));
    edits.sort();
    Some(Fix::to_review(format!("Replace with {}, without \"{limit}\"", number.source()), edits))
}

/// Moves the flag `required` of a property to the array of the object that has the property.
fn listed(source: &Source, schema: Node<'_>, flag: Node<'_>) -> Option<Fix> {
    let own = schema.parent().filter(|own| own.kind() == Kind::Property)?;
    let properties = own.parent()?.parent().filter(|properties| properties.is_named("properties"))?;
    let (name, outer) = (own.key()?.source(), properties.parent()?);
    let mut edits = remove(source, flag);
    match outer.get("required") {
        None if outer.property("required").is_none() => {
            edits.extend(insert(source, outer, &[("required", format!("[{name}]"))]));
        }
        Some(list) if list.kind() == Kind::Array && list.is_closed() => match list.last_child() {
            _ if list.elements().any(|element| element.text() == own.key().map(Node::text).unwrap_or_default()) => {}
            Some(last) => edits.push(Edit::new(last.range(), format!("{}, {name}", last.source()))),
            None => edits.push(Edit::new(list.range(), format!("[{name}]"))),
        },
        _ => return None,
    }
    edits.sort();
    Some(Fix::suggestion("Move to the \"required\" of the object", edits))
}
