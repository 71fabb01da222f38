//! Snippets: the smallest value that the contract accepts, with tab stops where the user fills something in.

use crate::contract::skeleton::{Step, skeleton};
use crate::contract::{Field, Form, Shape, Text};

/// Writes values as snippets ([LSP 3.17, snippet syntax][snippets]) or as plain text.
///
/// [snippets]: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#snippet_syntax
pub(super) struct Template {
    form: Form,
    /// The number of the next tab stop; `None` for plain text.
    stop: Option<u32>,
}

impl Template {
    /// `snippets`: whether to write tab stops and line breaks.
    pub(super) fn new(form: Form, snippets: bool) -> Self {
        Self { form, stop: snippets.then_some(1) }
    }

    /// A tab stop with the text `placeholder`; in plain text, the placeholder alone.
    pub(super) fn stop(&mut self, placeholder: &str) -> String {
        let Some(number) = &mut self.stop else { return placeholder.to_owned() };
        let placeholder = placeholder.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
        let stop = if placeholder.is_empty() { format!("${number}") } else { format!("${{{number}:{placeholder}}}") };
        *number += 1;
        stop
    }

    /// The smallest value of a shape. In a snippet, the members of objects are on separate lines, indented with tabs that
    /// the editor replaces with its own indentation; plain text stays on one line.
    pub(super) fn value(&mut self, shape: Shape) -> String {
        let mut text = String::new();
        let mut depth = 0;
        let mut is_first = true;
        for step in skeleton(shape, self.form) {
            match step {
                Step::Open => {
                    text.push('{');
                    depth += 1;
                    is_first = true;
                }
                Step::Key(field) => {
                    if !is_first {
                        text.push(',');
                    }
                    is_first = false;
                    text += &self.line_break(depth);
                    text += &format!("\"{}\": ", field.name);
                }
                Step::Value(shape) => text += &self.leaf(shape, depth),
                Step::Close => {
                    depth -= 1;
                    text += &self.line_break(depth);
                    text.push('}');
                }
            }
        }
        text
    }

    /// The start of an object with these keys, each with the example of its field, over several lines also in plain text.
    pub(super) fn start(&mut self, fields: impl Iterator<Item = &'static Field>) -> String {
        let indentation = if self.stop.is_some() { "\t" } else { "  " };
        let member = |field: &'static Field| {
            let text = field.example.trim_matches('"');
            format!("{indentation}\"{}\": \"{}\"", field.name, self.stop(text))
        };
        format!("{{\n{}\n}}", fields.map(member).collect::<Vec<_>>().join(",\n"))
    }

    /// The value of a shape without required keys; `depth`: the number of objects around it.
    fn leaf(&mut self, shape: Shape, depth: usize) -> String {
        match shape {
            Shape::Text(Text { choices: [first, rest @ ..], .. }) => match &mut self.stop {
                Some(number) => {
                    let choices: Vec<&str> = std::iter::once(first).chain(rest).map(|choice| choice.value).collect();
                    let stop = format!("\"${{{number}|{}|}}\"", choices.join(","));
                    *number += 1;
                    stop
                }
                None => format!("\"{}\"", first.value),
            },
            Shape::Text(_) => format!("\"{}\"", self.stop("")),
            Shape::Boolean => self.stop("true"),
            Shape::Integer | Shape::Count | Shape::Number | Shape::PositiveNumber => self.stop("1"),
            Shape::TextList | Shape::List(_) => format!("[{}]", self.stop("")),
            Shape::Any => self.stop("null"),
            Shape::Either(alternatives) => match alternatives.shapes {
                [first, ..] => self.leaf(*first, depth),
                [] => self.stop("null"),
            },
            Shape::Subschema(object) => {
                let types = object.field("type").map_or(Shape::Any, |field| field.shape);
                format!("{{ \"type\": {} }}", self.leaf(types, depth))
            }
            Shape::Map(_) | Shape::Object(_) => format!("{{{}}}", self.stop("")),
            Shape::JsonSchema(_) => {
                let stop = self.stop("");
                let (inner, outer) = (self.line_break(depth + 1), self.line_break(depth));
                format!("{{{inner}\"type\": \"object\",{inner}\"properties\": {{{stop}}}{outer}}}")
            }
        }
    }

    /// The separator between the members of an object.
    fn line_break(&self, depth: usize) -> String {
        if self.stop.is_some() { format!("\n{}", "\t".repeat(depth)) } else { " ".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::Template;
    use crate::contract::manifest::MANIFEST;
    use crate::contract::{EntryKind, Form, Shape, ring};

    #[test]
    fn a_state_as_a_snippet_and_as_plain_text() {
        let shape = MANIFEST.map_of(EntryKind::State).map(|field| field.shape.fields()[0].shape);
        let written = |snippets| shape.map(|shape| Template::new(Form::Update, snippets).value(shape));
        assert_eq!(
            written(true).as_deref(),
            Some(
                "{\n\t\"type\": \"${1|conversation,user,integration|}\",\n\t\"schema\": {\n\t\t\"type\": \"object\",\n\t\t\"properties\": {$2}\n\t}\n}"
            )
        );
        assert_eq!(
            written(false).as_deref(),
            Some(r#"{ "type": "conversation", "schema": { "type": "object", "properties": {} } }"#)
        );
    }

    #[test]
    fn a_shape_that_requires_itself_ends() {
        let text = Template::new(Form::Create, false).value(Shape::Object(&ring::RING));
        assert_eq!(text, r#"{ "inner": {} }"#);
    }
}
