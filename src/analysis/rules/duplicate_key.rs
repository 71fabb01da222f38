//! Keys that occur twice.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::analysis::diagnostic::{Related, Severity};
use crate::analysis::edits::remove;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "duplicate-key",
    group: Group::Syntax,
    severity: Some(Severity::Error),
    summary: "A key occurs twice in one object.",
    why: "Only the last one counts; what the first one says is lost without a word.",
    fix: "Remove one of them, or give it another name.",
    bad: r#"{"title": "Acme", "title": "Acme Mail"}"#,
    good: r#"{"title": "Acme Mail"}"#,
    check: Check::AnyObject(check),
    fixes,
    ..Rule::BLANK
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
                let message =
                    format!("The key {} occurs twice in this object; only the last one counts.", quoted(entry.key()));
                let related = Related { range: entry.get().range(), message: "It occurs first here.".to_owned() };
                report.add_related(key.range(), message, vec![related]);
            }
        }
    }
}

/// A quick look, for every object of every document is asked: whether two keys may be the same.
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

/// Of the length and both ends: enough to tell the keys of one object apart, nearly always.
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
    let earlier = || {
        let key = context.node()?;
        let object = key.parent()?.parent()?;
        let name = key.text();
        let first = object.members().find(|member| member.name().is_some_and(|found| found == name))?;
        (first.key() != Some(key)).then_some(first)
    };
    let property = earlier().into_iter();
    property
        .map(|first| Fix::to_review("Remove the first one, which does not count", remove(context.source, first)))
        .collect()
}
