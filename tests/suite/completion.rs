//! Completion at every position of a document. Whatever is accepted there, the document has no more syntax errors than
//! before, and nothing changes but the range that the item names.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use integration_ls::analysis::{Document, Options, Severity, Verdict};
use integration_ls::contract::Form;
use integration_ls::features::completion::{Completion, complete};
use integration_ls::features::hover::hover;
use integration_ls::syntax::{Dialect, Lexer, TokenKind, parse};

use crate::features::{expanded, labels, with_cursor};
use crate::rules::examples;
use crate::shared::own_texts;

/// A text with the cursor at an offset, as somebody may have it who has typed until there.
#[derive(PartialEq, Eq, Hash)]
struct HalfTyped {
    text: String,
    cursor: usize,
}

/// What may be there while `text` is typed up to the byte `cursor`, in an editor that closes no quotes.
fn half_typed(text: &str, cursor: usize) -> HashSet<HalfTyped> {
    let (typed, rest) = text.split_at(cursor);
    let line_end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let token_end = token_around(text, cursor).map_or(cursor, |token| token.end);
    let texts = [
        // Alone, and with the lines that follow.
        typed.to_owned(),
        format!("{typed}{}", &rest[line_end..]),
        // The rest of the line follows without the other half of the word.
        format!("{typed}{}", &text[token_end..]),
        text.to_owned(),
    ];
    texts.into_iter().map(|text| HalfTyped { text, cursor }).collect()
}

/// The string, word or number that an offset is inside of.
fn token_around(text: &str, at: usize) -> Option<Range<usize>> {
    let mut lexer = Lexer::new(text, 0);
    loop {
        let token = lexer.next(&mut Vec::new());
        let range = token.range.to_std_range();
        if token.kind == TokenKind::End || range.start >= at {
            return None;
        }
        if range.end > at {
            return token.kind.is_scalar().then_some(range);
        }
    }
}

/// The offsets of a text that are worth trying: in a long string, those near its ends.
fn cursors(text: &str) -> impl Iterator<Item = usize> {
    let is_near = |token: Range<usize>, at: usize| at < token.start + 8 || at + 3 > token.end;
    let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    offsets.filter(move |at| token_around(text, *at).is_none_or(|token| is_near(token, *at)))
}

/// A text on one line, and without any white space.
fn squeezed(text: &str) -> [String; 2] {
    let line = text.split(['\r', '\n']).map(str::trim).collect::<Vec<_>>().join(" ");
    let tight = line.replace(": ", ":").replace(", ", ",").replace("{ ", "{").replace(" }", "}");
    [line, tight]
}

/// The text after an item is accepted, with the placeholders of snippets as they are.
fn accepted(text: &str, item: &Completion) -> String {
    let inserted = if item.is_snippet { expanded(&item.new_text) } else { item.new_text.clone() };
    let mut text = text.to_owned();
    text.replace_range(item.replace_range.to_std_range(), &inserted);
    if let Some(comma) = item.comma_before {
        assert!(comma <= item.replace_range.start, "{item:?}");
        text.insert(comma as usize, ',');
    }
    text
}

/// Accepts every item at the cursor, with and without support for snippets. Returns how many there were, and adds what
/// is wrong to `wrong`.
fn accept_all(half_typed: &HalfTyped, wrong: &mut Vec<String>) -> usize {
    let HalfTyped { text, cursor } = half_typed;
    let document = Document::new(text.clone(), Dialect::Jsonc, Options::default());
    let errors = document.source().tree().errors().len();
    let mut count = 0;
    for with_snippets in [false, true] {
        for item in complete(&document, *cursor as u32, with_snippets) {
            let new = accepted(text, &item);
            let shown = format!("{}⎮{}", &text[..*cursor], &text[*cursor..]);
            let after = parse(&new);
            let found = after.errors();
            if found.len() > errors {
                wrong.push(format!("{} in\n{shown}\ngives\n{new}\n{found:?}\n", item.label));
            }
            assert!(item.replace_range.touches(*cursor as u32), "{} in\n{shown}", item.label);
            count += 1;
        }
    }
    count
}

#[test]
fn no_item_adds_a_syntax_error_anywhere_in_an_example() {
    let (mut count, mut wrong) = (0, Vec::new());
    let written = examples(Verdict::Finds).chain(examples(Verdict::Fine)).map(|(_, _, written)| written.text);
    let texts: BTreeSet<String> = written.flat_map(|text| squeezed(&text).into_iter().chain([text])).collect();
    for text in texts {
        // Of a long text, some.
        for cursor in cursors(&text).step_by(1 + text.len() / 80) {
            count += half_typed(&text, cursor).iter().map(|one| accept_all(one, &mut wrong)).sum::<usize>();
        }
    }
    assert!(wrong.is_empty(), "{} times:\n{}", wrong.len(), wrong[..wrong.len().min(9)].join("\n"));
    assert!(count > 10_000, "{count}");
}

#[test]
fn no_item_adds_a_syntax_error_in_a_manifest() {
    let examples = [
        include_str!("../../examples/acme-mail.integration.json"),
        include_str!("../../examples/acme-mail-update.integration.jsonc"),
        include_str!("../../examples/broken.integration.json"),
    ];
    let mut random = fastrand::Rng::with_seed(6);
    let (mut count, mut wrong) = (0, Vec::new());
    for text in own_texts(20_000).into_iter().chain(examples.map(str::to_owned)) {
        for _ in 0..40 {
            let cursor = integration_ls::text::floor_boundary(&text, random.usize(..=text.len()));
            count += half_typed(&text, cursor).iter().map(|one| accept_all(one, &mut wrong)).sum::<usize>();
        }
    }
    assert!(wrong.is_empty(), "{} times:\n{}", wrong.len(), wrong[..wrong.len().min(9)].join("\n"));
    assert!(count > 1_000, "{count}");
}

#[test]
fn the_string_after_one_without_a_closing_quote_stays() {
    let tags = |list: &str| {
        format!(r#"{{"user": {{"tags": {{"ab": {{}}, "cd": {{}}}}, "creation": {{"requiredTags": {list}}}}}}}"#)
    };
    for (before, after) in [
        (r#"["a|, "cd"]"#, r#"["ab", "cd"]"#),
        (r#"["a| "cd"]"#, r#"["ab", "cd"]"#),
        (r#"["|, "cd"]"#, r#"["ab", "cd"]"#),
        (r#"["a|]"#, r#"["ab"]"#),
        (r#"["cd", "a|]"#, r#"["cd", "ab"]"#),
        (r#"["a|, ""]"#, r#"["ab", ""]"#),
    ] {
        assert_eq!(crate::features::after(&tags(before), "ab"), tags(after), "{before}");
    }
    let after = crate::features::after;
    let visibility = r#"{"visibility": "public", "title": "x"}"#;
    assert_eq!(after(r#"{"visibility": "pu|, "title": "x"}"#, "public"), visibility);
    assert_eq!(after(r#"{"vis|: "public", "title": "x"}"#, "visibility"), visibility);
    assert_eq!(after(r#"{"vis| "public", "title": "x"}"#, "visibility"), visibility);
}

#[test]
fn values_replace_what_the_cursor_touches() {
    let values = ["public", "private", "unlisted"];
    for value in ["\"xoo\"", "\"public\"", "'xoo'", "xoo", "pub", "5", "-1.5", "true", "null", "{}", "[]"] {
        for at in [0, value.len() / 2, value.len()] {
            // Between brackets there are keys and elements.
            if at == 1 && value.len() == 2 && !value.starts_with('p') {
                continue;
            }
            let (before, behind) = value.split_at(at);
            let fixture = format!(r#"{{"visibility": {before}|{behind}, "title": "x"}}"#);
            assert_eq!(labels(&fixture)[..3], values, "{fixture}");
            let after = crate::features::after(&fixture, "unlisted");
            assert_eq!(after, r#"{"visibility": "unlisted", "title": "x"}"#, "{fixture}");
        }
    }
    assert_eq!(crate::features::after(r#"{"visibility":| "xoo"}"#, "public"), r#"{"visibility":"public"}"#);
    assert_eq!(labels("{\"visibility\": |\n\"xoo\"}"), [""; 0], "an edit cannot reach the next line");
    for fixture in
        ["|\"\"", "\"|\"", "\"\"|", "\"tr|\"", "tr|", "tr|ue", "true|", "|1", "1|", "nu|ll", "\"yes\"|", "{}|"]
    {
        let fixture = format!(r#"{{"actions": {{"a": {{"billable": {fixture}}}}}}}"#);
        assert_eq!(labels(&fixture)[..2], ["true", "false"], "{fixture}");
        let after = crate::features::after(&fixture, "false");
        assert_eq!(after, r#"{"actions": {"a": {"billable": false}}}"#, "{fixture}");
    }
    assert_eq!(labels(r#"{"user": "|"}"#)[0], "{ … }");
}

#[test]
fn keys_replace_what_the_cursor_touches() {
    for fixture in [r#"{"tit"|: 1}"#, r#"{"ti|t": 1}"#, r#"{tit|: 1}"#, r#"{"tit|: 1}"#] {
        assert_eq!(crate::features::after(fixture, "title"), r#"{"title": 1}"#, "{fixture}");
    }
    // Before a key, another one can be written.
    assert!(crate::features::after(r#"{|"tit": 1}"#, "title").ends_with(r#","tit": 1}"#));
}

#[test]
fn an_item_is_filtered_by_what_is_typed_for_it() {
    for (fixture, filter) in [
        (r#"{"visibility": "xoo"|}"#, "\"xoo\""),
        (r#"{"visibility": |"xoo"}"#, "\"public\""),
        (r#"{"visibility": 5|}"#, "5"),
        (r#"{"visibility": pu|}"#, "public"),
        (r#"{"public": "yes|"}"#, "\"yes"),
        (r#"{"public": "tr|"}"#, "\"true\""),
        (r#"{"tit"|: 1}"#, "\"tit\""),
    ] {
        let (document, cursor) = with_cursor(fixture);
        assert_eq!(complete(&document, cursor, true)[0].filter, filter, "{fixture}");
    }
}

#[test]
fn both_forms_are_open_until_a_key_decides() {
    let has = |fixture: &str, key: &str| labels(fixture).contains(&key.to_owned());
    for fixture in ["{|}", r#"{"na|"}"#, r#"{"title": "x", |}"#, "{|", r#"{"na|: "x"}"#] {
        for key in ["name", "version", "dev", "maxExecutionTime"] {
            assert!(has(fixture, key), "{key} in {fixture}");
        }
    }
    for fixture in [r#"{"name": "x", |}"#, r#"{"version": "1.0.0", |}"#, "// integration-ls-form: create\n{|}"] {
        assert!(has(fixture, "dev") && !has(fixture, "maxExecutionTime"), "{fixture}");
    }
    let at = |fixture: &str| {
        let (document, cursor) = with_cursor(fixture);
        hover(&document, cursor).unwrap().markdown
    };
    assert!(at("|{}").contains("With a `name` and a `version`"), "the hover tells of both");
    assert!(!at(r#"|{"maxExecutionTime": 1}"#).contains("With a `name`"));
    for fixture in [r#"{"maxExecutionTime": 1, |}"#, "// integration-ls-form: update\n{|}"] {
        assert!(!has(fixture, "name") && !has(fixture, "dev") && has(fixture, "title"), "{fixture}");
    }
}

#[test]
fn an_empty_document_can_become_a_create_or_an_update() {
    let kinds = [("create an integration", Form::Create), ("update an integration", Form::Update)];
    for fixture in
        ["|", " \n|\n ", "// why\n|", "/* why */|", "|\n// why\n", "\u{feff}|", "|\u{feff}", "cre|", "upd|ate", "\"|"]
    {
        assert_eq!(labels(fixture), kinds.map(|(label, _)| label), "{fixture:?}");
        let (document, cursor) = with_cursor(fixture);
        for with_snippets in [false, true] {
            for (label, form) in kinds {
                let items = complete(&document, cursor, with_snippets);
                let item = items.iter().find(|item| item.label == label).unwrap();
                let new = accepted(document.source().text(), item);
                let dialect = if new.contains('/') { Dialect::Jsonc } else { Dialect::Json };
                let document = Document::new(new.clone(), dialect, Options::default());
                assert_eq!(document.form().0, form, "{new}");
                let wrong = document
                    .diagnostics()
                    .iter()
                    .filter(|found| found.severity == Severity::Error && found.rule.name != "byte-order-mark");
                assert_eq!(wrong.map(|found| &*found.message).collect::<Vec<_>>(), [""; 0], "{new}");
            }
        }
    }
    let texts = |fixture: &str, snippets| {
        let (document, cursor) = with_cursor(fixture);
        complete(&document, cursor, snippets).into_iter().map(|item| item.new_text).collect::<Vec<_>>()
    };
    insta::assert_snapshot!([texts("|", true), texts("|", false)].concat().join("\n"));
    assert_eq!(labels("// integration-ls-form: update\n|"), ["update an integration"]);
    for text in texts("// why\r\n|", false) {
        assert!(!text.replace("\r\n", "").contains('\n'), "lines end as they do in the document: {text:?}");
    }
    assert_eq!(labels("{}|"), [""; 0], "there is one already");
    assert_eq!(labels("// why|"), [""; 0], "the comment would go on");
    assert_eq!(labels("/* why|"), [""; 0], "so would this one");
}
