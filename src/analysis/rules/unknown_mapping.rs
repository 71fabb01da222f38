//! Interface mappings against what this integration declares.

use crate::analysis::diagnostic::{Related, Severity};
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{nearest, quoted};
use crate::contract::manifest::MANIFEST;
use crate::contract::relations::{references_into, scope};
use crate::contract::{EntryKind, Form};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "unknown-mapping",
    group: Group::References,
    severity: Some(Severity::Warning),
    summary: "An interface is mapped to something that the manifest does not declare.",
    why: "Who calls the interface's action, event, channel or entity reaches nothing.",
    fix: "Correct the name, or declare what it names.",
    bad: r#"{"events": {"mailReceived": {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "events": {"created": {"name": "mailRecieved"}}}}}"#,
    good: r#"{"events": {"mailReceived": {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "events": {"created": {"name": "mailReceived"}}}}}"#,
    check: Check::Document(check),
    fixes,
    ..Rule::BLANK
};

/// The kinds of entry that an interface can be mapped to.
const KINDS: [EntryKind; 4] = [EntryKind::Action, EntryKind::Event, EntryKind::Channel, EntryKind::Entity];

fn check(report: &mut Report<'_>, root: Node<'_>) {
    for (value, scope) in references_into(root, &MANIFEST, &KINDS) {
        let Some(name) = value.as_string().filter(|name| !name.is_empty()) else { continue };
        if value.is_unterminated() || scope.declares(&name) {
            continue;
        }
        let names: Vec<_> = scope.names().collect();
        let guess = nearest(&name, names.iter().map(|name| &**name));
        // In an update, entries that are not mentioned stay on the server: this one may well be there.
        if report.form == Form::Update && guess.is_none() {
            continue;
        }
        let (noun, section) = (scope.kind.noun(), scope.field.name);
        let advice = match guess {
            Some(guess) => format!("Did you mean {}?", quoted(guess)),
            None => format!("Declare it in \"{section}\", or correct the name."),
        };
        let related = scope
            .map()
            .map(|map| Related { range: map.opener(), message: format!("The {section} are declared here.") });
        let message = format!("This manifest does not declare the {noun} {}. {advice}", quoted(&name));
        report.add_related(value.range(), message, related.into_iter().collect());
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let guess = || {
        let value = context.node()?;
        let names: Vec<_> = scope(value)?.names().collect();
        let guess = nearest(&value.as_string()?, names.iter().map(|name| &**name))?.to_owned();
        Some(Fix::to_review(format!("Replace with {}", quoted(&guess)), vec![replace_text(value, &guess)]))
    };
    guess().into_iter().collect()
}
