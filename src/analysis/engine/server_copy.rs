//! What the server has, as `bp read --json` prints it: a create without the icon, the readme, the code and the IDs of
//! interfaces. These are not missing, so one hint takes the place of all diagnostics about them.

use std::sync::Arc;

use crate::analysis::diagnostic::Diagnostic;
use crate::analysis::rule::Rule;
use crate::analysis::rules::server_copy;
use crate::analysis::severities::Severities;
use crate::contract::EntryKind;
use crate::contract::manifest::MANIFEST;
use crate::syntax::{Node, Source};

/// The rule of the hint.
static RULE: &Rule = &server_copy::RULE.rule;

/// The keys that are left out.
const LEFT_OUT: [&str; 3] = ["icon", "readme", "code"];

/// Replaces the diagnostics about what such a document leaves out. Does nothing to other documents.
pub(super) fn apply(source: &Source, severities: &Severities, diagnostics: &mut Vec<Diagnostic>) {
    let Some(root) = source.root().filter(|root| LEFT_OUT.iter().all(|key| root.property(key).is_none())) else {
        return;
    };
    let interfaces = MANIFEST.map_of(EntryKind::Interface).and_then(|field| root.get(field.name));
    let ids: Vec<Node<'_>> =
        interfaces.into_iter().flat_map(Node::members).filter_map(|interface| interface.value()?.get("id")).collect();
    if ids.iter().any(|id| id.as_string().is_none_or(|id| !id.is_empty())) {
        return;
    }
    // The IDs are in the order of the text.
    let is_id = |found: &Diagnostic| ids.binary_search_by_key(&found.range, |id| id.range()).is_ok();
    let is_root = |found: &Diagnostic| found.range == root.opener();
    let before = diagnostics.len();
    diagnostics.retain(|found| match found.rule.name {
        "integration-icon" | "integration-readme" => !is_root(found),
        "too-short" => !is_id(found),
        _ => true,
    });
    let Some(severity) = severities.of(RULE).filter(|_| diagnostics.len() < before) else { return };
    let message = "This looks like the output of \"bp read --json\", which leaves out the icon, the readme, the code and the IDs of interfaces. They are not checked.";
    diagnostics.push(Diagnostic {
        rule: RULE,
        severity,
        range: root.opener(),
        message: message.into(),
        related: Arc::default(),
    });
}
