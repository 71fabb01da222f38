//! Moves the default configuration among the others.

use super::free_name::free_name;
use crate::analysis::edits::{insert, remove, replace_text};
use crate::analysis::{Document, Edit, Fix};
use crate::contract::KeyStyle;
use crate::syntax::literal::encode;
use crate::syntax::{Kind, Node};
use crate::text::TextRange;

/// Moves the default configuration into `configurations`, under a name of its own.
pub(super) fn to_configurations(document: &Document, range: TextRange) -> Option<Fix> {
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
