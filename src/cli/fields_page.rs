//! `fields`: a reference of all fields of a manifest, in Markdown.

use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Forms, Object, Shape, Text};
use crate::features::field_summary::{facts, only_in, sentences, status};

const INTRODUCTION: &str = "# Fields of a manifest

A manifest is a JSON object. As the body of a *create*, it creates an integration or a new version of one. As the body
of an *update*, it changes an existing integration: absent keys keep their values, and `null` removes what can be
removed. A manifest with a `name` or a `version` is a create.

The author chooses the names in angle brackets. Lengths are in characters.
";

/// The whole page.
pub(super) fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    page += "\n## Top level\n\n";
    table(&mut page, MANIFEST.fields.iter().map(|field| (format!("`{}`", field.name), field)));
    for field in MANIFEST.fields {
        let mut rows = Vec::new();
        below(field.name, field.shape, &mut rows);
        if !rows.is_empty() {
            page += &format!("\n## `{}`\n\n{}\n\n", field.name, sentences(field));
            table(&mut page, rows.into_iter());
        }
    }
    page
}

/// The fields inside a value, each with its path, in the order of the declaration.
fn below(path: &str, shape: Shape, rows: &mut Vec<(String, &'static Field)>) {
    let fields: &[Field] = match shape {
        Shape::Object(Object { fields, .. }) => fields,
        Shape::Map(map) => std::slice::from_ref(&map.entry),
        _ => return,
    };
    for field in fields {
        let path = format!("{path}.{}", field.name);
        rows.push((format!("`{path}`"), field));
        below(&path, field.shape, rows);
    }
}

fn table(page: &mut String, rows: impl Iterator<Item = (String, &'static Field)>) {
    *page += "| key | value | meaning |\n| --- | --- | --- |\n";
    for (name, field) in rows {
        let mut facts = facts(field, None);
        facts.extend(only_in(field).map(str::to_owned));
        *page += &format!("| {name} | {} | {} |\n", facts.join(", "), cell(&notes(field)));
    }
}

fn notes(field: &Field) -> String {
    let mut notes = vec![sentences(field)];
    if let Shape::Text(Text { choices, .. }) = field.shape {
        notes.extend(choices.iter().map(|choice| format!("`{}`: {}", choice.value, choice.summary)));
    }
    notes.extend(status(field));
    if let Some(default) = field.default {
        notes.push(format!("Default: `{default}`."));
    }
    match field.nullable {
        Forms::None => {}
        Forms::Both => notes.push(format!("`null` {}.", field.null)),
        _ => notes.push(format!("In an update, `null` {}.", field.null)),
    }
    notes.push(format!("Example: `{}`", field.example));
    notes.join("<br>")
}

/// Escapes text for a table cell, which a vertical bar or a line break would end.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
