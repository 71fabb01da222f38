//! What schemas accept, in words: of the real ones, and of hostile ones.

use std::collections::BTreeSet;
use std::fmt::Write;

use integration_ls::json_schema::words::{Part, words};
use integration_ls::syntax::{Dialect, Kind, Node, Source};

use crate::shared;

/// The longest description, in characters: what a hover or an outline has room for.
const LONGEST: usize = 260;

fn assert_short(words: &str, of: &str) {
    assert!(!words.is_empty() && words.chars().count() <= LONGEST, "{of}: {words}");
    assert!(!words.contains('\n') && !words.contains("  "), "{of}: {words}");
}

/// All schemas below a `schema` key, with the top that each belongs to.
fn schemas(root: Node<'_>) -> Vec<(Node<'_>, Node<'_>)> {
    let tops = root.subtree().filter(|node| node.is_named("schema")).filter_map(Node::value);
    let is_schema = |node: &Node<'_>| {
        node.kind() == Kind::Object && ["type", "anyOf", "const"].iter().any(|key| node.get(key).is_some())
    };
    tops.flat_map(|top| top.subtree().filter(is_schema).map(move |schema| (top, schema))).collect()
}

#[test]
fn every_real_schema_is_described_shortly() {
    let Some(_) = shared::folder("corpus") else { return };
    let mut described = 0;
    for (name, text) in shared::real_manifests() {
        let source = Source::new(text, Dialect::Json);
        for (top, schema) in schemas(source.root().unwrap()) {
            let said = words(top, schema).to_string();
            assert_short(&said, &name);
            assert!(
                !said.contains("too complex") && !said.contains("unknown") && !said.contains("leads"),
                "{name}: {said}"
            );
            described += 1;
        }
    }
    assert!(described > 10_000, "{described}");
}

#[test]
fn of_our_own_manifests() {
    let mut said = BTreeSet::new();
    for (_, text) in shared::own_manifests() {
        let source = Source::new(text, Dialect::Json);
        said.extend(schemas(source.root().unwrap()).into_iter().map(|(top, schema)| words(top, schema).to_string()));
    }
    insta::assert_snapshot!(said.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_hostile_schema_is_described_shortly_and_in_few_steps() {
    // Each alternative refers to all of the next level: 100^20 ways.
    let mut wide = String::from("{\"$ref\": \"#/definitions/0\", \"definitions\": {");
    for level in 0..20 {
        let next = format!("{{\"allOf\": [{{\"$ref\": \"#/definitions/{}\"}}]}},", level + 1);
        let all = next.repeat(100);
        let _ = write!(wide, "\"{level}\": {{\"anyOf\": [{}]}},", all.trim_end_matches(','));
    }
    wide += "\"20\": {}}}";
    let deep = format!("{}{}", "{\"type\": \"array\", \"items\": ".repeat(50_000), "}".repeat(50_000));
    let long = "\u{202e}`\n<b>".repeat(10_000).replace('\n', "\\n");
    let hostile = [
        wide,
        deep.clone(),
        deep.replace("\"type\": \"array\", \"items\"", "\"allOf\""),
        format!("{{\"anyOf\": [{}{{}}]}}", "{\"type\": \"object\"},".repeat(50_000)),
        format!("{{\"enum\": [{}1]}}", "1,".repeat(50_000)),
        format!("{{\"enum\": [\"{long}\", \"{long}\", {{\"{long}\": \"{long}\"}}]}}"),
        format!("{{\"type\": \"string\", \"pattern\": \"{long}\", \"format\": \"{long}\"}}"),
        format!("{{\"type\": \"{long}\"}}"),
        format!("{{\"$ref\": \"#/{long}\"}}"),
        format!(
            "{{\"type\": \"number\", \"minimum\": {0}, \"maximum\": -{0}, \"multipleOf\": {0}}}",
            "9".repeat(50_000)
        ),
        "{\"allOf\": [{\"$ref\": \"#\"}], \"anyOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#/allOf/0\"}]}".to_owned(),
        "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#/properties/a\"}}}".to_owned(),
    ];
    for text in hostile {
        let source = Source::new(text, Dialect::Json);
        let root = source.root().unwrap();
        let described = words(root, root);
        assert_short(
            &described.to_string().replace("\\u{202e}", "?"),
            &source.text().chars().take(40).collect::<String>(),
        );
        // Only what is marked as quoted comes from the document.
        let said = described.quoted_by(|_| String::new());
        assert!(!said.contains(['<', '`', '\u{202e}']), "{said}");
        assert!(described.parts().iter().all(|part| !matches!(part, Part::Said(text) if text.is_empty())));
    }
}
