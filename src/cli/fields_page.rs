//! `fields`: a reference of all fields of a manifest, in Markdown.

use heck::ToKebabCase;

use crate::contract::manifest::MANIFEST;
use crate::contract::schema::SCHEMA;
use crate::contract::{Field, Forms, Shape, Text};
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
    table(&mut page, MANIFEST.fields.iter().map(|field| (field.name.to_owned(), field)));
    for field in MANIFEST.fields {
        let mut rows = Vec::new();
        below(field.name, field.shape, &mut rows);
        if !rows.is_empty() {
            page += &format!("\n## `{}`\n\n{}\n\n", field.name, sentences(field));
            table(&mut page, rows.into_iter());
        }
    }
    page += SCHEMAS;
    table(&mut page, keywords().into_iter());
    page
}

const SCHEMAS: &str = "
## JSON Schemas

The keywords of an embedded schema, in the dialect of draft 7. A schema inside it has the same ones, or is `true` (any value
fits) or `false` (none does).

";

/// The keywords of schemas and what is inside them, each with its path.
fn keywords() -> Vec<(String, &'static Field)> {
    let mut rows = Vec::new();
    for field in SCHEMA.fields {
        rows.push((field.name.to_owned(), field));
        below(field.name, field.shape, &mut rows);
    }
    rows
}

/// What the page says of the fields that a path leads to; `None` if there are none. A path is one of the page or a JSON
/// Pointer, in which any word stands for a name that the author chooses, or the end of such a path.
pub(super) fn about(path: &str) -> Option<String> {
    let wanted: Vec<&str> = path.trim_start_matches('#').split(['.', '/']).filter(|part| !part.is_empty()).collect();
    let mut all = Vec::new();
    for field in MANIFEST.fields {
        all.push((field.name.to_owned(), field));
        below(field.name, field.shape, &mut all);
    }
    all.extend(keywords().into_iter().map(|(path, field)| (format!("schema.{path}"), field)));
    let found = |from_start: bool| -> Vec<_> {
        let leads = |path: &str| leads_to(&wanted, &path.split('.').collect::<Vec<_>>(), from_start);
        all.iter().filter(|(path, _)| leads(path)).collect()
    };
    let found = Some(found(true)).filter(|found| !found.is_empty()).unwrap_or_else(|| found(false));
    let mut text = String::new();
    match found[..] {
        [] => return None,
        [(path, field)] => {
            text += &format!("## `{path}`\n\n{}.\n\n{}\n", value(field), notes(field).join("\n\n"));
            let mut rows = Vec::new();
            below(path, field.shape, &mut rows);
            if !rows.is_empty() {
                text += "\n";
                table(&mut text, rows.into_iter());
            }
        }
        _ => table(&mut text, found.iter().map(|(path, field)| (path.clone(), *field))),
    }
    Some(text)
}

/// Whether the words of `wanted` lead along a path of the page, or along its end.
fn leads_to(wanted: &[&str], path: &[&str], from_start: bool) -> bool {
    let is_same = |word: &str, name: &str| {
        word.eq_ignore_ascii_case(name)
            || (!name.starts_with(['$', '<']) && word.to_kebab_case() == name.to_kebab_case())
    };
    let Some(skipped) = path.len().checked_sub(wanted.len()) else { return false };
    let end = &path[skipped..];
    // A name that the author chooses says nothing by itself.
    (skipped == 0 || !from_start)
        && wanted.first().zip(end.first()).is_some_and(|(word, name)| is_same(word, name))
        && wanted.iter().zip(end).all(|(word, name)| name.starts_with('<') || is_same(word, name))
}

/// The fields inside a value, each with its path, in the order of the declaration, without those of schemas.
fn below(path: &str, shape: Shape, rows: &mut Vec<(String, &'static Field)>) {
    if shape.is_schema() {
        return;
    }
    for field in shape.fields() {
        let path = format!("{path}.{}", field.name);
        rows.push((path.clone(), field));
        below(&path, field.shape, rows);
    }
}

fn table(page: &mut String, rows: impl Iterator<Item = (String, &'static Field)>) {
    *page += "| key | value | meaning |\n| --- | --- | --- |\n";
    for (name, field) in rows {
        *page += &format!("| `{name}` | {} | {} |\n", value(field), cell(&notes(field).join("<br>")));
    }
}

/// What the value is: its type, its limits, and in which form it is.
fn value(field: &Field) -> String {
    let mut facts = facts(field, None);
    facts.extend(only_in(field).map(str::to_owned));
    facts.join(", ")
}

fn notes(field: &Field) -> Vec<String> {
    let mut notes = vec![sentences(field)];
    if let Some(Text { choices, .. }) = field.shape.text() {
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
    notes
}

/// Escapes text for a table cell, which a vertical bar or a line break would end.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
