//! Outline, folding, selection ranges, semantic tokens, links, lenses.

use integration_ls::analysis::{Document, Options};
use integration_ls::features::code_lens::lenses;
use integration_ls::features::document_link::links;
use integration_ls::features::document_symbol::{Symbol, outline};
use integration_ls::features::folding_range::folds;
use integration_ls::features::selection_range::selections;
use integration_ls::features::semantic_tokens::tokens;
use integration_ls::syntax::{Dialect, Source};
use integration_ls::text::TextRange;

fn source(text: &str) -> Source {
    Source::new(text.to_owned(), Dialect::Jsonc)
}

fn shown(symbols: &[Symbol], depth: usize) -> String {
    let line = |symbol: &Symbol| {
        let detail = if symbol.detail.is_empty() { String::new() } else { format!(" · {}", symbol.detail) };
        let old = if symbol.deprecated { " (deprecated)" } else { "" };
        format!(
            "{}{:?} {}{detail}{old}\n{}",
            "  ".repeat(depth),
            symbol.kind,
            symbol.name,
            shown(&symbol.children, depth + 1)
        )
    };
    symbols.iter().map(line).collect()
}

fn document(source: &Source) -> Document {
    Document::new(source.text().to_owned(), source.dialect(), Options::default())
}

#[test]
fn the_outline_of_the_example() {
    let source = source(include_str!("../../examples/acme-mail.integration.json"));
    insta::assert_snapshot!(shown(&outline(&document(&source)), 0));
}

#[test]
fn the_outline_of_half_typed_text_hides_secrets() {
    let source =
        source(r#"{"public": true, "secrets": {"KEY": "hunter2"}, "actions": {"": {}, "send": {"title": "Send"#);
    let text = shown(&outline(&document(&source)), 0);
    assert!(!text.contains("hunter2"));
    insta::assert_snapshot!(text);
}

#[test]
fn twenty_thousand_entries_and_two_hundred_thousand_brackets() {
    let actions: Vec<String> = (0..20_000).map(|n| format!("\"a{n}\": {{\"title\": \"A {n}\"}}")).collect();
    let wide = source(&format!("{{\"actions\": {{{}}}}}", actions.join(",")));
    assert_eq!(outline(&document(&wide))[0].children.len(), 20_000);
    let schema = format!("{{\"states\":{{\"s\":{{\"schema\":{}", "{\"properties\":{\"a\":".repeat(50_000));
    for deep in ["[".repeat(200_000), "{\"a\":".repeat(100_000), schema] {
        let source = source(&deep);
        outline(&document(&source));
        folds(&source);
        assert!(selections(&source, 1_000).len() > 3);
    }
}

#[test]
fn folds_of_objects_arrays_and_comments() {
    let text =
        "// a\n// b\n{\n  \"x\": [\n    1\n  ], // c\n  /* d\n     e */\n  \"y\": {\n  },\n  \"z\": {\n    \"open\": 1";
    let shown: Vec<String> = folds(&source(text))
        .iter()
        .map(|fold| format!("{}-{}{}", fold.first, fold.last, if fold.is_comment { " comment" } else { "" }))
        .collect();
    assert_eq!(shown, ["0-1 comment", "2-11", "3-4", "6-7 comment", "10-11"]);
}

#[test]
fn each_selection_contains_the_one_before() {
    let text = r#"{"actions": {"send": {"title": "Send mail"}}}"#;
    let source = source(text);
    let at = text.find("mail").unwrap() as u32;
    let shown: Vec<&str> = selections(&source, at).iter().map(|range| range.of(text)).collect();
    assert_eq!(
        shown,
        [
            "Send mail",
            "\"Send mail\"",
            "\"title\": \"Send mail\"",
            "{\"title\": \"Send mail\"}",
            "\"send\": {\"title\": \"Send mail\"}",
            "{\"send\": {\"title\": \"Send mail\"}}",
            "\"actions\": {\"send\": {\"title\": \"Send mail\"}}",
            text
        ]
    );
    for offset in 0..=text.len() as u32 {
        let ranges = selections(&source, offset);
        assert!(ranges.windows(2).all(|pair| pair[1].covers(pair[0]) && pair[0] != pair[1]), "{offset}: {ranges:?}");
    }
}

#[test]
fn tokens_of_names_references_programs_and_deprecated_keys() {
    let text = r#"{"public": true, "secrets": {"KEY": "hunter2"}, "identifier": {"extractScript": ".body.id"}, "actions": {"list": {"title": "List"}}, "user": {"tags": {"id": {}}, "creation": {"enabled": false, "requiredTags": ["id", "no"]}}, "interfaces": {"listable": {"actions": {"list": {"name": "list"}}}}}"#;
    let source = source(text);
    let shown = |range| -> Vec<String> {
        let one = |token: &integration_ls::features::semantic_tokens::Token| {
            let declares = if token.is_declaration { " declared" } else { "" };
            let old = if token.is_deprecated { " deprecated" } else { "" };
            format!("{} {:?}{declares}{old}", token.range.of(text), token.kind)
        };
        tokens(&source, range).iter().map(one).collect()
    };
    assert_eq!(
        shown(TextRange::new(0, text.len() as u32)),
        [
            "\"public\" Property deprecated",
            "\"KEY\" Variable declared",
            "\".body.id\" Macro",
            "\"list\" Function declared",
            "\"id\" EnumMember declared",
            "\"id\" EnumMember",
            "\"listable\" Interface declared",
            "\"list\" Function",
        ]
    );
    assert_eq!(shown(TextRange::empty(text.find("KEY").unwrap() as u32)), ["\"KEY\" Variable declared"]);
}

#[test]
fn links_in_the_readme_cover_the_characters_that_encode_them() {
    use base64::Engine;
    let engine = base64::engine::general_purpose::STANDARD;
    for (readme, expected) in [
        ("[a](https://a.b/c) é <http://x.y>.", vec!["https://a.b/c", "http://x.y"]),
        ("see https://a.b/c, or https://d.e.", vec!["https://a.b/c", "https://d.e"]),
        ("1https://a.b 12https://c.d 123 https://e.f", vec!["https://a.b", "https://c.d", "https://e.f"]),
        ("https:// http://) ftp://a.b javascript:a", vec![]),
    ] {
        let text = format!("{{\"readme\": \"{}\"}}", engine.encode(readme));
        let found = links(&source(&text));
        let targets: Vec<&str> = found.iter().map(|link| &*link.target).collect();
        assert_eq!(targets, expected);
        for link in found {
            // The whole groups of four that it touches decode to the link and at most two bytes on either side.
            let start = 12;
            let first = (link.range.start as usize - start) / 4 * 4 + start;
            let last = (link.range.end as usize - start).div_ceil(4) * 4 + start;
            let held = engine.decode(&text[first..last]).unwrap();
            let held = String::from_utf8_lossy(&held).into_owned();
            assert!(held.contains(&link.target) && held.len() <= link.target.len() + 4, "{held}");
        }
    }
    assert!(links(&source(r#"{"readme": "not base64 https://a.b"}"#)).is_empty());
}

#[test]
fn lenses_count_references() {
    let text = r##"{"name": "a", "user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": ["id", "gone"]}},
        "actions": {"list": {"input": {"schema": {"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/a"}}}}}, "get": {}},
        "interfaces": {"x": {"actions": {"list": {"name": "list"}}}, "y": {"actions": {"read": {"name": "list"}}}},
        "secrets": {"KEY": "hunter2"}, "code": "SECRET_KEY"}"##;
    let document = Document::new(text.to_owned(), Dialect::Json, Options::default());
    let shown: Vec<String> =
        lenses(&document).iter().map(|lens| format!("{}: {}", lens.range.of(text), lens.title)).collect();
    assert_eq!(
        shown,
        [
            "{: Create (has a name or version)",
            "\"id\": 1 reference",
            "\"list\": 2 references",
            "\"a\": 2 references",
            "\"KEY\": 1 reference",
        ]
    );
    for text in ["", "[", "{\"secrets\": 1, \"interfaces\": [1], \"user\": {\"creation\": {\"requiredTags\": {}}}"] {
        lenses(&Document::new(text.to_owned(), Dialect::Json, Options::default()));
    }
}
