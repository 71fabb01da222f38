//! Documents with many of something in one object.

use std::sync::Arc;

use integration_ls::analysis::{Baseline, Document, Options, RULES, Rule, Severity, Verdict};
use integration_ls::syntax::{Dialect, Kind, Node, Source};
use integration_ls::text::TextRange;
use serde_json::{Value, json};

/// A kind of document of any size.
pub(super) struct Shape {
    pub(super) name: String,
    dialect: Dialect,
    options: Options,
    text: Box<dyn Fn(usize) -> String>,
    /// What it is compared with, if not with what the options say.
    baseline: Option<fn(usize) -> String>,
}

impl Shape {
    /// The document with that many members.
    pub(super) fn document(&self, size: usize) -> Document {
        let mut options = self.options.clone();
        if let Some(baseline) = self.baseline {
            options.baseline = Some(Arc::new(Baseline::new("the baseline".to_owned(), None, baseline(size))));
        }
        Document::new((self.text)(size), self.dialect, options)
    }

    /// How often a rule finds something in the document with that many members.
    fn findings(&self, rule: &Rule, size: usize) -> usize {
        self.document(size).diagnostics().iter().filter(|found| found.rule.name == rule.name).count()
    }
}

/// Rules about one place of a document, the rule about comments, and those that compare with a baseline, which has to be as
/// large: of these, [`by_hand`] has many.
const SINGLE: [&str; 17] = [
    "breaking-input",
    "breaking-output",
    "breaking-removal",
    "breaking-setting",
    "possibly-breaking",
    "byte-order-mark",
    "integration-description",
    "integration-icon",
    "integration-readme",
    "integration-title",
    "insufficient-version",
    "missing-baseline",
    "not-an-object",
    "server-copy",
    "unwritten-removal",
    "unused-suppression",
    "visibility-conflict",
];

/// An example of each rule, with the entry around its first finding many times. Where a rule can find only one thing in
/// a document, the entry is there as often all the same.
pub(super) fn by_rule() -> Vec<Shape> {
    let mut shapes = Vec::new();
    for rule in RULES {
        let of_examples =
            rule.examples.iter().filter(|example| example.verdict == Verdict::Finds).flat_map(|example| {
                let written = example.written();
                let variants = (0..4).flat_map(|level| [(level, true), (level, false)]);
                variants.filter_map(move |(level, is_numbered)| {
                    let (text, place, dialect) = (written.text.clone(), written.places[0], example.dialect);
                    repeated(&text, dialect, place, 1, level, is_numbered)?;
                    Some(Shape {
                        name: format!("{} ({})", rule.name, example.title),
                        dialect,
                        options: crate::rules::options(rule),
                        text: Box::new(move |size| {
                            repeated(&text, dialect, place, size, level, is_numbered).unwrap_or_default()
                        }),
                        baseline: None,
                    })
                })
            });
        const FEW: usize = 8;
        let mut of_examples: Vec<Shape> = of_examples.collect();
        let best = of_examples.iter().position(|shape| shape.findings(rule, FEW) >= FEW);
        assert!(best.is_some() || SINGLE.contains(&rule.name), "{} finds no more in a larger document", rule.name);
        if !of_examples.is_empty() {
            shapes.push(of_examples.swap_remove(best.unwrap_or(0)));
        }
    }
    shapes
}

/// A create with actions, each with a keyword more in its input.
fn actions(size: usize, keyword: &str) -> String {
    let input = format!(r#"{{"type": "object", {keyword} "properties": {{"to": {{"type": "string"}}}}}}"#);
    let output = r#"{"type": "object", "properties": {}}"#;
    let action = format!(r#"{{"input": {{"schema": {input}}}, "output": {{"schema": {output}}}}}"#);
    let actions = list(size, |index| format!("\"send{index:05}\": {action}"));
    format!(r#"{{"name": "acme/mail", "version": "1.2.1", "actions": {{{actions}}}}}"#)
}

/// A create with a configuration that has many properties of one type.
fn properties(size: usize, kind: &str) -> String {
    let properties = list(size, |index| format!("\"to{index:05}\": {{\"type\": \"{kind}\"}}"));
    let schema = format!(r#"{{"type": "object", "properties": {{{properties}}}}}"#);
    format!(r#"{{"name": "acme/mail", "version": "1.2.1", "configuration": {{"schema": {schema}}}}}"#)
}

/// The text with an entry around `place` that many times: the innermost for level 0, the one around that for level 1,
/// and so on. Its key gets a number if it is to.
fn repeated(
    text: &str,
    dialect: Dialect,
    place: TextRange,
    times: usize,
    level: usize,
    is_numbered: bool,
) -> Option<String> {
    let source = Source::new(text.to_owned(), dialect);
    let node = source.node_at((place.start + 1).min(place.end))?;
    let is_entry =
        |node: &Node<'_>| node.parent().is_some_and(|parent| matches!(parent.kind(), Kind::Object | Kind::Array));
    let entry = std::iter::once(node).chain(node.ancestors()).filter(is_entry).nth(level)?;
    let own = entry.source();
    let key = entry.key().filter(|key| is_numbered && key.kind() == Kind::String && !key.is_unterminated());
    if is_numbered && key.is_none() {
        return None;
    }
    let at = key.map_or(0, |key| (key.range().end - 1 - entry.range().start) as usize);
    let number = |index: usize| if is_numbered { format!("{index:05}") } else { String::new() };
    let copies: Vec<String> =
        (0..times).map(|index| format!("{}{}{}", &own[..at], number(index), &own[at..])).collect();
    let range = entry.range();
    Some(format!("{}{}{}", &text[..range.start as usize], copies.join(",\n"), &text[range.end as usize..]))
}

/// `{"section": {…}}` with an entry for each number.
fn entries(section: &str, size: usize, entry: impl Fn(usize) -> String) -> String {
    let entries: Vec<String> = (0..size).map(entry).collect();
    format!("{{\n{section}: {{\n{}\n}}\n}}\n", entries.join(",\n"))
}

fn list(size: usize, element: impl Fn(usize) -> String) -> String {
    (0..size).map(element).collect::<Vec<_>>().join(",\n")
}

/// Something of everything that a report shows: findings with related places, with and without fixes, in one object.
pub(super) fn for_reports(size: usize) -> String {
    let tags = list(size, |index| format!("\"tag\": {{}}, \"other{index:05}\": {{}}"));
    format!(
        "{{\"user\": {{\"tags\": {{\n{tags}\n}}}}, \"secrets\": {{\n{}\n}}}}\n",
        list(size, |index| format!("\"bad{index:05}\": \"x\""))
    )
}

/// Tags that are declared, and as many that are required.
pub(super) fn tags(size: usize, required: &str) -> String {
    let declared = list(size, |index| format!("\"tag{index:05}\": {{}}"));
    let required = list(size, |index| format!("\"{required}{index:05}\""));
    format!(
        "{{\"user\": {{\"tags\": {{\n{declared}\n}}, \"creation\": {{\"enabled\": false, \"requiredTags\": [\n{required}\n]}}}}}}"
    )
}

/// A manifest with a schema that has these keywords.
fn schema(keywords: &str) -> String {
    format!("{{\"configuration\": {{\"schema\": {{\"type\": \"object\", {keywords}}}}}}}")
}

/// Documents that no example of a rule leads to.
pub(super) fn by_hand() -> Vec<Shape> {
    let shape = |name: &str, dialect, text: Box<dyn Fn(usize) -> String>| {
        let mut options = Options::default();
        for rule in RULES {
            options.severities.set_rule(rule.name, Some(rule.severity.unwrap_or(Severity::Hint)));
        }
        Shape { name: name.to_owned(), dialect, options, text, baseline: None }
    };
    let json = |name: &str, text: fn(usize) -> String| shape(name, Dialect::Json, Box::new(text));
    let jsonc = |name: &str, text: fn(usize) -> String| shape(name, Dialect::Jsonc, Box::new(text));
    let compared = |name: &str, text: fn(usize) -> String, baseline: fn(usize) -> String| Shape {
        baseline: Some(baseline),
        ..shape(name, Dialect::Json, Box::new(text))
    };
    vec![
        compared("actions that break", |size| actions(size, r#""required": ["to"],"#), |size| actions(size, "")),
        compared("actions that are gone", |_| actions(0, ""), |size| actions(size, "")),
        compared(
            "actions that are renamed",
            |size| actions(size, "").replace("send", "post"),
            |size| actions(size, ""),
        ),
        compared("properties that break", |size| properties(size, "number"), |size| properties(size, "string")),
        json("badly named secrets", |size| entries("\"secrets\"", size, |index| format!("\"bad{index:05}\": \"x\""))),
        json("unknown keys", |size| format!("{{{}}}", list(size, |index| format!("\"key{index:05}\": 1")))),
        json("unknown keys on one line", |size| {
            format!("{{{}}}", list(size, |index| format!("\"key{index:05}\": 1")).replace('\n', " "))
        }),
        json("unknown keys without commas", |size| {
            format!("{{{}}}", list(size, |index| format!("\"key{index:05}\": 1")).replace(',', " "))
        }),
        json("doubled keys", |size| format!("{{{}}}", list(size, |_| "\"title\": \"A\"".to_owned()))),
        json("tags", |size| tags(size, "tag")),
        json("misspelt tags", |size| tags(size, "tga")),
        json("tags that the code does not name", |size| {
            let code = "client.update(user);".repeat(size);
            tags(size, "tag").replacen('{', &format!("{{\"code\": \"{code}\", "), 1)
        }),
        json("secrets that the code reads", |size| {
            let code: Vec<String> = (0..size).map(|index| format!("env.SECRET_KEY{index:05}")).collect();
            let secrets = list(size, |index| format!("\"KEY{index:05}\": \"<KEY>\""));
            format!("{{\"code\": \"{}\", \"secrets\": {{{secrets}}}}}", code.join("+"))
        }),
        json("badly named actions that an interface is mapped to", |size| {
            let actions = list(size, |index| {
                format!("\"bad-{index:05}\": {{\"input\": {{\"schema\": {{}}}}, \"output\": {{\"schema\": {{}}}}}}")
            });
            let mapped = list(size, |index| format!("\"a{index:05}\": {{\"name\": \"bad-{index:05}\"}}"));
            format!(
                "{{\"actions\": {{{actions}}}, \"interfaces\": {{\"x\": {{\"id\": \"itf\", \"actions\": {{{mapped}}}}}}}}}"
            )
        }),
        json("mappings to what is not there", |size| {
            let actions = list(size, |index| {
                format!("\"doThis{index:05}\": {{\"input\": {{\"schema\": {{}}}}, \"output\": {{\"schema\": {{}}}}}}")
            });
            let mapped = list(size, |index| format!("\"a{index:05}\": {{\"name\": \"doThat{index:05}\"}}"));
            format!(
                "{{\"name\": \"a\", \"version\": \"1.0.0\", \"actions\": {{{actions}}}, \"interfaces\": {{\"x\": {{\"id\": \"itf\", \"actions\": {{{mapped}}}}}}}}}"
            )
        }),
        json("fields of a schema without titles", |size| {
            let fields = list(size, |index| format!("\"field{index:05}\": {{\"type\": \"string\"}}"));
            format!(
                "{{\"actions\": {{\"go\": {{\"input\": {{\"schema\": {{\"type\": \"object\", \"properties\": {{{fields}}}}}}}, \"output\": {{\"schema\": {{}}}}}}}}}}"
            )
        }),
        json("required properties with references to them", |size| {
            let fields = list(size, |index| format!("\"field{index:05}\": {{\"type\": \"string\"}}"));
            let required = list(size, |index| format!("\"field{index:05}\""));
            let references = list(size, |index| {
                format!("{{\"$ref\": \"#/properties/field{index:05}/type\"}}, {{\"$ref\": \"#/anyOf/{index}\"}}")
            });
            format!(
                "{{\"configuration\": {{\"schema\": {{\"type\": \"object\", \"properties\": {{{fields}}}, \"anyOf\": [{references}], \"required\": [{required}], \"not\": {{\"properties\": {{\"field00000\": {{\"$ref\": \"#/properties/field00000\"}}}}}}}}}}}}"
            )
        }),
        json("messages with a schema each", |size| {
            let message = |index| {
                format!(
                    "\"kind{index:05}\": {{\"schema\": {{\"properties\": {{\"text\": {{\"type\": \"string\"}}}}}}}}"
                )
            };
            format!("{{\"channels\": {{\"thread\": {{\"messages\": {{{}}}}}}}}}", list(size, message))
        }),
        json("definitions and references to them", |size| {
            let definitions = list(size, |index| format!("\"d{index:05}\": {{\"type\": \"string\"}}"));
            let fields = list(size, |index| format!("\"f{index:05}\": {{\"$ref\": \"#/definitions/d{index:05}\"}}"));
            format!(
                "{{\"configuration\": {{\"schema\": {{\"properties\": {{{fields}}}, \"definitions\": {{{definitions}}}}}}}}}"
            )
        }),
        json("required properties that a schema does not describe", |size| {
            let described = list(size, |index| format!("\"name{index:05}\": {{\"type\": \"string\"}}"));
            let required = list(size, |index| format!("\"mane{index:05}\", \"name{index:05}\""));
            schema(&format!("\"properties\": {{{described}}}, \"required\": [{required}]"))
        }),
        json("references to nothing, in a row, and in a circle", |size| {
            let next = |index: usize| format!("\"d{index:05}\": {{\"$ref\": \"#/definitions/d{:05}\"}}", index + 1);
            let circle = list(size, |index| format!("\"c{index:05}\": {{\"$ref\": \"#/definitions/c{index:05}\"}}"));
            schema(&format!("\"definitions\": {{{}, {circle}}}", list(size, next)))
        }),
        json("allowed values and examples that do not fit", |size| {
            let values = list(size, |index| index.to_string());
            schema(&format!(
                "\"properties\": {{\"a\": {{\"type\": \"string\", \"minLength\": 1, \"enum\": [{values}], \"examples\": [{values}]}}}}"
            ))
        }),
        json("schemas that apply together", |size| {
            schema(&format!("\"allOf\": [{}]", list(size, |_| "{\"type\": \"string\", \"default\": 1}".to_owned())))
        }),
        json("unknown keywords and hints", |size| {
            let keywords =
                list(size, |index| format!("\"minLenght{index:05}\": 1, \"x-zui\": {{\"titel{index:05}\": 1}}"));
            schema(&keywords)
        }),
        json("definitions of a later draft, and references to them", |size| {
            let definitions = list(size, |index| format!("\"d{index:05}\": {{\"type\": \"string\"}}"));
            let fields = list(size, |index| format!("\"f{index:05}\": {{\"$ref\": \"#/$defs/d{index:05}\"}}"));
            schema(&format!("\"properties\": {{{fields}}}, \"$defs\": {{{definitions}}}"))
        }),
        json("an array of words", |size| format!("[{}]", list(size, |_| "word".to_owned()))),
        json("words in a secret", |size| format!("{{\"secrets\": [{}]}}", list(size, |_| "word".to_owned()))),
        json("secrets without a quote", |size| {
            entries("\"secrets\"", size, |index| format!("\"KEY{index:05}\": \"x\"")).replacen("\"x\"", "\"x", 1)
        }),
        json("many sections of secrets, and a quote too many", |size| {
            format!("{{{},\n\"title\": \"A\"\"}}", list(size, |_| "\"secrets\": {\"KEY\": \"x\"}".to_owned()))
        }),
        json("texts about secrets, and a quote too many", |size| {
            format!(
                "{{{},\n\"title\": \"A\"\"}}",
                list(size, |index| format!("\"key{index:05}\": \"It has secrets: A.\""))
            )
        }),
        jsonc("comments about secrets", |size| format!("{{{}\"title\": \"A\"}}", "// \"secrets\": x\n".repeat(size))),
        json("comments", |size| format!("{{{}\"title\": \"A\"}}", "\n// why".repeat(size) + "\n")),
        json("comments on one line", |size| format!("{{{}\"title\": \"A\"}}", "/* why */ ".repeat(size))),
        jsonc("comments that ignore something", |size| {
            format!(
                "{{{}}}",
                list(size, |index| format!("// integration-ls-ignore unknown-key: why\n\"key{index:05}\": 1"))
            )
        }),
        jsonc("comments that ignore nothing", |size| {
            format!("{{{}\n\"title\": \"A\"}}", "\n// integration-ls-ignore unknown-key: why".repeat(size))
        }),
        jsonc("a comment that ignores many rules", |size| {
            format!("{{\n// integration-ls-ignore {}\n\"title\": \"A\"}}", "unknown-key, ".repeat(size))
        }),
        json("text that is no JSON", |size| "a b: c, } ".repeat(size)),
        json("objects without keys", |size| format!("{{{}}}", list(size, |_| "{}".to_owned()))),
        json("elements that are not strings", |size| tags(size, "tag").replace("[\n\"", "[\n1, \"")),
    ]
}

/// What is special about a schema, the schema of a size, and a value of that size.
type SchemaAndValue = (&'static str, fn(usize) -> Value, fn(usize) -> String);

/// Schemas and values of any size.
pub(super) fn for_values() -> [SchemaAndValue; 6] {
    fn names(size: usize, value: &Value) -> Value {
        (0..size).map(|index| (format!("name{index}"), value.clone())).collect()
    }
    fn numbers(size: usize) -> Value {
        (0..size).collect()
    }
    [
        (
            "declared properties",
            |size| {
                let required: Value = (0..size).map(|index| format!("name{index}")).collect();
                json!({"type": "object", "properties": names(size, &json!({"type": "string"})), "required": required})
            },
            |size| names(size, &json!(1)).to_string(),
        ),
        (
            "unknown properties",
            |size| json!({"properties": names(size, &json!({})), "additionalProperties": false, "type": "object"}),
            |size| names(size, &json!(1)).to_string().replace("name", "nam"),
        ),
        (
            "equal elements",
            |size| json!({"type": "array", "uniqueItems": true, "items": {"enum": numbers(size)}}),
            |size| numbers(size).to_string().replace('7', "8"),
        ),
        (
            "alternatives",
            |size| {
                let one = |index: usize| json!({"properties": {"type": {"const": format!("kind{index}")}}, "required": ["type"]});
                json!({"type": "object", "anyOf": (0..size).map(one).collect::<Value>()})
            },
            |_| json!({"type": "knd"}).to_string(),
        ),
        (
            "a pattern that backtracks",
            |_| json!({"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"}),
            |size| format!("\"{}\"", "a".repeat(10 * size)),
        ),
        (
            "references",
            |size| {
                let next = |index: usize| (index.to_string(), json!({"type": "array", "items": {"$ref": "#"}}));
                let definitions: Value = (0..size).map(next).collect();
                json!({"type": "array", "items": {"$ref": "#/definitions/0"}, "definitions": definitions})
            },
            |size| json!(vec![json!([[], 1]); size]).to_string(),
        ),
    ]
}
