//! Exports the contract as a JSON Schema, for editors and tools without a language server.
//!
//! The dialect is [draft 7](https://json-schema.org/draft-07), which every tool supports. `enumDescriptions`, `deprecated`
//! and `deprecationMessage` are not part of it: editors show them, and strict validators refuse them.

use serde_json::{Map as JsonMap, Value, json};

use super::form::Form;
use super::manifest::{MANIFEST, create_keys};
use super::schema::SCHEMA;
use super::shape::{Field, Map, Object, Shape, Status, Text};

/// Where the export has the schema of embedded schemas.
const SCHEMA_REF: &str = "#/definitions/schema";

/// The schema of one form, or of both, distinguished by their keys. `for_editor`: whether to add keywords that only editors
/// know.
pub fn export(form: Option<Form>, for_editor: bool) -> Value {
    let mut schema = match form {
        Some(form) => Export { form, for_editor }.object(&MANIFEST),
        None => {
            let has = |key: &str| json!({"type": "object", "properties": {key: {}}, "required": [key]});
            json!({
                "if": {"anyOf": create_keys().map(has).collect::<Vec<_>>()},
                "then": Export { form: Form::Create, for_editor }.object(&MANIFEST),
                "else": Export { form: Form::Update, for_editor }.object(&MANIFEST),
            })
        }
    };
    let inner = Export { form: form.unwrap_or(Form::Update), for_editor };
    schema["definitions"] = json!({"schema": inner.object(&SCHEMA)});
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(match form {
        Some(form) => format!("Botpress integration manifest ({form})"),
        None => "Botpress integration manifest".to_owned(),
    });
    schema
}

/// How to describe fields.
#[derive(Clone, Copy)]
struct Export {
    form: Form,
    for_editor: bool,
}

impl Export {
    fn object(self, object: &Object) -> Value {
        let fields = || object.fields.iter().filter(|field| field.forms.has(self.form));
        let properties: JsonMap<String, Value> =
            fields().map(|field| (field.name.to_owned(), self.described(field))).collect();
        let required: Vec<&str> =
            fields().filter(|field| field.required.has(self.form)).map(|field| field.name).collect();
        let mut schema = json!({"type": "object", "properties": properties});
        if !object.is_open {
            schema["additionalProperties"] = json!(false);
        }
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        schema
    }

    /// The schema of a field, with its explanation.
    fn described(self, field: &Field) -> Value {
        let mut schema = self.value(field);
        let text = format!("{} {}", field.summary, field.detail);
        schema["description"] = json!(text.trim_end());
        if let Ok(example) = serde_json::from_str::<Value>(field.example) {
            schema["examples"] = json!([example]);
        }
        if let Some(default) = field.default.and_then(|default| serde_json::from_str::<Value>(default).ok()) {
            schema["default"] = default;
        }
        if let (Status::Deprecated(instead), true) = (field.status, self.for_editor) {
            schema["deprecated"] = json!(true);
            schema["deprecationMessage"] = json!(instead);
        }
        schema
    }

    fn value(self, field: &Field) -> Value {
        if !field.status.is_offered() || field.is_unchecked {
            return json!({});
        }
        let schema = self.shape(field.shape);
        if !field.nullable.has(self.form) {
            return schema;
        }
        // A list of types in one schema is refused by strict validators.
        json!({"anyOf": [schema, {"type": "null"}]})
    }

    fn shape(self, shape: Shape) -> Value {
        match shape {
            Shape::Text(Text { length, choices, is_open, .. }) => {
                let mut schema = json!({"type": "string"});
                if length.min > 0 {
                    schema["minLength"] = json!(length.min);
                }
                if let Some(max) = length.limit() {
                    schema["maxLength"] = json!(max);
                }
                if is_open && !choices.is_empty() {
                    schema["examples"] = choices.iter().map(|choice| choice.value).collect();
                } else if !choices.is_empty() {
                    schema["enum"] = choices.iter().map(|choice| choice.value).collect();
                    if self.for_editor {
                        schema["enumDescriptions"] = choices.iter().map(|choice| choice.summary).collect();
                    }
                }
                schema
            }
            Shape::Boolean => json!({"type": "boolean"}),
            Shape::Integer => json!({"type": "integer"}),
            Shape::Object(fields) => self.object(fields),
            Shape::Map(Map { entry, .. }) => json!({"type": "object", "additionalProperties": self.described(entry)}),
            Shape::Count => json!({"type": "integer", "minimum": 0}),
            Shape::Number => json!({"type": "number"}),
            Shape::PositiveNumber => json!({"type": "number", "exclusiveMinimum": 0}),
            Shape::TextList => json!({"type": "array", "items": {"type": "string"}}),
            Shape::List(list) => {
                let mut schema = json!({"type": "array", "items": self.value(&list.element)});
                if list.is_filled {
                    schema["minItems"] = json!(1);
                }
                if list.is_set {
                    schema["uniqueItems"] = json!(true);
                }
                schema
            }
            Shape::Any => json!({}),
            Shape::JsonSchema(_) => {
                json!({"type": "object", "additionalProperties": true, "allOf": [{"$ref": SCHEMA_REF}]})
            }
            Shape::Subschema(_) => json!({"anyOf": [{"type": "boolean"}, {"$ref": SCHEMA_REF}]}),
            Shape::Either(alternatives) => {
                json!({"anyOf": alternatives.shapes.iter().map(|shape| self.shape(*shape)).collect::<Vec<_>>()})
            }
        }
    }
}
