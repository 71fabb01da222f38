//! The keywords of the JSON Schemas inside a manifest: [draft 7](https://json-schema.org/draft-07/json-schema-validation),
//! with the additions that the vendor's SDK writes. The explanations are our own.
//!
//! `default`, `examples`, `const` and `enum` hold values of which nothing is declared here; whether they fit their own
//! schema is for the rules to say.

use super::declare::{ANY_TEXT, PLAIN, field, formatted, map, value};
use super::format::Format;
use super::names::{EntryKind, KeyStyle};
use super::shape::{Alternatives, Choice, Field, List, Map, Object, Shape, Status, Text};

/// A schema: its keywords, in a natural reading order.
pub static SCHEMA: Object = Object {
    noun: "a schema",
    is_open: true,
    fields: &[
        field("$schema", ANY_TEXT, "The dialect of the schema.")
            .detail("Schemas in a manifest are read as draft 7.")
            .example(r#""http://json-schema.org/draft-07/schema#""#),
        field("$id", ANY_TEXT, "The URI of the schema.").example(r#""https://acme.example/mail.json""#),
        field("$ref", ANY_TEXT, "The schema that applies here, written elsewhere.")
            .detail("A JSON Pointer into the same schema. In draft 7, all keywords beside it are ignored.")
            .example(r##""#/definitions/address""##),
        field("$comment", ANY_TEXT, "A remark for those who maintain the schema.")
            .detail("Since draft 7.")
            .example(r#""Keep in step with the API of Acme.""#),
        field("title", ANY_TEXT, "A short name for the value.")
            .detail("Forms show `x-zui.title` instead.")
            .example(r#""Address""#),
        field("description", ANY_TEXT, "What the value means.")
            .detail("Users see it in forms, and AI agents read it to fill in the value.")
            .example(r#""The mail address of the recipient.""#),
        field("type", Shape::Either(&TYPE_OR_TYPES), "The type of the value, or a list of types that it may have.")
            .example(r#""string""#),
        field("enum", Shape::List(&VALUES), "The allowed values.").example(r#"["low", "high"]"#),
        field("const", Shape::Any, "The only allowed value.").detail("Since draft 6.").example(r#""mail""#),
        field("default", Shape::Any, "The value that is assumed when none is given.").example(r#""low""#),
        field("examples", Shape::List(&EXAMPLES), "Some values that fit.")
            .detail("Since draft 6.")
            .example(r#"["ada@acme.example"]"#),
        field("minLength", Shape::Count, "The least number of characters.").example("1").only_for(STRINGS),
        field("maxLength", Shape::Count, "The greatest number of characters.").example("64").only_for(STRINGS),
        field("pattern", formatted(Format::Pattern), "A regular expression that must match somewhere in the text.")
            .detail("ECMAScript's. Write `^` and `$` around it to match the whole text.")
            .example(r#""^[a-z]+$""#)
            .only_for(STRINGS),
        field("format", Shape::Text(Text { choices: FORMATS, is_open: true, ..PLAIN }), "What kind of text it is.")
            .example(r#""date-time""#)
            .only_for(STRINGS),
        field("contentEncoding", ANY_TEXT, "How the text encodes bytes.")
            .detail("Since draft 7.")
            .example(r#""base64""#)
            .only_for(STRINGS),
        field("contentMediaType", ANY_TEXT, "The media type of what the text holds.")
            .detail("Since draft 7.")
            .example(r#""image/png""#)
            .only_for(STRINGS),
        field("minimum", Shape::Number, "The least number, itself allowed.").example("0").only_for(NUMBERS),
        field("maximum", Shape::Number, "The greatest number, itself allowed.").example("100").only_for(NUMBERS),
        field("exclusiveMinimum", Shape::Number, "The number that the value must be above.")
            .detail("A number since draft 6; before, `true` or `false` beside `minimum`.")
            .example("0")
            .only_for(NUMBERS),
        field("exclusiveMaximum", Shape::Number, "The number that the value must be below.")
            .detail("A number since draft 6; before, `true` or `false` beside `maximum`.")
            .example("100")
            .only_for(NUMBERS),
        field("multipleOf", Shape::PositiveNumber, "The number that the value must be a multiple of.")
            .example("0.01")
            .only_for(NUMBERS),
        field("properties", Shape::Map(&PROPERTIES), "The properties of the object, by name.")
            .example(r#"{"name": {"type": "string"}}"#)
            .only_for(OBJECTS),
        field("required", Shape::List(&REQUIRED), "The properties that must be there.")
            .example(r#"["name"]"#)
            .only_for(OBJECTS),
        field(
            "additionalProperties",
            Shape::Subschema(&SCHEMA),
            "What every property that is declared nowhere else must fit.",
        )
        .detail("`false` allows no other properties.")
        .example("false")
        .only_for(OBJECTS),
        field("patternProperties", Shape::Map(&PATTERNS), "What properties must fit whose names match a pattern.")
            .example(r#"{"^x-": {"type": "string"}}"#)
            .only_for(OBJECTS),
        field("propertyNames", Shape::Subschema(&SCHEMA), "What the name of every property must fit.")
            .detail("Since draft 6.")
            .example(r#"{"maxLength": 64}"#)
            .only_for(OBJECTS),
        field("minProperties", Shape::Count, "The least number of properties.").example("1").only_for(OBJECTS),
        field("maxProperties", Shape::Count, "The greatest number of properties.").example("10").only_for(OBJECTS),
        field("dependencies", Shape::Map(&DEPENDENCIES), "What must hold when a property is there.")
            .detail("The names of other properties that are required then, or a schema that the object must fit.")
            .example(r#"{"card": ["address"]}"#)
            .only_for(OBJECTS),
        field("items", Shape::Either(&SCHEMA_OR_SCHEMAS), "What the elements of the array must fit.")
            .detail("One schema for all elements, or an array with a schema for each of the first elements.")
            .example(r#"{"type": "string"}"#)
            .only_for(ARRAYS),
        field(
            "additionalItems",
            Shape::Subschema(&SCHEMA),
            "What the elements must fit for which `items` has no schema.",
        )
        .example("false")
        .only_for(ARRAYS),
        field("minItems", Shape::Count, "The least number of elements.").example("1").only_for(ARRAYS),
        field("maxItems", Shape::Count, "The greatest number of elements.").example("10").only_for(ARRAYS),
        field("uniqueItems", Shape::Boolean, "Whether all elements must be different.")
            .example("true")
            .only_for(ARRAYS),
        field("contains", Shape::Subschema(&SCHEMA), "What at least one element must fit.")
            .detail("Since draft 6.")
            .example(r#"{"const": "admin"}"#)
            .only_for(ARRAYS),
        field("anyOf", Shape::List(&SCHEMAS), "Schemas of which the value must fit at least one.")
            .example(r#"[{"type": "string"}, {"type": "null"}]"#),
        field("oneOf", Shape::List(&SCHEMAS), "Schemas of which the value must fit exactly one.")
            .example(r#"[{"type": "string"}, {"type": "number"}]"#),
        field("allOf", Shape::List(&SCHEMAS), "Schemas that the value must all fit.")
            .example(r#"[{"type": "object"}, {"required": ["id"]}]"#),
        field("not", Shape::Subschema(&SCHEMA), "A schema that the value must not fit.").example(r#"{"const": ""}"#),
        field("if", Shape::Subschema(&SCHEMA), "A schema that decides between `then` and `else`.")
            .detail("Since draft 7.")
            .example(r#"{"required": ["card"]}"#),
        field("then", Shape::Subschema(&SCHEMA), "What a value that fits `if` must fit, too.")
            .detail("Since draft 7.")
            .example(r#"{"required": ["address"]}"#),
        field("else", Shape::Subschema(&SCHEMA), "What a value that does not fit `if` must fit.")
            .detail("Since draft 7.")
            .example(r#"{"required": ["iban"]}"#),
        field("definitions", Shape::Map(&DEFINITIONS), "Schemas that `$ref`s lead to, by name.")
            .example(r#"{"address": {"type": "string"}}"#),
        field("readOnly", Shape::Boolean, "Whether only the owner of the value changes it.")
            .detail("Since draft 7.")
            .example("true"),
        field("writeOnly", Shape::Boolean, "Whether the value is never given back.")
            .detail("Since draft 7.")
            .example("true"),
        field("x-zui", Shape::Object(&ZUI), "How forms show the value.")
            .detail("The vendor's SDK writes it.")
            .example(r#"{"title": "Address"}"#)
            .unchecked(),
        // Other dialects.
        field("$defs", Shape::Map(&DEFINITIONS), "Schemas that `$ref`s lead to, by name.")
            .example(r#"{"address": {"type": "string"}}"#)
            .is(Status::Foreign("The name of `definitions` since draft 2019-09. Write `definitions`.")),
        field("id", ANY_TEXT, "The URI of the schema.")
            .example(r#""https://acme.example/mail.json""#)
            .is(Status::Foreign("The name of `$id` in draft 4. Write `$id`.")),
        foreign("nullable", Shape::Boolean, "true", "A keyword of OpenAPI. Add `\"null\"` to `type` instead."),
        foreign(
            "discriminator",
            Shape::Any,
            r#"{"propertyName": "type"}"#,
            "A keyword of OpenAPI, which validators ignore.",
        ),
        foreign("example", Shape::Any, r#""Ada""#, "A keyword of OpenAPI. Write `examples` with a list."),
        foreign("deprecated", Shape::Boolean, "true", "A keyword since draft 2019-09, which draft 7 ignores."),
        foreign(
            "prefixItems",
            Shape::List(&SCHEMAS),
            r#"[{"type": "string"}]"#,
            "A keyword since draft 2020-12. Write `items` with a list.",
        ),
        foreign(
            "dependentRequired",
            Shape::Any,
            r#"{"card": ["address"]}"#,
            "A keyword since draft 2019-09. Write `dependencies`.",
        ),
        foreign(
            "dependentSchemas",
            Shape::Any,
            r#"{"card": {"required": ["address"]}}"#,
            "A keyword since draft 2019-09. Write `dependencies`.",
        ),
        foreign("minContains", Shape::Count, "1", "A keyword since draft 2019-09, which draft 7 ignores."),
        foreign("maxContains", Shape::Count, "1", "A keyword since draft 2019-09, which draft 7 ignores."),
        foreign(
            "unevaluatedProperties",
            Shape::Subschema(&SCHEMA),
            "false",
            "A keyword since draft 2019-09. Write `additionalProperties`, which sees only the `properties` beside it.",
        ),
        foreign(
            "unevaluatedItems",
            Shape::Subschema(&SCHEMA),
            "false",
            "A keyword since draft 2019-09. Write `additionalItems`.",
        ),
    ],
};

const STRINGS: &[&str] = &["string"];
const NUMBERS: &[&str] = &["number", "integer"];
const OBJECTS: &[&str] = &["object"];
const ARRAYS: &[&str] = &["array"];

/// A keyword of another dialect.
const fn foreign(name: &'static str, shape: Shape, example: &'static str, why: &'static str) -> Field {
    field(name, shape, "A keyword that draft 7 does not have.").example(example).is(Status::Foreign(why))
}

/// The hints of `x-zui`.
static ZUI: Object = Object {
    noun: "the hints for forms",
    is_open: true,
    fields: &[
        field("title", ANY_TEXT, "The label of the field.").example(r#""Address""#).unchecked(),
        field("placeholder", ANY_TEXT, "The text in the field while it is empty.")
            .example(r#""ada@acme.example""#)
            .unchecked(),
        field("tooltip", ANY_TEXT, "A further explanation, shown on demand.")
            .example(r#""As on your invoice.""#)
            .unchecked(),
        field("secret", Shape::Boolean, "Whether the value is hidden while it is typed.").example("true").unchecked(),
        field("hidden", Shape::Either(&SWITCH), "Whether the field is left out of the form.")
            .detail("`true`, or a condition.")
            .example("true")
            .unchecked(),
        field("disabled", Shape::Either(&SWITCH), "Whether the field cannot be changed.")
            .detail("`true`, or a condition.")
            .example("true")
            .unchecked(),
        field("coerce", Shape::Either(&SWITCH), "Whether a value of another type is converted.")
            .example("true")
            .unchecked(),
        field(
            "displayAs",
            Shape::List(&COMPONENT),
            "The component that shows the field: its name, and its parameters.",
        )
        .example(r#"["text", {"multiline": true}]"#)
        .unchecked(),
        field("def", Shape::Object(&DEFINITION_OF_TYPE), "The type in the SDK that the schema was written for.")
            .detail("The vendor's tool writes it.")
            .example(r#"{"typeName": "ZodNullable"}"#)
            .unchecked(),
    ],
};

/// `x-zui.def`
static DEFINITION_OF_TYPE: Object = Object {
    noun: "the type in the SDK",
    is_open: true,
    fields: &[
        field("typeName", ANY_TEXT, "The name of the type.").example(r#""ZodNullable""#).unchecked(),
        field("discriminator", ANY_TEXT, "The property that tells the kinds apart.").example(r#""type""#).unchecked(),
    ],
};

static SWITCH: Alternatives = Alternatives { noun: "true, false or a condition", shapes: &[Shape::Boolean, ANY_TEXT] };

static COMPONENT: List = List {
    noun: "an array of a name and parameters",
    element: value(Shape::Any, "The name of the component, or its parameters.").example(r#""text""#).unchecked(),
    is_filled: false,
    is_set: false,
};

static TYPE_OR_TYPES: Alternatives = Alternatives {
    noun: "the name of a type or an array of such names",
    shapes: &[Shape::Text(Text { choices: TYPES, ..PLAIN }), Shape::List(&TYPE_LIST)],
};

static TYPE_LIST: List = List {
    noun: "an array of names of types",
    element: value(Shape::Text(Text { choices: TYPES, ..PLAIN }), "A type that the value may have.")
        .example(r#""string""#),
    is_filled: true,
    is_set: true,
};

const TYPES: &[Choice] = &[
    Choice { value: "string", summary: "A text." },
    Choice { value: "number", summary: "A number, with or without a fraction." },
    Choice { value: "integer", summary: "A whole number." },
    Choice { value: "boolean", summary: "`true` or `false`." },
    Choice { value: "object", summary: "An object, whose `properties` can be described." },
    Choice { value: "array", summary: "An array, whose `items` can be described." },
    Choice { value: "null", summary: "`null`." },
];

const FORMATS: &[Choice] = &[
    Choice { value: "date-time", summary: "A date and a time: `2026-11-25T09:30:00Z`." },
    Choice { value: "date", summary: "A date: `2026-11-25`." },
    Choice { value: "time", summary: "A time: `09:30:00Z`." },
    Choice { value: "email", summary: "An email address." },
    Choice { value: "idn-email", summary: "An email address with international characters." },
    Choice { value: "uri", summary: "An absolute URI: `https://acme.example/a`." },
    Choice { value: "uri-reference", summary: "An absolute or relative URI." },
    Choice { value: "uri-template", summary: "A URI with places to fill in: `/users/{id}`." },
    Choice { value: "iri", summary: "An absolute URI with international characters." },
    Choice { value: "iri-reference", summary: "An absolute or relative URI with international characters." },
    Choice { value: "hostname", summary: "A host name: `acme.example`." },
    Choice { value: "idn-hostname", summary: "A host name with international characters." },
    Choice { value: "ipv4", summary: "An IPv4 address: `192.0.2.1`." },
    Choice { value: "ipv6", summary: "An IPv6 address: `2001:db8::1`." },
    Choice { value: "json-pointer", summary: "A path into a JSON value: `/users/0`." },
    Choice { value: "relative-json-pointer", summary: "A path into a JSON value from a place in it: `1/name`." },
    Choice { value: "regex", summary: "A regular expression of ECMAScript." },
    Choice { value: "uuid", summary: "A UUID. A format since draft 2019-09 that most validators know." },
    Choice { value: "duration", summary: "A duration: `P3D`. A format since draft 2019-09 that most validators know." },
];

static VALUES: List = List {
    noun: "an array of values",
    element: value(Shape::Any, "An allowed value.").example(r#""low""#),
    is_filled: false,
    is_set: false,
};

static EXAMPLES: List = List {
    noun: "an array of values",
    element: value(Shape::Any, "A value that fits.").example(r#""ada@acme.example""#),
    is_filled: false,
    is_set: false,
};

static REQUIRED: List = List {
    noun: "an array of names of properties",
    element: value(ANY_TEXT, "The name of a property that must be there.")
        .example(r#""name""#)
        .refers_to(EntryKind::Property),
    is_filled: false,
    is_set: true,
};

static SCHEMAS: List = List {
    noun: "an array of schemas",
    element: value(Shape::Subschema(&SCHEMA), "One of the schemas.").example(r#"{"type": "string"}"#),
    is_filled: true,
    is_set: false,
};

static SCHEMA_OR_SCHEMAS: Alternatives = Alternatives {
    noun: "a schema or an array of schemas",
    shapes: &[Shape::Subschema(&SCHEMA), Shape::List(&SCHEMAS)],
};

static SCHEMA_OR_NAMES: Alternatives = Alternatives {
    noun: "a schema or an array of names of properties",
    shapes: &[Shape::Subschema(&SCHEMA), Shape::List(&REQUIRED)],
};

static PROPERTIES: Map = map(
    EntryKind::Property,
    KeyStyle::Free,
    value(Shape::Subschema(&SCHEMA), "A property of the object.").example(r#"{"type": "string"}"#),
);

static PATTERNS: Map = map(
    EntryKind::Pattern,
    KeyStyle::Free,
    value(Shape::Subschema(&SCHEMA), "What the properties must fit whose names match.")
        .example(r#"{"type": "string"}"#),
);

static DEFINITIONS: Map = map(
    EntryKind::Definition,
    KeyStyle::Free,
    value(Shape::Subschema(&SCHEMA), "A schema that `$ref`s lead to.").example(r#"{"type": "string"}"#),
);

static DEPENDENCIES: Map = map(
    EntryKind::Dependency,
    KeyStyle::Free,
    value(Shape::Either(&SCHEMA_OR_NAMES), "What must hold when this property is there.").example(r#"["address"]"#),
);
