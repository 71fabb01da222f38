//! Exports the contract as a JSON Schema, for editors and tools without a language server.
//!
//! The dialect is [draft 7](https://json-schema.org/draft-07), which every tool supports. `enumDescriptions` and
//! `deprecationMessage` are extensions that VS Code supports and validators ignore.

use serde_json::{Map as JsonMap, Value, json};

use super::form::Form;
use super::manifest::{MANIFEST, create_keys};
use super::shape::{Field, Map, Object, Shape, Status, Text};

/// The schema of one form, or of both, distinguished by their keys.
pub fn export(form: Option<Form>) -> Value {
    let mut schema = match form {
        Some(form) => object(&MANIFEST, form),
        None => json!({
            "if": {"type": "object", "anyOf": create_keys().map(|key| json!({"required": [key]})).collect::<Vec<_>>()},
            "then": object(&MANIFEST, Form::Create),
            "else": object(&MANIFEST, Form::Update),
        }),
    };
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(match form {
        Some(form) => format!("Botpress integration manifest ({form})"),
        None => "Botpress integration manifest".to_owned(),
    });
    schema
}

fn object(object: &Object, form: Form) -> Value {
    let fields = || object.fields.iter().filter(|field| field.forms.has(form));
    let properties: JsonMap<String, Value> =
        fields().map(|field| (field.name.to_owned(), described(field, form))).collect();
    let required: Vec<&str> = fields().filter(|field| field.required.has(form)).map(|field| field.name).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// The schema of a field, with its explanation.
fn described(field: &Field, form: Form) -> Value {
    let mut schema = value(field, form);
    let text = format!("{} {}", field.summary, field.detail);
    schema["description"] = json!(text.trim_end());
    if let Ok(example) = serde_json::from_str::<Value>(field.example) {
        schema["examples"] = json!([example]);
    }
    if let Some(default) = field.default.and_then(|default| serde_json::from_str::<Value>(default).ok()) {
        schema["default"] = default;
    }
    if let Status::Deprecated(instead) = field.status {
        schema["deprecated"] = json!(true);
        schema["deprecationMessage"] = json!(instead);
    }
    schema
}

fn value(field: &Field, form: Form) -> Value {
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
                schema["enumDescriptions"] = choices.iter().map(|choice| choice.summary).collect();
            }
            schema
        }
        Shape::Boolean => json!({"type": "boolean"}),
        Shape::Integer => json!({"type": "integer"}),
        Shape::Object(fields) => object(fields, form),
        Shape::Map(Map { entry, .. }) => json!({"type": "object", "additionalProperties": described(entry, form)}),
        Shape::TextList => json!({"type": "array", "items": {"type": "string"}}),
        Shape::JsonSchema => json!({"type": "object", "additionalProperties": true}),
    };
    if field.nullable.has(form) {
        schema["type"] = json!([schema["type"], "null"]);
    }
    schema
}
