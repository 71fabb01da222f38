//! Adds placeholders for missing descriptions.

use super::super::quick_fix::difference;
use super::texts::PLACEHOLDER;
use crate::analysis::edits::{insert, replace_text};
use crate::analysis::fix::apply;
use crate::analysis::rules::hub::requirement::{Requirement, Selector};
use crate::analysis::rules::implementation;
use crate::analysis::{Check, Diagnostic, Document, Edit, Fix};
use crate::contract::Form;
use crate::syntax::Kind;
use crate::syntax::literal::encode;

/// Adds a placeholder wherever a rule requires a description that is missing.
pub(super) fn add_descriptions(document: &Document) -> Option<Fix> {
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
