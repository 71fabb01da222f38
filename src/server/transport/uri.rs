//! Normalizes URIs for the framework's types.
//!
//! Some editors send URIs with unescaped brackets, spaces or non-ASCII letters. The types reject these, and the message
//! would be lost. Such characters are percent-encoded, which identifies the same resource
//! ([RFC 3986, section 2](https://www.rfc-editor.org/rfc/rfc3986#section-2)); responses then contain the escaped form.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tower_lsp::ls_types as lsp;

/// The path of a `file:` URI.
pub(in crate::server) fn file_path(uri: &lsp::Uri) -> Option<PathBuf> {
    let is_file = uri.as_str().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if is_file { uri.to_file_path().map(|path| path.into_owned()) } else { None }
}

/// The `file:` URI of an absolute path.
pub(super) fn of_path(path: &str) -> Option<String> {
    let path = Path::new(path);
    path.is_absolute().then(|| lsp::Uri::from_file_path(path))?.map(|uri| uri.as_str().to_owned())
}

/// Percent-encodes invalid characters in all URIs of the parameters. The protocol names these `uri`, `rootUri`, `oldUri`,
/// `newUri` and so on.
pub(super) fn escape_all(params: &mut Value) {
    match params {
        Value::Array(elements) => elements.iter_mut().for_each(escape_all),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(uri) if name == "uri" || name.ends_with("Uri") => {
                        if let Some(escaped) = escaped(uri) {
                            *uri = escaped;
                        }
                    }
                    _ => escape_all(value),
                }
            }
        }
        _ => {}
    }
}

/// The URI with invalid characters percent-encoded; `None` if there are none.
fn escaped(uri: &str) -> Option<String> {
    // Brackets are valid only around an IPv6 address.
    let path = uri.find("://").map_or(0, |at| uri[at + 3..].find('/').map_or(uri.len(), |slash| at + 3 + slash));
    let bytes = uri.as_bytes();
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut out = String::new();
    for (at, &byte) in bytes.iter().enumerate() {
        let belongs = match byte {
            b'%' => is_hex(at + 1) && is_hex(at + 2),
            b'[' | b']' => at < path,
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte),
        };
        if belongs { out.push(char::from(byte)) } else { out += &format!("%{byte:02X}") }
    }
    (out != uri).then_some(out)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_does_not_belong_in_a_uri_is_escaped() {
        for (uri, expected) in [
            ("file:///a/[id]/x.json", Some("file:///a/%5Bid%5D/x.json")),
            ("file:///a b/ä.json", Some("file:///a%20b/%C3%A4.json")),
            ("file:///c%3A/100%.json", Some("file:///c%3A/100%25.json")),
            (r"file:///C:\a.json", Some("file:///C:%5Ca.json")),
            ("http://[::1]:80/x", None),
            ("file:///c%3A/x.json", None),
            ("untitled:Untitled-1", None),
            ("vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D", None),
        ] {
            assert_eq!(escaped(uri).as_deref(), expected, "{uri}");
        }
    }

    #[test]
    fn uris_are_escaped_in_parameters_and_not_in_documents() {
        let mut params = json!({
            "textDocument": {"uri": "file:///[a]", "text": "{\"uri\": \"file:///[b]\"}"},
            "rootUri": "x:/é \\",
            "files": [{"oldUri": "file:///a b", "newUri": "file:///c"}],
        });
        escape_all(&mut params);
        let expected = json!({
            "textDocument": {"uri": "file:///%5Ba%5D", "text": "{\"uri\": \"file:///[b]\"}"},
            "rootUri": "x:/%C3%A9%20%5C",
            "files": [{"oldUri": "file:///a%20b", "newUri": "file:///c"}],
        });
        assert_eq!(params, expected);
    }
}
