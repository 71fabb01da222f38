//! Comments that make a rule ignore a place.

use integration_ls::analysis::{Document, Options};
use integration_ls::syntax::Dialect;

/// The rules that find something, with the text where they do.
fn found(text: &str) -> Vec<String> {
    let document = Document::new(text.to_owned(), Dialect::Jsonc, Options::default());
    document
        .diagnostics()
        .iter()
        .map(|diagnostic| format!("{} at {}", diagnostic.rule.name, diagnostic.range.of(text)))
        .collect()
}

#[test]
fn a_comment_suppresses_a_rule_on_its_own_line_or_the_next() {
    assert_eq!(found("{\n  \"titel\": 1 // integration-ls-ignore unknown-key: as they call it\n}"), [""; 0]);
    assert_eq!(found("{\n  // integration-ls-ignore unknown-key: as they call it\n  \"titel\": 1\n}"), [""; 0]);
    assert_eq!(found("{\n  /* integration-ls-ignore unknown-key */\n  \"titel\": 1\n}"), [""; 0]);
    assert_eq!(
        found("{\n  // integration-ls-ignore unknown-key\n  \"titel\": 1,\n  \"vesion\": 1\n}"),
        ["unknown-key at \"vesion\""]
    );
}

#[test]
fn a_comment_beside_something_applies_to_its_own_line() {
    for text in [
        "{\n/* integration-ls-ignore secret-name, removal: theirs */ \"secrets\": {\"apiKey\": null}\n}",
        "{\n  \"title\": \"A\", /* integration-ls-ignore secret-name, removal */ \"secrets\": {\"apiKey\": null}\n}",
        "{\n  \"secrets\": {\"apiKey\": /* integration-ls-ignore secret-name, removal */ null}\n}",
        "{\n  \"secrets\": {\"apiKey\": null} /* integration-ls-ignore secret-name, removal */\n}",
        "{\n  \"secrets\": {\"apiKey\": null} /* why */ // integration-ls-ignore secret-name, removal\n}",
        "{\r\n  /* integration-ls-ignore secret-name */ /* integration-ls-ignore removal */ \"secrets\": {\"apiKey\": null}\r\n}",
        "/* integration-ls-ignore secret-name, removal */ {\"secrets\": {\"apiKey\": null}}",
        "{\n  /* integration-ls-ignore secret-name, removal: a reason\n     of two lines */ \"secrets\": {\"apiKey\": null}\n}",
        // Only comments are on the line, so it is the next one.
        "{\n  /* integration-ls-ignore secret-name */ // integration-ls-ignore removal\n  \"secrets\": {\"apiKey\": null}\n}",
        "{\n  /* note */ /* integration-ls-ignore secret-name, removal */\n  \"secrets\": {\"apiKey\": null}\n}",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
    // Neither the line before nor the one after.
    let text = "{\n  \"titel\": 1,\n  /* integration-ls-ignore unknown-key */ \"vesion\": 1,\n  \"urll\": 1\n}";
    assert_eq!(found(text), ["unknown-key at \"titel\"", "unknown-key at \"urll\""]);
}

#[test]
fn comments_on_consecutive_lines() {
    let text = "{\n  \"secrets\": {\n    // integration-ls-ignore secret-name: theirs\n    // integration-ls-ignore plain-secret: public anyway\n    \"api\": \"7f3a\"\n  }\n}";
    assert_eq!(found(text), [""; 0]);
}

#[test]
fn one_comment_may_name_several_rules() {
    let text = "{\"secrets\": {\"api\": \"7f3a\"}} // integration-ls-ignore secret-name, plain-secret: theirs";
    assert_eq!(found(text), [""; 0]);
    let text = "{\"secrets\": {\"api\": null}} // integration-ls-ignore removal, secret-name, plain-secret: theirs";
    assert_eq!(found(text), ["unused-suppression at plain-secret"]);
}

#[test]
fn a_file_comment_suppresses_a_rule_everywhere() {
    let text = "// integration-ls-ignore-file unknown-key: of another tool\n{\n  \"titel\": 1,\n  \"vesion\": 1\n}";
    assert_eq!(found(text), [""; 0]);
}

#[test]
fn a_comment_that_suppresses_nothing_is_reported() {
    assert_eq!(
        found("// integration-ls-ignore secret-name\n{\"title\": \"A\"}"),
        ["unused-suppression at secret-name"]
    );
    assert_eq!(
        found("// integration-ls-ignore secret-nmae\n{\"title\": \"A\"}"),
        ["unused-suppression at secret-nmae"]
    );
    assert_eq!(
        found("// integration-ls-ignore\n{\"title\": \"A\"}"),
        ["unused-suppression at // integration-ls-ignore"]
    );
    // A rule that is off may be turned on tomorrow.
    assert_eq!(found("// integration-ls-ignore nested-field-title\n{\"title\": \"A\"}"), [""; 0]);
    // A longer word is not one of these comments.
    assert_eq!(found("// integration-ls-ignored things\n{\"title\": \"A\"}"), [""; 0]);
}
