//! What the hub and its readers will miss. All the rules that are alike: is there a title, is there a description?
//!
//! They are those of the vendor's `bp lint`, one for one; two more look deeper into schemas than it does.

use crate::analysis::described::{At, Described, Wants};
use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::{insert, literal, remove, replace_text};
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::sentence_case;
use crate::syntax::{Kind, Node};

const TITLE: &str = "People see it in place of the key.";
const DESCRIPTION: &str = "People, and bots that choose by themselves, go by it.";
const FIELD_TITLE: &str = "People see it beside what they fill in or read, in place of the key.";
const INTEGRATION: &str = "The hub shows it to everyone who looks for an integration.";

const ERROR: Option<Severity> = Some(Severity::Error);
const WARNING: Option<Severity> = Some(Severity::Warning);

/// What all of them have in common.
const fn rule(
    name: &'static str,
    bp_lint: Option<&'static str>,
    severity: Option<Severity>,
    summary: &'static str,
    why: &'static str,
    examples: (&'static str, &'static str),
    described: &'static Described,
) -> Rule {
    let fix = match described.wants {
        Wants::Title => "Write `\"x-zui\": {\"title\": \"…\"}` into the field's schema.",
        Wants::Description => "Write `\"description\": \"…\"` into the field's schema.",
        Wants::OwnTitle => "Write `\"title\": \"…\"` into it.",
        Wants::Icon => "Give the base64 of an SVG file as `icon`.",
        Wants::Readme => "Give the base64 of a Markdown file as `readme`.",
        Wants::OwnDescription => "Write `\"description\": \"…\"` into it.",
        Wants::NoTitle => "Remove it, and write `x-zui.title` into the schema instead.",
        Wants::NoExamples => "Remove it; nothing reads it.",
    };
    Rule {
        name,
        group: Group::Hub,
        severity,
        summary,
        why,
        fix,
        bad: examples.0,
        good: examples.1,
        bp_lint,
        check: Check::Described(described),
        fixes,
        ..Rule::BLANK
    }
}

macro_rules! described {
    ($at:expr, $wants:expr, $noun:expr) => {
        &Described { at: $at, wants: $wants, noun: $noun }
    };
}

const ACTION: &str = r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {}}, "output": {"schema": {}}}}}"#;
const ACTION_INPUT: &str = r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {"properties": {"to": {"description": "To whom.", "x-zui": {"title": "To"}}}}}, "output": {"schema": {}}}}}"#;
const ACTION_OUTPUT: &str = r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {}}, "output": {"schema": {"properties": {"id": {"anyOf": [{"description": "Its id.", "x-zui": {"title": "Id"}}]}}}}}}}"#;
const EVENT: &str = r#"{"events": {"sent": {"title": "Sent", "description": "It is sent.", "schema": {"properties": {"id": {"description": "Its id.", "x-zui": {"title": "Id"}}}}}}}"#;
const CONFIGURATION: &str = r#"{"configuration": {"schema": {"properties": {"url": {"description": "Where it is.", "x-zui": {"title": "Address"}}}}}}"#;
const CONFIGURATIONS: &str = r#"{"configurations": {"manual": {"title": "By hand", "description": "Fill it in.", "schema": {"properties": {"url": {"description": "Where it is.", "x-zui": {"title": "Address"}}}}}}}"#;
const USER: &str = r#"{"user": {"tags": {"mail": {"title": "Mail", "description": "The user's mail."}}}}"#;
const CHANNEL: &str = r#"{"channels": {"thread": {"title": "Thread", "description": "A thread.", "messages": {}, "conversation": {"tags": {"id": {"title": "Id", "description": "Its id."}}}, "message": {"tags": {"id": {"title": "Id", "description": "Its id."}}}}}}"#;
const STATE: &str = r#"{"states": {"sync": {"type": "user", "schema": {"properties": {"at": {"description": "When.", "x-zui": {"title": "At"}}}}}}}"#;

/// All of them, in the order of the documentation.
pub(super) static RULES: [Rule; 34] = [
    rule(
        "integration-title",
        Some("integration-title-must-be-present"),
        ERROR,
        "An integration without a title.",
        INTEGRATION,
        (
            r#"{"name": "a", "version": "1.0.0", "description": "Mail.", "icon": "PHN2Zy8+", "readme": "IyBB"}"#,
            r#"{"name": "a", "version": "1.0.0", "title": "Acme", "description": "Mail.", "icon": "PHN2Zy8+", "readme": "IyBB"}"#,
        ),
        described!(At::Root, Wants::OwnTitle, "integration"),
    ),
    rule(
        "integration-description",
        Some("integration-description-must-be-present"),
        ERROR,
        "An integration without a description.",
        INTEGRATION,
        (r#"{"title": "Acme", "description": ""}"#, r#"{"title": "Acme", "description": "Mail."}"#),
        described!(At::Root, Wants::OwnDescription, "integration"),
    ),
    rule(
        "integration-icon",
        Some("integration-must-have-an-icon"),
        ERROR,
        "An integration without an icon.",
        INTEGRATION,
        (
            r#"{"name": "a", "version": "1.0.0", "title": "Acme", "description": "Mail.", "readme": "IyBB"}"#,
            r#"{"name": "a", "version": "1.0.0", "title": "Acme", "description": "Mail.", "icon": "PHN2Zy8+", "readme": "IyBB"}"#,
        ),
        described!(At::Root, Wants::Icon, "integration"),
    ),
    rule(
        "integration-readme",
        Some("integration-must-have-a-readme-file"),
        ERROR,
        "An integration without a readme.",
        INTEGRATION,
        (r#"{"readme": ""}"#, r#"{"readme": "IyBBY21l"}"#),
        described!(At::Root, Wants::Readme, "integration"),
    ),
    rule(
        "action-title",
        Some("actions-should-have-a-title"),
        WARNING,
        "An action without a title.",
        TITLE,
        (
            r#"{"actions": {"send": {"description": "Sends it.", "input": {"schema": {}}, "output": {"schema": {}}}}}"#,
            ACTION,
        ),
        described!(At::Entry(&["actions", "*"]), Wants::OwnTitle, "action"),
    ),
    rule(
        "action-description",
        Some("actions-must-have-a-description"),
        ERROR,
        "An action without a description.",
        DESCRIPTION,
        (
            r#"{"actions": {"send": {"title": "Send", "description": "", "input": {"schema": {}}, "output": {"schema": {}}}}}"#,
            ACTION,
        ),
        described!(At::Entry(&["actions", "*"]), Wants::OwnDescription, "action"),
    ),
    rule(
        "action-input-title",
        Some("action-inputparams-should-have-a-title"),
        WARNING,
        "A field of an action's input without a title.",
        FIELD_TITLE,
        (
            r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {"properties": {"to": {"description": "To whom."}}}}, "output": {"schema": {}}}}}"#,
            ACTION_INPUT,
        ),
        described!(At::Field(&["actions", "*", "input"]), Wants::Title, "input field"),
    ),
    rule(
        "action-input-description",
        Some("action-inputparams-must-have-a-description"),
        ERROR,
        "A field of an action's input without a description.",
        DESCRIPTION,
        (
            r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {"properties": {"to": {"x-zui": {"title": "To"}}}}}, "output": {"schema": {}}}}}"#,
            ACTION_INPUT,
        ),
        described!(At::Field(&["actions", "*", "input"]), Wants::Description, "input field"),
    ),
    rule(
        "action-output-title",
        Some("action-outputparams-should-have-a-title"),
        WARNING,
        "A field of an action's output without a title.",
        FIELD_TITLE,
        (
            r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {}}, "output": {"schema": {"properties": {"id": {"description": "Its id.", "x-zui": {"secret": true}}}}}}}}"#,
            ACTION_OUTPUT,
        ),
        described!(At::Field(&["actions", "*", "output"]), Wants::Title, "output field"),
    ),
    rule(
        "action-output-description",
        Some("action-outputparams-must-have-a-description"),
        ERROR,
        "A field of an action's output without a description.",
        DESCRIPTION,
        (
            r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {}}, "output": {"schema": {"properties": {"id": {"x-zui": {"title": "Id"}}}}}}}}"#,
            ACTION_OUTPUT,
        ),
        described!(At::Field(&["actions", "*", "output"]), Wants::Description, "output field"),
    ),
    rule(
        "event-title",
        Some("events-must-have-a-title"),
        ERROR,
        "An event without a title.",
        TITLE,
        (r#"{"events": {"sent": {"description": "It is sent.", "schema": {}}}}"#, EVENT),
        described!(At::Entry(&["events", "*"]), Wants::OwnTitle, "event"),
    ),
    rule(
        "event-description",
        Some("events-must-have-a-description"),
        ERROR,
        "An event without a description.",
        DESCRIPTION,
        (r#"{"events": {"sent": {"title": "Sent", "schema": {}}}}"#, EVENT),
        described!(At::Entry(&["events", "*"]), Wants::OwnDescription, "event"),
    ),
    rule(
        "event-field-title",
        Some("event-outputparams-should-have-title"),
        WARNING,
        "A field of an event without a title.",
        FIELD_TITLE,
        (
            r#"{"events": {"sent": {"title": "Sent", "description": "It is sent.", "schema": {"properties": {"id": {"description": "Its id."}}}}}}"#,
            EVENT,
        ),
        described!(At::Field(&["events", "*"]), Wants::Title, "event field"),
    ),
    rule(
        "event-field-description",
        Some("event-outputparams-must-have-description"),
        ERROR,
        "A field of an event without a description.",
        DESCRIPTION,
        (
            r#"{"events": {"sent": {"title": "Sent", "description": "It is sent.", "schema": {"properties": {"id": {"x-zui": {"title": "Id"}}}}}}}"#,
            EVENT,
        ),
        described!(At::Field(&["events", "*"]), Wants::Description, "event field"),
    ),
    rule(
        "configuration-field-title",
        Some("configuration-fields-must-have-a-title"),
        ERROR,
        "A field of the configuration without a title.",
        FIELD_TITLE,
        (r#"{"configuration": {"schema": {"properties": {"url": {"description": "Where it is."}}}}}"#, CONFIGURATION),
        described!(At::Field(&["configuration"]), Wants::Title, "configuration field"),
    ),
    rule(
        "configuration-field-description",
        Some("configuration-fields-must-have-a-description"),
        ERROR,
        "A field of the configuration without a description.",
        DESCRIPTION,
        (r#"{"configuration": {"schema": {"properties": {"url": {"x-zui": {"title": "Address"}}}}}}"#, CONFIGURATION),
        described!(At::Field(&["configuration"]), Wants::Description, "configuration field"),
    ),
    rule(
        "configurations-title",
        Some("multiple-configurations-must-have-a-title"),
        ERROR,
        "A further configuration without a title.",
        TITLE,
        (r#"{"configurations": {"manual": {"description": "Fill it in."}}}"#, CONFIGURATIONS),
        described!(At::Entry(&["configurations", "*"]), Wants::OwnTitle, "configuration"),
    ),
    rule(
        "configurations-description",
        Some("multiple-configurations-must-have-a-description"),
        ERROR,
        "A further configuration without a description.",
        DESCRIPTION,
        (r#"{"configurations": {"manual": {"title": "By hand"}}}"#, CONFIGURATIONS),
        described!(At::Entry(&["configurations", "*"]), Wants::OwnDescription, "configuration"),
    ),
    rule(
        "configurations-field-title",
        Some("multipes-configurations-fields-must-have-a-title"),
        ERROR,
        "A field of a further configuration without a title.",
        FIELD_TITLE,
        (
            r#"{"configurations": {"manual": {"title": "By hand", "description": "Fill it in.", "schema": {"properties": {"url": {"description": "Where it is."}}}}}}"#,
            CONFIGURATIONS,
        ),
        described!(At::Field(&["configurations", "*"]), Wants::Title, "configuration field"),
    ),
    rule(
        "configurations-field-description",
        Some("multipes-configurations-fields-must-have-a-description"),
        ERROR,
        "A field of a further configuration without a description.",
        DESCRIPTION,
        (
            r#"{"configurations": {"manual": {"title": "By hand", "description": "Fill it in.", "schema": {"properties": {"url": {"x-zui": {"title": "Address"}}}}}}}"#,
            CONFIGURATIONS,
        ),
        described!(At::Field(&["configurations", "*"]), Wants::Description, "configuration field"),
    ),
    rule(
        "user-tag-title",
        Some("user-tags-should-have-a-title"),
        WARNING,
        "A tag of the user without a title.",
        TITLE,
        (r#"{"user": {"tags": {"mail": {"description": "The user's mail."}}}}"#, USER),
        described!(At::Entry(&["user", "tags", "*"]), Wants::OwnTitle, "user tag"),
    ),
    rule(
        "user-tag-description",
        Some("user-tags-must-have-a-description"),
        ERROR,
        "A tag of the user without a description.",
        DESCRIPTION,
        (r#"{"user": {"tags": {"mail": {"title": "Mail"}}}}"#, USER),
        described!(At::Entry(&["user", "tags", "*"]), Wants::OwnDescription, "user tag"),
    ),
    rule(
        "channel-title",
        Some("channels-should-have-a-title"),
        WARNING,
        "A channel without a title.",
        TITLE,
        (r#"{"channels": {"thread": {"description": "A thread.", "messages": {}}}}"#, CHANNEL),
        described!(At::Entry(&["channels", "*"]), Wants::OwnTitle, "channel"),
    ),
    rule(
        "channel-description",
        Some("channels-must-have-a-description"),
        ERROR,
        "A channel without a description.",
        DESCRIPTION,
        (r#"{"channels": {"thread": {"title": "Thread", "messages": {}}}}"#, CHANNEL),
        described!(At::Entry(&["channels", "*"]), Wants::OwnDescription, "channel"),
    ),
    rule(
        "conversation-tag-title",
        Some("channels-conversation-tags-should-have-a-title"),
        WARNING,
        "A tag of a conversation without a title.",
        TITLE,
        (
            r#"{"channels": {"thread": {"title": "Thread", "description": "A thread.", "messages": {}, "conversation": {"tags": {"id": {"description": "Its id."}}}}}}"#,
            CHANNEL,
        ),
        described!(At::Entry(&["channels", "*", "conversation", "tags", "*"]), Wants::OwnTitle, "conversation tag"),
    ),
    rule(
        "conversation-tag-description",
        Some("channels-conversation-tags-must-have-a-description"),
        ERROR,
        "A tag of a conversation without a description.",
        DESCRIPTION,
        (
            r#"{"channels": {"thread": {"title": "Thread", "description": "A thread.", "messages": {}, "conversation": {"tags": {"id": {"title": "Id"}}}}}}"#,
            CHANNEL,
        ),
        described!(
            At::Entry(&["channels", "*", "conversation", "tags", "*"]),
            Wants::OwnDescription,
            "conversation tag"
        ),
    ),
    rule(
        "message-tag-title",
        Some("channels-message-tags-should-have-a-title"),
        WARNING,
        "A tag of a message without a title.",
        TITLE,
        (
            r#"{"channels": {"thread": {"title": "Thread", "description": "A thread.", "messages": {}, "message": {"tags": {"id": {"description": "Its id."}}}}}}"#,
            CHANNEL,
        ),
        described!(At::Entry(&["channels", "*", "message", "tags", "*"]), Wants::OwnTitle, "message tag"),
    ),
    rule(
        "message-tag-description",
        Some("channels-message-tags-must-have-a-description"),
        ERROR,
        "A tag of a message without a description.",
        DESCRIPTION,
        (
            r#"{"channels": {"thread": {"title": "Thread", "description": "A thread.", "messages": {}, "message": {"tags": {"id": {"title": "Id"}}}}}}"#,
            CHANNEL,
        ),
        described!(At::Entry(&["channels", "*", "message", "tags", "*"]), Wants::OwnDescription, "message tag"),
    ),
    rule(
        "state-field-title",
        Some("state-fields-should-have-title"),
        WARNING,
        "A field of a state without a title.",
        FIELD_TITLE,
        (
            r#"{"states": {"sync": {"type": "user", "schema": {"properties": {"at": {"description": "When."}}}}}}"#,
            STATE,
        ),
        described!(At::Field(&["states", "*"]), Wants::Title, "state field"),
    ),
    rule(
        "state-field-description",
        Some("state-fields-must-have-description"),
        ERROR,
        "A field of a state without a description.",
        DESCRIPTION,
        (
            r#"{"states": {"sync": {"type": "user", "schema": {"properties": {"at": {"x-zui": {"title": "At"}}}}}}}"#,
            STATE,
        ),
        described!(At::Field(&["states", "*"]), Wants::Description, "state field"),
    ),
    rule(
        "legacy-ui-title",
        Some("legacy-zui-title-should-be-removed"),
        ERROR,
        "A title in an old `ui` key.",
        "The user interface of today reads `x-zui.title` in the schema.",
        (
            r#"{"configuration": {"schema": {"ui": {"url": {"title": "Address"}}}}}"#,
            r#"{"configuration": {"schema": {"ui": {"url": {}}}}}"#,
        ),
        described!(At::LegacyUi, Wants::NoTitle, "ui"),
    ),
    rule(
        "legacy-ui-examples",
        Some("legacy-zui-examples-should-be-removed"),
        Some(Severity::Hint),
        "Examples in an old `ui` key.",
        "The user interface of today shows no examples.",
        (
            r#"{"configuration": {"schema": {"ui": {"url": {"examples": ["a"]}}}}}"#,
            r#"{"configuration": {"schema": {"ui": {"url": {}}}}}"#,
        ),
        described!(At::LegacyUi, Wants::NoExamples, "ui"),
    ),
    rule(
        "nested-field-title",
        None,
        None,
        "A field inside of another field without a title.",
        FIELD_TITLE,
        (
            r#"{"configuration": {"schema": {"properties": {"url": {"description": "Where.", "x-zui": {"title": "Url"}, "properties": {"host": {"description": "The host."}}}}}}}"#,
            r#"{"configuration": {"schema": {"properties": {"url": {"description": "Where.", "x-zui": {"title": "Url"}, "properties": {"host": {"description": "The host.", "x-zui": {"title": "Host"}}}}}}}}"#,
        ),
        described!(At::NestedField, Wants::Title, "nested field"),
    ),
    rule(
        "nested-field-description",
        None,
        None,
        "A field inside of another field without a description.",
        DESCRIPTION,
        (
            r#"{"configuration": {"schema": {"properties": {"url": {"description": "Where.", "x-zui": {"title": "Url"}, "properties": {"host": {"x-zui": {"title": "Host"}}}}}}}}"#,
            r#"{"configuration": {"schema": {"properties": {"url": {"description": "Where.", "x-zui": {"title": "Url"}, "properties": {"host": {"description": "The host.", "x-zui": {"title": "Host"}}}}}}}}"#,
        ),
        described!(At::NestedField, Wants::Description, "nested field"),
    ),
];

/// A title can be made of the key, to be looked at; a description cannot.
fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Check::Described(described) = context.rule.check else { return Vec::new() };
    let Some(node) = context.node() else { return Vec::new() };
    let title = |key: Node<'_>| sentence_case(&key.text());
    match (described.wants, described.at) {
        (Wants::NoTitle | Wants::NoExamples, _) => {
            let title = format!("Remove the old \"{}\"", described.wants.key());
            let property = context.property().into_iter();
            property.map(|property| Fix::to_review(title.clone(), remove(context.source, property))).collect()
        }
        (Wants::OwnTitle, At::Entry(_)) => {
            let Some((key, object)) = entry(node) else { return Vec::new() };
            let title = title(key);
            let edits = match object.get("title") {
                Some(empty) => vec![replace_text(empty, &title)],
                None => insert(context.source, object, &[("title", literal(&title))]),
            };
            vec![Fix::to_review(format!("Add the title \"{title}\""), edits)]
        }
        (Wants::Title, _) => {
            let Some((key, object)) = entry(node) else { return Vec::new() };
            let title = title(key);
            let zui = object.get("x-zui").filter(|zui| zui.kind() == Kind::Object);
            let edits = match (zui, zui.and_then(|zui| zui.get("title"))) {
                (_, Some(empty)) => vec![replace_text(empty, &title)],
                (Some(zui), None) => insert(context.source, zui, &[("title", literal(&title))]),
                (None, None) if object.get("x-zui").is_some() => return Vec::new(),
                (None, None) => {
                    let zui = format!("{{\"title\": {}}}", literal(&title));
                    insert(context.source, object, &[("x-zui", zui)])
                }
            };
            vec![Fix::to_review(format!("Add the title \"{title}\""), edits)]
        }
        _ => Vec::new(),
    }
}

/// The key and the object of what a diagnostic is about: it is at the key, at `x-zui`, or at an empty title.
fn entry(node: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    let inside = |name: &str| {
        node.ancestors()
            .chain([node])
            .find(|outer| outer.kind() == Kind::Property && outer.name().is_some_and(|found| found == name))
    };
    let property = match (inside("x-zui"), inside("title")) {
        (Some(zui), _) => zui.parent()?.parent()?,
        (None, Some(title)) if !node.is_key() => title.parent()?.parent()?,
        _ => node.parent()?,
    };
    Some((property.key()?, property.value()?))
}
