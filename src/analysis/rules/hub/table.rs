//! The rules of the hub, one row each, in the order of the documentation.

use super::fixes::{add_field_title, add_title, remove_obsolete};
use super::requirement::{Expectation, Requirement, Selector};
use crate::analysis::{Check, Example, Group, Implementation, Rule, Severity, no_fixes};

const ERROR: Option<Severity> = Some(Severity::Error);
const WARNING: Option<Severity> = Some(Severity::Warning);
const HINT: Option<Severity> = Some(Severity::Hint);
const OFF: Option<Severity> = None;

const TITLE: &str = "Users see it instead of the key.";
const DESCRIPTION: &str = "Users read it to learn what it is for.";
const ACTION_DESCRIPTION: &str = "Users and AI agents read it to choose the action.";
const EVENT_DESCRIPTION: &str = "Users and AI agents read it to choose the event.";
const FIELD_TITLE: &str = "Users see it next to the field, instead of the key.";
const FIELD_DESCRIPTION: &str = "Users and AI agents read it to know what the field means.";
const INTEGRATION: &str = "The hub shows it to everyone looking for an integration.";

/// A row of the table: everything that differs between the rules of the hub.
struct Row {
    name: &'static str,
    bp_lint: Option<&'static str>,
    severity: Option<Severity>,
    summary: &'static str,
    why: &'static str,
    requirement: &'static Requirement,
    examples: &'static [Example],
}

const fn rule(row: Row) -> Implementation {
    let Row { name, bp_lint, severity, summary, why, requirement, examples } = row;
    let fix = match requirement.expectation {
        Expectation::Title => "Add a `\"title\"`.",
        Expectation::Description => "Add a `\"description\"`.",
        Expectation::Icon => "Encode an SVG file in base64 and add it as `\"icon\"`.",
        Expectation::Readme => "Encode a Markdown file in base64 and add it as `\"readme\"`.",
        Expectation::FieldTitle => "Add `\"x-zui\": {\"title\": \"…\"}` to the field's schema.",
        Expectation::FieldDescription => "Add a `\"description\"` to the field's schema.",
        Expectation::NoTitle => "Remove it, and set `x-zui.title` in the schema instead.",
        Expectation::NoExamples => "Remove it: nothing reads it.",
    };
    let fixes = match (requirement.expectation, requirement.selector) {
        (Expectation::Title, Selector::Entry(_)) => add_title,
        (Expectation::FieldTitle, _) => add_field_title,
        (Expectation::NoTitle | Expectation::NoExamples, _) => remove_obsolete,
        _ => no_fixes,
    };
    let rule = Rule { name, group: Group::Hub, severity, summary, why, fix, examples, bp_lint, tag: None };
    Implementation { rule, check: Check::Requirement(requirement), fixes }
}

/// The branches of a rule about a `title` or `description`: those of `$document`, whose element is at `$pointer`.
macro_rules! text_examples {
    ($key:literal, $document:ident, $pointer:literal $(, $more:expr)*) => {
        &[
            Example::finds_without(concat!("No ", $key), $document, concat!($pointer, "/", $key)),
            Example::finds_with(concat!("An empty ", $key), $document, concat!($pointer, "/", $key), "\"\""),
            Example::fine(concat!("A ", $key), $document),
            Example::fine_with("An entry that is removed", $document, $pointer, "null"),
            Example::fine_with("An entry that is still being typed", $document, $pointer, ""),
            $($more,)*
        ]
    };
}

/// The branches of a rule about the title of a schema's field, which is at `$pointer` in `$document`.
macro_rules! field_title_examples {
    ($document:ident, $pointer:literal) => {
        &[
            Example::finds_without("No \"x-zui\"", $document, concat!($pointer, "/x-zui")),
            Example::finds_without("An \"x-zui\" without a title", $document, concat!($pointer, "/x-zui/title")),
            Example::finds_with("An empty title", $document, concat!($pointer, "/x-zui/title"), "\"\""),
            Example::fine("A title in \"x-zui\"", $document),
            Example::fine_with("A title in a branch", $document, $pointer, BRANCHES),
            Example::fine_with("A schema that is not an object", $document, $pointer, "true"),
        ]
    };
}

/// The branches of a rule about the description of a schema's field, which is at `$pointer` in `$document`.
macro_rules! field_description_examples {
    ($document:ident, $pointer:literal) => {
        &[
            Example::finds_without("No description", $document, concat!($pointer, "/description")),
            Example::finds_with("An empty description", $document, concat!($pointer, "/description"), "\"\""),
            Example::fine("A description", $document),
            Example::fine_with("A description in a branch", $document, $pointer, BRANCHES),
            Example::fine_with("A description below a branch", $document, $pointer, DEEP_BRANCHES),
            Example::fine_with("A schema that is not an object", $document, $pointer, "true"),
        ]
    };
}

/// A field whose description is below a branch, and not the first text in the document.
const DEEP_BRANCHES: &str =
    r#"{"items": {"description": ""}, "anyOf": [{"items": {"allOf": [{"description": "It is here."}]}}]}"#;

/// A field whose title and description are in its branches.
const BRANCHES: &str = r#"{"anyOf": [{"type": "null"}, {"description": "It is here.", "x-zui": {"title": "Here"}}]}"#;

const INTEGRATION_DOCUMENT: &str = r#"{"name": "acme/mail", "version": "1.0.0", "title": "Acme Mail", "description": "Send and receive mail.", "icon": "PHN2Zy8+", "readme": "IyBBY21l"}"#;
const ACTION: &str = r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {}}, "output": {"schema": {}}}}}"#;
const ACTION_OF_INTERFACE: &str = r#"{"actions": {"send": {"input": {"schema": {"type": "object", "properties": {"to": {}}}}, "output": {"schema": {"type": "object", "properties": {"id": {}}}}}}, "interfaces": {"mailer": {"id": "itf_01J0000000000000000000000000", "actions": {"sendMail": {"name": "send"}}}}}"#;
const ACTION_INPUT: &str = r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {"type": "object", "properties": {"to": {"description": "The recipient.", "x-zui": {"title": "To"}}}}}, "output": {"schema": {}}}}}"#;
const ACTION_OUTPUT: &str = r#"{"actions": {"send": {"title": "Send", "description": "Sends it.", "input": {"schema": {}}, "output": {"schema": {"type": "object", "properties": {"id": {"description": "Its id.", "x-zui": {"title": "Id"}}}}}}}}"#;
const EVENT: &str = r#"{"events": {"sent": {"title": "Sent", "description": "A mail was sent.", "schema": {"type": "object", "properties": {"id": {"description": "Its id.", "x-zui": {"title": "Id"}}}}}}}"#;
const EVENT_OF_INTERFACE: &str = r#"{"events": {"sent": {"schema": {"type": "object", "properties": {"id": {}}}}}, "interfaces": {"mailer": {"id": "itf_01J0000000000000000000000000", "events": {"mailSent": {"name": "sent"}}}}}"#;
const CONFIGURATION: &str = r#"{"configuration": {"schema": {"type": "object", "properties": {"url": {"description": "The address.", "x-zui": {"title": "Address"}}}}}}"#;
const CONFIGURATIONS: &str = r#"{"configurations": {"manual": {"title": "Manual", "description": "Fill in the address.", "schema": {"type": "object", "properties": {"url": {"description": "The address.", "x-zui": {"title": "Address"}}}}}}}"#;
const USER: &str = r#"{"user": {"tags": {"mail": {"title": "Mail", "description": "The user's mail address."}}}}"#;
const CHANNEL: &str = r#"{"channels": {"thread": {"title": "Thread", "description": "A thread.", "messages": {}, "conversation": {"tags": {"id": {"title": "Id", "description": "Its id."}}}, "message": {"tags": {"id": {"title": "Id", "description": "Its id."}}}}}}"#;
const STATE: &str = r#"{"states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {"at": {"description": "When it was.", "x-zui": {"title": "At"}}}}}}}"#;
const NESTED: &str = r#"{"configuration": {"schema": {"type": "object", "properties": {"url": {"description": "The address.", "x-zui": {"title": "Address"}, "properties": {"host": {"description": "The host.", "x-zui": {"title": "Host"}}}}}}}}"#;

/// The rules of the hub.
pub(in crate::analysis::rules) static RULES: [Implementation; 34] = [
    rule(Row {
        name: "integration-title",
        bp_lint: Some("integration-title-must-be-present"),
        severity: ERROR,
        summary: "The integration has no title.",
        why: INTEGRATION,
        requirement: &Requirement { selector: Selector::Root, expectation: Expectation::Title, noun: "integration" },
        examples: &[
            Example::finds_without("No title", INTEGRATION_DOCUMENT, "/title"),
            Example::finds_with("An empty title", INTEGRATION_DOCUMENT, "/title", "\"\""),
            Example::fine("A title", INTEGRATION_DOCUMENT),
            Example::fine(
                "An update without a title, which keeps the one on the server",
                r#"{"description": "Send and receive mail."}"#,
            ),
        ],
    }),
    rule(Row {
        name: "integration-description",
        bp_lint: Some("integration-description-must-be-present"),
        severity: ERROR,
        summary: "The integration has no description.",
        why: INTEGRATION,
        requirement: &Requirement {
            selector: Selector::Root,
            expectation: Expectation::Description,
            noun: "integration",
        },
        examples: &[
            Example::finds_without("No description", INTEGRATION_DOCUMENT, "/description"),
            Example::finds("An empty description in an update", r#"{"title": "Acme Mail", "description": ⟦""⟧}"#),
            Example::fine("A description", INTEGRATION_DOCUMENT),
            Example::fine(
                "An update without a description, which keeps the one on the server",
                r#"{"title": "Acme Mail"}"#,
            ),
        ],
    }),
    rule(Row {
        name: "integration-icon",
        bp_lint: Some("integration-must-have-an-icon"),
        severity: ERROR,
        summary: "The integration has no icon.",
        why: INTEGRATION,
        requirement: &Requirement { selector: Selector::Root, expectation: Expectation::Icon, noun: "integration" },
        examples: &[
            Example::finds_without("No icon", INTEGRATION_DOCUMENT, "/icon"),
            Example::finds_with("An empty icon", INTEGRATION_DOCUMENT, "/icon", "\"\""),
            Example::fine("An icon", INTEGRATION_DOCUMENT),
            Example::fine("An update without an icon, which keeps the one on the server", r#"{"title": "Acme Mail"}"#),
        ],
    }),
    rule(Row {
        name: "integration-readme",
        bp_lint: Some("integration-must-have-a-readme-file"),
        severity: ERROR,
        summary: "The integration has no readme.",
        why: INTEGRATION,
        requirement: &Requirement { selector: Selector::Root, expectation: Expectation::Readme, noun: "integration" },
        examples: &[
            Example::finds_without("No readme", INTEGRATION_DOCUMENT, "/readme"),
            Example::finds_with("An empty readme", INTEGRATION_DOCUMENT, "/readme", "\"\""),
            Example::fine("A readme", INTEGRATION_DOCUMENT),
            Example::fine("An update without a readme, which keeps the one on the server", r#"{"title": "Acme Mail"}"#),
        ],
    }),
    rule(Row {
        name: "action-title",
        bp_lint: Some("actions-should-have-a-title"),
        severity: WARNING,
        summary: "An action has no title.",
        why: TITLE,
        requirement: &Requirement {
            selector: Selector::Entry(&["actions", "*"]),
            expectation: Expectation::Title,
            noun: "action",
        },
        examples: text_examples!(
            "title",
            ACTION,
            "/actions/send",
            Example::fine("An action that implements an interface", ACTION_OF_INTERFACE)
        ),
    }),
    rule(Row {
        name: "action-description",
        bp_lint: Some("actions-must-have-a-description"),
        severity: ERROR,
        summary: "An action has no description.",
        why: ACTION_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Entry(&["actions", "*"]),
            expectation: Expectation::Description,
            noun: "action",
        },
        examples: text_examples!(
            "description",
            ACTION,
            "/actions/send",
            Example::fine("An action that implements an interface", ACTION_OF_INTERFACE)
        ),
    }),
    rule(Row {
        name: "action-input-title",
        bp_lint: Some("action-inputparams-should-have-a-title"),
        severity: WARNING,
        summary: "A field of an action's input has no title.",
        why: FIELD_TITLE,
        requirement: &Requirement {
            selector: Selector::Field(&["actions", "*", "input"]),
            expectation: Expectation::FieldTitle,
            noun: "input field",
        },
        examples: field_title_examples!(ACTION_INPUT, "/actions/send/input/schema/properties/to"),
    }),
    rule(Row {
        name: "action-input-description",
        bp_lint: Some("action-inputparams-must-have-a-description"),
        severity: ERROR,
        summary: "A field of an action's input has no description.",
        why: FIELD_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Field(&["actions", "*", "input"]),
            expectation: Expectation::FieldDescription,
            noun: "input field",
        },
        examples: field_description_examples!(ACTION_INPUT, "/actions/send/input/schema/properties/to"),
    }),
    rule(Row {
        name: "action-output-title",
        bp_lint: Some("action-outputparams-should-have-a-title"),
        severity: WARNING,
        summary: "A field of an action's output has no title.",
        why: FIELD_TITLE,
        requirement: &Requirement {
            selector: Selector::Field(&["actions", "*", "output"]),
            expectation: Expectation::FieldTitle,
            noun: "output field",
        },
        examples: field_title_examples!(ACTION_OUTPUT, "/actions/send/output/schema/properties/id"),
    }),
    rule(Row {
        name: "action-output-description",
        bp_lint: Some("action-outputparams-must-have-a-description"),
        severity: ERROR,
        summary: "A field of an action's output has no description.",
        why: FIELD_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Field(&["actions", "*", "output"]),
            expectation: Expectation::FieldDescription,
            noun: "output field",
        },
        examples: field_description_examples!(ACTION_OUTPUT, "/actions/send/output/schema/properties/id"),
    }),
    rule(Row {
        name: "event-title",
        bp_lint: Some("events-must-have-a-title"),
        severity: ERROR,
        summary: "An event has no title.",
        why: TITLE,
        requirement: &Requirement {
            selector: Selector::Entry(&["events", "*"]),
            expectation: Expectation::Title,
            noun: "event",
        },
        examples: text_examples!(
            "title",
            EVENT,
            "/events/sent",
            Example::fine("An event that implements an interface", EVENT_OF_INTERFACE)
        ),
    }),
    rule(Row {
        name: "event-description",
        bp_lint: Some("events-must-have-a-description"),
        severity: ERROR,
        summary: "An event has no description.",
        why: EVENT_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Entry(&["events", "*"]),
            expectation: Expectation::Description,
            noun: "event",
        },
        examples: text_examples!(
            "description",
            EVENT,
            "/events/sent",
            Example::fine("An event that implements an interface", EVENT_OF_INTERFACE)
        ),
    }),
    rule(Row {
        name: "event-field-title",
        bp_lint: Some("event-outputparams-should-have-title"),
        severity: WARNING,
        summary: "A field of an event has no title.",
        why: FIELD_TITLE,
        requirement: &Requirement {
            selector: Selector::Field(&["events", "*"]),
            expectation: Expectation::FieldTitle,
            noun: "event field",
        },
        examples: field_title_examples!(EVENT, "/events/sent/schema/properties/id"),
    }),
    rule(Row {
        name: "event-field-description",
        bp_lint: Some("event-outputparams-must-have-description"),
        severity: ERROR,
        summary: "A field of an event has no description.",
        why: FIELD_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Field(&["events", "*"]),
            expectation: Expectation::FieldDescription,
            noun: "event field",
        },
        examples: field_description_examples!(EVENT, "/events/sent/schema/properties/id"),
    }),
    rule(Row {
        name: "configuration-field-title",
        bp_lint: Some("configuration-fields-must-have-a-title"),
        severity: ERROR,
        summary: "A field of the default configuration has no title.",
        why: FIELD_TITLE,
        requirement: &Requirement {
            selector: Selector::Field(&["configuration"]),
            expectation: Expectation::FieldTitle,
            noun: "configuration field",
        },
        examples: field_title_examples!(CONFIGURATION, "/configuration/schema/properties/url"),
    }),
    rule(Row {
        name: "configuration-field-description",
        bp_lint: Some("configuration-fields-must-have-a-description"),
        severity: ERROR,
        summary: "A field of the default configuration has no description.",
        why: FIELD_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Field(&["configuration"]),
            expectation: Expectation::FieldDescription,
            noun: "configuration field",
        },
        examples: field_description_examples!(CONFIGURATION, "/configuration/schema/properties/url"),
    }),
    rule(Row {
        name: "configurations-title",
        bp_lint: Some("multiple-configurations-must-have-a-title"),
        severity: ERROR,
        summary: "One of the `configurations` has no title.",
        why: TITLE,
        requirement: &Requirement {
            selector: Selector::Entry(&["configurations", "*"]),
            expectation: Expectation::Title,
            noun: "configuration",
        },
        examples: text_examples!("title", CONFIGURATIONS, "/configurations/manual"),
    }),
    rule(Row {
        name: "configurations-description",
        bp_lint: Some("multiple-configurations-must-have-a-description"),
        severity: ERROR,
        summary: "One of the `configurations` has no description.",
        why: DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Entry(&["configurations", "*"]),
            expectation: Expectation::Description,
            noun: "configuration",
        },
        examples: text_examples!("description", CONFIGURATIONS, "/configurations/manual"),
    }),
    rule(Row {
        name: "configurations-field-title",
        bp_lint: Some("multipes-configurations-fields-must-have-a-title"),
        severity: ERROR,
        summary: "A field of one of the `configurations` has no title.",
        why: FIELD_TITLE,
        requirement: &Requirement {
            selector: Selector::Field(&["configurations", "*"]),
            expectation: Expectation::FieldTitle,
            noun: "configuration field",
        },
        examples: field_title_examples!(CONFIGURATIONS, "/configurations/manual/schema/properties/url"),
    }),
    rule(Row {
        name: "configurations-field-description",
        bp_lint: Some("multipes-configurations-fields-must-have-a-description"),
        severity: ERROR,
        summary: "A field of one of the `configurations` has no description.",
        why: FIELD_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Field(&["configurations", "*"]),
            expectation: Expectation::FieldDescription,
            noun: "configuration field",
        },
        examples: field_description_examples!(CONFIGURATIONS, "/configurations/manual/schema/properties/url"),
    }),
    rule(Row {
        name: "user-tag-title",
        bp_lint: Some("user-tags-should-have-a-title"),
        severity: WARNING,
        summary: "A user tag has no title.",
        why: TITLE,
        requirement: &Requirement {
            selector: Selector::Entry(&["user", "tags", "*"]),
            expectation: Expectation::Title,
            noun: "user tag",
        },
        examples: text_examples!("title", USER, "/user/tags/mail"),
    }),
    rule(Row {
        name: "user-tag-description",
        bp_lint: Some("user-tags-must-have-a-description"),
        severity: ERROR,
        summary: "A user tag has no description.",
        why: DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Entry(&["user", "tags", "*"]),
            expectation: Expectation::Description,
            noun: "user tag",
        },
        examples: text_examples!("description", USER, "/user/tags/mail"),
    }),
    rule(Row {
        name: "channel-title",
        bp_lint: Some("channels-should-have-a-title"),
        severity: WARNING,
        summary: "A channel has no title.",
        why: TITLE,
        requirement: &Requirement {
            selector: Selector::Entry(&["channels", "*"]),
            expectation: Expectation::Title,
            noun: "channel",
        },
        examples: text_examples!("title", CHANNEL, "/channels/thread"),
    }),
    rule(Row {
        name: "channel-description",
        bp_lint: Some("channels-must-have-a-description"),
        severity: ERROR,
        summary: "A channel has no description.",
        why: DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Entry(&["channels", "*"]),
            expectation: Expectation::Description,
            noun: "channel",
        },
        examples: text_examples!("description", CHANNEL, "/channels/thread"),
    }),
    rule(Row {
        name: "conversation-tag-title",
        bp_lint: Some("channels-conversation-tags-should-have-a-title"),
        severity: WARNING,
        summary: "A conversation tag has no title.",
        why: TITLE,
        requirement: &Requirement {
            selector: Selector::Entry(&["channels", "*", "conversation", "tags", "*"]),
            expectation: Expectation::Title,
            noun: "conversation tag",
        },
        examples: text_examples!("title", CHANNEL, "/channels/thread/conversation/tags/id"),
    }),
    rule(Row {
        name: "conversation-tag-description",
        bp_lint: Some("channels-conversation-tags-must-have-a-description"),
        severity: ERROR,
        summary: "A conversation tag has no description.",
        why: DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Entry(&["channels", "*", "conversation", "tags", "*"]),
            expectation: Expectation::Description,
            noun: "conversation tag",
        },
        examples: text_examples!("description", CHANNEL, "/channels/thread/conversation/tags/id"),
    }),
    rule(Row {
        name: "message-tag-title",
        bp_lint: Some("channels-message-tags-should-have-a-title"),
        severity: WARNING,
        summary: "A message tag has no title.",
        why: TITLE,
        requirement: &Requirement {
            selector: Selector::Entry(&["channels", "*", "message", "tags", "*"]),
            expectation: Expectation::Title,
            noun: "message tag",
        },
        examples: text_examples!("title", CHANNEL, "/channels/thread/message/tags/id"),
    }),
    rule(Row {
        name: "message-tag-description",
        bp_lint: Some("channels-message-tags-must-have-a-description"),
        severity: ERROR,
        summary: "A message tag has no description.",
        why: DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Entry(&["channels", "*", "message", "tags", "*"]),
            expectation: Expectation::Description,
            noun: "message tag",
        },
        examples: text_examples!("description", CHANNEL, "/channels/thread/message/tags/id"),
    }),
    rule(Row {
        name: "state-field-title",
        bp_lint: Some("state-fields-should-have-title"),
        severity: WARNING,
        summary: "A field of a state has no title.",
        why: FIELD_TITLE,
        requirement: &Requirement {
            selector: Selector::Field(&["states", "*"]),
            expectation: Expectation::FieldTitle,
            noun: "state field",
        },
        examples: field_title_examples!(STATE, "/states/sync/schema/properties/at"),
    }),
    rule(Row {
        name: "state-field-description",
        bp_lint: Some("state-fields-must-have-description"),
        severity: ERROR,
        summary: "A field of a state has no description.",
        why: FIELD_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::Field(&["states", "*"]),
            expectation: Expectation::FieldDescription,
            noun: "state field",
        },
        examples: field_description_examples!(STATE, "/states/sync/schema/properties/at"),
    }),
    rule(Row {
        name: "legacy-ui-title",
        bp_lint: Some("legacy-zui-title-should-be-removed"),
        severity: ERROR,
        summary: "A title in an obsolete `ui` key.",
        why: "The current user interface reads `x-zui.title` in the schema.",
        requirement: &Requirement { selector: Selector::LegacyUi, expectation: Expectation::NoTitle, noun: "ui" },
        examples: &[
            Example::finds(
                "A title under \"ui\"",
                r#"{"configuration": {"schema": {"type": "object", "ui": {"url": {⟦"title"⟧: "Address"}}}}}"#,
            ),
            Example::fine(
                "A \"ui\" without titles",
                r#"{"configuration": {"schema": {"type": "object", "ui": {"url": {}}}}}"#,
            ),
            Example::fine(
                "An empty title",
                r#"{"configuration": {"schema": {"type": "object", "ui": {"url": {"title": ""}}}}}"#,
            ),
            Example::fine(
                "A field named \"ui\"",
                r#"{"configuration": {"schema": {"type": "object", "properties": {"ui": {"description": "The interface.", "x-zui": {"title": "Interface"}}}}}}"#,
            ),
        ],
    }),
    rule(Row {
        name: "legacy-ui-examples",
        bp_lint: Some("legacy-zui-examples-should-be-removed"),
        severity: HINT,
        summary: "Examples in an obsolete `ui` key.",
        why: "The current user interface does not show examples.",
        requirement: &Requirement { selector: Selector::LegacyUi, expectation: Expectation::NoExamples, noun: "ui" },
        examples: &[
            Example::finds(
                "Examples under \"ui\"",
                r#"{"configuration": {"schema": {"type": "object", "ui": {"url": {⟦"examples"⟧: ["https://acme.example"]}}}}}"#,
            ),
            Example::fine(
                "A \"ui\" without examples",
                r#"{"configuration": {"schema": {"type": "object", "ui": {"url": {}}}}}"#,
            ),
            Example::fine(
                "Examples in the schema itself",
                r#"{"configuration": {"schema": {"examples": [{"url": "https://acme.example"}]}}}"#,
            ),
        ],
    }),
    rule(Row {
        name: "nested-field-title",
        bp_lint: None,
        severity: OFF,
        summary: "A field inside another field has no title.",
        why: FIELD_TITLE,
        requirement: &Requirement {
            selector: Selector::NestedField,
            expectation: Expectation::FieldTitle,
            noun: "nested field",
        },
        examples: field_title_examples!(NESTED, "/configuration/schema/properties/url/properties/host"),
    }),
    rule(Row {
        name: "nested-field-description",
        bp_lint: None,
        severity: OFF,
        summary: "A field inside another field has no description.",
        why: FIELD_DESCRIPTION,
        requirement: &Requirement {
            selector: Selector::NestedField,
            expectation: Expectation::FieldDescription,
            noun: "nested field",
        },
        examples: field_description_examples!(NESTED, "/configuration/schema/properties/url/properties/host"),
    }),
];
