//! Exports the contract as a JSON Schema, for editors and tools without a language server.
//!
//! The dialect is [draft 7](https://json-schema.org/draft-07), which every tool supports. `enumDescriptions`, `deprecated`
//! and `deprecationMessage` are not part of it: editors show them, and strict validators refuse them.

use serde_json::{Map as JsonMap, Value, json};

use super::form::Form;
use super::manifest::{MANIFEST, create_keys};
use super::shape::{Field, Map, Object, Shape, Status, Text};

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
        let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
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
        if !field.status.is_offered() {
            return json!({});
        }
        let mut schema = match field.shape {
            Shape::Text(Text { length, choices, .. }) => {
                let mut schema = json!({"type": "string"});
                if length.min > 0 {
                    schema["minLength"] = json!(length.min);
                }
                if let Some(max) = length.limit() {
                    schema["maxLength"] = json!(max);
                }
                if !choices.is_empty() {
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
            Shape::TextList => json!({"type": "array", "items": {"type": "string"}}),
            Shape::JsonSchema => json!({"type": "object", "additionalProperties": true}),
        };
        if field.nullable.has(self.form) {
            // A list of types in one schema is refused by strict validators.
            schema = json!({"anyOf": [schema, {"type": "null"}]});
        }
        schema
    }
}
