use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::{
        EntryKind, Form,
        manifest::MANIFEST,
        relations::{references_into, scope},
    },
    syntax::Node,
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
        let guess = nearest(&name, scope.names());
        // In an update, entries that are not mentioned stay on the server, so this one may exist there.
        if report.form == Form::Update && guess.is_none() {
            continue;
        }
        let (noun, section) = (scope.kind.noun(), scope.field.name);
        let advice = match guess {
            Some(guess) => format!("Did you mean {}?", quoted(&guess)),
            None => format!("Declare it in \"{section}\", or correct the name."),
        };
        let related = scope
            .map()
            .map(|map| Related { range: map.opener(), message: format!("The {section} are declared here.").into() });
        let message = format!("This manifest does not declare the {noun} {}. {advice}", quoted(&name));
        report.add_related(value.range(), message, related.into_iter().collect());
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let guess = || {
        let value = context.node()?;
        let guess = nearest(&value.as_string()?, scope(value)?.names())?;
        Some(Fix::to_review(format!("Replace with {}", quoted(&guess)), vec![replace_text(value, &guess)]))
    };
    guess().into_iter().collect()
}
