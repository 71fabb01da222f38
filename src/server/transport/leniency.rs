//! Tolerates messages that deviate from the protocol.
//!
//! The framework's types are strict, and a message that does not match them is lost. After a lost edit, the editor and
//! the server would have different texts. Parameters are therefore normalized before they are deserialized. Each rule
//! here exists for a client that needs it.

use std::path::Path;

use serde_json::{Map, Number, Value, json};
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidOpenTextDocument, Exit, Initialized, Notification as _,
};
use tower_lsp::ls_types::request::{Formatting, Initialize, OnTypeFormatting, RangeFormatting, Request as _, Shutdown};

use super::uri;

/// Marks a document version that the client did not send, since the protocol's type cannot express that.
const UNKNOWN_VERSION: i32 = i32::MIN;

/// A document's version, if the client has sent one.
pub(in crate::server) fn known_version(version: i32) -> Option<i32> {
    (version != UNKNOWN_VERSION).then_some(version)
}

/// Normalizes the parameters of `method` for the framework's types.
pub(super) fn straighten(method: &str, params: Option<Value>) -> Option<Value> {
    // Kate, Vim and others send `{}` or `[]` for methods without parameters.
    if matches!(method, Shutdown::METHOD | Exit::METHOD) {
        return None;
    }
    // Clients whose language has no empty objects send null, an empty list or nothing.
    let is_empty = params.as_ref().is_none_or(|params| params.is_null() || *params == json!([]));
    let may_be_empty = matches!(method, Initialize::METHOD | Initialized::METHOD | DidChangeConfiguration::METHOD);
    let mut params = if is_empty && may_be_empty { json!({}) } else { params? };
    whole_numbers(&mut params);
    positions(&mut params);
    uri::escape_all(&mut params);
    match method {
        Initialize::METHOD => initialize(&mut params),
        DidOpenTextDocument::METHOD | DidChangeTextDocument::METHOD => versioned_document(&mut params),
        Formatting::METHOD | RangeFormatting::METHOD | OnTypeFormatting::METHOD => {
            formatting_options(&mut params);
        }
        DidChangeConfiguration::METHOD => {
            if let Value::Object(params) = &mut params {
                params.entry("settings").or_insert(Value::Null);
            }
        }
        _ => {}
    }
    Some(params)
}

/// Turns numbers such as `2.0`, which languages without integers write, into `2`. The parser limits the depth.
pub(super) fn whole_numbers(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(whole) = whole(number) {
                *number = whole;
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(whole_numbers),
        Value::Object(members) => members.values_mut().for_each(whole_numbers),
        _ => {}
    }
}

/// Whether a method is one that the protocol never answers.
pub(super) fn is_notification(method: &str) -> bool {
    let name = method.rsplit('/').next().unwrap_or(method);
    method.starts_with("$/") || name.starts_with("did") || matches!(method, Initialized::METHOD | Exit::METHOD)
}

/// A position beyond all numbers is the end, one before all the start; the length of a range is in the range.
fn positions(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(positions),
        Value::Object(members) => {
            members.remove("rangeLength");
            for (name, value) in members {
                match value {
                    Value::Number(number) if name == "line" || name == "character" => {
                        *number = match number.as_f64() {
                            Some(float) if float < 0.0 => Number::from(0),
                            Some(float) if float > f64::from(u32::MAX) => Number::from(u32::MAX),
                            _ => continue,
                        };
                    }
                    _ => positions(value),
                }
            }
        }
        _ => {}
    }
}

fn whole(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    // Beyond 2^53, a float does not identify a single whole number.
    (float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0).then(|| Number::from(float as i64))
}

/// Accepts documents whose version is missing or not a number.
fn versioned_document(params: &mut Value) {
    let Some(Value::Object(document)) = params.get_mut("textDocument") else { return };
    let is_version = document.get("version").and_then(Value::as_i64).is_some_and(|n| i32::try_from(n).is_ok());
    if !is_version {
        document.insert("version".to_owned(), json!(UNKNOWN_VERSION));
    }
    if !document.get("languageId").is_some_and(Value::is_string) {
        document.insert("languageId".to_owned(), json!(""));
    }
}

/// Drops options of other formatters whose values the protocol does not allow.
fn formatting_options(params: &mut Value) {
    let Some(Value::Object(options)) = params.get_mut("options") else { return };
    options.retain(|_, value| value.is_string() || value.is_boolean() || value.is_i64());
}

/// Drops the parts of `initialize` that cannot be read, so that a client with an odd capability still gets a server.
fn initialize(params: &mut Value) {
    let Value::Object(params) = params else { return };
    if let Some(Value::Object(capabilities)) = params.get_mut("capabilities") {
        retain_readable(capabilities);
    } else {
        params.insert("capabilities".to_owned(), json!({}));
    }
    // Older clients identify the workspace only by its path.
    let has_root = params.get("rootUri").and_then(Value::as_str).is_some_and(|uri| !uri.is_empty());
    let path = params.get("rootPath").and_then(Value::as_str);
    if let Some(uri) = path.filter(|_| !has_root).and_then(|path| uri::of_path(Path::new(path), false)) {
        params.insert("rootUri".to_owned(), json!(uri));
    }
    let names: Vec<String> = params.keys().filter(|name| *name != "capabilities").cloned().collect();
    for name in names {
        let alone = json!({"capabilities": {}, name.as_str(): params[&name]});
        if serde_json::from_value::<lsp::InitializeParams>(alone).is_err() {
            params.remove(&name);
        }
    }
}

/// Drops capabilities that the protocol's types cannot read, two levels deep.
fn retain_readable(capabilities: &mut Map<String, Value>) {
    let is_readable = |value: Value| serde_json::from_value::<lsp::ClientCapabilities>(value).is_ok();
    let sections: Vec<String> = capabilities.keys().cloned().collect();
    for section in sections {
        if is_readable(json!({section.as_str(): capabilities[&section]})) {
            continue;
        }
        match capabilities.get_mut(&section) {
            Some(Value::Object(parts)) => {
                parts.retain(|name, part| is_readable(json!({section.as_str(): {name.as_str(): part}})));
            }
            _ => {
                capabilities.remove(&section);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn straightened(method: &str, params: Value) -> Value {
        straighten(method, Some(params)).unwrap_or_default()
    }

    #[test]
    fn whole_numbers_are_whole_however_they_are_written() {
        let params = json!({"position": {"line": 0.0, "character": 2e0}, "half": 0.5, "far": 1e300});
        let expected = json!({"position": {"line": 0, "character": 2}, "half": 0.5, "far": 1e300});
        assert_eq!(straightened("textDocument/hover", params), expected);
    }

    #[test]
    fn positions_are_brought_into_the_protocols_numbers() {
        let params = json!({"range": {"start": {"line": -1, "character": 9_007_199_254_740_991_u64},
            "end": {"line": u64::MAX, "character": 3}}, "rangeLength": -1});
        let expected = json!({"range": {"start": {"line": 0, "character": u32::MAX},
            "end": {"line": u32::MAX, "character": 3}}});
        assert_eq!(straightened("textDocument/didChange", params), expected);
    }

    #[test]
    fn initialize_keeps_what_can_be_read() {
        let params = json!({
            "processId": -1,
            "rootUri": "",
            "rootPath": "/work/my app",
            "trace": "everything",
            "locale": 7,
            "capabilities": {
                "window": "none",
                "textDocument": {"hover": {"contentFormat": ["markdown"]}, "rename": {"prepareSupport": "yes"}},
            },
        });
        let expected = json!({
            "rootUri": "file:///work/my%20app",
            "rootPath": "/work/my app",
            "capabilities": {"textDocument": {"hover": {"contentFormat": ["markdown"]}}},
        });
        assert_eq!(straightened("initialize", params), expected);
        for empty in [json!({}), json!([]), json!(null)] {
            assert_eq!(straightened("initialize", empty), json!({"capabilities": {}}));
        }
    }

    #[test]
    fn a_document_without_a_version_is_a_document() {
        for version in [json!(null), json!("7"), json!(1.5), json!(9_999_999_999_u64)] {
            let params = json!({"textDocument": {"uri": "file:///a", "version": version}});
            assert_eq!(straightened("textDocument/didChange", params)["textDocument"]["version"], UNKNOWN_VERSION);
        }
        let params = json!({"textDocument": {"uri": "file:///a", "version": 3.0}});
        assert_eq!(straightened("textDocument/didChange", params)["textDocument"]["version"], 3);
        assert_eq!((known_version(UNKNOWN_VERSION), known_version(0)), (None, Some(0)));
    }

    #[test]
    fn what_takes_no_parameters_gets_none() {
        assert_eq!(straighten("shutdown", Some(json!({}))), None);
        assert_eq!(straighten("exit", Some(json!([]))), None);
    }
}
