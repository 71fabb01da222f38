//! Names, their declarations and uses. The cursor is a bar in the text.

use integration_ls::analysis::references::{self, Uses};
use integration_ls::analysis::{Document, Edit, Options};
use integration_ls::contract::visit::declared;
use integration_ls::features::definition::definitions;
use integration_ls::features::document_highlight::{HighlightKind, highlights};
use integration_ls::features::references::references;
use integration_ls::features::rename::{prepare_rename, rename};
use integration_ls::syntax::{Dialect, Source};
use integration_ls::text::TextRange;

use crate::shared::manifests;

fn source(fixture: &str) -> (Source, u32) {
    let at = fixture.find('|').unwrap();
    (Source::new(fixture.replace('|', ""), Dialect::Jsonc), at as u32)
}

fn document(source: &Source) -> Document {
    Document::new(source.text().to_owned(), source.dialect(), Options::default())
}

/// The text with the declaration as ⟨…⟩, the uses as «…», and the uses inside programs as ‹…›.
fn marked(fixture: &str) -> Option<String> {
    let (source, at) = source(fixture);
    let mut text = source.text().to_owned();
    let mut marks: Vec<_> = highlights(&source, at)?
        .into_iter()
        .map(|highlight| match highlight.kind {
            HighlightKind::Write => (highlight.range, "⟨", "⟩"),
            HighlightKind::Read if highlight.range.of(&text).starts_with(['"', '{']) => (highlight.range, "«", "»"),
            HighlightKind::Read => (highlight.range, "‹", "›"),
        })
        .collect();
    marks.sort_by_key(|(range, ..)| std::cmp::Reverse(range.start));
    for (range, open, close) in marks {
        text.insert_str(range.end as usize, close);
        text.insert_str(range.start as usize, open);
    }
    Some(text)
}

#[test]
fn references_of_a_tag() {
    let expected =
        r#"{"user": {"tags": {⟨"id"⟩: {}, "x": {}}, "creation": {"enabled": true, "requiredTags": [«"id"», "x"]}}}"#;
    for fixture in [
        r#"{"user": {"tags": {"i|d": {}, "x": {}}, "creation": {"enabled": true, "requiredTags": ["id", "x"]}}}"#,
        r#"{"user": {"tags": {"id": {}, "x": {}}, "creation": {"enabled": true, "requiredTags": ["i|d", "x"]}}}"#,
    ] {
        assert_eq!(marked(fixture).as_deref(), Some(expected));
    }
}

#[test]
fn an_action_and_the_interfaces_that_are_mapped_to_it() {
    let text = r#"{"actions": {⟨"list"⟩: {}, "get": {}}, "events": {"list": {}}, "interfaces": {"a": {"actions": {"list": {"name": «"list"»}}, "events": {"x": {"name": "list"}}}}}"#;
    let plain = text.replace(['⟨', '⟩', '«', '»'], "");
    for needle in ["\"list\": {}, \"get\"", "\"list\"}}, \"events\": {\"x\""] {
        let at = plain.find(needle).unwrap() + 2;
        let fixture = format!("{}|{}", &plain[..at], &plain[at..]);
        assert_eq!(marked(&fixture).as_deref(), Some(text), "{fixture}");
    }
}

#[test]
fn a_definition_in_a_schema_and_its_refs() {
    let fixture = r##"{"states": {"s": {"schema": {"definitions": {"a/b": {"type": "string"}}, "properties": {"x": {"$ref": "#/definitions/a~1|b"}}}}}}"##;
    let expected = r##"{"states": {"s": {"schema": {"definitions": {⟨"a/b"⟩: {"type": "string"}}, "properties": {"x": {"$ref": «"#/definitions/a~1b"»}}}}}}"##;
    assert_eq!(marked(fixture).as_deref(), Some(expected));
}

#[test]
fn a_definition_whose_name_is_escaped_in_its_refs() {
    let fixture = r##"{"states": {"s": {"schema": {"definitions": {"My| Type": {}}, "items": {"$ref": "#/definitions/My%20Type"}, "not": {"$ref": "#/definitions/My Type"}}}}}"##;
    let expected = r##"{"states": {"s": {"schema": {"definitions": {⟨"My Type"⟩: {}}, "items": {"$ref": «"#/definitions/My%20Type"»}, "not": {"$ref": «"#/definitions/My Type"»}}}}}"##;
    assert_eq!(marked(fixture).as_deref(), Some(expected));
    assert_eq!(
        renamed(fixture, "Größe 100%").unwrap(),
        r##"{"states": {"s": {"schema": {"definitions": {"Größe 100%": {}}, "items": {"$ref": "#/definitions/Größe%20100%25"}, "not": {"$ref": "#/definitions/Größe%20100%25"}}}}}"##
    );
}

#[test]
fn each_request_about_a_name_gives_its_own_answer() {
    let (source, at) = source(
        r#"{"actions": {"list": {"title": "List"}}, "interfaces": {"a": {"actions": {"l": {"name": "li|st"}}}}}"#,
    );
    let shown = |range: TextRange| range.of(source.text());
    let found = definitions(&source, at)[0];
    assert_eq!(
        [found.origin, found.target, found.selection].map(shown),
        ["\"list\"", "\"list\": {\"title\": \"List\"}", "\"list\""]
    );
    assert!(found.target.covers(found.selection) && !found.target.covers(found.origin));
    assert_eq!(references(&source, at, false), Some(vec![found.origin]));
    assert_eq!(references(&source, at, true), Some(vec![found.selection, found.origin]));
    let name = prepare_rename(&document(&source), at).unwrap();
    assert_eq!((name.range, &*name.placeholder), (found.origin, "list"));
}

#[test]
fn a_required_tag_refers_to_the_tags_next_to_creation() {
    let text = r#"{"user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": ["id"]}}, "channels": {"c": {"conversation": {"tags": {⟨"id"⟩: {}}, "creation": {"enabled": true, "requiredTags": [«"id"»]}}, "message": {"tags": {"id": {}}}}}}"#;
    let at = text.find('»').unwrap() - 1;
    let fixture = format!("{}|{}", &text[..at], &text[at..]).replace(['⟨', '⟩', '«', '»'], "");
    assert_eq!(marked(&fixture).as_deref(), Some(text));
}

#[test]
fn values_that_are_not_names() {
    for fixture in [
        r#"{"ti|tle": "A"}"#,
        r#"{"title": "A|"}"#,
        r#"{"actions": |{}}"#,
        r#"|"#,
        r#"{"interfaces": {"a": {"actions": {"x": {"name": "mis|sing"}}}}}"#,
        r#"{"actions": {"name": {}}, "interfaces": {"a": {"actions": {"x": {"na|me": "name"}}}}}"#,
        r#"{"definitions": {"a|": {}}}"#,
    ] {
        assert_eq!(marked(fixture), None, "{fixture}");
    }
}

fn renamed(fixture: &str, new: &str) -> Result<String, String> {
    let (source, at) = source(fixture);
    let mut edits = rename(&document(&source), at, new)?;
    edits.sort();
    let mut text = source.text().to_owned();
    for Edit { range, text: new } in edits.into_iter().rev() {
        text.replace_range(range.to_std_range(), &new);
    }
    Ok(text)
}

#[test]
fn a_rename_changes_every_use() {
    assert_eq!(
        renamed(r#"{"actions": {"li|st": {}}, "interfaces": {"a": {"actions": {"l": {"name": "list"}}}}}"#, "listAll")
            .unwrap(),
        r#"{"actions": {"listAll": {}}, "interfaces": {"a": {"actions": {"l": {"name": "listAll"}}}}}"#
    );
    assert_eq!(
        renamed(r##"{"states": {"s": {"schema": {"definitions": {"|a": {}}, "properties": {"x": {"$ref": "#/definitions/a"}}}}}}"##, "b/c").unwrap(),
        r##"{"states": {"s": {"schema": {"definitions": {"b/c": {}}, "properties": {"x": {"$ref": "#/definitions/b~1c"}}}}}}"##
    );
    assert_eq!(
        renamed(r##"{"states": {"s": {"schema": {"definitions": {"a|/b": {}}, "properties": {"x": {"$ref": "#/definitions/a~1b"}}}}}}"##, "c").unwrap(),
        r##"{"states": {"s": {"schema": {"definitions": {"c": {}}, "properties": {"x": {"$ref": "#/definitions/c"}}}}}}"##,
        "the name of a definition is escaped in the path that names it"
    );
}

#[test]
fn an_impossible_rename_is_refused_with_the_reason() {
    let actions = r#"{"actions": {"li|st": {}, "get": {}}}"#;
    assert!(renamed(actions, "get").unwrap_err().contains("already exists"));
    assert!(renamed(actions, "List").unwrap_err().contains("camelCase"));
    assert!(renamed(actions, "").unwrap_err().contains("empty"));
    assert!(renamed(r#"{"secrets": {"KE|Y": null}}"#, "key").unwrap_err().contains("SCREAMING_SNAKE_CASE"));
    assert!(renamed(r#"{"tit|le": "A"}"#, "x").unwrap_err().contains("nothing to rename"));
    assert_eq!(renamed(actions, "list").unwrap(), actions.replace('|', ""));
}

#[test]
fn a_secret_and_the_programs_that_read_it() {
    let expected = r#"{"secrets": {⟨"KEY"⟩: null, "MY_KEY": null}, "identifier": {"extractScript": ".secrets.‹KEY› == .secrets.MY_KEY"}, "code": "a(process.env.SECRET_‹KEY›, SECRET_MY_KEY, XSECRET_KEY);\nSECRET_‹KEY›\\nSECRET_KEYS"}"#;
    for fixture in [
        r#"{"secrets": {"KE|Y": null, "MY_KEY": null}, "identifier": {"extractScript": ".secrets.KEY == .secrets.MY_KEY"}, "code": "a(process.env.SECRET_KEY, SECRET_MY_KEY, XSECRET_KEY);\nSECRET_KEY\\nSECRET_KEYS"}"#,
        r#"{"secrets": {"KEY": null, "MY_KEY": null}, "identifier": {"extractScript": ".secrets.K|EY == .secrets.MY_KEY"}, "code": "a(process.env.SECRET_KEY, SECRET_MY_KEY, XSECRET_KEY);\nSECRET_KEY\\nSECRET_KEYS"}"#,
    ] {
        assert_eq!(marked(fixture).as_deref(), Some(expected));
        let (source, at) = source(fixture);
        let refused = rename(&document(&source), at, "OTHER").unwrap_err();
        assert!(refused.contains("reads the secret \"KEY\""), "{refused}");
    }
    let (source, at) = source(r#"{"secrets": {"KE|Y": null}, "code": "nothing"}"#);
    assert_eq!(rename(&document(&source), at, "OTHER").unwrap().len(), 1, "what nobody reads can be renamed");
}

#[test]
fn the_references_of_all_names_are_those_of_each() {
    let mut found = 0;
    for (name, text) in manifests() {
        let source = Source::new(text, Dialect::Json);
        let uses = Uses::of(source.root());
        for key in source.root().into_iter().flat_map(declared).filter_map(|(property, _)| property.key()) {
            let each: Vec<TextRange> = references::references(key).into_iter().map(|used| used.range()).collect();
            assert_eq!(uses.of_key(key), each, "{key:?} in {name}");
            found += each.len();
        }
    }
    assert!(found > 0, "no manifest has a reference");
}

/// The schema of a state inside a manifest.
fn in_schema(schema: &str) -> String {
    format!(r#"{{"states": {{"s": {{"schema": {schema}}}}}}}"#)
}

/// Asserts that each of the marked places leads to all of them.
fn assert_linked(schema: &str) {
    let expected = in_schema(schema);
    let plain = expected.replace(['⟨', '⟩', '«', '»'], "");
    let mut places = 0;
    for mark in ['⟨', '«'] {
        for (at, _) in expected.match_indices(mark) {
            let at = expected[..at].chars().filter(|c| !"⟨⟩«»".contains(*c)).map(char::len_utf8).sum::<usize>() + 1;
            let fixture = format!("{}|{}", &plain[..at], &plain[at..]);
            assert_eq!(marked(&fixture).as_deref(), Some(&*expected), "{fixture}");
            places += 1;
        }
    }
    assert!(places > 1, "{schema}");
}

#[test]
fn a_property_is_linked_with_everything_that_mentions_it() {
    for schema in [
        r#"{"properties": {⟨"a"⟩: {}, "b": {"properties": {"a": {}}, "required": ["a"]}}, "required": ["b", «"a"»]}"#,
        r#"{"properties": {"b": {"properties": {⟨"a"⟩: {}}, "required": [«"a"»]}, "a": {}}, "required": ["a"]}"#,
        r#"{"properties": {⟨"a"⟩: {}}, "allOf": [{"required": [«"a"»]}, {"not": {"required": [«"a"»]}}]}"#,
        r#"{"required": [«"a"»], "allOf": [{"properties": {⟨"a"⟩: {}}}, {"properties": {"b": {}}}]}"#,
        r#"{"properties": {⟨"a"⟩: {}}, "if": {"properties": {⟨"a"⟩: {"const": 1}}}, "then": {"required": [«"a"»]}, "else": {"items": {"required": ["a"]}}}"#,
        r#"{"properties": {⟨"a"⟩: {}, "b": {}}, "dependencies": {«"a"»: ["b"], "b": [«"a"»], "c": {"required": [«"a"»]}}}"#,
        r#"{"anyOf": [{"properties": {⟨"a"⟩: {}}, "required": [«"a"»]}, {"properties": {"a": {}}, "required": ["a"]}]}"#,
        r#"{"anyOf": [{"properties": {⟨"a"⟩: {}}, "required": [«"a"»]}, {"properties": {⟨"a"⟩: {}}}], "required": [«"a"»]}"#,
        r#"{"oneOf": [{"properties": {⟨"a"⟩: {}}}, {"allOf": [{"properties": {⟨"a"⟩: {}}}]}], "discriminator": {"propertyName": «"a"»}}"#,
        r#"{"anyOf": [{"properties": {⟨"a"⟩: {}}}, {"properties": {⟨"a"⟩: {}}}], "x-zui": {"def": {"typeName": "ZodDiscriminatedUnion", "discriminator": «"a"»}}}"#,
        r##"{"properties": {⟨"a"⟩: {}, "b": {"$ref": «"#/properties/a"»}}, "required": [«"a"», "b"]}"##,
        r#"{"properties": {"properties": {"properties": {⟨"required"⟩: {}}, "required": [«"required"»]}}, "required": ["required"]}"#,
    ] {
        assert_linked(schema);
    }
}

#[test]
fn a_pointer_is_linked_with_the_place_that_it_leads_to() {
    for schema in [
        r##"{"properties": {⟨"a"⟩: {}, "b": {"$ref": «"#/properties/a"»}}}"##,
        r##"{"definitions": {⟨"a/b~c %"⟩: {}}, "items": [{"$ref": «"#/definitions/a~1b~0c%20%25"»}, {"$ref": «"#/definitions/a~1b~0c %"»}]}"##,
        r##"{"$defs": {⟨"a"⟩: {}}, "items": {"$ref": «"#/%24defs/a"»}}"##,
        r##"{"properties": {"a": {⟨"items"⟩: {}}}, "items": {"$ref": «"#/properties/a/items"»}}"##,
        r##"{"oneOf": [{"$ref": «"#/definitions/cat"»}], "definitions": {⟨"cat"⟩: {}}, "discriminator": {"propertyName": "kind", "mapping": {"cat": «"#/definitions/cat"»}}}"##,
        r##"{"definitions": {"$ref": {"$ref": «"#/definitions/a"»}, ⟨"a"⟩: {}}, "default": {"$ref": "#/definitions/a"}, "examples": [{"$ref": "#/definitions/a"}]}"##,
    ] {
        assert_linked(schema);
    }
}

#[test]
fn an_element_and_the_whole_schema_can_be_led_to() {
    let element = r##"{"properties": {"a": {"anyOf": [⟨{⟩}, {}]}}, "not": {"$ref": «"#/properties/a/anyOf/0"»}}"##;
    for at in ["{}, {}", "#/prop"] {
        let plain = in_schema(element).replace(['⟨', '⟩', '«', '»'], "");
        let at = plain.find(at).unwrap();
        let fixture = format!("{}|{}", &plain[..at], &plain[at..]);
        let found = marked(&fixture);
        // The marks around a bracket are those of a use.
        assert_eq!(found, Some(in_schema(element)), "{fixture}");
        assert!(renamed(&fixture, "x").unwrap_err().contains("nothing to rename"), "it has no name");
    }
    let whole =
        r##"{"states": {"s": {⟨"schema"⟩: {"properties": {"a": {"$ref": «"#"»}, "b": {"items": {"$ref": «"#"»}}}}}}}"##;
    for needle in ["schema\"", "#"] {
        let plain = whole.replace(['⟨', '⟩', '«', '»'], "");
        let at = plain.find(needle).unwrap();
        let fixture = format!("{}|{}", &plain[..at], &plain[at..]);
        assert_eq!(marked(&fixture).as_deref(), Some(whole), "{fixture}");
        assert!(renamed(&fixture, "x").is_err(), "a keyword of the contract keeps its name");
        assert_eq!(prepare_rename(&document(&source(&fixture).0), at as u32), None);
    }
}

#[test]
fn what_names_no_property_and_leads_nowhere() {
    for schema in [
        r#"{"properties": {"a": {}}, "required": ["b|"]}"#,
        r#"{"properties": {"a": {}}, "items": {"required": ["a|"]}}"#,
        r#"{"properties": {"a": {}}, "enum": ["a|"]}"#,
        r#"{"properties": {"a": {}}, "default": {"required": ["a|"]}}"#,
        r#"{"properties": {"required": ["a|"], "a": {}}}"#,
        r##"{"definitions": {"a": {}}, "default": {"$ref": "#/definitions/a|"}}"##,
        r##"{"properties": {"x": {"$ref": "#/definitions/|a"}}}"##,
        r##"{"properties": {"x": {"$ref": "other.json#/properties/|x"}}}"##,
        r#"{"ti|tle": "A"}"#,
    ] {
        assert_eq!(marked(&in_schema(schema)), None, "{schema}");
    }
}

#[test]
fn a_mention_leads_to_the_closest_declaration_or_to_all_of_them() {
    let found = |schema: &str| {
        let (source, at) = source(&in_schema(schema));
        let shown = |range: TextRange| range.of(source.text()).to_owned();
        definitions(&source, at).into_iter().map(|found| shown(found.target)).collect::<Vec<String>>()
    };
    assert_eq!(
        found(r#"{"properties": {"a": 1}, "allOf": [{"properties": {"a": 2}, "required": ["|a"]}]}"#),
        [r#""a": 2"#]
    );
    assert_eq!(
        found(r#"{"properties": {"a": 1}, "allOf": [{"properties": {"b": 2}, "required": ["|a"]}]}"#),
        [r#""a": 1"#]
    );
    assert_eq!(found(r#"{"properties": {"a": 1, "a": 2}, "required": ["|a"]}"#), [r#""a": 2"#], "the last one counts");
    assert_eq!(
        found(
            r#"{"oneOf": [{"properties": {"a": 1}}, {"properties": {"a": 2}}], "discriminator": {"propertyName": "a|"}}"#
        ),
        [r#""a": 1"#, r#""a": 2"#]
    );
    assert_eq!(found(r##"{"items": [{"type": "null"}, 1], "not": {"$ref": "#/items/0|"}}"##), [r#"{"type": "null"}"#]);
    assert_eq!(found(r##"{"properties": {"x": {"$ref": "#|"}}}"##).len(), 1);
}

#[test]
fn a_rename_inside_a_schema_changes_all_mentions_and_the_ways_of_pointers() {
    for (schema, new, expected) in [
        (
            r##"{"properties": {"a|": {"properties": {"a": {}}, "required": ["a"]}}, "required": ["a"], "items": [{"$ref": "#/properties/a/properties/a"}, {"$ref": "#/properties/a"}, {"$ref": "#/properties/a/"}]}"##,
            "b c",
            r##"{"properties": {"b c": {"properties": {"a": {}}, "required": ["a"]}}, "required": ["b c"], "items": [{"$ref": "#/properties/b%20c/properties/a"}, {"$ref": "#/properties/b%20c"}, {"$ref": "#/properties/a/"}]}"##,
        ),
        (
            r##"{"properties": {"a": {"properties": {"a": {}}, "required": ["a|"]}}, "required": ["a"], "items": {"$ref": "#/properties/a/properties/a"}}"##,
            "~/",
            r##"{"properties": {"a": {"properties": {"~/": {}}, "required": ["~/"]}}, "required": ["a"], "items": {"$ref": "#/properties/a/properties/~0~1"}}"##,
        ),
        (
            r##"{"definitions": {"a b": {"properties": {"x": {}}}}, "items": [{"$ref": "#/definitions/a b|"}, {"$ref": "#/definitions/a%20b/properties/x"}]}"##,
            "c",
            r##"{"definitions": {"c": {"properties": {"x": {}}}}, "items": [{"$ref": "#/definitions/c"}, {"$ref": "#/definitions/c/properties/x"}]}"##,
        ),
        (
            r#"{"oneOf": [{"properties": {"kind": {"const": "x"}}, "required": ["kind|"]}, {"properties": {"kind": {"const": "y"}}}], "x-zui": {"def": {"discriminator": "kind"}}, "discriminator": {"propertyName": "kind", "mapping": {"kind": "y"}}}"#,
            "type",
            r#"{"oneOf": [{"properties": {"type": {"const": "x"}}, "required": ["type"]}, {"properties": {"type": {"const": "y"}}}], "x-zui": {"def": {"discriminator": "type"}}, "discriminator": {"propertyName": "type", "mapping": {"kind": "y"}}}"#,
        ),
        (
            r#"{"properties": {"a": 1, "a|": 2}, "required": ["a"]}"#,
            "b",
            r#"{"properties": {"b": 1, "b": 2}, "required": ["b"]}"#,
        ),
    ] {
        assert_eq!(renamed(&in_schema(schema), new).unwrap(), in_schema(expected));
    }
    for schema in [
        r#"{"properties": {"a|": {}, "b": {}}}"#,
        r#"{"properties": {"a|": {}}, "dependencies": {"a": [], "b": []}}"#,
        r#"{"properties": {"a|": {}}, "allOf": [{"properties": {"a": {}, "b": {}}}]}"#,
    ] {
        assert!(renamed(&in_schema(schema), "b").unwrap_err().contains("already exists"), "{schema}");
    }
}
