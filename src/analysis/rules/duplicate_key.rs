use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
};

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Severity, edits::remove,
        wording::quoted,
    },
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "duplicate-key",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A key occurs twice in one object.",
        why: "JSON parsers keep the last one and silently drop the others.",
        fix: "Remove one of them, or rename it.",
        examples: &[
            Example::finds("Two titles", r#"{"title": "Acme", ⟦"title"⟧: "Acme Mail"}"#),
            Example::fine("One title", r#"{"title": "Acme Mail"}"#),
            Example::finds("The same key, once with an escape", r#"{"title": "Acme", ⟦"t\u0069tle"⟧: "Acme Mail"}"#),
            Example::finds(
                "Three times, inside a JSON Schema",
                r#"{"configuration": {"schema": {"type": "object", ⟦"type"⟧: "object", ⟦"type"⟧: "object"}}}"#,
            ),
            Example::fine(
                "The same key in two objects",
                r#"{"title": "Acme Mail", "configuration": {"title": "Default"}}"#,
            ),
            Example::fine(
                "Keys that differ in case",
                r#"{"configuration": {"schema": {"properties": {"id": {}, "ID": {}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::AnyObject(check),
    fixes,
};

fn check(report: &mut Report<'_>, object: Node<'_>) {
    if !may_have_duplicates(object) {
        return;
    }
    let mut first: HashMap<Cow<'_, str>, Node<'_>> = HashMap::new();
    for key in object.members().filter_map(Node::key).filter(|key| !key.range().is_empty()) {
        match first.entry(key.text()) {
            Entry::Vacant(entry) => {
                entry.insert(key);
            }
            Entry::Occupied(entry) => {
                let message = format!(
                    "This object already has the key {}. Only the last one counts: remove the others.",
                    quoted(entry.key())
                );
                let related = Related::here(entry.get().range(), "The first one is here.");
                report.add_related(key.range(), message, vec![related]);
            }
        }
    }
}

/// Whether two keys may be equal. It has to be cheap, because it runs for every object of every document.
fn may_have_duplicates(object: Node<'_>) -> bool {
    const FEW: usize = 32;
    let mut hashes = [0_u64; FEW];
    for (count, key) in object.members().filter_map(Node::key).enumerate() {
        let Some(bytes) = key.plain_bytes().filter(|_| count < FEW) else { return true };
        let hash = quick_hash(bytes);
        if hashes[..count].contains(&hash) {
            return true;
        }
        hashes[count] = hash;
    }
    false
}

/// A hash of the length and of both ends, which is almost always enough to tell the keys of an object apart.
fn quick_hash(bytes: &[u8]) -> u64 {
    let ends = if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
    } else {
        bytes.iter().fold(0_u64, |word, &byte| word << 8 | u64::from(byte))
    };
    ends ^ (bytes.len() as u64).rotate_left(53)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    // Of several, each takes the one before it, so that all can be applied at once.
    let earlier = context.property().and_then(Node::same_before).into_iter();
    earlier
        .map(|one| Fix::to_review("Remove the earlier one, which has no effect", remove(context.source, one)))
        .collect()
}
