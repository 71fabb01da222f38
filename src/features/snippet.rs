//! Values to start from: the smallest that the contract accepts, with tab stops where something is to be written.

use crate::contract::{Form, Object, Shape, Text};

/// Writes templates, with or without tab stops.
pub(super) struct Template {
    form: Form,
    /// The number of the next tab stop; nothing for plain text.
    stop: Option<u32>,
}

impl Template {
    pub(super) fn new(form: Form, snippets: bool) -> Self {
        Self { form, stop: snippets.then_some(1) }
    }

    /// A place to write in, with a word that shows what.
    pub(super) fn stop(&mut self, placeholder: &str) -> String {
        let Some(number) = &mut self.stop else { return placeholder.to_owned() };
        let stop = if placeholder.is_empty() { format!("${number}") } else { format!("${{{number}:{placeholder}}}") };
        *number += 1;
        stop
    }

    /// The smallest value of a shape. `depth`: how many tabs its lines are moved in, for snippets.
    pub(super) fn value(&mut self, shape: Shape, depth: usize) -> String {
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
            Shape::Integer => self.stop("1"),
            Shape::TextList => format!("[{}]", self.stop("")),
            Shape::Map(_) => format!("{{{}}}", self.stop("")),
            Shape::JsonSchema => {
                let stop = self.stop("");
                self.lines(&["\"type\": \"object\"".to_owned(), format!("\"properties\": {{{stop}}}")], depth)
            }
            Shape::Object(object) => self.object(object, depth),
        }
    }

    fn object(&mut self, object: &'static Object, depth: usize) -> String {
        let form = self.form;
        let required = object.fields.iter().filter(|field| field.required.has(form));
        let members: Vec<String> =
            required.map(|field| format!("\"{}\": {}", field.name, self.value(field.shape, depth + 1))).collect();
        if members.is_empty() { format!("{{{}}}", self.stop("")) } else { self.lines(&members, depth) }
    }

    /// On lines of their own where the editor will indent them, else on one.
    fn lines(&self, members: &[String], depth: usize) -> String {
        if self.stop.is_none() {
            return format!("{{ {} }}", members.join(", "));
        }
        let (inner, outer) = ("\t".repeat(depth + 1), "\t".repeat(depth));
        format!("{{\n{inner}{}\n{outer}}}", members.join(&format!(",\n{inner}")))
    }
}
