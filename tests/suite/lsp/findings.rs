//! What an editor is told about a manifest, and what it can do about it.

use std::fmt::Write;

use serde_json::{Value, json};

use super::client::Client;
use super::{URI, codes, columns};

#[test]
fn of_too_many_findings_the_most_important_are_sent() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    let mut text = "{\"user\": {\"tags\": {".to_owned();
    for tag in 0..1_500 {
        let _ = write!(text, "\"t{tag}\": {{}}, ");
    }
    // The API refuses what comes last.
    text += "\"last\": {\"title\": 5}}}, \"interfaces\": {\"a\": {\"id\": \"itf_01J0000000000000000000000000\"}, \"b\": {\"id\": \"\"}},,}";
    client.open(URI, &text);
    let diagnostics = client.diagnostics(URI, 1);
    assert_eq!(diagnostics.len(), 1_001, "a thousand, and how many are left out");
    let codes: Vec<&str> = diagnostics.iter().filter_map(|found| found["code"].as_str()).collect();
    assert_eq!(codes[codes.len() - 3..], ["wrong-type", "too-short", "syntax-error"]);
    let columns: Vec<u64> =
        diagnostics.iter().map(|found| found["range"]["start"]["character"].as_u64().unwrap()).collect();
    assert!(columns[..1_000].is_sorted(), "in the order of the text");
}

/// The quick fixes at a column: each with whether it is preferred.
fn quick_fixes(client: &mut Client, column: u64) -> Vec<(String, bool)> {
    let at = json!({"line": 0, "character": column});
    let params = json!({
        "textDocument": {"uri": URI}, "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": ["quickfix"]},
    });
    let actions = client.request("textDocument/codeAction", params)["result"].clone();
    let actions = actions.as_array().cloned().unwrap_or_default();
    actions.iter().map(|one| (one["title"].as_str().unwrap().to_owned(), one["isPreferred"] == true)).collect()
}

fn client() -> Client {
    let kinds = json!({"codeActionKind": {"valueSet": ["quickfix"]}});
    let (mut client, _) = Client::start_with(
        json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": kinds, "isPreferredSupport": true}}}),
        Value::Null,
    );
    client.skip("textDocument/publishDiagnostics");
    client
}

#[test]
fn the_fix_that_deletes_is_not_preferred_if_there_is_another() {
    let mut client = client();
    client.open(URI, "{\"titel\": \"x\"}");
    let fixes = quick_fixes(&mut client, 3);
    assert_eq!(fixes, [("Rename to \"title\"".to_owned(), true), ("Remove the key".to_owned(), false)]);
}

#[test]
fn an_invisible_character_is_named_and_removed() {
    let mut client = client();
    client.open(URI, "{\u{2060}\"title\":\"a\"}");
    let diagnostics = client.diagnostics(URI, 1);
    assert_eq!(codes(&diagnostics), ["exotic-whitespace"]);
    assert!(diagnostics[0]["message"].as_str().unwrap().contains("U+2060"));
    assert_eq!(quick_fixes(&mut client, 1), [("Remove U+2060".to_owned(), true)]);
}

#[test]
fn the_definition_of_a_ref_to_an_element_or_an_escaped_key() {
    let mut client = Client::start();
    client.skip("textDocument/publishDiagnostics");
    let schema = |reference: &str| {
        format!(
            r##"{{"states": {{"s": {{"type": "user", "schema": {{"oneOf": [{{"type": "null"}}, {{"type": "object"}}], "definitions": {{"My Type": {{}}, "a/b~%c": {{}}, "100%": {{}}}}, "$ref": "{reference}"}}}}}}}}"##
        )
    };
    for (version, (reference, expected)) in [
        ("#/oneOf/0", r#"{"type": "null"}"#),
        ("#/oneOf/1/type", r#""type": "object""#),
        ("#/definitions/My%20Type", r#""My Type""#),
        ("#/definitions/My Type", r#""My Type""#),
        ("#/definitions/a~1b~0%25c", r#""a/b~%c""#),
        ("#/definitions/100%", r#""100%""#),
        ("#/definitions/100%25", r#""100%""#),
        ("#/oneOf/2", ""),
        ("#/oneOf/00", ""),
        ("#/definitions/%zz%ff%", ""),
        ("#/~2/~", ""),
        ("%", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let text = schema(reference);
        if version == 0 {
            client.open(URI, &text);
        } else {
            client.notify("textDocument/didChange", super::change(version as i64 + 1, None, &text));
        }
        let column = text.find("\"$ref\": \"").unwrap() + 10;
        let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": column}});
        let answer = client.request("textDocument/definition", params)["result"].clone();
        let found = if answer.is_array() { answer[0].clone() } else { answer };
        if expected.is_empty() {
            assert_eq!(found, Value::Null, "{reference}");
            continue;
        }
        let (start, _) = columns(&found["range"]);
        let at = text.find(expected).unwrap();
        assert!((at..at + 9).contains(&(start as usize)), "{reference}: {found}");
    }
}

#[test]
fn a_mistake_inside_a_schema_is_shown_and_fixed_where_it_is() {
    let mut client = client();
    let text = "{\"configuration\": {\"schema\": {\"type\": \"object\", \"properties\": {\"😀\": {\"type\": \"strng\"}, \"key\": {\"$ref\": \"#/definitions/ky\", \"x-zui\": {\"secret\": true}}}, \"required\": [\"kye\"], \"definitions\": {\"key\": {\"type\": \"number\", \"minLength\": 1, \"default\": \"3\"}}}}}";
    client.open(URI, text);
    let diagnostics = client.diagnostics(URI, 1);
    let own: Vec<&Value> =
        diagnostics.iter().filter(|found| !found["code"].as_str().unwrap().starts_with("configuration-")).collect();
    let found: Vec<String> = own
        .iter()
        .map(|found| {
            let column = |end: &str| found["range"][end]["character"].as_u64().unwrap() as usize;
            let units: Vec<u16> = text.encode_utf16().collect();
            let place = String::from_utf16(&units[column("start")..column("end")]).unwrap();
            format!("{} {} {place}", found["severity"], found["code"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        found,
        [
            "1 unknown-value \"strng\"",
            "2 broken-reference \"#/definitions/ky\"",
            "2 undeclared-property \"kye\"",
            "2 inapplicable-keyword \"minLength\"",
            "2 value-mismatch \"3\"",
        ]
    );
    for (place, fix) in own.iter().zip([
        "Replace with \"string\"",
        "Replace with \"#/definitions/key\"",
        "Replace with \"key\"",
        "Rename to \"minimum\"",
        "Replace with 3",
    ]) {
        let column = place["range"]["start"]["character"].as_u64().unwrap() + 1;
        // Which property a required name means is for its author to say.
        let is_preferred = fix != "Replace with \"key\"";
        assert_eq!(quick_fixes(&mut client, column)[0], (fix.to_owned(), is_preferred));
    }
}
