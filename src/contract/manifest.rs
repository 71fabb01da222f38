//! The fields of a manifest, in the order in which they are best read.
//!
//! Each is declared here and nowhere else. The facts (limits, nullability, which form has what) are
//! those of the Admin API's request bodies, November 2026; a test holds them against a copy of these
//! where one is at hand. The texts are our own.

use super::form::Forms;
use super::shape::{Bounds, Choice, Field, Format, KeyStyle, Map, Object, Shape, Status, Text};

const PLAIN: Text = Text { length: Bounds { min: 0, max: Bounds::NO_MAX }, choices: &[], format: Format::Plain };

/// A string of at most `max` characters.
const fn text(max: u32) -> Shape {
    Shape::Text(Text { length: Bounds { min: 0, max }, ..PLAIN })
}

/// A string of that format, with no limit of length.
const fn formatted(format: Format) -> Shape {
    Shape::Text(Text { format, ..PLAIN })
}

/// A string of that format and at most `max` characters.
const fn formatted_to(format: Format, max: u32) -> Shape {
    Shape::Text(Text { length: Bounds { min: 0, max }, format, ..PLAIN })
}

/// A field that both forms have, that need not be there and is never null.
const fn field(
    name: &'static str,
    shape: Shape,
    summary: &'static str,
    detail: &'static str,
    example: &'static str,
) -> Field {
    Field {
        name,
        shape,
        summary,
        detail,
        example,
        forms: Forms::Both,
        required: Forms::None,
        nullable: Forms::None,
        null: "",
        default: None,
        status: Status::Stable,
    }
}

impl Field {
    const fn only(mut self, forms: Forms) -> Self {
        self.forms = forms;
        self
    }

    const fn required(mut self, forms: Forms) -> Self {
        self.required = forms;
        self
    }

    /// In an update it may be null, which does what the text says.
    const fn removable(mut self, null: &'static str) -> Self {
        self.nullable = Forms::Update;
        self.null = null;
        self
    }

    /// It may be null in other forms than an update.
    const fn nullable_in(mut self, forms: Forms) -> Self {
        self.nullable = forms;
        self
    }

    const fn default_is(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    const fn is(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}

/// The whole document.
pub static MANIFEST: Object = Object {
    noun: "a manifest",
    fields: &[
        field("name", text(200), "The integration's name.", "With the version it identifies what is created. Integrations of a workspace carry its handle in front: `acme/mail`.", r#""acme-mail""#)
            .only(Forms::Create).required(Forms::Create),
        field("version", formatted_to(Format::Version, 200), "The version that is created.", "A semantic version. A public version can no longer be updated: raise this number instead.", r#""1.2.0""#)
            .only(Forms::Create).required(Forms::Create),
        field("dev", Shape::Boolean, "Whether this is a development integration.", "A development integration runs on its developer's own machine.", "true")
            .only(Forms::Create),
        field("title", Shape::Text(Text { length: Bounds { min: 1, max: 64 }, ..PLAIN }), "The name that people see.", "", r#""Acme Mail""#),
        field("description", text(256), "What the integration does, as people read it below its title.", "", r#""Send and receive mail with Acme.""#),
        field("url", formatted(Format::Url), "Where the integration itself is reached.", "An absolute http or https address.", r#""https://mail.acme.example/hook""#)
            .removable("removes the address"),
        field("visibility", Shape::Text(Text { choices: &[
                Choice { value: "public", summary: "Everyone can install it, and it is listed in the hub. A public version can no longer be updated: publish a new version instead." },
                Choice { value: "private", summary: "Only the workspace that made it can install it." },
                Choice { value: "unlisted", summary: "Everyone can install it who knows of it; the hub does not list it. Like a public version, it can no longer be updated." },
            ], ..PLAIN }), "Who can install the integration.", "", r#""private""#)
            .default_is(r#""private""#),
        field("public", Shape::Boolean, "Whether everyone can install the integration.", "", "true")
            .is(Status::Deprecated("Write `visibility` instead: `public: true` is `\"visibility\": \"public\"`, `public: false` is `\"visibility\": \"private\"`.")),
        field("icon", formatted(Format::Svg), "The icon: an SVG document, encoded in base64.", "All versions share one icon: with this one, it changes for each of them.", r#""PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=""#),
        field("readme", formatted(Format::Markdown), "The readme: a Markdown document, encoded in base64.", "It belongs to this version alone.", r##""IyBBY21lIE1haWwK""##),
        field("code", formatted(Format::Code), "The JavaScript that runs.", "Usually a bundle that a build tool wrote, of one to several megabytes.", r#""exports.handler = async () => {}""#),
        field("secrets", Shape::Map(&SECRETS), "Values that only the integration's code can read.", "The code finds each in its environment, under `SECRET_` and the name.", r#"{"API_KEY": "…"}"#),
        field("maxExecutionTime", Shape::Integer, "How long one run may take at most, in seconds.", "", "60")
            .only(Forms::Update),
        field("configuration", Shape::Object(&CONFIGURATION), "What a person fills in to install the integration.", "This is the default configuration; `configurations` holds further ones to choose from.", r#"{"schema": {"type": "object", "properties": {}}}"#),
        field("configurations", Shape::Map(&CONFIGURATIONS), "Further configurations to choose from.", "A person who installs the integration picks one of them, or the default in `configuration`.", r#"{"apiKey": {"title": "API key", "schema": {"type": "object", "properties": {}}}}"#),
        field("identifier", Shape::Object(&IDENTIFIER), "Scripts that find out which installation a request belongs to.", "Needed when all installations share one webhook address.", r#"{"extractScript": ".body.team_id"}"#),
        field("channels", Shape::Map(&CHANNELS), "Ways in which messages reach people.", "", r#"{"thread": {"messages": {"text": {"schema": {"type": "object", "properties": {}}}}}}"#),
        field("actions", Shape::Map(&ACTIONS), "What a bot can ask the integration to do.", "", r#"{"sendMail": {"input": {"schema": {"type": "object", "properties": {}}}, "output": {"schema": {"type": "object", "properties": {}}}}}"#),
        field("events", Shape::Map(&EVENTS), "What the integration tells a bot of its own accord.", "", r#"{"mailReceived": {"schema": {"type": "object", "properties": {}}}}"#),
        field("states", Shape::Map(&STATES), "What the integration remembers.", "", r#"{"lastSync": {"type": "integration", "schema": {"type": "object", "properties": {}}}}"#),
        field("entities", Shape::Map(&ENTITIES), "Things of the other service that actions and events speak of.", "Interfaces such as `listable` work on them.", r#"{"mailbox": {"schema": {"type": "object", "properties": {}}}}"#),
        field("user", Shape::Object(&USER), "What the integration knows of users: their tags, and whether they can be created.", "", r#"{"tags": {"id": {"title": "User id"}}}"#),
        field("interfaces", Shape::Map(&INTERFACES), "The interfaces that this integration implements.", "Each maps the interface's names to this integration's own. The keys are free: `llm<modelRef>` is one.", r#"{"hitl": {"id": "itf_01J0000000000000000000000000", "actions": {"startHitl": {"name": "startHandoff"}}}}"#),
        field("attributes", Shape::Map(&ATTRIBUTES), "Free notes of the form name and value.", "", r#"{"category": "Communication"}"#),
        field("extraOperations", Shape::Map(&EXTRA_OPERATIONS), "Which extra operations the integration's instances are sent.", "", r#"{"ping": {"enabled": true}}"#)
            .is(Status::Experimental),
        field("layers", Shape::TextList, "Layers that the integration's code runs on.", "", r#"["base"]"#),
        field("sdkVersion", text(200), "The version of the SDK that built the manifest.", "Written by the vendor's own tool.", r#""7.2.2""#),
        field("$schema", formatted(Format::Plain), "The JSON Schema that an editor checks this file with.", "It serves editors alone: take it out before the manifest is sent.", r#""./integration.schema.json""#)
            .is(Status::EditorOnly),
    ],
};

const TITLE: &str = "The name that people see.";
const DESCRIPTION: &str = "What it is for, in a sentence that people read.";

static SECRETS: Map = Map {
    keys: KeyStyle::Secret,
    entry: field(
        "<secret>",
        formatted_to(Format::Secret, 20_000),
        "A secret value, found by the code under `SECRET_` and this name.",
        "Keep the value itself out of files that others read.",
        r#""…""#,
    )
    .removable("removes the secret")
    .nullable_in(Forms::Both),
};

static CONFIGURATION: Object = Object {
    noun: "a configuration",
    fields: &[
        field("title", text(64), TITLE, "", r#""Default""#),
        field("description", text(256), DESCRIPTION, "", r#""Connect with an Acme account.""#),
        field(
            "schema",
            Shape::JsonSchema,
            "The JSON Schema of what is filled in.",
            "Draft 7, with `\"type\": \"object\"` at its top. What a person fills in is checked against it.",
            r#"{"type": "object", "properties": {}}"#,
        ),
        field(
            "identifier",
            Shape::Object(&CONFIGURATION_IDENTIFIER),
            "How an installation gets its identifier.",
            "",
            r#"{"required": true}"#,
        ),
    ],
};

static CONFIGURATION_IDENTIFIER: Object = Object {
    noun: "a configuration's identifier",
    fields: &[
        field("required", Shape::Boolean, "Whether an installation needs an identifier before it works.", "", "true"),
        field(
            "linkTemplateScript",
            formatted_to(Format::Vrl, 2_000),
            "A VRL script that makes the link under which a person connects an account.",
            "It reads `.webhookId`, `.webhookUrl` and `.env`, and its result is the link.",
            r#""\"https://acme.example/connect?state={{ .webhookId }}\"""#,
        )
        .removable("removes the script"),
    ],
};

static CONFIGURATIONS: Map = Map {
    keys: KeyStyle::Custom,
    entry: field(
        "<configuration>",
        Shape::Object(&CONFIGURATION),
        "A configuration to choose instead of the default.",
        "",
        r#"{"title": "API key", "schema": {"type": "object", "properties": {}}}"#,
    )
    .removable("removes this configuration"),
};

static IDENTIFIER: Object = Object {
    noun: "the identifier",
    fields: &[
        field("extractScript", formatted_to(Format::Vrl, 2_000), "A VRL script that finds the identifier of an installation in a request.", "It reads `.body`, `.headers`, `.query`, `.path`, `.method` and `.secrets`; its result is the identifier, or null.", r#""to_string!(.body.team_id)""#)
            .removable("removes the script"),
        field("fallbackHandlerScript", formatted_to(Format::Vrl, 2_000), "A VRL script that answers requests which belong to no installation.", "It reads what `extractScript` reads; its result is an object with `status`, `headers` and `body`.", r#""{ \"status\": 200 }""#)
            .removable("removes the script"),
    ],
};

static CHANNELS: Map = Map {
    keys: KeyStyle::Identifier,
    entry: field(
        "<channel>",
        Shape::Object(&CHANNEL),
        "A way in which messages reach people.",
        "",
        r#"{"messages": {"text": {"schema": {"type": "object", "properties": {}}}}}"#,
    )
    .removable("removes this channel"),
};

static CHANNEL: Object = Object {
    noun: "a channel",
    fields: &[
        field("title", text(64), TITLE, "", r#""Mail thread""#),
        field("description", text(256), DESCRIPTION, "", r#""One thread of mails.""#),
        field(
            "messages",
            Shape::Map(&MESSAGES),
            "The kinds of message that the channel carries.",
            "",
            r#"{"text": {"schema": {"type": "object", "properties": {}}}}"#,
        )
        .required(Forms::Create),
        field(
            "conversation",
            Shape::Object(&CONVERSATION),
            "What the channel knows of a conversation: its tags, and whether it can be created.",
            "",
            r#"{"tags": {"threadId": {"title": "Thread"}}}"#,
        ),
        field(
            "message",
            Shape::Object(&MESSAGE_SETTINGS),
            "What the channel knows of a message: its tags.",
            "",
            r#"{"tags": {"mailId": {"title": "Mail"}}}"#,
        ),
    ],
};

static MESSAGES: Map = Map {
    keys: KeyStyle::Identifier,
    entry: field(
        "<message>",
        Shape::Object(&MESSAGE),
        "A kind of message.",
        "",
        r#"{"schema": {"type": "object", "properties": {}}}"#,
    )
    .removable("removes this kind of message"),
};

static MESSAGE: Object = Object { noun: "a kind of message", fields: &[SCHEMA] };

const SCHEMA: Field = field("schema", Shape::JsonSchema, "The JSON Schema of the data.", "Draft 7, with `\"type\": \"object\"` at its top. `x-zui` carries what the user interface shows, `x-zui.title` foremost.", r#"{"type": "object", "properties": {"text": {"type": "string"}}}"#)
    .required(Forms::Both);

static CONVERSATION: Object = Object { noun: "the conversation of a channel", fields: &[CREATION_FIELD, TAGS_FIELD] };

static MESSAGE_SETTINGS: Object = Object { noun: "the message of a channel", fields: &[TAGS_FIELD] };

static USER: Object = Object { noun: "the user", fields: &[CREATION_FIELD, TAGS_FIELD] };

const TAGS_FIELD: Field = field(
    "tags",
    Shape::Map(&TAGS),
    "Names under which the integration keeps what it knows.",
    "",
    r#"{"id": {"title": "Id", "description": "The id at Acme."}}"#,
);

const CREATION_FIELD: Field = field(
    "creation",
    Shape::Object(&CREATION),
    "Whether it can be created through the API, and with which tags.",
    "",
    r#"{"enabled": true, "requiredTags": []}"#,
);

static CREATION: Object = Object {
    noun: "the creation",
    fields: &[
        field("enabled", Shape::Boolean, "Whether it can be created through the API.", "", "true")
            .required(Forms::Both),
        field(
            "requiredTags",
            Shape::TextList,
            "The tags that have to be given to create it.",
            "Each is one of the tags declared beside it.",
            r#"["id"]"#,
        )
        .required(Forms::Both),
    ],
};

static TAGS: Map = Map {
    keys: KeyStyle::Tag,
    entry: field(
        "<tag>",
        Shape::Object(&TAG),
        "A name under which something is kept.",
        "",
        r#"{"title": "Id", "description": "The id at Acme."}"#,
    )
    .removable("removes this tag"),
};

static TAG: Object = Object {
    noun: "a tag",
    fields: &[
        field("title", text(64), TITLE, "", r#""Thread id""#),
        field("description", text(256), DESCRIPTION, "", r#""The id of the thread at Acme.""#),
    ],
};

static ACTIONS: Map = Map {
    keys: KeyStyle::Identifier,
    entry: field("<action>", Shape::Object(&ACTION), "Something that a bot can ask the integration to do.", "", r#"{"title": "Send a mail", "input": {"schema": {"type": "object", "properties": {}}}, "output": {"schema": {"type": "object", "properties": {}}}}"#)
        .removable("removes this action"),
};

static ACTION: Object = Object {
    noun: "an action",
    fields: &[
        field("title", text(64), TITLE, "", r#""Send a mail""#),
        field("description", text(256), DESCRIPTION, "", r#""Sends one mail and gives its id.""#),
        field(
            "input",
            Shape::Object(&PAYLOAD),
            "What the action is given.",
            "",
            r#"{"schema": {"type": "object", "properties": {}}}"#,
        )
        .required(Forms::Both),
        field(
            "output",
            Shape::Object(&PAYLOAD),
            "What the action gives back.",
            "",
            r#"{"schema": {"type": "object", "properties": {}}}"#,
        )
        .required(Forms::Both),
        field("billable", Shape::Boolean, "Whether a call is charged for.", "", "true"),
        field(
            "cacheable",
            Shape::Boolean,
            "Whether the answer to the same input may be kept and given again.",
            "",
            "true",
        ),
        ATTRIBUTES_FIELD,
        field("name", formatted(Format::Plain), "The name once more, as some tools write it.", "", r#""sendMail""#).is(
            Status::Tolerated("Real manifests carry it, and it is accepted; the key above it is the name that counts."),
        ),
    ],
};

static PAYLOAD: Object = Object { noun: "the input or output of an action", fields: &[SCHEMA] };

const ATTRIBUTES_FIELD: Field = field(
    "attributes",
    Shape::Map(&ATTRIBUTES),
    "Free notes of the form name and value.",
    "",
    r#"{"bpActionHiddenInStudio": "true"}"#,
);

static ATTRIBUTES: Map = Map {
    keys: KeyStyle::Free,
    entry: field("<attribute>", text(200), "A free note.", "", r#""Communication""#).removable("removes the note"),
};

static EVENTS: Map = Map {
    keys: KeyStyle::Identifier,
    entry: field(
        "<event>",
        Shape::Object(&EVENT),
        "Something that the integration tells a bot of its own accord.",
        "",
        r#"{"title": "Mail received", "schema": {"type": "object", "properties": {}}}"#,
    )
    .removable("removes this event"),
};

static EVENT: Object = Object {
    noun: "an event",
    fields: &[
        field("title", text(64), TITLE, "", r#""Mail received""#),
        field("description", text(256), DESCRIPTION, "", r#""A mail has come in.""#),
        SCHEMA,
        ATTRIBUTES_FIELD,
        field("name", formatted(Format::Plain), "The name once more, as some tools write it.", "", r#""mailReceived""#)
            .is(Status::Tolerated(
                "Real manifests carry it, and it is accepted; the key above it is the name that counts.",
            )),
        field("ui", Shape::JsonSchema, "Hints for an older user interface.", "", "{}").is(Status::Tolerated(
            "Real manifests carry it, and it is accepted; write `x-zui` inside of the schema instead.",
        )),
    ],
};

static STATES: Map = Map {
    keys: KeyStyle::Identifier,
    entry: field(
        "<state>",
        Shape::Object(&STATE),
        "Something that the integration remembers.",
        "",
        r#"{"type": "integration", "schema": {"type": "object", "properties": {}}}"#,
    )
    .removable("removes this state"),
};

static STATE: Object = Object {
    noun: "a state",
    fields: &[
        field(
            "type",
            Shape::Text(Text {
                choices: &[
                    Choice { value: "conversation", summary: "Kept once for each conversation." },
                    Choice { value: "user", summary: "Kept once for each user." },
                    Choice { value: "integration", summary: "Kept once for each installation." },
                ],
                ..PLAIN
            }),
            "What the state belongs to.",
            "",
            r#""integration""#,
        )
        .required(Forms::Both),
        SCHEMA,
    ],
};

static ENTITIES: Map = Map {
    keys: KeyStyle::Custom,
    entry: field(
        "<entity>",
        Shape::Object(&ENTITY),
        "A thing of the other service.",
        "",
        r#"{"title": "Mailbox", "schema": {"type": "object", "properties": {}}}"#,
    )
    .removable("removes this entity"),
};

static ENTITY: Object = Object {
    noun: "an entity",
    fields: &[
        field("title", text(64), TITLE, "", r#""Mailbox""#),
        field("description", text(256), DESCRIPTION, "", r#""A mailbox at Acme.""#),
        SCHEMA,
    ],
};

static INTERFACES: Map = Map {
    keys: KeyStyle::Free,
    entry: field(
        "<interface>",
        Shape::Object(&INTERFACE),
        "An interface that this integration implements.",
        "",
        r#"{"id": "itf_01J0000000000000000000000000"}"#,
    )
    .removable("removes this interface"),
};

static INTERFACE: Object = Object {
    noun: "an interface",
    fields: &[
        field(
            "id",
            Shape::Text(Text { length: Bounds { min: 28, max: 36 }, ..PLAIN }),
            "The id of the interface's version.",
            "",
            r#""itf_01J0000000000000000000000000""#,
        )
        .required(Forms::Both),
        field(
            "entities",
            Shape::Map(&MAPPINGS),
            "Which of this integration's entities stand for the interface's.",
            "",
            r#"{"item": {"name": "mailbox"}}"#,
        ),
        field(
            "actions",
            Shape::Map(&MAPPINGS),
            "Which of this integration's actions stand for the interface's.",
            "",
            r#"{"list": {"name": "listMailboxes"}}"#,
        ),
        field(
            "events",
            Shape::Map(&MAPPINGS),
            "Which of this integration's events stand for the interface's.",
            "",
            r#"{"created": {"name": "mailboxCreated"}}"#,
        ),
        field(
            "channels",
            Shape::Map(&MAPPINGS),
            "Which of this integration's channels stand for the interface's.",
            "",
            r#"{"hitl": {"name": "thread"}}"#,
        ),
        field("name", formatted(Format::Plain), "The interface's name, as some tools write it.", "", r#""listable""#)
            .is(Status::Tolerated("Real manifests carry it, and it is accepted; `id` is what counts.")),
        field(
            "version",
            formatted(Format::Plain),
            "The interface's version, as some tools write it.",
            "",
            r#""0.0.1""#,
        )
        .is(Status::Tolerated("Real manifests carry it, and it is accepted; `id` is what counts.")),
    ],
};

static MAPPINGS: Map = Map {
    keys: KeyStyle::Free,
    entry: field(
        "<mapping>",
        Shape::Object(&MAPPING),
        "What stands for this name of the interface.",
        "",
        r#"{"name": "listMailboxes"}"#,
    ),
};

static MAPPING: Object = Object {
    noun: "a mapping",
    fields: &[field("name", text(200), "The name in this manifest.", "", r#""listMailboxes""#).required(Forms::Both)],
};

static EXTRA_OPERATIONS: Map = Map {
    keys: KeyStyle::Free,
    entry: field(
        "<operation>",
        Shape::Object(&EXTRA_OPERATION),
        "An extra operation.",
        "In an update, `null` or `\"enabled\": false` removes it; one that is absent stays.",
        r#"{"enabled": true}"#,
    )
    .removable("removes this operation"),
};

static EXTRA_OPERATION: Object = Object {
    noun: "an extra operation",
    fields: &[field("enabled", Shape::Boolean, "Whether the instances are sent this operation.", "", "true")
        .required(Forms::Both)],
};
