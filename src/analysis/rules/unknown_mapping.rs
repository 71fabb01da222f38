//! Interface mappings against what this integration declares.

use crate::analysis::diagnostic::{Related, Severity};
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::{nearest, quoted};
use crate::contract::Form;
use crate::syntax::{Kind, Node};

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
                    message: format!("The {section} are declared here."),
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
