//! What fixes do to a text: nothing but what they say.

use integration_ls::analysis::fix::apply;
use integration_ls::analysis::{Applicability, Document, Fix, Group, Options, RULES, fix_all};
use integration_ls::features::code_action::quick_fix::{fix_all_edit, quick_fixes};
use integration_ls::syntax::{Dialect, Lexer, SyntaxError, SyntaxErrorKind, TokenKind};
use integration_ls::text::TextRange;

use crate::invariants;
use unicode_general_category::{GeneralCategory, get_general_category};

use crate::mutation::{SEEDS, UNCLOSED, damage, rounds};
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
fn nothing_is_written_that_is_there_already() {
    let titles = |text: &str, rule: &str| -> Vec<String> {
        let document = document(text, Dialect::Json);
        let found: Vec<_> = document.diagnostics().iter().filter(|found| found.rule.name == rule).collect();
        assert!(!found.is_empty(), "{rule} finds nothing in {text}");
        found.into_iter().flat_map(|found| document.fixes(found)).map(|fix| fix.title).collect()
    };
    let tags = |required: &str| {
        let text = format!(
            r#"{{"user": {{"tags": {{"a": {{}}, "ac": null}}, "creation": {{"enabled": true, "requiredTags": {required}}}}}}}"#
        );
        titles(&text, "undeclared-tag")
    };
    assert_eq!(tags(r#"["a", "b"]"#), ["Declare the tag \"b\""]);
    assert_eq!(tags(r#"["b"]"#), ["Replace with \"a\"", "Declare the tag \"b\""]);
    assert_eq!(titles(r#"{"title": "A", "titel": "A"}"#, "unknown-key"), ["Remove the key"]);
    // The key is there, but misspelt.
    let state = r#"{"states": {"sync": {"typ": "user", "schema": {"type": "object"}}}}"#;
    assert_eq!(titles(state, "missing-key"), [""; 0]);
    let state = r#"{"states": {"sync": {"typ": "user"}}}"#;
    assert_eq!(titles(state, "missing-key"), ["Add \"schema\""]);
    // A title that is still being typed.
    assert_eq!(titles(r#"{"user": {"tags": {"id": {"title": }}}}"#, "user-tag-title"), [""; 0]);
    let mapped = |first: &str, events: &str| {
        format!(
            r#"{{"name": "a", "version": "1.0.0", "events": {events}, "interfaces": {{"i": {{"id": "itf_01J0000000000000000000000000", "events": {{"x": {{"name": "{first}"}}, "y": {{"name": "snet"}}}}}}}}}}"#
        )
    };
    let events = r#"{"sent": {"schema": {}}, "other": {"schema": {}}}"#;
    assert_eq!(titles(&mapped("other", events), "unknown-mapping"), ["Replace with \"sent\""]);
    assert_eq!(titles(&mapped("sent", events), "unknown-mapping"), [""; 0]);
}

#[test]
fn members_that_many_fixes_add_at_one_place_are_all_added() {
    let names: Vec<String> = (0..200).map(|index| format!("\"tag{index}\"")).collect();
    let declared: Vec<String> = names.iter().map(|name| format!("{name}: {{}}")).collect();
    let user = |tags: &str, required: &str| {
        format!(
            "{{\"user\": {{\"tags\": {{{tags}}}, \"creation\": {{\"enabled\": false, \"requiredTags\": [{required}]}}}}}}"
        )
    };
    let id = "\"id\": {\"title\": \"ID\"}";
    for (first, tags, trailing) in [
        (String::new(), declared.join(", "), ""),
        (id.to_owned(), format!("{id}, {}", declared.join(", ")), ""),
        // A trailing comma is kept.
        (format!("{id},"), format!("{id}, {}", declared.join(", ")), ","),
    ] {
        // Some are required twice, but none is declared twice.
        let required = [&names[..], &names[..5]].concat().join(", ");
        let mut options = Options::default();
        for rule in RULES {
            options.severities.set_rule(rule.name, rule.severity.filter(|_| rule.name == "undeclared-tag"));
        }
        let document = Document::new(user(&first, &required), Dialect::Jsonc, options);
        let (fixed, _) = fix_all(&document, |_| true);
        assert_eq!(fixed, user(&format!("{tags}{trailing}"), &required));
    }
}

#[test]
fn fixes_of_one_round_do_not_write_the_same_name_twice() {
    for (before, after) in [
        (r#"{"titel": "A", "titlee": "B"}"#, r#"{"title": "A"}"#),
        (
            r#"{"user": {"tags": {"mail": {"title": "Mail"}}, "creation": {"enabled": true, "requiredTags": ["mali", "mial"]}}}"#,
            r#"{"user": {"tags": {"mail": {"title": "Mail"}, "mial": {}}, "creation": {"enabled": true, "requiredTags": ["mail", "mial"]}}}"#,
        ),
        (
            r#"{"states": {"a-b": {"type": "user", "schema": {}}, "a_b": {"type": "user", "schema": {}}}}"#,
            r#"{"states": {"aB": {"type": "user", "schema": {}}, "a_b": {"type": "user", "schema": {}}}}"#,
        ),
        (
            r#"{"states": {"sync": {"typ": "user", "schema": {}}}}"#,
            r#"{"states": {"sync": {"type": "user", "schema": {}}}}"#,
        ),
        (r#"{"public": true, "visiblity": "private"}"#, r#"{"visibility": "private"}"#),
    ] {
        let mut options = Options::default();
        options.severities.set_group(Group::Hub, None);
        options.severities.set_rule("deprecated-creation", None);
        let document = Document::new(before.to_owned(), Dialect::Json, options);
        assert_eq!(fix_all(&document, |_| true).0, after, "{before}");
    }
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
fn invisible_characters_are_removed_and_spaces_become_plain() {
    for (before, after) in [
        ("{\u{2060}\"title\":\"a\"}", "{\"title\":\"a\"}"),
        ("{\"title\"\u{feff}\u{200b}:\u{a0}\"a\"\u{ad}}\u{2069}\n", "{\"title\": \"a\"}\n"),
        (
            "{\"public\": tr\u{200b}ue\u{202e}, \"title\": \"a\"\u{3000}}",
            "{\"visibility\": \"public\", \"title\": \"a\" }",
        ),
        ("{\u{0}\"title\":\u{1b}\"a\"\u{7f}}\u{85}", "{\"title\":\"a\"} "),
        ("{\"title\": \"a\u{2060}\u{a0}\"}", "{\"title\": \"a\u{2060}\u{a0}\"}"),
    ] {
        assert_eq!(fix_all(&document(before, Dialect::Json), Fix::is_safe).0, after, "{before:?}");
    }
    // All of Unicode's spaces and format characters.
    for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
        let category = get_general_category(c);
        if !matches!(category, GeneralCategory::Format | GeneralCategory::SpaceSeparator) || c == ' ' {
            continue;
        }
        let text = format!("{{{c}\"title\"{c}:\"a\"{c}}}{c}");
        let before = document(&text, Dialect::Json);
        let number = format!("U+{:04X}", u32::from(c));
        assert_eq!(before.diagnostics().len(), 4, "{number}");
        assert!(before.diagnostics().iter().all(|found| found.message.contains(&number)), "{number}");
        assert!(!fix_all(&before, Fix::is_safe).0.contains(c), "{number}");
    }
}

#[test]
fn safe_fixes_never_choose_for_the_author() {
    let text = r#"{"visibility": "hidden", "actions": {"sendMail": null}, "secrets": {"KEY": "7f3a9c"}}"#;
    for text in [text, "", "\n", "// Acme"] {
        assert_eq!(fix_all(&document(text, Dialect::Jsonc), |_| true), (text.to_owned(), 0));
    }
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
        let mut text = (*SEEDS.get(random.usize(..=SEEDS.len())).unwrap_or(&UNCLOSED)).to_owned();
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

/// The tokens of a text that are wholly in a range, comments included. `with_open`: also strings that are not closed.
fn tokens_in(text: &str, range: std::ops::Range<usize>, with_open: bool) -> Vec<&str> {
    let (mut lexer, mut errors, mut tokens) = (Lexer::new(text, 0), Vec::new(), Vec::new());
    loop {
        let token = lexer.next(&mut errors);
        if token.kind == TokenKind::End {
            return tokens;
        }
        let (place, piece) = (token.range.to_std_range(), token.range.of(text));
        let is_open = token.kind == TokenKind::BlockComment && (piece.len() < 4 || !piece.ends_with("*/"));
        let is_left_out = is_open || (!with_open && token.unterminated);
        if token.kind != TokenKind::Whitespace && !is_left_out && range.start <= place.start && place.end <= range.end {
            tokens.push(piece);
        }
    }
}

/// Documents with comments wherever something may be inserted.
const COMMENTED: &[&str] = &[
    "// note",
    "/* note",
    "\u{feff}// note",
    "// note\r\n",
    "{// note\r\n}",
    "{\"states\": {\"a\": {} // note\n}}",
    "{\"states\": {\"a\": {\"type\": \"user\" // note\n}}}",
    "{\"states\": {\"a\": {\"type\": \"user\", // note\n}}}",
    "{\"states\": {\"a\": {\"type\": \"user\" /* note */, /* note",
    "{\"states\": {\"a\": {\"type\": \"user",
    "{\"user\": {\"tags\": {// note\n}, \"creation\": {\"requiredTags\": [\"a\", // note\n\"b\" \"c\"]}}}",
    "{\"events\": {\"sent\": {\"title\": \"\", \"schema\": {\"properties\": {\"a\": {// note\n}}}}}}",
];

#[test]
fn a_fix_changes_only_the_tokens_that_it_edits() {
    let mut random = fastrand::Rng::with_seed(66);
    let seeds: Vec<&str> = COMMENTED.iter().chain(SEEDS).copied().collect();
    let mut count = 0;
    for round in 0..rounds(1_500) {
        let mut text = seeds[round % seeds.len()].to_owned();
        if round >= seeds.len() {
            damage(&mut random, &mut text, 0..4);
        }
        let before = document(&text, Dialect::Jsonc);
        // Where a string without a closing quote ends depends on what follows.
        let is_open = |error: &SyntaxError| error.kind == SyntaxErrorKind::UnterminatedString;
        if round >= seeds.len() && before.source().tree().errors().iter().any(is_open) {
            continue;
        }
        let everything = TextRange::new(0, text.len() as u32);
        for quick_fix in quick_fixes(&before, everything) {
            let (fix, title) = (&quick_fix.fix, &quick_fix.fix.title);
            let (fixed, applied) = apply(&text, [fix]);
            assert_eq!(applied, 1, "{text:?}: {title} does nothing");
            let first = fix.edits.iter().map(|edit| edit.range.start as usize).min().unwrap();
            let last = fix.edits.iter().map(|edit| edit.range.end as usize).max().unwrap();
            let after = fixed.len() - (text.len() - last);
            // A comment is closed before something is added to it, and the fix of a syntax error may close a string.
            let with_open = quick_fix.diagnostic.rule.group != Group::Syntax;
            let (old, new) = (tokens_in(&text, 0..first, with_open), tokens_in(&fixed, 0..first, with_open));
            assert_eq!(old, new, "{text:?}: {title} made {fixed:?}");
            let (old, new) = (tokens_in(&text, last..text.len(), true), tokens_in(&fixed, after..fixed.len(), true));
            assert_eq!(old, new, "{text:?}: {title} made {fixed:?}");
            count += 1;
        }
    }
    assert!(count > 1_000, "{count}");
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

/// The text after the fix of the first diagnostic that ignores it.
fn ignored(text: &str) -> String {
    let before = document(text, Dialect::Jsonc);
    let everything = TextRange::new(0, text.len() as u32);
    let comment =
        quick_fixes(&before, everything).into_iter().find(|quick_fix| quick_fix.fix.title.starts_with("Ignore"));
    apply(text, [&comment.unwrap().fix]).0
}

#[test]
fn a_comment_that_ignores_is_read_wherever_it_goes() {
    for (before, after) in [
        ("/* note\n*/ {\"titel\": 1}", "/* note\n*/ /* integration-ls-ignore unknown-key: */ {\"titel\": 1}"),
        ("{\r\n\t\"titel\": 1\r\n}", "{\r\n\t// integration-ls-ignore unknown-key: \r\n\t\"titel\": 1\r\n}"),
        ("{\"titel\": 1}", "// integration-ls-ignore unknown-key: \n{\"titel\": 1}"),
    ] {
        let text = ignored(before);
        assert_eq!(text, after);
        assert_eq!(document(&text, Dialect::Jsonc).diagnostics().len(), 0, "{text}");
    }
    // A byte order mark stays the first character.
    let text = ignored("\u{feff}{\"titel\": 1}");
    assert!(text.starts_with("\u{feff}// integration-ls-ignore byte-order-mark"), "{text}");
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
        (r#"{"titel": "Acme"}"#, "unknown-key", &[Applicability::Unsafe, Applicability::Suggestion]),
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

#[test]
fn nothing_is_added_to_what_is_no_object() {
    for schema in
        [r#"{"type": "object", "properties": {"a": false, "b": true}}"#, r#"{"properties": [], "required": ["a"]}"#]
    {
        let manifest =
            format!(r#"{{"configuration": {{"schema": {schema}}}, "entities": {{"e": {{"schema": {schema}}}}}}}"#);
        invariants::fixes::hold(&manifest, Dialect::Json);
    }
}
