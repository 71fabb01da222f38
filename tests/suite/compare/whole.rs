//! What a change beside the schemas does.

use integration_ls::compare::Bump::{self, Major, Minor, Patch};
use integration_ls::compare::Verdict::{self, Breaks, CannotTell, Fine};
use integration_ls::contract::Form;

use super::{changes, changes_of, lines};

/// A title, two manifests without braces, the verdict and the bump.
type Row = (&'static str, &'static str, &'static str, Verdict, Option<Bump>);

const S: &str = r#"{"type": "object", "properties": {"x": {"type": "string"}}}"#;

const ROWS: &[Row] = &[
    (
        "action removed",
        r#""actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}}"#,
        r#""actions": {}"#,
        Breaks,
        Some(Major),
    ),
    (
        "action renamed",
        r#""actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}}"#,
        r#""actions": {"b": {"input": {"schema": S}, "output": {"schema": S}}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "action added",
        r#""actions": {}"#,
        r#""actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}}"#,
        Fine,
        Some(Minor),
    ),
    ("event removed", r#""events": {"a": {"schema": S}}"#, "", Breaks, Some(Major)),
    ("channel removed", r#""channels": {"a": {"messages": {"m": {"schema": S}}}}"#, "", Breaks, Some(Major)),
    (
        "message removed",
        r#""channels": {"a": {"messages": {"m": {"schema": S}}}}"#,
        r#""channels": {"a": {"messages": {}}}"#,
        Breaks,
        Some(Major),
    ),
    ("state removed", r#""states": {"a": {"type": "user", "schema": S}}"#, "", Breaks, Some(Major)),
    ("entity removed", r#""entities": {"a": {"schema": S}}"#, "", Breaks, Some(Major)),
    ("default configuration removed", r#""configuration": {"schema": S}"#, "", Breaks, Some(Major)),
    (
        "default configuration added that asks for something",
        "",
        r#""configuration": {"schema": {"type": "object", "properties": {"key": {"type": "string"}}, "required": ["key"]}}"#,
        Breaks,
        Some(Major),
    ),
    ("default configuration added", "", r#""configuration": {"schema": S}"#, Fine, Some(Minor)),
    (
        "configuration removed",
        r#""configurations": {"a": {"schema": S}}"#,
        r#""configurations": {}"#,
        Breaks,
        Some(Major),
    ),
    (
        "interface removed",
        r#""interfaces": {"a": {"id": "itf_01J0000000000000000000000000"}}"#,
        "",
        Breaks,
        Some(Major),
    ),
    (
        "user tag removed",
        r#""user": {"tags": {"id": {"title": "Id"}}}"#,
        r#""user": {"tags": {}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "user tag renamed",
        r#""user": {"tags": {"id": {"title": "Id"}}}"#,
        r#""user": {"tags": {"userId": {"title": "Id"}}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "conversation tag removed",
        r#""channels": {"a": {"messages": {}, "conversation": {"tags": {"id": {}}}}}"#,
        r#""channels": {"a": {"messages": {}}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "message tag removed",
        r#""channels": {"a": {"messages": {}, "message": {"tags": {"id": {}}}}}"#,
        r#""channels": {"a": {"messages": {}, "message": {"tags": {}}}}"#,
        Breaks,
        Some(Major),
    ),
    ("tag added", r#""user": {"tags": {}}"#, r#""user": {"tags": {"id": {"title": "Id"}}}"#, Fine, Some(Minor)),
    (
        "state type changed",
        r#""states": {"a": {"type": "user", "schema": S}}"#,
        r#""states": {"a": {"type": "integration", "schema": S}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "creation switched off",
        r#""user": {"creation": {"enabled": true, "requiredTags": []}}"#,
        r#""user": {"creation": {"enabled": false, "requiredTags": []}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "creation switched on",
        r#""user": {"creation": {"enabled": false, "requiredTags": []}}"#,
        r#""user": {"creation": {"enabled": true, "requiredTags": []}}"#,
        Fine,
        Some(Patch),
    ),
    (
        "required tag gained",
        r#""user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": []}}"#,
        r#""user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": ["id"]}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "required tag lost",
        r#""user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": ["id"]}}"#,
        r#""user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": []}}"#,
        Fine,
        Some(Patch),
    ),
    (
        "identifier became required",
        r#""configuration": {"schema": S}"#,
        r#""configuration": {"schema": S, "identifier": {"required": true}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "identifier no longer required",
        r#""configuration": {"schema": S, "identifier": {"required": true}}"#,
        r#""configuration": {"schema": S, "identifier": {"required": false}}"#,
        Fine,
        Some(Patch),
    ),
    (
        "mapping to another name, the old action stays",
        r#""actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}, "b": {"input": {"schema": S}, "output": {"schema": S}}}, "interfaces": {"i": {"id": "itf_01J0000000000000000000000000", "actions": {"x": {"name": "a"}}}}"#,
        r#""actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}, "b": {"input": {"schema": S}, "output": {"schema": S}}}, "interfaces": {"i": {"id": "itf_01J0000000000000000000000000", "actions": {"x": {"name": "b"}}}}"#,
        CannotTell,
        Some(Patch),
    ),
    (
        "mapping to another name, the old event is gone",
        r#""events": {"a": {"schema": S}}, "interfaces": {"i": {"id": "itf_01J0000000000000000000000000", "events": {"x": {"name": "a"}}}}"#,
        r#""events": {"b": {"schema": S}}, "interfaces": {"i": {"id": "itf_01J0000000000000000000000000", "events": {"x": {"name": "b"}}}}"#,
        Breaks,
        Some(Major),
    ),
    (
        "version of an interface changed",
        r#""interfaces": {"i": {"id": "itf_01J0000000000000000000000000"}}"#,
        r#""interfaces": {"i": {"id": "itf_01J0000000000000000000000001"}}"#,
        CannotTell,
        Some(Patch),
    ),
    (
        "extra operation disabled",
        r#""extraOperations": {"ping": {"enabled": true}}"#,
        r#""extraOperations": {"ping": {"enabled": false}}"#,
        CannotTell,
        Some(Patch),
    ),
    ("extra operation removed", r#""extraOperations": {"ping": {"enabled": true}}"#, "", CannotTell, Some(Patch)),
    ("public to private", r#""visibility": "public""#, r#""visibility": "private""#, CannotTell, Some(Patch)),
    ("private to public", "", r#""visibility": "public""#, Fine, Some(Patch)),
    (
        "action became cacheable",
        r#""actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}}"#,
        r#""actions": {"a": {"cacheable": true, "input": {"schema": S}, "output": {"schema": S}}}"#,
        CannotTell,
        Some(Patch),
    ),
    (
        "action became billable",
        r#""actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}}"#,
        r#""actions": {"a": {"billable": true, "input": {"schema": S}, "output": {"schema": S}}}"#,
        CannotTell,
        Some(Patch),
    ),
    ("secret removed", r#""secrets": {"KEY": "hunter2"}"#, "", Fine, Some(Patch)),
    ("secret added", "", r#""secrets": {"KEY": "hunter2"}"#, Fine, Some(Minor)),
    ("secret with another value", r#""secrets": {"KEY": "hunter2"}"#, r#""secrets": {"KEY": "hunter3"}"#, Fine, None),
    (
        "attribute changed",
        r#""attributes": {"category": "a"}"#,
        r#""attributes": {"category": "b"}"#,
        Fine,
        Some(Patch),
    ),
    ("icon changed", r#""icon": "PHN2Zy8+""#, r#""icon": "PHN2Zz48L3N2Zz4=""#, Fine, Some(Patch)),
    ("readme changed", r#""readme": "IyBB""#, r#""readme": "IyBC""#, Fine, Some(Patch)),
    ("code changed", r#""code": "a""#, r#""code": "b""#, Fine, Some(Patch)),
    ("code that is not deployed", "", r#""code": "b""#, Fine, None),
    (
        "script changed",
        r#""identifier": {"extractScript": "a"}"#,
        r#""identifier": {"extractScript": "b"}"#,
        Fine,
        Some(Patch),
    ),
    ("title changed", r#""title": "a""#, r#""title": "b""#, Fine, Some(Patch)),
];

fn manifest(inner: &str) -> String {
    let inner = inner.replace(": S", &format!(": {S}"));
    let comma = if inner.is_empty() { "" } else { ", " };
    format!(r#"{{"name": "acme", "version": "1.2.3"{comma}{inner}}}"#)
}

#[test]
fn every_row() {
    let mut text = String::new();
    for (title, old, new, verdict, bump) in ROWS {
        let comparison = changes(&manifest(old), &manifest(new));
        assert_eq!(comparison.verdict(), *verdict, "{title}: {:#?}", lines(&comparison));
        assert_eq!(comparison.bump(), *bump, "{title}: {:#?}", lines(&comparison));
        text += &format!("{title}\n    {}\n", lines(&comparison).join("\n    "));
    }
    assert!(!text.contains("hunter"), "a secret is shown");
    insta::assert_snapshot!(text);
}

#[test]
fn nothing_changes_from_a_manifest_to_itself() {
    for (title, old, new, ..) in ROWS {
        for inner in [old, new] {
            assert_eq!(lines(&changes(&manifest(inner), &manifest(inner))), [""; 0], "{title}");
        }
    }
}

#[test]
fn an_update_keeps_what_it_does_not_name() {
    let old = manifest(
        r#""title": "A", "url": "https://a.b", "actions": {"a": {"input": {"schema": S}, "output": {"schema": S}}, "b": {"input": {"schema": S}, "output": {"schema": S}}}, "identifier": {"extractScript": "x"}, "configuration": {"schema": S}"#,
    );
    let new = r#"{"actions": {"b": null}}"#;
    let comparison = changes_of(&old, new, Form::Update);
    let kept = comparison.changes.iter().map(|change| format!("{} {}", change.path.join("/"), change.is_kept));
    let kept: Vec<String> = kept.collect();
    assert_eq!(kept, ["url true", "identifier/extractScript true", "actions/a true", "actions/b false"]);
}

#[test]
fn the_bump_below_one_is_the_second_number() {
    let old = r#"{"name": "a", "version": "0.3.1", "events": {"a": {"schema": {}}}}"#;
    let comparison = changes(old, r#"{"name": "a", "version": "0.3.2"}"#);
    assert_eq!(comparison.wanted_version().as_deref(), Some("0.4.0"));
    assert_eq!(comparison.is_raised(Major), Some(false));
    assert_eq!(changes(old, r#"{"name": "a", "version": "0.4.0"}"#).is_raised(Major), Some(true));
    assert_eq!(changes(old, r#"{"title": "a"}"#).is_raised(Major), None);
}
