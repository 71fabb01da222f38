//! The fields of a manifest, in a natural reading order.
//!
//! Every field is declared here and nowhere else. Limits, nullability and forms come from the request bodies of the Admin
//! API as of November 2026; a test compares them with a copy. The explanations are our own.
//!
//! | form | request | reference |
//! | --- | --- | --- |
//! | create | `POST /v1/admin/integrations` | [validateIntegrationCreation][create], which takes the same body |
//! | update | `PUT /v1/admin/integrations/{id}` | [updateIntegration][update] |
//!
//! The comment above each object gives its path in those bodies; `*` stands for a name that the author chooses.
//!
//! [create]: https://botpress.com/docs/api-reference/admin-api/openapi/validateIntegrationCreation
//! [update]: https://botpress.com/docs/api-reference/admin-api/openapi/updateIntegration

use super::declare::{ANY_TEXT, field, formatted, formatted_to, map, one_of, text, text_between, value};
use super::form::Forms;
use super::format::Format;
use super::names::{EntryKind, KeyStyle};
use super::schema;
use super::shape::{Choice, Field, Map, Object, Shape, Status};

/// A whole manifest: the body of both requests.
pub static MANIFEST: Object = Object {
    noun: "a manifest",
    is_open: false,
    fields: &[
        field("name", text(200), "The name of the integration.")
            .detail(
                "Together with `version` it identifies the integration. \
                 In a workspace with a handle, the name starts with that handle: `acme/mail`.",
            )
            .example(r#""acme-mail""#)
            .only(Forms::Create)
            .required(Forms::Create),
        field("version", formatted_to(Format::Version, 200), "The version to create.")
            .detail(
                "A semantic version. A public version cannot be updated: publish a higher version instead.",
            )
            .example(r#""1.2.0""#)
            .only(Forms::Create)
            .required(Forms::Create),
        field("dev", Shape::Boolean, "Whether this is a development integration.")
            .detail("A development integration runs on the developer's machine.")
            .example("true")
            .only(Forms::Create),
        field("title", text_between(1, 64), "The name of the integration that users see.").example(r#""Acme Mail""#),
        field("description", text(256), "What the integration does, shown below its title.")
            .example(r#""Send and receive mail with Acme.""#),
        field("url", formatted(Format::Url), "The URL of the integration, to which requests are sent.")
            .detail("An absolute http or https URL.")
            .example(r#""https://mail.acme.example/hook""#)
            .removable("removes the URL"),
        field("visibility", one_of(VISIBILITIES), "Who can install the integration.")
            .example(r#""private""#)
            .default_is(r#""private""#),
        field("public", Shape::Boolean, "Whether anyone can install the integration.").example("true").is(
            Status::Deprecated(
                "Use `visibility` instead: `\"public\"` in place of `true`, `\"private\"` in place of `false`.",
            ),
        ),
        field("icon", formatted(Format::Svg), "The icon: an SVG document in base64.")
            .detail("All versions share one icon: changing it here changes it everywhere.")
            .example(r#""PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=""#),
        field("readme", formatted(Format::Markdown), "The readme: a Markdown document in base64.")
            .detail("Each version has its own readme.")
            .example(r#""IyBBY21lIE1haWwK""#),
        field("code", formatted(Format::Code), "The JavaScript code of the integration.")
            .detail("Usually a bundle of one to several megabytes, written by a build tool.")
            .example(r#""exports.handler = async () => {}""#),
        field("secrets", Shape::Map(&SECRETS), "Values that only the integration's code can read.")
            .detail(
                "They belong to the integration, not to a single installation. \
                 Names are in SCREAMING_SNAKE_CASE; \
                 the code reads each value from the environment variable `SECRET_` followed by the name.",
            )
            .example(r#"{"API_KEY": "…"}"#),
        field("maxExecutionTime", Shape::Integer, "The time limit of a run, in seconds.")
            .example("60")
            .only(Forms::Update),
        field("configuration", Shape::Object(&CONFIGURATION), "The settings that users fill in to install the integration.")
            .detail("This is the default configuration; `configurations` offers alternatives to it.")
            .example(r#"{"schema": {"type": "object", "properties": {}}}"#),
        field("configurations", Shape::Map(&CONFIGURATIONS), "Alternatives to the default configuration.")
            .detail("On installation, users choose one of them or the default in `configuration`.")
            .example(r#"{"apiKey": {"title": "API key", "schema": {"type": "object", "properties": {}}}}"#),
        field("identifier", Shape::Object(&IDENTIFIER), "Scripts that find the installation that a request is for.")
            .detail("Needed when all installations share one webhook URL.")
            .example(r#"{"extractScript": "to_string!(.body.team_id)"}"#),
        field("channels", Shape::Map(&CHANNELS), "The channels through which bots and users exchange messages.")
            .example(r#"{"thread": {"messages": {"text": {"schema": {"type": "object", "properties": {}}}}}}"#),
        field("actions", Shape::Map(&ACTIONS), "The operations that bots can call.").example(
            r#"{"sendMail": {"input": {"schema": {"type": "object", "properties": {}}}, "output": {"schema": {"type": "object", "properties": {}}}}}"#,
        ),
        field("events", Shape::Map(&EVENTS), "The events that the integration sends to bots.")
            .example(r#"{"mailReceived": {"schema": {"type": "object", "properties": {}}}}"#),
        field("states", Shape::Map(&STATES), "The data that the integration stores.")
            .example(r#"{"lastSync": {"type": "integration", "schema": {"type": "object", "properties": {}}}}"#),
        field("entities", Shape::Map(&ENTITIES), "The types of object in the connected service that actions and events work with.")
            .detail("Integrations implement interfaces such as `listable` for them.")
            .example(r#"{"mailbox": {"schema": {"type": "object", "properties": {}}}}"#),
        field("user", Shape::Object(&USER), "The tags on users, and whether the API can create users.")
            .example(r#"{"tags": {"id": {"title": "User id"}}}"#),
        field("interfaces", Shape::Map(&INTERFACES), "The interfaces that the integration implements.")
            .detail(
                "Each one maps names in the interface to names in this manifest. \
                Its key can be any text, for example `llm<modelRef>`.",
            )
            .example(
                r#"{"hitl": {"id": "itf_01J0000000000000000000000000", "actions": {"startHitl": {"name": "startHandoff"}}}}"#,
            ),
        field("attributes", Shape::Map(&ATTRIBUTES), "Free-form attributes of the integration.")
            .example(r#"{"category": "Communication"}"#),
        field("extraOperations", Shape::Map(&EXTRA_OPERATIONS), "The extra operations that the integration's instances receive.")
            .example(r#"{"ping": {"enabled": true}}"#)
            .is(Status::Experimental),
        field("layers", Shape::TextList, "The layers that the integration's code runs on.").example(r#"["base"]"#),
        field("sdkVersion", text(200), "The version of the SDK that built the manifest.")
            .detail("The vendor's tool writes it.")
            .example(r#""7.2.2""#),
        field("$schema", ANY_TEXT, "The JSON Schema that editors check this file against.")
            .detail("Only editors read it: remove it before you send the manifest.")
            .example(r#""./integration.schema.json""#)
            .is(Status::EditorOnly),
    ],
};

/// The keys that distinguish the forms: a create must have them, and an update cannot.
pub fn create_keys() -> impl Iterator<Item = &'static str> {
    let marks_a_create = |field: &&Field| field.forms == Forms::Create && field.required == Forms::Create;
    MANIFEST.fields.iter().filter(marks_a_create).map(|field| field.name)
}

const VISIBILITIES: &[Choice] = &[
    Choice {
        value: "public",
        summary: "Anyone can install it, and the hub lists it. \
                  A public version cannot be updated: publish a new version instead.",
    },
    Choice { value: "private", summary: "Only the workspace that created it can install it." },
    Choice {
        value: "unlisted",
        summary: "Anyone who knows its name can install it; the hub does not list it. \
                  Like a public version, it cannot be updated.",
    },
];

/// A title, which is limited to 64 characters everywhere.
const fn title(example: &'static str) -> Field {
    field("title", text(64), "The name that users see.").example(example)
}

/// A description, which is limited to 256 characters everywhere.
const fn description(summary: &'static str, example: &'static str) -> Field {
    field("description", text(256), summary).example(example)
}

/// The schema of data that is sent or stored.
const SCHEMA: Field = field("schema", Shape::JsonSchema(&schema::SCHEMA), "The JSON Schema of the data.")
    .detail(
        "Draft 7, with `\"type\": \"object\"` at the top level. \
         `x-zui` contains hints for the user interface, such as `x-zui.title`.",
    )
    .example(r#"{"type": "object", "properties": {"text": {"type": "string"}}}"#)
    .required(Forms::Both);

/// Older definitions have it next to a schema, and the vendor's tool sends everything in a definition.
const UI: Field = field("ui", Shape::Any, "Hints for an older user interface.")
    .example("{}")
    .is(Status::Tolerated("Some tools write it and the API accepts it. Use `x-zui` inside the schema instead."));

/// The status of a `name` that repeats the key of its object.
const KEY_COUNTS: Status =
    Status::Tolerated("Some tools write it and the API accepts it, but only the key of this object counts.");

/// `secrets`
static SECRETS: Map = map(
    EntryKind::Secret,
    KeyStyle::Secret,
    value(formatted_to(Format::Secret, 20_000), "The value of a secret, shared by all installations.")
        .detail(
            "The code reads it from the environment variable `SECRET_` followed by this name, \
             which is in SCREAMING_SNAKE_CASE. Keep real values out of files that others can read.",
        )
        .example(r#""…""#)
        .removable("removes the secret")
        .nullable_in(Forms::Both),
);

/// `configuration` and `configurations.*`
static CONFIGURATION: Object = Object {
    noun: "a configuration",
    is_open: false,
    fields: &[
        title(r#""Default""#),
        description("When to choose this configuration.", r#""Connect with an Acme account.""#),
        field("schema", Shape::JsonSchema(&schema::SCHEMA), "The JSON Schema of the settings that users fill in.")
            .detail("Draft 7, with `\"type\": \"object\"` at the top level. The settings are validated against it.")
            .example(r#"{"type": "object", "properties": {}}"#),
        field("identifier", Shape::Object(&CONFIGURATION_IDENTIFIER), "How to identify an installation.")
            .example(r#"{"required": true}"#),
        UI,
    ],
};

/// `configuration.identifier` and `configurations.*.identifier`
static CONFIGURATION_IDENTIFIER: Object = Object {
    noun: "a configuration's identifier",
    is_open: false,
    fields: &[
        field("required", Shape::Boolean, "Whether an installation needs an identifier before it works.")
            .example("true"),
        field(
            "linkTemplateScript",
            formatted_to(Format::Vrl, 2_000),
            "A VRL script that returns the link through which users connect their account.",
        )
        .detail("It can read `.webhookId`, `.webhookUrl` and `.env`.")
        .example(r#""\"https://acme.example/connect?state={{ .webhookId }}\"""#)
        .removable("removes the script"),
    ],
};

/// `configurations`
static CONFIGURATIONS: Map = map(
    EntryKind::Configuration,
    KeyStyle::Custom,
    value(Shape::Object(&CONFIGURATION), "A configuration that users can choose instead of the default.")
        .example(r#"{"title": "API key", "schema": {"type": "object", "properties": {}}}"#)
        .removable("removes the configuration"),
);

/// `identifier`
static IDENTIFIER: Object = Object {
    noun: "the identifier",
    is_open: false,
    fields: &[
        field(
            "extractScript",
            formatted_to(Format::Vrl, 2_000),
            "A VRL script that returns the identifier of the installation that a request is for, or null.",
        )
        .detail("It can read `.body`, `.headers`, `.query`, `.path`, `.method` and `.secrets`.")
        .example(r#""to_string!(.body.team_id)""#)
        .removable("removes the script"),
        field(
            "fallbackHandlerScript",
            formatted_to(Format::Vrl, 2_000),
            "A VRL script that answers requests that are not for any installation.",
        )
        .detail("It can read the same values as `extractScript`, and returns an object with `status`, `headers` and `body`.")
        .example(r#""{ \"status\": 200 }""#)
        .removable("removes the script"),
    ],
};

/// `channels`
static CHANNELS: Map = map(
    EntryKind::Channel,
    KeyStyle::Identifier,
    value(Shape::Object(&CHANNEL), "A channel through which bots and users exchange messages.")
        .example(r#"{"messages": {"text": {"schema": {"type": "object", "properties": {}}}}}"#)
        .removable("removes the channel"),
);

/// `channels.*`
static CHANNEL: Object = Object {
    noun: "a channel",
    is_open: false,
    fields: &[
        title(r#""Mail thread""#),
        description("What the channel is for.", r#""A thread of mails.""#),
        field("messages", Shape::Map(&MESSAGES), "The types of message in the channel.")
            .example(r#"{"text": {"schema": {"type": "object", "properties": {}}}}"#)
            .required(Forms::Create),
        field(
            "conversation",
            Shape::Object(&CONVERSATION),
            "The tags on the channel's conversations, and whether the API can create conversations.",
        )
        .example(r#"{"tags": {"threadId": {"title": "Thread"}}}"#),
        field("message", Shape::Object(&MESSAGE_SETTINGS), "The tags on the channel's messages.")
            .example(r#"{"tags": {"mailId": {"title": "Mail"}}}"#),
        field("name", ANY_TEXT, "The name of the channel, repeated.").example(r#""thread""#).is(KEY_COUNTS),
    ],
};

/// `channels.*.messages`
static MESSAGES: Map = map(
    EntryKind::Message,
    KeyStyle::Identifier,
    value(Shape::Object(&MESSAGE), "A type of message.")
        .example(r#"{"schema": {"type": "object", "properties": {}}}"#)
        .removable("removes this type of message"),
);

/// `channels.*.messages.*`
static MESSAGE: Object = Object { noun: "a type of message", is_open: false, fields: &[SCHEMA, UI] };

/// `channels.*.conversation`
static CONVERSATION: Object = Object {
    noun: "the conversation settings of a channel",
    is_open: false,
    fields: &[
        creation("Whether the API can create conversations, and which tags that requires."),
        tags(&CONVERSATION_TAGS, "The tags that conversations can have."),
    ],
};

/// `channels.*.message`
static MESSAGE_SETTINGS: Object = Object {
    noun: "the message settings of a channel",
    is_open: false,
    fields: &[tags(&MESSAGE_TAGS, "The tags that messages can have.")],
};

/// `user`
static USER: Object = Object {
    noun: "the user settings",
    is_open: false,
    fields: &[
        creation("Whether the API can create users, and which tags that requires."),
        tags(&USER_TAGS, "The tags that users can have."),
    ],
};

const fn creation(summary: &'static str) -> Field {
    field("creation", Shape::Object(&CREATION), summary).example(r#"{"enabled": true, "requiredTags": []}"#)
}

/// `user.creation` and `channels.*.conversation.creation`
static CREATION: Object = Object {
    noun: "the creation settings",
    is_open: false,
    fields: &[
        field("enabled", Shape::Boolean, "Whether creation through the API is enabled.")
            .example("true")
            .required(Forms::Both),
        field("requiredTags", Shape::TextList, "The tags that must be given on creation.")
            .detail("Each must be declared in `tags`, next to `creation`.")
            .example(r#"["id"]"#)
            .refers_to(EntryKind::Tag)
            .required(Forms::Both),
    ],
};

const fn tags(map: &'static Map, summary: &'static str) -> Field {
    field("tags", Shape::Map(map), summary).example(r#"{"id": {"title": "Id", "description": "The id at Acme."}}"#)
}

const fn tag_map(summary: &'static str) -> Map {
    let tag = value(Shape::Object(&TAG), summary)
        .example(r#"{"title": "Id", "description": "The id at Acme."}"#)
        .removable("removes the tag");
    map(EntryKind::Tag, KeyStyle::Tag, tag)
}

/// `user.tags`
static USER_TAGS: Map =
    tag_map("A value that the integration attaches to a user, such as the user's id in the connected service.");

/// `channels.*.conversation.tags`
static CONVERSATION_TAGS: Map =
    tag_map("A value that the integration attaches to a conversation, such as its id in the connected service.");

/// `channels.*.message.tags`
static MESSAGE_TAGS: Map =
    tag_map("A value that the integration attaches to a message, such as its id in the connected service.");

/// `user.tags.*`, `channels.*.conversation.tags.*` and `channels.*.message.tags.*`
static TAG: Object = Object {
    noun: "a tag",
    is_open: false,
    fields: &[title(r#""Thread id""#), description("What the tag contains.", r#""The id of the thread at Acme.""#)],
};

/// `actions`
static ACTIONS: Map = map(
    EntryKind::Action,
    KeyStyle::Identifier,
    value(Shape::Object(&ACTION), "An operation that bots can call.")
        .example(
            r#"{"title": "Send a mail", "input": {"schema": {"type": "object", "properties": {}}}, "output": {"schema": {"type": "object", "properties": {}}}}"#,
        )
        .removable("removes the action"),
);

/// `actions.*`
static ACTION: Object = Object {
    noun: "an action",
    is_open: false,
    fields: &[
        title(r#""Send a mail""#),
        description("What the action does.", r#""Sends a mail and returns its id.""#)
            .detail("Users and AI agents read it to choose the action."),
        field("input", Shape::Object(&PAYLOAD), "What the action receives.")
            .example(r#"{"schema": {"type": "object", "properties": {}}}"#)
            .required(Forms::Both),
        field("output", Shape::Object(&PAYLOAD), "What the action returns.")
            .example(r#"{"schema": {"type": "object", "properties": {}}}"#)
            .required(Forms::Both),
        field("billable", Shape::Boolean, "Whether calls are billed.").example("true"),
        field("cacheable", Shape::Boolean, "Whether the output for the same input may be cached and reused.")
            .example("true"),
        attributes("Free-form attributes of the action.", r#"{"bpActionHiddenInStudio": "true"}"#),
        field("name", ANY_TEXT, "The name of the action, repeated.").example(r#""sendMail""#).is(KEY_COUNTS),
    ],
};

/// `actions.*.input` and `actions.*.output`
static PAYLOAD: Object = Object { noun: "the input or output of an action", is_open: false, fields: &[SCHEMA, UI] };

const fn attributes(summary: &'static str, example: &'static str) -> Field {
    field("attributes", Shape::Map(&ATTRIBUTES), summary).example(example)
}

/// `attributes`, `actions.*.attributes` and `events.*.attributes`
static ATTRIBUTES: Map = map(
    EntryKind::Attribute,
    KeyStyle::Free,
    value(text(200), "The value of a free-form attribute.")
        .example(r#""Communication""#)
        .removable("removes the attribute"),
);

/// `events`
static EVENTS: Map = map(
    EntryKind::Event,
    KeyStyle::Identifier,
    value(Shape::Object(&EVENT), "An event that the integration sends to bots.")
        .example(r#"{"title": "Mail received", "schema": {"type": "object", "properties": {}}}"#)
        .removable("removes the event"),
);

/// `events.*`
static EVENT: Object = Object {
    noun: "an event",
    is_open: false,
    fields: &[
        title(r#""Mail received""#),
        description("What happened when the event is sent.", r#""A mail has arrived.""#),
        SCHEMA,
        attributes("Free-form attributes of the event.", r#"{"category": "Communication"}"#),
        field("name", ANY_TEXT, "The name of the event, repeated.").example(r#""mailReceived""#).is(KEY_COUNTS),
        UI,
    ],
};

/// `states`
static STATES: Map = map(
    EntryKind::State,
    KeyStyle::Identifier,
    value(Shape::Object(&STATE), "A piece of data that the integration stores.")
        .example(r#"{"type": "integration", "schema": {"type": "object", "properties": {}}}"#)
        .removable("removes the state"),
);

/// `states.*`
static STATE: Object = Object {
    noun: "a state",
    is_open: false,
    fields: &[
        field("type", one_of(STATE_TYPES), "What the state belongs to.")
            .example(r#""integration""#)
            .required(Forms::Both),
        SCHEMA,
        UI,
    ],
};

const STATE_TYPES: &[Choice] = &[
    Choice { value: "conversation", summary: "Stored once per conversation." },
    Choice { value: "user", summary: "Stored once per user." },
    Choice { value: "integration", summary: "Stored once per installation." },
];

/// `entities`
static ENTITIES: Map = map(
    EntryKind::Entity,
    KeyStyle::Custom,
    value(Shape::Object(&ENTITY), "A type of object in the connected service.")
        .example(r#"{"title": "Mailbox", "schema": {"type": "object", "properties": {}}}"#)
        .removable("removes the entity"),
);

/// `entities.*`
static ENTITY: Object = Object {
    noun: "an entity",
    is_open: false,
    fields: &[title(r#""Mailbox""#), description("What the entity is.", r#""A mailbox at Acme.""#), SCHEMA, UI],
};

/// `interfaces`
static INTERFACES: Map = map(
    EntryKind::Interface,
    KeyStyle::Free,
    value(Shape::Object(&INTERFACE), "An interface that the integration implements.")
        .example(r#"{"id": "itf_01J0000000000000000000000000"}"#)
        .removable("removes the interface"),
);

/// `interfaces.*`
static INTERFACE: Object = Object {
    noun: "an interface",
    is_open: false,
    fields: &[
        field("id", text_between(28, 36), "The ID of the interface version.")
            .example(r#""itf_01J0000000000000000000000000""#)
            .required(Forms::Both),
        field("entities", Shape::Map(&ENTITY_MAPPINGS), "The entities that implement the interface's entities.")
            .example(r#"{"item": {"name": "mailbox"}}"#),
        field("actions", Shape::Map(&ACTION_MAPPINGS), "The actions that implement the interface's actions.")
            .example(r#"{"list": {"name": "listMailboxes"}}"#),
        field("events", Shape::Map(&EVENT_MAPPINGS), "The events that implement the interface's events.")
            .example(r#"{"created": {"name": "mailboxCreated"}}"#),
        field("channels", Shape::Map(&CHANNEL_MAPPINGS), "The channels that implement the interface's channels.")
            .example(r#"{"hitl": {"name": "thread"}}"#),
        field("name", ANY_TEXT, "The name of the interface.").example(r#""listable""#).is(ID_COUNTS),
        field("version", ANY_TEXT, "The version of the interface.").example(r#""0.0.1""#).is(ID_COUNTS),
    ],
};

const ID_COUNTS: Status = Status::Tolerated("Some tools write it and the API accepts it, but only `id` counts.");

/// A map from the names in an interface to their implementations.
const fn mappings(mapping: &'static Object, summary: &'static str, example: &'static str) -> Map {
    map(EntryKind::Mapping, KeyStyle::Free, value(Shape::Object(mapping), summary).example(example))
}

/// The name of the implementation.
const fn implementation(kind: EntryKind, summary: &'static str, example: &'static str) -> Field {
    field("name", text(200), summary).example(example).refers_to(kind).required(Forms::Both)
}

/// `interfaces.*.entities`
static ENTITY_MAPPINGS: Map =
    mappings(&ENTITY_MAPPING, "The entity that implements this entity of the interface.", r#"{"name": "mailbox"}"#);

/// `interfaces.*.entities.*`
static ENTITY_MAPPING: Object = Object {
    noun: "a mapping",
    is_open: false,
    fields: &[implementation(EntryKind::Entity, "The name of the entity in this manifest.", r#""mailbox""#)],
};

/// `interfaces.*.actions`
static ACTION_MAPPINGS: Map = mappings(
    &ACTION_MAPPING,
    "The action that implements this action of the interface.",
    r#"{"name": "listMailboxes"}"#,
);

/// `interfaces.*.actions.*`
static ACTION_MAPPING: Object = Object {
    noun: "a mapping",
    is_open: false,
    fields: &[implementation(EntryKind::Action, "The name of the action in this manifest.", r#""listMailboxes""#)],
};

/// `interfaces.*.events`
static EVENT_MAPPINGS: Map =
    mappings(&EVENT_MAPPING, "The event that implements this event of the interface.", r#"{"name": "mailboxCreated"}"#);

/// `interfaces.*.events.*`
static EVENT_MAPPING: Object = Object {
    noun: "a mapping",
    is_open: false,
    fields: &[implementation(EntryKind::Event, "The name of the event in this manifest.", r#""mailboxCreated""#)],
};

/// `interfaces.*.channels`
static CHANNEL_MAPPINGS: Map =
    mappings(&CHANNEL_MAPPING, "The channel that implements this channel of the interface.", r#"{"name": "thread"}"#);

/// `interfaces.*.channels.*`
static CHANNEL_MAPPING: Object = Object {
    noun: "a mapping",
    is_open: false,
    fields: &[implementation(EntryKind::Channel, "The name of the channel in this manifest.", r#""thread""#)],
};

/// `extraOperations`
static EXTRA_OPERATIONS: Map = map(
    EntryKind::ExtraOperation,
    KeyStyle::Free,
    value(Shape::Object(&EXTRA_OPERATION), "An extra operation.")
        .detail("In an update, `null` or `\"enabled\": false` removes it; an operation that is absent stays.")
        .example(r#"{"enabled": true}"#)
        .removable("removes the operation"),
);

/// `extraOperations.*`
static EXTRA_OPERATION: Object = Object {
    noun: "an extra operation",
    is_open: false,
    fields: &[field("enabled", Shape::Boolean, "Whether the integration's instances receive the operation.")
        .example("true")
        .required(Forms::Both)],
};
