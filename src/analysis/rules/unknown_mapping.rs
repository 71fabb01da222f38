use std::borrow::Cow;

use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::{
        EntryKind, Form,
        manifest::MANIFEST,
        relations::{Scope, references_into, scope},
    },
    syntax::{Kind, Node},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unknown-mapping",
        group: Group::References,
        severity: Some(Severity::Warning),
        summary: "An interface is mapped to something that the manifest does not declare.",
        why: "Bots that use this action, event, channel or entity of the interface get nothing.",
        fix: "Correct the name, or declare what it refers to.",
        examples: &[
            Example::finds(
                "A misspelt event",
                r#"{"events": {"mailReceived": {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "events": {"created": {"name": ⟦"mailRecieved"⟧}}}}}"#,
            ),
            Example::fine(
                "A declared event",
                r#"{"events": {"mailReceived": {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "events": {"created": {"name": "mailReceived"}}}}}"#,
            ),
            Example::finds(
                "A create that declares none of them",
                r#"{"name": "acme/mail", "version": "1.0.0", "interfaces": {"hitl": {"id": "itf_01J0000000000000000000000000", "actions": {"start": {"name": ⟦"startChat"⟧}}, "channels": {"hitl": {"name": ⟦"thread"⟧}}, "entities": {"item": {"name": ⟦"mailbox"⟧}}}}}"#,
            ),
            Example::fine(
                "An update that uses another name: the server may have it",
                r#"{"events": {"mailReceived": {"schema": {}}}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "events": {"created": {"name": "folderAdded"}}}}}"#,
            ),
            Example::fine(
                "An update that removes the entry with the nearest name",
                r#"{"events": {"mailReceived": null}, "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "events": {"created": {"name": "mailRecieved"}}}}}"#,
            ),
            Example::fine(
                "A name that is still being typed",
                "{\"events\": {\"sent\": {\"schema\": {}}}, \"interfaces\": {\"mailer\": {\"events\": {\"mailSent\": {\"name\": \"sen\n}}}}}",
            ),
            Example::fine(
                "A name that is not filled in yet",
                r#"{"name": "acme/mail", "version": "1.0.0", "interfaces": {"hitl": {"id": "itf_01J0000000000000000000000000", "actions": {"start": {"name": ""}}}}}"#,
            ),
        ],
        ..Rule::BLANK
    },
    check: Check::Document(check),
    fixes,
};

/// The kinds of entry that an interface can be mapped to.
const KINDS: [EntryKind; 4] = [EntryKind::Action, EntryKind::Event, EntryKind::Channel, EntryKind::Entity];

fn check(report: &mut Report<'_>, root: Node<'_>) {
    for (value, scope) in references_into(root, &MANIFEST, &KINDS) {
        let Some(name) = value.as_string().filter(|name| !name.is_empty()) else { continue };
        if value.is_unterminated() || scope.declares(&name) {
            continue;
        }
        let guess = nearest(&name, kept_names(scope));
        // In an update, entries that are not mentioned stay on the server, so this one may exist there.
        if report.form == Form::Update && guess.is_none() {
            continue;
        }
        let (noun, section) = (scope.kind.noun(), scope.field.name);
        let advice = match guess {
            Some(guess) => format!("Did you mean {}?", quoted(&guess)),
            None => format!("Declare it in \"{section}\", or correct the name."),
        };
        let related = scope.map().map(|map| Related::here(map.opener(), format!("The {section} are declared here.")));
        let message = format!("This manifest does not declare the {noun} {}. {advice}", quoted(&name));
        report.add_related(value.range(), message, related.into_iter().collect());
    }
}

/// The names that a mapping can refer to: not those of entries that are removed.
fn kept_names<'t>(scope: Scope<'t>) -> impl Iterator<Item = Cow<'t, str>> {
    let entries = scope.map().into_iter().flat_map(Node::members);
    let kept = entries.filter(|entry| entry.value().is_none_or(|value| value.kind() != Kind::Null));
    kept.filter_map(Node::name)
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let guess = || {
        let value = context.node()?;
        let guess = nearest(&value.as_string()?, kept_names(scope(value)?))?;
        // The interface is mapped to it already.
        let mappings = value.ancestors().nth(3)?.range();
        let uses = context.uses(scope(value)?.key(&guess)?);
        let next = uses.get(uses.partition_point(|used| used.start < mappings.start));
        if next.is_some_and(|used| mappings.covers(*used)) {
            return None;
        }
        Some(Fix::to_review(format!("Replace with {}", quoted(&guess)), vec![replace_text(value, &guess)]))
    };
    guess().into_iter().collect()
}
