//! Fixes for the hub's rules. A missing title can be derived from its key, to be reviewed; a description cannot.

use super::key;
use crate::{
    analysis::{
        Edit, Fix, FixContext,
        edits::{insert, replace_text},
        wording::sentence_case,
    },
    syntax::{Kind, Node, Source, literal::encode},
};

/// Adds a `title` to an action, event, tag and so on.
pub(super) fn add_title(context: &FixContext<'_>) -> Vec<Fix> {
    let Some((key, object)) = context.node().and_then(element) else { return Vec::new() };
    let title = sentence_case(&key.text());
    titled(&title, title_edits(context.source, object, &title))
}

/// Adds an `x-zui.title` to a field of a JSON Schema.
pub(super) fn add_field_title(context: &FixContext<'_>) -> Vec<Fix> {
    let Some((key, object)) = context.node().and_then(element) else { return Vec::new() };
    let title = sentence_case(&key.text());
    let edits = match object.get(key::ZUI) {
        Some(zui) if zui.kind() == Kind::Object => title_edits(context.source, zui, &title),
        Some(_) => return Vec::new(),
        None if object.property(key::ZUI).is_some() => return Vec::new(),
        None => {
            let zui = format!("{{{}: {}}}", encode(key::TITLE), encode(&title));
            insert(context.source, object, &[(key::ZUI, zui)])
        }
    };
    titled(&title, edits)
}

/// Removes an obsolete key.
pub(super) fn remove_obsolete(context: &FixContext<'_>) -> Vec<Fix> {
    let name = context.property().and_then(Node::name).unwrap_or_default();
    context.remove_property(format!("Remove the obsolete \"{name}\""))
}

fn titled(title: &str, edits: Vec<Edit>) -> Vec<Fix> {
    let fix = (!edits.is_empty()).then(|| Fix::to_review(format!("Add the title \"{title}\""), edits));
    fix.into_iter().collect()
}

/// Inserts a title into an object, or replaces an empty one. Nothing if the title is still being typed.
fn title_edits(source: &Source, object: Node<'_>, title: &str) -> Vec<Edit> {
    match object.get(key::TITLE) {
        Some(empty) => vec![replace_text(empty, title)],
        None if object.property(key::TITLE).is_some() => Vec::new(),
        None => insert(source, object, &[(key::TITLE, encode(title))]),
    }
}

/// The key and the object that a diagnostic is about; `None` if the value is another one, such as `false` for a schema. The
/// diagnostic is at the key itself, at the key `x-zui` in the value, or at an empty title.
fn element(node: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    let around = |name: &str| std::iter::once(node).chain(node.ancestors()).find(|outer| outer.is_named(name));
    let property = match (around(key::ZUI), around(key::TITLE)) {
        (Some(zui), _) => zui.parent()?.parent()?,
        (None, Some(title)) if !node.is_key() => title.parent()?.parent()?,
        _ => node.parent()?,
    };
    Some((property.key()?, property.value().filter(|value| value.kind() == Kind::Object)?))
}
