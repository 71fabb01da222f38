//! Finds the schema that a JSON Pointer on the command line leads to.

use anyhow::{Context, Result, bail};

use crate::analysis::schemas::{EmbeddedSchema, embedded_schema, schemas};
use crate::syntax::{Kind, Node, Pointer, Source};
use crate::text::{list_first, nearest, quoted, visible};

/// How many keys or places an error names.
const MOST_NAMED: usize = 8;

/// The schema at `pointer` in the manifest of that name. The pointer leads to the schema or to the object that has it, and
/// may be written as a fragment, `#/actions/sendMail/input`.
///
/// # Errors
/// There is none.
pub(super) fn schema_at<'s>(source: &'s Source, name: &str, pointer: &str) -> Result<EmbeddedSchema<'s>> {
    let root = source.root().with_context(|| format!("{name} is empty"))?;
    let parsed = match pointer.strip_prefix('#') {
        Some(fragment) => Pointer::parse_fragment(fragment),
        None => Pointer::parse(pointer),
    };
    let Some(parsed) = parsed else {
        bail!(
            "{} is not a JSON Pointer: it must start with a slash, for example /actions/sendMail/input",
            quoted(pointer)
        );
    };
    let mut node = root;
    for (index, segment) in parsed.segments().iter().enumerate() {
        match Pointer::from(vec![segment.clone()]).find(node).filter(|node| node.kind() != Kind::Property) {
            Some(next) => node = next,
            None => {
                let before = Pointer::from(parsed.segments()[..index].to_vec()).to_string();
                bail!("{name} has no {} {}. {}", quoted(segment), place(&before), what_is_there(node, segment));
            }
        }
    }
    embedded_schema(node).with_context(|| {
        let place = parsed.to_string();
        let place = if place.is_empty() { "The top".to_owned() } else { visible(&place).into_owned() };
        format!("{place} of {name} is not a schema and has none. {}", where_schemas_are(root, node))
    })
}

fn place(pointer: &str) -> String {
    if pointer.is_empty() { "at its top".to_owned() } else { format!("at {}", visible(pointer)) }
}

/// The keys or elements of a node, in a sentence.
fn what_is_there(node: Node<'_>, wanted: &str) -> String {
    if node.kind() == Kind::Array {
        return match node.elements().count() {
            0 => "It is an empty list.".to_owned(),
            1 => "It is a list with 1 element, 0.".to_owned(),
            count => format!("It is a list with the elements 0 to {}.", count - 1),
        };
    }
    let names = || node.members().filter_map(Node::name);
    if names().next().is_none() {
        return "It has no keys.".to_owned();
    }
    if let Some(guess) = nearest(wanted, names().map(|name| name.into_owned())) {
        return format!("Did you mean {}?", quoted(&guess));
    }
    format!("It has {}.", list_first(names(), MOST_NAMED, |name| quoted(&name)))
}

/// Pointers to schemas, those inside `node` if there are any.
fn where_schemas_are(root: Node<'_>, node: Node<'_>) -> String {
    // The object that has the schema is shorter to write.
    let holders: Vec<Node<'_>> = schemas(root).filter_map(|schema| schema.parent()?.parent()).collect();
    let inside: Vec<Node<'_>> = holders.iter().copied().filter(|holder| node.range().covers(holder.range())).collect();
    let shown = if inside.is_empty() { holders } else { inside };
    if shown.is_empty() {
        return "The manifest has no schemas.".to_owned();
    }
    let pointer = |holder: Node<'_>| visible(&holder.pointer().to_string()).into_owned();
    format!("Schemas are at {}.", list_first(shown, MOST_NAMED, pointer))
}
