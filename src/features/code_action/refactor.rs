//! Changes that nobody has to make: other ways to write the same, and places to write in.

use super::sort_keys::sorted;
use crate::analysis::described::{At, Wants};
use crate::analysis::edits::{insert, literal, remove, replace_text};
use crate::analysis::fix::apply;
use crate::analysis::{Check, Document, Edit, Fix};
use crate::contract::{Form, KeyStyle};
use crate::features::code_action::quick_fix::difference;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// The text of a description that is still to be written; the rule `placeholder-text` reminds of it.
const TO_WRITE: &str = "TODO: describe it.";

/// What can be done at `range`, apart from mending.
pub fn refactorings(document: &Document, range: TextRange) -> Vec<Fix> {
    [to_configurations(document, range), describe(document)].into_iter().flatten().collect()
}

/// Puts the keys of the whole document in the contract's order.
pub fn sort_keys(document: &Document) -> Option<Fix> {
    let text = sorted(document.source())?;
    let edit = difference(document.source().text(), &text);
    Some(Fix::to_review("Sort keys in the contract's order", vec![edit]))
}

/// Makes the default configuration one to choose.
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
        // The key itself becomes that of the map, so that the place stays.
        None => {
            let map = format!("{{{}: {entry}}}", literal(&name));
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

/// Adds a description to be written wherever a rule misses one.
fn describe(document: &Document) -> Option<Fix> {
    let source = document.source();
    let missing: Vec<Fix> = document
        .known_diagnostics()
        .iter()
        .filter_map(|diagnostic| {
            let Check::Described(described) = diagnostic.rule.check else { return None };
            let wants = matches!(described.wants, Wants::Description | Wants::OwnDescription);
            if !wants || (matches!(described.at, At::Root) && document.form().0 == Form::Update) {
                return None;
            }
            let node = source.node_at(diagnostic.range.start)?;
            let edits = match (described.at, node.kind()) {
                (At::Root, Kind::Object) => insert(source, node, &[("description", literal(TO_WRITE))]),
                (_, Kind::String) if node.is_key() => {
                    let object = node.parent()?.value().filter(|value| value.kind() == Kind::Object)?;
                    insert(source, object, &[("description", literal(TO_WRITE))])
                }
                // It is there, and empty.
                (_, Kind::String) => vec![replace_text(node, TO_WRITE)],
                _ => return None,
            };
            Some(Fix::to_review(String::new(), edits))
        })
        .collect();
    let (text, count) = apply(source.text(), &missing);
    let what = if count == 1 { "the missing description".to_owned() } else { format!("{count} missing descriptions") };
    (count > 0).then(|| {
        Fix::to_review(format!("Add {what} to be written"), vec![difference(source.text(), &text)]).as_choice()
    })
}
