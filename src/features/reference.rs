//! The reference page: every field of the contract at every depth, in Markdown.

use super::field_summary::{facts, only_in};
use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Forms, Object, Shape, Status, Text};

const INTRODUCTION: &str = "# Fields of a manifest

A manifest is one JSON object. As the body of a *create* it makes a new integration; as the body of an *update* it
changes one that is there: what is absent stays as it is, and `null` removes what can be removed. A document is taken
for a create if it has a `name` or a `version`.

Names in angle brackets are chosen by the author. Lengths are counted in characters.
";

/// The whole page.
pub fn reference() -> String {
    let mut page = INTRODUCTION.to_owned();
    page += "\n## At the top\n\n";
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

/// The fields below a value, each with its path.
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
    *page += "| key | holds | is |\n| --- | --- | --- |\n";
    for (name, field) in rows {
        let mut facts = facts(field, None);
        facts.extend(only_in(field).map(str::to_owned));
        *page += &format!("| {name} | {} | {} |\n", facts.join(", "), cell(&notes(field)));
    }
}

fn sentences(field: &Field) -> String {
    format!("{} {}", field.summary, field.detail).trim_end().to_owned()
}

fn notes(field: &Field) -> String {
    let mut notes = vec![sentences(field)];
    if let Shape::Text(Text { choices, .. }) = field.shape {
        notes.extend(choices.iter().map(|choice| format!("`{}`: {}", choice.value, choice.summary)));
    }
    match field.status {
        Status::Stable => {}
        Status::Deprecated(instead) => notes.push(format!("**Deprecated.** {instead}")),
        Status::Experimental => notes.push("**Experimental**: it may change.".to_owned()),
        Status::Tolerated(why) => notes.push(format!("Not declared by the API. {why}")),
        Status::EditorOnly => notes.push("The API refuses it.".to_owned()),
    }
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

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
