//! Hover and completion. `|` marks the cursor; what is expected of a completion is the text after it.

use integration_ls::analysis::{Document, Group, Options};
use integration_ls::features::completion::{Completion, complete};
use integration_ls::features::hover::hover;
use integration_ls::syntax::Dialect;

/// A document and the offset of its cursor.
pub(crate) fn with_cursor(fixture: &str) -> (Document, u32) {
    let offset = fixture.find('|').expect("a cursor");
    let text = fixture.replacen('|', "", 1);
    (Document::new(text, Dialect::Jsonc, Options::default()), offset as u32)
}

fn items(fixture: &str, snippets: bool) -> Vec<Completion> {
    let (document, offset) = with_cursor(fixture);
    let mut items = complete(&document, offset, snippets);
    items.sort_by(|a, b| a.sort.cmp(&b.sort));
    let mut labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    labels.sort_unstable();
    let count = labels.len();
    labels.dedup();
    assert_eq!(labels.len(), count, "nothing is offered twice: {fixture}");
    items
}

pub(crate) fn labels(fixture: &str) -> Vec<String> {
    items(fixture, false).into_iter().map(|item| item.label).collect()
}

/// The text after the completion of that label is taken.
pub(crate) fn after(fixture: &str, label: &str) -> String {
    let (document, _) = with_cursor(fixture);
    let found = items(fixture, false);
    let item = found.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("{label} is not offered in {fixture}: {:?}", labels(fixture)));
    let mut text = document.source().text().to_owned();
    text.replace_range(item.replace_range.to_std_range(), &item.new_text);
    if let Some(at) = item.comma_before {
        text.insert(at as usize, ',');
    }
    text
}

#[test]
fn values_of_visibility_with_and_without_quotes() {
    for fixture in [
        r#"{"visibility": |}"#,
        r#"{"visibility":|}"#,
        r#"{"visibility": "|"}"#,
        r#"{"visibility": "pri|"}"#,
        r#"{"visibility": "pri|vate"}"#,
        r#"{"visibility": pri|}"#,
    ] {
        assert_eq!(labels(fixture), ["public", "private", "unlisted"], "{fixture}");
        let spaced = after(fixture, "unlisted").replace("\":\"", "\": \"");
        assert_eq!(spaced, r#"{"visibility": "unlisted"}"#, "{fixture}");
    }
}

#[test]
fn all_choices_are_offered_to_replace_a_wrong_value() {
    let filters = |fixture: &str| items(fixture, false).into_iter().map(|item| item.filter).collect::<Vec<_>>();
    let all = ["\"public\"", "\"private\"", "\"unlisted\""];
    assert_eq!(filters(r#"{"visibility": "|hiden"}"#), all, "nothing is typed yet that could be compared");
    assert_eq!(filters(r#"{"visibility": "Pv|"}"#), all, "one of them has these letters");
    assert_eq!(filters(r#"{"visibility": "hi|den"}"#), ["\"hi"; 3]);
    assert_eq!(filters(r#"{"visibility": "hiden|"}"#), ["\"hiden"; 3]);
    assert_eq!(after(r#"{"visibility": "hi|den"}"#, "public"), r#"{"visibility": "public"}"#);
}

#[test]
fn incomplete_values_at_the_end_of_a_line() {
    assert_eq!(after("{\n  \"visibility\": |\n}", "public"), "{\n  \"visibility\": \"public\"\n}");
    assert_eq!(after("{\n  \"visibility\": \"pu|\n}", "public"), "{\n  \"visibility\": \"public\"\n}");
    assert_eq!(
        after("{\n  \"visibility\": |\n  \"title\": \"x\"\n}", "public"),
        "{\n  \"visibility\": \"public\",\n  \"title\": \"x\"\n}"
    );
    assert_eq!(after("{\"visibility\": |", "public"), "{\"visibility\": \"public\"");
}

#[test]
fn keys_with_and_without_quotes_colons_and_commas() {
    let visibility = r#""visibility": "public""#;
    assert_eq!(after("{|}", "visibility"), format!("{{{visibility}}}"));
    assert_eq!(after(r#"{"vis|"}"#, "visibility"), format!("{{{visibility}}}"));
    assert_eq!(after("{vis|}", "visibility"), format!("{{{visibility}}}"));
    assert_eq!(after(r#"{"vis|": "private"}"#, "visibility"), r#"{"visibility": "private"}"#, "the value stays");
    assert_eq!(after(r#"{"title": "x" |}"#, "visibility"), format!(r#"{{"title": "x", {visibility}}}"#));
    assert_eq!(after(r#"{"title": "x", |}"#, "visibility"), format!(r#"{{"title": "x", {visibility}}}"#));
    assert_eq!(after("{|\"title\": \"x\"}", "visibility"), format!(r#"{{{visibility},"title": "x"}}"#));
    assert_eq!(
        after("{\n  \"vis|\n  \"title\": \"x\"\n}", "visibility"),
        format!("{{\n  {visibility},\n  \"title\": \"x\"\n}}")
    );
    assert_eq!(
        after("{\"title\": \"x\",\n  // why\n  |\n}", "visibility"),
        format!("{{\"title\": \"x\",\n  // why\n  {visibility}\n}}")
    );
}

#[test]
fn existing_keys_are_not_offered_and_required_ones_come_first() {
    assert!(!labels(r#"{"title": "x", |}"#).contains(&"title".to_owned()));
    assert_eq!(labels(r#"{"states": {"s": {|}}}"#), ["type", "schema"]);
    assert_eq!(labels(r#"{"actions": {"a": {"title": "", |}}}"#)[..2], ["input", "output"]);
    let root = labels("{|}");
    assert_eq!(root.last().map(String::as_str), Some("public"), "the deprecated one comes last");
    assert!(!root.contains(&"$schema".to_owned()));
}

#[test]
fn the_form_decides_which_keys_are_offered() {
    let update = labels(r#"{"maxExecutionTime": 1, |}"#);
    assert!(update.contains(&"title".to_owned()) && !update.contains(&"dev".to_owned()));
    let create = labels(r#"{"name": "x", |}"#);
    assert!(create.contains(&"dev".to_owned()) && !create.contains(&"maxExecutionTime".to_owned()));
    assert_eq!(create[0], "version");
}

#[test]
fn null_is_offered_where_it_removes() {
    assert_eq!(labels(r#"{"actions": {"sendMail": |}}"#), ["{ … }", "null"]);
    assert_eq!(labels(r#"{"name": "x", "actions": {"sendMail": |}}"#), ["{ … }"], "not in a create");
    assert_eq!(labels(r#"{"url": |}"#), ["\"…\"", "null"]);
}

#[test]
fn booleans_and_state_types() {
    assert_eq!(labels(r#"{"actions": {"a": {"billable": t|}}}"#), ["true", "false"]);
    assert_eq!(labels(r#"{"states": {"s": {"type": "|"}}}"#), ["conversation", "user", "integration"]);
}

#[test]
fn declared_tags_in_required_tags() {
    let fixture = |list: &str| {
        format!(
            r#"{{"user": {{"tags": {{"id": {{}}, "mail": {{}}}}, "creation": {{"enabled": true, "requiredTags": {list}}}}}}}"#
        )
    };
    assert_eq!(labels(&fixture("[|]")), ["id", "mail"]);
    assert_eq!(labels(&fixture(r#"["id", |]"#)), ["mail"], "what is in the list is not offered again");
    assert_eq!(labels(&fixture(r#"["id", "m|"]"#)), ["mail"]);
    assert!(after(&fixture(r#"["id" |]"#), "mail").contains(r#"["id", "mail"]"#));
}

#[test]
fn names_of_this_manifest_in_interface_mappings() {
    let fixture = r#"{"actions": {"startCall": null}, "interfaces": {"hitl": {"actions": {"start": {"name": "|"}}}}}"#;
    assert_eq!(labels(fixture), ["startCall"]);
}

#[test]
fn nothing_is_offered_where_nothing_fits() {
    for fixture in [
        r#"|{"title": "x"}"#,
        r#"{"title": "a|b"}"#,
        r#"{"title" |: "x"}"#,
        "{ // com|ment\n}",
        "/* | */ {}",
        r#"{"nope": {|}}"#,
        "[|]",
        r#"{"title": "x"}|"#,
    ] {
        assert_eq!(labels(fixture), Vec::<String>::new(), "{fixture}");
    }
}

/// What an editor makes of a snippet whose tab stops are all left as they are.
pub(crate) fn expanded(snippet: &str) -> String {
    let mut out = String::new();
    let mut rest = snippet;
    while let Some(at) = rest.find('$') {
        out += &rest[..at];
        rest = &rest[at + 1..];
        if let Some(inner) = rest.strip_prefix('{') {
            let end = inner.find('}').unwrap();
            let body = inner[..end].split_once([':', '|']).map_or("", |(_, body)| body);
            out += body.split([',', '|']).next().unwrap_or_default();
            rest = &inner[end + 1..];
        } else {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    out + rest
}

#[test]
fn what_a_snippet_inserts_is_valid_at_once() {
    let fixtures = [
        "{|}",
        r#"{"name": "acme", "version": "1.0.0", |}"#,
        r#"{"actions": {|}}"#,
        r#"{"events": {|}}"#,
        r#"{"channels": {|}}"#,
        r#"{"states": {|}}"#,
        r#"{"entities": {|}}"#,
        r#"{"configurations": {|}}"#,
        r#"{"secrets": {|}}"#,
        r#"{"user": {|}}"#,
        r#"{"user": {"tags": {|}}}"#,
        r#"{"configuration": {|}}"#,
    ];
    for fixture in fixtures {
        for item in items(fixture, true) {
            let (document, _) = with_cursor(fixture);
            let mut text = document.source().text().to_owned();
            let insert = if item.is_snippet { expanded(&item.new_text) } else { item.new_text.clone() };
            text.replace_range(item.replace_range.to_std_range(), &insert);
            let mut options = Options::default();
            for group in [Group::Hub, Group::Hygiene, Group::References] {
                options.severities.set_group(group, None);
            }
            let document = Document::new(text.clone(), Dialect::Json, options);
            let wrong: Vec<_> = document
                .diagnostics()
                .iter()
                // An empty text is to be filled in, a new create lacks its other half.
                .filter(|diagnostic| {
                    !matches!(
                        diagnostic.rule.name,
                        "too-short"
                            | "deprecated-key"
                            | "invalid-version"
                            | "invalid-url"
                            | "icon-not-svg"
                            | "missing-key"
                            | "other-form-key"
                    )
                })
                .map(|diagnostic| format!("{}: {}", diagnostic.rule.name, diagnostic.message))
                .collect();
            assert!(wrong.is_empty(), "{} in {fixture} gives {text}: {wrong:?}", item.label);
        }
    }
}

fn hover_at(fixture: &str) -> String {
    let (document, offset) = with_cursor(fixture);
    match hover(&document, offset) {
        Some(hover) => format!("on {}\n{}", hover.range.of(document.source().text()), hover.markdown),
        None => "nothing".to_owned(),
    }
}

#[test]
fn hovers() {
    let mut shown = String::new();
    for fixture in [
        r#"{"ti|tle": "Acme Mail"}"#,
        r#"{"title": "Acme| Mail"}"#,
        r#"{"visibility": "unl|isted"}"#,
        r#"{"pub|lic": true}"#,
        r#"|{"name": "acme"}"#,
        r#"{"actions": {"send`|Mail": {}}}"#,
        r#"{"actions": {"sendMail": nu|ll}}"#,
        r#"{"secrets": {"API_KEY": "hunter|2"}}"#,
        r#"{"icon": "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnIHZpZXdCb3g9JzAgMCA5IDknLz4|="}"#,
        r#"{"extraOperations|": {}}"#,
        r#"{"user": {"tags": {}, "creation": {"requiredTags": ["a|"]}}}"#,
        r#"{"nope|": 1}"#,
    ] {
        shown += &format!("### {fixture}\n{}\n\n", hover_at(fixture));
    }
    let (document, offset) = with_cursor(r#"{"secrets": {"API_KEY": "hunter|2"}}"#);
    assert!(!hover(&document, offset).unwrap().markdown.contains("hunter2"), "no secret is shown");
    insta::assert_snapshot!(shown);
}

#[test]
fn a_hover_on_secrets_says_how_they_are_named_and_whose_they_are() {
    for (fixture, belongs) in [
        (r#"{"sec|rets": {"API_KEY": null}}"#, "They belong to the integration, not to a single installation."),
        (r#"{"secrets": {"API|_KEY": null}}"#, "shared by all installations"),
    ] {
        let hover = hover_at(fixture);
        assert!(hover.contains(belongs) && hover.contains("SCREAMING_SNAKE_CASE"), "{hover}");
    }
}

#[test]
fn every_key_of_the_example_has_a_hover() {
    let text = include_str!("../../examples/acme-mail.integration.json");
    let document = Document::new(text.to_owned(), Dialect::Json, Options::default());
    let mut count = 0;
    for node in document.source().root().unwrap().subtree().filter(|node| node.is_key()) {
        let inside_schema = node.pointer().segments().iter().rev().skip(1).any(|segment| segment == "schema");
        let property = node.parent().unwrap().pointer();
        let inside_schema =
            inside_schema || property.segments().iter().rev().skip(1).any(|segment| segment == "schema");
        if !inside_schema {
            assert!(hover(&document, node.range().start + 1).is_some(), "{property}");
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}
