//! What a schema accepts, in words: "a text of 1 to 64 characters", "one of 3 kinds, told apart by `type`".
//!
//! The title and description of a schema are not part of it.
//!
//! - `phrase`: words with what they quote, for one value and for many;
//! - `single`: texts, numbers and listed values.

mod phrase;
mod single;

pub use phrase::{Part, Words};

use phrase::{Phrase, amount, counted};
use single::{number, text, values};

use super::reference::DeadEnd;
use super::view::{Alternatives, MOST, Reader, Schema, Type, View};
use crate::syntax::{Kind, Node};

/// How many schemas inside each other are described. What is further in is only named.
const DEPTH: u8 = 3;
/// The most alternatives that are written out, and their length, in characters.
const MOST_CHOICES: usize = 4;
const LONGEST_CHOICE: usize = 100;
/// The most steps for one description. Those of real schemas take a few dozen.
const STEPS: usize = 5_000;

/// What `schema` accepts, in words, without a full stop. `root` is the top that its `$ref`s start from.
pub fn words(root: Node<'_>, schema: Node<'_>) -> Words {
    let reader = Reader::new(root, STEPS);
    let words = Describer { reader: &reader }.of(schema, DEPTH).singular();
    if reader.is_exhausted() { Words::from("a value that is too complex to describe") } else { words }
}

#[derive(Clone, Copy)]
struct Describer<'r, 't> {
    reader: &'r Reader<'t>,
}

impl<'t> Describer<'_, 't> {
    /// What a schema accepts. For what is inside, it is called again, at most `depth` times.
    fn of(self, schema: Node<'t>, depth: u8) -> Phrase {
        match self.reader.view(schema) {
            View::Any => any(),
            View::Nothing => Phrase::of("nothing"),
            View::NoSchema => Phrase::of("not a schema"),
            View::DeadEnd(DeadEnd::Nowhere(text)) => {
                Phrase::of(Words::from("a reference to ").quoting(&text.text()).saying(", which leads nowhere"))
            }
            View::DeadEnd(DeadEnd::Circle(text)) => {
                Phrase::of(Words::from("a reference to ").quoting(&text.text()).saying(", which has no end"))
            }
            View::Schema(schema) => self.of_schema(&schema, depth),
        }
    }

    fn of_schema(self, schema: &Schema<'_, 't>, depth: u8) -> Phrase {
        if let Some((listed, has_more)) = schema.values() {
            return Phrase::of(values(&listed, has_more, false));
        }
        if let Some(alternatives) = schema.alternatives() {
            return Phrase::of(self.alternatives(&alternatives, depth));
        }
        let mut types: Vec<Phrase> = schema.types().into_iter().map(|one| self.typed(schema, one, depth)).collect();
        match types.len() {
            0 => self.untyped(schema, depth),
            1 => types.remove(0),
            _ => Phrase::of(Words::choice(types.into_iter().map(Phrase::singular).collect())),
        }
    }

    fn typed(self, schema: &Schema<'_, 't>, one: Type, depth: u8) -> Phrase {
        match one {
            Type::Text => text(schema),
            Type::Integer => number(schema, "a whole number", "whole numbers"),
            Type::Number => number(schema, "a number", "numbers"),
            Type::Boolean => Phrase::of("true or false"),
            Type::Null => Phrase::of("null"),
            Type::Object => self.object(schema, depth),
            Type::List => self.list(schema, depth),
        }
    }

    /// A schema without a known `type`: each of its keywords speaks only of values of one type.
    fn untyped(self, schema: &Schema<'_, 't>, depth: u8) -> Phrase {
        if let Some(name) = schema.text("type") {
            return Phrase::of(Words::from("a value of the unknown type ").quoting(&name));
        }
        let types =
            [(Type::Text, "a text"), (Type::Number, "a number"), (Type::Object, "an object"), (Type::List, "a list")];
        let said = types.into_iter().filter_map(|(one, noun)| {
            let beyond = self.typed(schema, one, depth).beyond(noun)?;
            Some(Words::from(format!("; if {noun}, ")).and(beyond))
        });
        match said.reduce(Words::and) {
            Some(said) => Phrase::of(Words::from("any value").and(said)),
            None => any(),
        }
    }

    fn alternatives(self, alternatives: &Alternatives<'t>, depth: u8) -> Words {
        let Alternatives { all, or_null, has_more, tag } = alternatives;
        let or_null = |words| match or_null {
            true => Words::choice(vec![words, Words::from("null")]),
            false => words,
        };
        if all.is_empty() {
            return Words::from("null");
        }
        if let Some(listed) = self.all_values(all).filter(|_| !has_more) {
            return values(&listed, false, alternatives.or_null);
        }
        let kinds = match has_more {
            true => format!("one of more than {MOST} kinds"),
            false => format!("one of {}", counted(all.len() as u64, "kind", "kinds")),
        };
        let kinds = Words::from(kinds);
        if let Some(tag) = tag {
            return or_null(kinds.saying(", told apart by ").quoting(&tag.name));
        }
        if depth == 0 || all.len() > MOST_CHOICES {
            return or_null(kinds);
        }
        let mut choice: Vec<_> = all.iter().map(|one| self.of(*one, depth - 1).singular()).collect();
        if choice.len() == 1 {
            return or_null(choice.remove(0));
        }
        let is_short = choice.iter().map(Words::len).sum::<usize>() <= LONGEST_CHOICE;
        let is_clear = choice.iter().all(|one| !one.has("; "));
        or_null(if is_short && is_clear { Words::choice(choice) } else { kinds })
    }

    /// The values that the alternatives allow, if all of them list values.
    fn all_values(self, alternatives: &[Node<'t>]) -> Option<Vec<Node<'t>>> {
        let mut all = Vec::new();
        for one in alternatives {
            let View::Schema(schema) = self.reader.view(*one) else { return None };
            let (listed, has_more) = schema.values()?;
            all.extend(listed);
            if has_more || all.len() > MOST {
                return None;
            }
        }
        Some(all)
    }

    fn object(self, schema: &Schema<'_, 't>, depth: u8) -> Phrase {
        let phrase = Phrase::of("an object").many("objects");
        let (properties, has_more) = schema.properties();
        if properties.is_empty() {
            return self.map(schema, depth);
        }
        let required = schema.required();
        let demanded = properties.iter().filter(|(name, _)| required.contains(name)).count();
        let count = properties.len();
        let said = match has_more {
            true => format!("with more than {MOST} properties"),
            false => format!("with {}", counted(count as u64, "property", "properties")),
        };
        let demanded = match demanded {
            0 => String::new(),
            _ if has_more => ", some of them required".to_owned(),
            1 if count == 1 => ", which is required".to_owned(),
            _ if demanded == count => ", all of them required".to_owned(),
            _ => format!(", {demanded} of them required"),
        };
        phrase.rest(Some(Words::from(said + &demanded)))
    }

    /// An object that declares no properties.
    fn map(self, schema: &Schema<'_, 't>, depth: u8) -> Phrase {
        let others = schema.get("additionalProperties");
        if others.and_then(Node::as_bool) == Some(false) && schema.get("patternProperties").is_none() {
            return Phrase::of("an empty object").many("empty objects");
        }
        let phrase = Phrase::of("an object").many("objects");
        let size = amount(schema.count("minProperties"), schema.count("maxProperties"))
            .map(|(amount, last)| format!("{amount} {}", if last == 1 { "property" } else { "properties" }));
        let others = others.filter(|others| others.kind() == Kind::Object && others.members().next().is_some());
        phrase.rest(match (others.filter(|_| depth > 0), size) {
            (Some(others), None) => {
                Some(Words::from("whose properties are ").and(self.of(others, depth - 1).plural(None)))
            }
            (Some(others), Some(size)) => {
                Some(Words::from(format!("with {size}, which are ")).and(self.of(others, depth - 1).plural(None)))
            }
            (None, Some(size)) => Some(Words::from(format!("with {size}"))),
            (None, None) => None,
        })
    }

    fn list(self, schema: &Schema<'_, 't>, depth: u8) -> Phrase {
        let phrase = Phrase::of("a list").many("lists");
        let count = amount(schema.count("minItems"), schema.count("maxItems")).map(|(amount, _)| amount);
        let items = schema.get("items").filter(|_| depth > 0);
        let rest = match items {
            Some(items) if items.kind() == Kind::Array => {
                let first = counted(items.elements().take(MOST).count() as u64, "value", "values");
                Some(Words::from(format!("that starts with {first} of fixed kinds")))
            }
            Some(items) => match self.reader.view(items) {
                View::Nothing => return Phrase::of("an empty list").many("empty lists"),
                View::Any => count.map(|count| Words::from(format!("of {count} values"))),
                _ => Some(Words::from("of ").and(self.of(items, depth - 1).plural(count))),
            },
            None => count.map(|count| Words::from(format!("of {count} values"))),
        };
        let different = schema.get("uniqueItems").and_then(Node::as_bool) == Some(true);
        phrase.rest(match (rest, different) {
            (Some(rest), true) => Some(rest.saying(", all of them different")),
            (None, true) => Some(Words::from("of different values")),
            (rest, false) => rest,
        })
    }
}

fn any() -> Phrase {
    Phrase::of("any value").many("values of any type")
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::syntax::{Dialect, Source};

    fn said(schema: &str) -> String {
        let source = Source::new(schema.to_owned(), Dialect::Json);
        source.root().map(|root| words(root, root).to_string()).unwrap_or_default()
    }

    #[test]
    fn schemas_in_words() {
        for (schema, expected) in [
            (r#"true"#, "any value"),
            (r#"{}"#, "any value"),
            (r#"{"description": "Something", "title": "A title"}"#, "any value"),
            (r#"false"#, "nothing"),
            (r#"12"#, "not a schema"),
            (r#"{"type": "strng"}"#, "a value of the unknown type strng"),
            // Texts
            (r#"{"type": "string"}"#, "a text"),
            (r#"{"type": "string", "minLength": 1, "maxLength": 64}"#, "a text of 1 to 64 characters"),
            (r#"{"type": "string", "minLength": 1}"#, "a text of at least 1 character"),
            (r#"{"type": "string", "minLength": 0, "maxLength": 64}"#, "a text of at most 64 characters"),
            (r#"{"type": "string", "minLength": 2, "maxLength": 2}"#, "a text of exactly 2 characters"),
            (r#"{"type": "string", "minLength": "3", "maxLength": -1}"#, "a text"),
            (r#"{"type": "string", "pattern": "^[a-z]+$"}"#, "a text that matches ^[a-z]+$"),
            (
                r#"{"type": "string", "maxLength": 9, "pattern": "^\\d+$"}"#,
                r"a text of at most 9 characters that matches ^\d+$",
            ),
            (r#"{"type": "string", "format": "date-time"}"#, "a date and time (date-time)"),
            (r#"{"type": "string", "format": "email"}"#, "an email address"),
            (r#"{"type": "string", "format": "uri", "maxLength": 99}"#, "a URL of at most 99 characters"),
            (r#"{"type": "string", "format": "phone"}"#, "a text in the format phone"),
            // Numbers
            (r#"{"type": "number"}"#, "a number"),
            (r#"{"type": "integer", "minimum": 1, "maximum": 10}"#, "a whole number from 1 to 10"),
            (r#"{"type": "integer", "minimum": 0}"#, "a whole number of at least 0"),
            (r#"{"type": "number", "exclusiveMinimum": 0, "maximum": 2.5}"#, "a number above 0 and at most 2.5"),
            (r#"{"type": "number", "multipleOf": 0.5}"#, "a number in steps of 0.5"),
            (r#"{"type": "number", "minimum": "3", "exclusiveMinimum": true}"#, "a number"),
            (
                r#"{"type": "number", "minimum": 100000000000000000000000000000000000000000}"#,
                "a number of at least 100000000000000000000000…",
            ),
            (r#"{"type": "boolean"}"#, "true or false"),
            (r#"{"type": "null"}"#, "null"),
            // Listed values
            (r#"{"enum": ["a", "b", "c"]}"#, r#"one of "a", "b" or "c""#),
            (r#"{"type": "integer", "enum": [1, 2]}"#, "one of 1 or 2"),
            (r#"{"enum": [1, 2, 3, 4, 5, 6]}"#, "one of 6 values, such as 1, 2 or 3"),
            (r#"{"enum": ["a", null, [], {}]}"#, r#"one of "a", null, a list or an object"#),
            (r#"{"enum": []}"#, "nothing"),
            (r#"{"const": "card"}"#, r#"the text "card""#),
            (r#"{"const": 3}"#, "the number 3"),
            (r#"{"const": true}"#, "only true"),
            (
                r#"{"const": "a text that is much too long to be quoted"}"#,
                r#"the text "a text that is much too long t…""#,
            ),
            // Several types
            (r#"{"type": ["null", "string"]}"#, "a text or null"),
            (r#"{"type": ["string", "number", "boolean"]}"#, "a text, a number, or true or false"),
            (r#"{"type": ["string", "null"], "maxLength": 5}"#, "a text of at most 5 characters or null"),
            (r#"{"minLength": 2}"#, "any value; if a text, of at least 2 characters"),
            (
                r#"{"format": "email", "minimum": 2}"#,
                "any value; if a text, an email address; if a number, of at least 2",
            ),
            (r#"{"properties": {"a": {}}}"#, "any value; if an object, with 1 property"),
            // Objects
            (r#"{"type": "object"}"#, "an object"),
            (r#"{"type": "object", "properties": {"a": {}}}"#, "an object with 1 property"),
            (
                r#"{"type": "object", "properties": {"a": {}}, "required": ["a"]}"#,
                "an object with 1 property, which is required",
            ),
            (
                r#"{"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "required": ["a", "b", "b", "x"]}"#,
                "an object with 3 properties, 2 of them required",
            ),
            (
                r#"{"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a", "b"]}"#,
                "an object with 2 properties, all of them required",
            ),
            (r#"{"type": "object", "properties": {}, "additionalProperties": false}"#, "an empty object"),
            (
                r#"{"type": "object", "additionalProperties": {"type": "string"}}"#,
                "an object whose properties are texts",
            ),
            (
                r#"{"type": "object", "additionalProperties": {"type": ["number", "null"]}, "minProperties": 1}"#,
                "an object with at least 1 property, which are values, each a number or null",
            ),
            (r#"{"type": "object", "maxProperties": 5}"#, "an object with at most 5 properties"),
            (
                r#"{"allOf": [{"type": "object", "properties": {"a": {}}}, {"properties": {"b": {}}, "required": ["b"]}]}"#,
                "an object with 2 properties, 1 of them required",
            ),
            // Lists
            (r#"{"type": "array"}"#, "a list"),
            (r#"{"type": "array", "items": {"type": "string"}}"#, "a list of texts"),
            (r#"{"type": "array", "items": {"type": "string"}, "maxItems": 50}"#, "a list of at most 50 texts"),
            (
                r#"{"type": "array", "items": {"type": "string", "maxLength": 9}, "minItems": 1, "maxItems": 3}"#,
                "a list of 1 to 3 texts of at most 9 characters",
            ),
            (r#"{"type": "array", "minItems": 2, "items": {}}"#, "a list of at least 2 values"),
            (r#"{"type": "array", "items": {"enum": ["a", "b"]}}"#, r#"a list of values, each one of "a" or "b""#),
            (
                r#"{"type": "array", "items": {"format": "email", "type": "string"}}"#,
                "a list of values, each an email address",
            ),
            (r#"{"type": "array", "items": false}"#, "an empty list"),
            (
                r#"{"type": "array", "uniqueItems": true, "items": {"type": "integer"}}"#,
                "a list of whole numbers, all of them different",
            ),
            (r#"{"type": "array", "items": [{}, {}]}"#, "a list that starts with 2 values of fixed kinds"),
            // Alternatives
            (r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "a text or null"),
            (r#"{"anyOf": [{"type": "string"}, {"type": "number"}]}"#, "a text or a number"),
            (r#"{"anyOf": [{"const": "a"}, {"const": "b"}, {"type": "null"}]}"#, r#"one of "a", "b" or null"#),
            (
                r##"{"oneOf": [
                    {"type": "object", "properties": {"type": {"const": "card"}}},
                    {"type": "object", "properties": {"type": {"enum": ["text"]}}},
                    {"$ref": "#/definitions/c"}
                ], "definitions": {"c": {"properties": {"type": {"const": "image"}}}}}"##,
                "one of 3 kinds, told apart by type",
            ),
            (
                r#"{"discriminator": {"propertyName": "b"}, "oneOf": [
                    {"properties": {"a": {"const": 1}, "b": {"const": 1}}},
                    {"properties": {"a": {"const": 2}, "b": {"const": 2}}}
                ]}"#,
                "one of 2 kinds, told apart by b",
            ),
            (
                r#"{"oneOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"a": {"const": 1}}}]}"#,
                "one of 2 kinds",
            ),
            (
                r#"{"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}, {"type": "array"}, {"type": "object"}]}"#,
                "one of 5 kinds",
            ),
            (
                r#"{"type": "object", "properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
                "an object with 2 properties",
            ),
            // References
            (r##"{"$ref": "#/definitions/a", "definitions": {"a": {"type": "string"}}}"##, "a text"),
            (r##"{"$ref": "#"}"##, "a reference to #, which has no end"),
            (r##"{"$ref": "#/definitions/b"}"##, "a reference to #/definitions/b, which leads nowhere"),
            (r##"{"type": "array", "items": {"$ref": "#"}}"##, "a list of lists of lists of lists"),
            // Half typed
            (r#"{"type": "#, "any value"),
            (r#"{"type": "string", "minLength": "#, "a text"),
            (r#"{"type": "object", "properties": {"a": "#, "an object with 1 property"),
            (r#"{"anyOf": ["#, "any value"),
        ] {
            assert_eq!(said(schema), expected, "{schema}");
        }
    }
}
