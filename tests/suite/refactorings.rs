//! Rewrites: keys in the contract's order, the default configuration among the others, placeholder descriptions, examples.

use integration_ls::analysis::{Document, Options};
use integration_ls::features::code_action::refactor::{refactorings, sort_keys};
use integration_ls::features::code_action::sort_keys::sorted;
use integration_ls::syntax::{Dialect, Source, parse};
use integration_ls::text::{TextRange, floor_boundary};

use crate::mutation::{SEEDS, damage, rounds};
use crate::shared;

fn document(text: &str) -> Document {
    Document::new(text.to_owned(), Dialect::Jsonc, Options::default())
}

fn apply(text: &str, mut edits: Vec<integration_ls::analysis::Edit>) -> String {
    let mut text = text.to_owned();
    edits.sort();
    for edit in edits.into_iter().rev() {
        text.replace_range(edit.range.to_std_range(), &edit.text);
    }
    text
}

/// The text after the refactoring with that title, at the bar.
fn refactored(fixture: &str, title: &str) -> Option<String> {
    let at = fixture.find('|').unwrap_or(0) as u32;
    let text = fixture.replace('|', "");
    let found =
        refactorings(&document(&text), TextRange::empty(at)).into_iter().find(|fix| fix.title.starts_with(title))?;
    Some(apply(&text, found.edits))
}

#[test]
fn keys_in_the_order_of_the_contract_with_their_comments() {
    let text = r#"// About all of it.
{
  // Who may see it.
  "visibility": "private", // for now
  "zeta": 1,
  "user": {
    "tags": { "b": {}, "a": { "description": "x", "title": "y" } }
  },
  /* The name. */
  "title": "Acme" // short
  // The end.
}
"#;
    let expected = r#"// About all of it.
{
  /* The name. */
  "title": "Acme", // short
  // Who may see it.
  "visibility": "private", // for now
  "user": {
    "tags": { "b": {}, "a": { "title": "y", "description": "x" } }
  },
  "zeta": 1
  // The end.
}
"#;
    let document = document(text);
    let fix = sort_keys(&document).unwrap();
    assert_eq!(fix.title, "Sort keys in the contract's order");
    assert_eq!(apply(text, fix.edits), expected);
    let again = Document::new(expected.to_owned(), Dialect::Jsonc, Options::default());
    assert!(sort_keys(&again).is_none(), "nothing is left to do");
}

#[test]
fn sorting_on_one_line_with_trailing_commas_and_with_syntax_errors() {
    for (text, expected) in [
        (r#"{"url": "u", "title": "t"}"#, Some(r#"{"title": "t", "url": "u"}"#)),
        (r#"{ "url": 1, "title": 2, }"#, Some(r#"{ "title": 2, "url": 1, }"#)),
        ("{\"url\": 1, // u\n\"title\": 2}", Some("{\"title\": 2,\n\"url\": 1 // u}")),
        (r#"{"title": 1, "title": 2, "url": 3}"#, None),
        (r#"{"url": 1 "title": 2}"#, None),
        ("[]", None),
        ("", None),
    ] {
        let source = Source::new(text.to_owned(), Dialect::Jsonc);
        let sorted = sorted(&source);
        // A comment that would swallow the bracket is a reason to leave it.
        let expected = expected.filter(|expected| parse(expected).errors().len() <= source.tree().errors().len());
        assert_eq!(sorted.as_deref(), expected, "{text}");
    }
}

#[test]
fn sorting_changes_no_value_of_any_real_manifest() {
    for (name, text) in shared::manifests() {
        let source = Source::new(text.clone(), Dialect::Json);
        let Some(sorted) = sorted(&source) else { continue };
        let before: serde_json::Value = serde_json::from_str(&text).unwrap();
        let after: serde_json::Value = serde_json::from_str(&sorted).unwrap();
        assert!(before == after, "{name}");
        assert_eq!(sorted.len(), text.len(), "{name}");
    }
}

#[test]
fn the_default_configuration_moves_into_configurations() {
    const TITLE: &str = "Move \"configuration\" into \"configurations\"";
    for (text, expected) in [
        (
            "{\n  \"configu|ration\": { \"title\": \"API key!\", \"schema\": {} },\n  \"url\": \"u\"\n}",
            "{\n  \"configurations\": {\"apiKey\": { \"title\": \"API key!\", \"schema\": {} }},\n  \"url\": \"u\"\n}",
        ),
        (
            "{\n  \"configu|ration\": {},\n  \"configurations\": {\n    \"default\": {}\n  }\n}",
            "{\n  \"configurations\": {\n    \"default\": {},\n    \"default2\": {}\n  }\n}",
        ),
        (
            r#"{"configurations": {"a": {}}, "configuratio|n": {"title": "A"}}"#,
            r#"{"configurations": {"a": {}, "a2": {"title": "A"}}}"#,
        ),
    ] {
        assert_eq!(refactored(text, TITLE).as_deref(), Some(expected));
    }
    for text in [
        r#"{"configuration": {}, "ur|l": "u"}"#,
        r#"{"configu|ration": null}"#,
        r#"{"configu|ration": {}, "configurations": null}"#,
        r#"{"configu|ration": {}"#,
    ] {
        assert_eq!(refactored(text, TITLE), None, "{text}");
    }
}

#[test]
fn placeholder_descriptions_are_added_everywhere_at_once() {
    let text = r#"{"actions": {"send": {"title": "Send", "input": {"schema": {"type": "object", "properties": {"to": {"type": "string", "x-zui": {"title": "To"}}}}}, "output": {"schema": {}}}}, "user": {"tags": {"id": {"title": "Id", "description": ""}}}}"#;
    let added = refactored(text, "Add 3 placeholder descriptions").unwrap();
    assert_eq!(added.matches(r#""description": "TODO: describe it.""#).count(), 3);
    let document = document(&added);
    let rules: Vec<&str> = document.diagnostics().iter().map(|diagnostic| diagnostic.rule.name).collect();
    assert!(rules.iter().all(|rule| !rule.ends_with("description")), "{rules:?}");
    assert!(rules.contains(&"placeholder-text"), "nobody forgets them: {rules:?}");
    assert_eq!(refactored(&added, "Add "), None);
}

#[test]
fn no_refactoring_adds_a_syntax_error_to_damaged_text() {
    let mut random = fastrand::Rng::with_seed(11);
    let mut made = 0;
    for round in 0..rounds(2_000) {
        let mut text = SEEDS[round % SEEDS.len()].to_owned();
        damage(&mut random, &mut text, 1..4);
        let document = document(&text);
        let errors = document.source().tree().errors().len();
        let at = TextRange::empty(floor_boundary(&text, random.usize(..=text.len())) as u32);
        for fix in refactorings(&document, at).into_iter().chain(sort_keys(&document)) {
            let after = apply(&text, fix.edits);
            assert!(parse(&after).errors().len() <= errors, "{}\n{text}\n{after}", fix.title);
            made += usize::from(errors > 0);
        }
    }
    assert!(made > 20, "hardly any refactoring of a broken text was tried: {made}");
}

#[test]
fn an_example_is_added_to_the_schema_at_the_cursor() {
    let before = r#"{
  "events": {
    "mailReceived": {
      "schema": {
        "type": "object",
        "properties": {
          "fr|om": {
            "type": "string",
            "format": "email"
          },
          "count": {"type": "integer", "minimum": 3}
        }
      }
    }
  }
}
"#;
    let example = |fixture: &str| refactored(fixture, "Add an example");
    let after = example(before).unwrap();
    let expected = before.replace('|', "").replace(
        "\"format\": \"email\"\n",
        "\"format\": \"email\",\n            \"examples\": [\"jane.doe@example.com\"]\n",
    );
    assert_eq!(after, expected);
    let at = |place: &str, fixture: &str| {
        let plain = fixture.replace('|', "");
        plain.replacen(place, &format!("|{place}"), 1)
    };
    let inside = example(&at("\"minimum\"", before)).unwrap();
    assert!(inside.contains(r#""minimum": 3, "examples": [10]}"#), "{inside}");
    let whole = example(&at("\"schema\"", before)).unwrap();
    assert!(whole.contains(r#""examples": [{"from": "jane.doe@example.com", "count": 10}]"#), "{whole}");
    // There is one, nothing fits, or it is no schema.
    for fixture in [
        &at("\"from\"", &after),
        r#"{"events": {"e": {"schema": {"|type": "string", "minLength": 3, "maxLength": 2}}}}"#,
        r#"{"events": {"|e": {"schema": {"type": "string"}}}}"#,
        r#"{"events": {"e": {"schema": {"enum": [{"|a": 1}], "examples": []}}}}"#,
        r#"{"|title": "x"}"#,
    ] {
        assert_eq!(example(fixture), None, "{fixture}");
    }
}
