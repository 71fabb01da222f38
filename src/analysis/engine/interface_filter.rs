//! Drops the diagnostics of the hub's rules in actions and events that implement an interface. Their titles and
//! descriptions come from the interface and are not repeated. The vendor's linter does the same.

use crate::analysis::diagnostic::Diagnostic;
use crate::analysis::interface_implementations::InterfaceImplementations;
use crate::analysis::rule::Group;
use crate::syntax::{Node, Source};
use crate::text::TextRange;

/// Removes the diagnostics of the hub's rules in actions and events that implement an interface.
pub(super) fn apply(source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.iter().any(|diagnostic| diagnostic.rule.group == Group::Hub) {
        return;
    }
    let implementations = InterfaceImplementations::of(source);
    let sections = source.root().into_iter().flat_map(Node::members).filter_map(Node::value);
    let entries = sections.flat_map(Node::members).filter(|entry| implementations.has(*entry));
    let mut implemented: Vec<TextRange> = entries.map(Node::range).collect();
    implemented.sort_unstable();
    diagnostics.retain(|diagnostic| {
        let before = implemented.partition_point(|entry| entry.start <= diagnostic.range.start);
        let entry = before.checked_sub(1).and_then(|index| implemented.get(index));
        diagnostic.rule.group != Group::Hub || !entry.is_some_and(|entry| entry.covers(diagnostic.range))
    });
}
