use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Related, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::Form,
    syntax::{Kind, Node},
    text::nearest,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unknown-mapping",
        group: Group::References,
        severity: Some(Severity::Warning),
        summary: "An interface is mapped to something that the manifest does not declare.",
        why: "Whoever uses the interface's action, event, channel or entity gets nothing.",
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
                "A create that declares nothing of the kind",
                r#"{"name": "acme/mail", "version": "1.0.0", "interfaces": {"hitl": {"id": "itf_01J0000000000000000000000000", "actions": {"start": {"name": ⟦"startChat"⟧}}, "channels": {"hitl": {"name": ⟦"thread"⟧}}, "entities": {"item": {"name": ⟦"mailbox"⟧}}}}}"#,
            ),
            Example::fine(
                "An update that names something else: the server may have it",
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

const SECTIONS: [(&str, &str); 4] =
    [("actions", "action"), ("events", "event"), ("channels", "channel"), ("entities", "entity")];

fn check(report: &mut Report<'_>, root: Node<'_>) {
    let interfaces = root.get("interfaces").into_iter().flat_map(Node::members).filter_map(Node::value);
    for interface in interfaces {
        for (section, noun) in SECTIONS {
            let declared = root.get(section).filter(|node| node.kind() == Kind::Object);
            let mappings = interface.get(section).into_iter().flat_map(Node::members);
            for value in mappings.filter_map(|mapping| mapping.value()?.get("name")) {
                let Some(name) = value.as_string().filter(|name| !name.is_empty()) else { continue };
                let names = || declared.into_iter().flat_map(Node::members).filter_map(Node::name);
                if value.is_unterminated() || names().any(|own| own == name) {
                    continue;
                }
                let names: Vec<_> = names().collect();
                let guess = nearest(&name, names.iter().map(|name| &**name));
                // In an update what is not named stays as it is on the server: it may well be there.
                if report.form == Form::Update && guess.is_none() {
                    continue;
                }
                let advice = match guess {
                    Some(guess) => format!("Did you mean {}?", quoted(guess)),
                    None => format!("Declare it under \"{section}\", or correct the name."),
                };
                let related = declared.map(|declared| Related {
                    range: declared.opener(),
                    message: format!("The {section} are declared here.").into(),
                });
                let message = format!("This manifest declares no {noun} {}. {advice}", quoted(&name));
                report.add_related(value.range(), message, related.into_iter().collect());
            }
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let guess = || {
        let value = context.node()?;
        let section = value.pointer().segments().get(2)?.clone();
        let declared: Vec<_> = context.source.root()?.get(&section)?.members().filter_map(Node::name).collect();
        let guess = nearest(&value.as_string()?, declared.iter().map(|name| &**name))?.to_owned();
        Some(Fix::to_review(format!("Write {}", quoted(&guess)), vec![replace_text(value, &guess)]))
    };
    guess().into_iter().collect()
}
