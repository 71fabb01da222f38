//! The keywords of embedded JSON Schemas that define names or contain further schemas
//! ([draft 7](https://json-schema.org/draft-07/json-schema-validation)).

/// Refers to a definition of the same schema by a JSON Pointer, `#/definitions/address`
/// ([section 8.3](https://json-schema.org/draft-07/json-schema-core#rfc.section.8.3)).
pub const REF: &str = "$ref";

/// The keywords that say something about values.
pub(super) const ASSERTIONS: [&str; 36] = [
    "$ref",
    "type",
    "enum",
    "const",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "items",
    "additionalItems",
    "contains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "dependencies",
    "minProperties",
    "maxProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "nullable",
    "x-zui",
];

/// The keyword of that name that says something about values; `"schema"` if there is none.
pub(super) fn assertion(name: &str) -> &'static str {
    ASSERTIONS.into_iter().find(|known| *known == name).unwrap_or("schema")
}

/// The role of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    /// The fields of an object, by name.
    Properties,
    /// Schemas to refer to with [`REF`], by name.
    Definitions,
    /// Schemas by other names.
    NamedSchemas,
    /// A schema or an array of schemas.
    Schemas,
    /// Anything else: a constraint on the value itself.
    Other,
}

impl Keyword {
    /// The role of a key of a schema.
    pub fn of(name: &str) -> Self {
        match name {
            "properties" => Self::Properties,
            // Later drafts call it `$defs`; validators of draft 7 follow references into that too.
            "definitions" | "$defs" => Self::Definitions,
            "patternProperties" => Self::NamedSchemas,
            "items" | "additionalProperties" | "anyOf" | "oneOf" | "allOf" | "not" | "then" | "else" => Self::Schemas,
            _ => Self::Other,
        }
    }
}
