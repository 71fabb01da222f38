//! What fixes do to a text: nothing but what they say.

use integration_ls::analysis::fix::apply;
use integration_ls::analysis::{Applicability, Document, Fix, Options, fix_all};
use integration_ls::features::code_action::quick_fix::{fix_all_edit, quick_fixes};
use integration_ls::syntax::Dialect;
use integration_ls::text::TextRange;

use crate::invariants;
use crate::mutation::{SEEDS, damage, rounds};
use crate::shared::manifests;

fn document(text: &str, dialect: Dialect) -> Document {
    Document::new(text.to_owned(), dialect, Options::default())
}

/// The text after the fix with that title, of a diagnostic of that rule.
fn fixed(text: &str, rule: &str, title: &str) -> String {
    let document = document(text, Dialect::Jsonc);
    let own = document.diagnostics().iter().filter(|diagnostic| diagnostic.rule.name == rule);
    let fixes: Vec<_> = own.flat_map(|diagnostic| document.fixes(diagnostic)).collect();
    let fix = fixes.iter().find(|fix| fix.title.starts_with(title));
    let fix = fix.unwrap_or_else(|| panic!("{rule} has no fix {title:?}: {fixes:?}"));
    apply(text, [fix]).0
}

#[test]
fn removing_a_member_takes_its_comma_and_leaves_the_comments() {
    for (before, after) in [
        // The first, the last, one between, the only one.
        (r#"{"x": 1, "title": "A", "url": "https://a.b"}"#, r#"{"title": "A", "url": "https://a.b"}"#),
        (r#"{"title": "A", "x": 1, "url": "https://a.b"}"#, r#"{"title": "A", "url": "https://a.b"}"#),
        (r#"{"title": "A", "x": 1}"#, r#"{"title": "A"}"#),
        (r#"{"x": 1}"#, r#"{}"#),
        (r#"{"title":"A","x":1,"url":"https://a.b"}"#, r#"{"title":"A","url":"https://a.b"}"#),
        // On lines of their own.
        ("{\n  \"x\": 1,\n  \"title\": \"A\"\n}", "{\n  \"title\": \"A\"\n}"),
        ("{\n  \"title\": \"A\",\n  \"x\": 1\n}", "{\n  \"title\": \"A\"\n}"),
        ("{\r\n\t\"title\": \"A\",\r\n\t\"x\": 1\r\n}", "{\r\n\t\"title\": \"A\"\r\n}"),
        ("{\n  \"x\": 1\n}", "{\n}"),
        // Trailing commas stay, comments stay.
        ("{\n  \"title\": \"A\",\n  \"x\": 1,\n}", "{\n  \"title\": \"A\",\n}"),
        ("{\n  // one\n  \"x\": 1, // two\n  \"title\": \"A\"\n}", "{\n  // one\n  // two\n  \"title\": \"A\"\n}"),
        ("{\"title\": \"A\" /* one */, \"x\": 1 /* two */}", "{\"title\": \"A\" /* one */ /* two */}"),
        ("{\"x\": {\"y\": [1, 2]} /* one */ , \"title\": \"A\"}", "{/* one */  \"title\": \"A\"}"),
    ] {
        assert_eq!(fixed(before, "unknown-key", "Remove the key"), after, "{before}");
    }
}

#[test]
fn adding_a_member_follows_the_style_of_the_object() {
    for (before, after) in [
        (
            r#"{"states": {"sync": {"type": "user"}}}"#,
            r#"{"states": {"sync": {"type": "user", "schema": {"type": "object", "properties": {}}}}}"#,
        ),
        (
            r#"{"states":{"sync":{"type":"user"}}}"#,
            r#"{"states":{"sync":{"type":"user","schema":{"type": "object", "properties": {}}}}}"#,
        ),
        (
            "{\n\t\"states\": {\n\t\t\"sync\": {\n\t\t\t\"type\": \"user\" // why\n\t\t}\n\t}\n}",
            "{\n\t\"states\": {\n\t\t\"sync\": {\n\t\t\t\"type\": \"user\",\n\t\t\t\"schema\": {\"type\": \"object\", \"properties\": {}} // why\n\t\t}\n\t}\n}",
        ),
        (
            "{\r\n  \"states\": {\r\n    \"sync\": {\r\n      \"type\": \"user\",\r\n    },\r\n  },\r\n}",
            "{\r\n  \"states\": {\r\n    \"sync\": {\r\n      \"type\": \"user\",\r\n      \"schema\": {\"type\": \"object\", \"properties\": {}},\r\n    },\r\n  },\r\n}",
        ),
        (
            "{\n  \"states\": {\n    \"sync\": {}\n  }\n}",
            "{\n  \"states\": {\n    \"sync\": {\n      \"type\": \"conversation\",\n      \"schema\": {\"type\": \"object\", \"properties\": {}}\n    }\n  }\n}",
        ),
    ] {
        assert_eq!(fixed(before, "missing-key", "Add "), after, "{before}");
    }
}

#[test]
fn a_rename_renames_every_reference() {
    let before = r#"{
  "actions": {"list-items": {"title": "List", "description": "Lists.", "input": {"schema": {}}, "output": {"schema": {}}}},
  "interfaces": {"listable": {"id": "itf_01J0000000000000000000000000", "actions": {"list": {"name": "list-items"}}, "events": {"list-items": {"name": "other"}}}}
}"#;
    let after = before.replacen("list-items", "listItems", 2);
    assert_eq!(fixed(before, "name-style", "Rename"), after);
}

#[test]
fn nothing_is_renamed_to_a_name_that_is_taken() {
    let document = document(r#"{"secrets": {"apiKey": null, "API_KEY": null}}"#, Dialect::Json);
    let diagnostics = document.diagnostics();
    assert_eq!(diagnostics[0].rule.name, "removal");
    let rename = diagnostics.iter().find(|diagnostic| diagnostic.rule.name == "secret-name").unwrap();
    assert_eq!(document.fixes(rename), []);
}

#[test]
fn a_deprecated_public_becomes_the_visibility_that_it_means() {
    for (before, after) in [
        (r#"{"public": true}"#, r#"{"visibility": "public"}"#),
        (r#"{"public": false}"#, r#"{"visibility": "private"}"#),
        (r#"{"public": true, "visibility": "unlisted"}"#, r#"{"visibility": "unlisted"}"#),
    ] {
        assert_eq!(fix_all(&document(before, Dialect::Json), Fix::is_safe).0, after, "{before}");
    }
    // Which of two that contradict each other is meant, only the author knows.
    let conflict = r#"{"public": true, "visibility": "private"}"#;
    assert_eq!(fix_all(&document(conflict, Dialect::Json), Fix::is_safe), (conflict.to_owned(), 0));
}

#[test]
fn fixes_for_base64() {
    for (before, after) in
        [("data:image/svg+xml;base64,PHN2Zy8+", "PHN2Zy8+"), (r"PHN2\nZy8+\n", "PHN2Zy8+"), ("<svg/>", "PHN2Zy8+")]
    {
        let text = format!("{{\"icon\": \"{before}\"}}");
        let fixed = fix_all(&document(&text, Dialect::Json), Fix::is_safe).0;
        assert_eq!(fixed, format!("{{\"icon\": \"{after}\"}}"), "{before}");
    }
}

#[test]
fn safe_fixes_never_choose_for_the_author() {
    let text = r#"{"visibility": "hidden", "actions": {"sendMail": null}, "secrets": {"KEY": "7f3a9c"}}"#;
    assert_eq!(fix_all(&document(text, Dialect::Json), |_| true), (text.to_owned(), 0));
}

#[test]
fn fixes_that_overlap_are_applied_in_rounds() {
    let text = "{title: 'Acme', 'description': \"a\u{9}b\",,}";
    let mut document = document(text, Dialect::Json);
    let (fixed, _) = fix_all(&document, Fix::is_safe);
    assert_eq!(fixed, "{\"title\": \"Acme\", \"description\": \"a\\tb\"}");
    let all = fix_all_edit(&document).unwrap();
    document.edit(all.range, &all.text);
    assert_eq!(document.source().text(), fixed);
}

/// Whatever a text says: fixing ends, a second run has nothing to do, and no syntax error is added.
#[test]
fn fix_all_terminates_and_makes_nothing_worse() {
    let mut random = fastrand::Rng::with_seed(7);
    for round in 0..rounds(4_000) {
        let mut text = SEEDS[random.usize(..SEEDS.len())].to_owned();
        damage(&mut random, &mut text, 1..4);
        invariants::fixes::hold(&text, if round % 2 == 0 { Dialect::Json } else { Dialect::Jsonc });
    }
}

#[test]
fn real_manifests_are_left_as_they_are_by_safe_fixes() {
    for (name, text) in manifests() {
        let document = document(&text, Dialect::Json);
        assert_eq!(fix_all(&document, Fix::is_safe).1, 0, "{name}");
    }
}

/// The titles of the quick fixes at the cursor, which is a bar in the text.
fn titles(fixture: &str, dialect: Dialect) -> Vec<String> {
    let at = fixture.find('|').unwrap() as u32;
    let document = document(&fixture.replace('|', ""), dialect);
    quick_fixes(&document, TextRange::empty(at)).into_iter().map(|quick_fix| quick_fix.fix.title).collect()
}

#[test]
fn quick_fixes_at_the_cursor() {
    assert_eq!(titles(r#"{"ti|tel": "A"}"#, Dialect::Json), ["Rename to \"title\"", "Remove the key"]);
    assert_eq!(titles(r#"{"titel": "A|"}"#, Dialect::Json), [""; 0]);
    assert_eq!(
        titles(r#"{"visibility": |"hiden"}"#, Dialect::Json),
        ["Replace with \"public\"", "Replace with \"private\"", "Replace with \"unlisted\""]
    );
    assert_eq!(
        titles("{\n  \"secrets\": {\"ap|i\": null}\n}", Dialect::Jsonc),
        [
            "Rename to \"API\"",
            "Remove the key to keep what the server has",
            "Ignore removal on this line",
            "Ignore secret-name on this line"
        ]
    );
}

#[test]
fn the_ignore_quick_fix_suppresses_its_diagnostic() {
    let text = "{\n  \"secrets\": {\"api\": \"<KEY>\"}\n}";
    let before = document(text, Dialect::Jsonc);
    let comment = quick_fixes(&before, TextRange::empty(18))
        .into_iter()
        .find(|quick_fix| quick_fix.fix.title.starts_with("Ignore"))
        .unwrap();
    let (text, _) = apply(text, [&comment.fix]);
    assert_eq!(text, "{\n  // integration-ls-ignore secret-name: \n  \"secrets\": {\"api\": \"<KEY>\"}\n}");
    assert_eq!(document(&text, Dialect::Jsonc).diagnostics().len(), 0);
}

/// What may be applied unasked, after a look, or only when it is chosen.
#[test]
fn the_applicability_of_fixes() {
    for (text, rule, expected) in [
        (r#"{"title": 'Acme'}"#, "single-quotes", &[Applicability::Safe][..]),
        (r#"{"titel": "Acme"}"#, "unknown-key", &[Applicability::Unsafe, Applicability::Unsafe]),
        (
            r#"{"visibility": "pubic"}"#,
            "unknown-value",
            &[Applicability::Unsafe, Applicability::Suggestion, Applicability::Suggestion],
        ),
        (r#"{"url": null}"#, "removal", &[Applicability::Suggestion]),
    ] {
        let document = document(text, Dialect::Json);
        let diagnostic = document.diagnostics().iter().find(|diagnostic| diagnostic.rule.name == rule).unwrap();
        let fixes = document.fixes(diagnostic);
        assert_eq!(fixes.iter().map(|fix| fix.applicability).collect::<Vec<_>>(), expected, "{text}");
        for fix in fixes {
            assert_eq!(fix.is_preferred(), fix.applicability != Applicability::Suggestion);
            assert_eq!(fix.is_safe(), fix.applicability == Applicability::Safe);
        }
    }
}
