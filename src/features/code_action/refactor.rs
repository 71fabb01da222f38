//! Refactorings, which are optional: other ways to write the same thing, placeholders for missing descriptions, and examples.

use super::add_example::add_example;
use super::quick_fix::difference;
use super::sort_keys::sorted;
use crate::analysis::edits::{insert, remove, replace_text};
use crate::analysis::fix::apply;
use crate::analysis::rules::hub::requirement::{Requirement, Selector};
use crate::analysis::rules::implementation;
use crate::analysis::{Check, Diagnostic, Document, Edit, Fix};
use crate::contract::{Form, KeyStyle};
use crate::syntax::literal::encode;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// A placeholder for a description. The rule `placeholder-text` reports it, so nobody forgets to replace it.
const PLACEHOLDER: &str = "TODO: describe it.";

/// The refactorings that are possible at `range` (in bytes).
pub fn refactorings(document: &Document, range: TextRange) -> Vec<Fix> {
    [to_configurations(document, range), add_descriptions(document), add_example(document, range)]
        .into_iter()
        .flatten()
        .collect()
}

/// Sorts the keys of the whole document in the order of the contract; `None` if they already are.
pub fn sort_keys(document: &Document) -> Option<Fix> {
    let text = sorted(document.source())?;
    let edit = difference(document.source().text(), &text);
    Some(Fix::to_review("Sort keys in the contract's order", vec![edit]))
}

/// Moves the default configuration into `configurations`, under a name of its own.
fn to_configurations(document: &Document, range: TextRange) -> Option<Fix> {
    let (source, root) = (document.source(), document.source().root()?);
    let default = root.property("configuration")?;
    let value = default.value().filter(|value| value.kind() == Kind::Object && value.is_closed())?;
    let touches = default.key().is_some_and(|key| key.range().start <= range.end && range.start <= key.range().end);
    if !touches || !source.tree().errors().is_empty() {
        return None;
    }
    let title = value.get("title").and_then(Node::as_string);
    let wanted = title.and_then(|title| KeyStyle::Custom.suggest(&title));
    let there = root.get("configurations");
    let name = free_name(&wanted.unwrap_or_else(|| "default".to_owned()), there);
    let entry = value.source().to_owned();
    let mut edits = match there {
        Some(object) if object.kind() == Kind::Object => {
            let mut edits = insert(source, object, &[(&name, entry)]);
            edits.extend(remove(source, default));
            edits
        }
        Some(_) => return None,
        // The key is renamed to that of the map, so that the map replaces it.
        None => {
            let map = format!("{{{}: {entry}}}", encode(&name));
            vec![replace_text(default.key()?, "configurations"), Edit::new(value.range(), map)]
        }
    };
    edits.sort();
    let overlap = edits.windows(2).any(|pair| pair[0].range.end > pair[1].range.start);
    let title = format!("Move \"configuration\" into \"configurations\" as \"{name}\"");
    (!overlap).then(|| Fix::to_review(title, edits))
}

fn free_name(wanted: &str, map: Option<Node<'_>>) -> String {
    let is_taken = |name: &str| map.is_some_and(|map| map.property(name).is_some());
    let numbered = (2..).map(|number| format!("{wanted}{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

/// Adds a placeholder wherever a rule requires a description that is missing.
fn add_descriptions(document: &Document) -> Option<Fix> {
    let missing = document.diagnostics().iter().filter_map(|diagnostic| add_description(document, diagnostic));
    let missing: Vec<Fix> = missing.map(|edits| Fix::to_review("", edits)).collect();
    let text = document.source().text();
    let (new, count) = apply(text, &missing);
    let title = match count {
        0 => return None,
        1 => "Add a placeholder description".to_owned(),
        _ => format!("Add {count} placeholder descriptions"),
    };
    Some(Fix::suggestion(title, vec![difference(text, &new)]))
}

fn add_description(document: &Document, diagnostic: &Diagnostic) -> Option<Vec<Edit>> {
    let Check::Requirement(Requirement { selector, expectation, .. }) = implementation(diagnostic.rule)?.check else {
        return None;
    };
    let is_root = matches!(selector, Selector::Root);
    if !expectation.is_description() || (is_root && document.form().0 == Form::Update) {
        return None;
    }
    let source = document.source();
    let node = source.node_at(diagnostic.range.start)?;
    let added = |object| insert(source, object, &[(expectation.key(), encode(PLACEHOLDER))]);
    match node.kind() {
        Kind::Object if is_root => Some(added(node)),
        Kind::String if node.is_key() => node.parent()?.value().filter(|value| value.kind() == Kind::Object).map(added),
        // The description exists but is empty.
        Kind::String => Some(vec![replace_text(node, PLACEHOLDER)]),
        _ => None,
    }
}
