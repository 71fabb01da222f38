//! URIs and paths, and URIs for the framework's types.
//!
//! Some editors send URIs with unescaped brackets, spaces or non-ASCII letters. The types reject these, and the message
//! would be lost. Such characters are percent-encoded, which identifies the same resource
//! ([RFC 3986, section 2](https://www.rfc-editor.org/rfc/rfc3986#section-2)); responses then contain the escaped form.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tower_lsp::ls_types as lsp;

/// Characters that a path may have as they are, though many clients escape them.
const SPARED: &[u8] = b"!$&'()*+,;=:@";

/// The path of a `file:` URI.
pub(in crate::server) fn file_path(uri: &lsp::Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") || uri.path().as_str().is_empty() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        Some(std::ffi::OsString::from_vec(uri.path().decode().to_bytes().into_owned()).into())
    }
    #[cfg(not(unix))]
    {
        let path = uri.path().decode().to_string_lossy().into_owned();
        let host = uri.authority().map(|authority| authority.host()).unwrap_or_default();
        let mut path = match path.strip_prefix('/') {
            Some(rest) if host.is_empty() || host.eq_ignore_ascii_case("localhost") => rest.to_owned(),
            _ if host.is_empty() => path,
            _ => format!("//{host}{path}"),
        };
        // The letter of a drive has no case.
        if path.as_bytes().get(1) == Some(&b':') {
            path[..1].make_ascii_uppercase();
        }
        Some(path.replace('/', "\\").into())
    }
}

/// The `file:` URI of an absolute path. `is_sparing`: whether to escape only what has to be.
pub(in crate::server) fn of_path(path: &Path, is_sparing: bool) -> Option<lsp::Uri> {
    if !path.is_absolute() {
        return None;
    }
    let path = escaped_path(path, is_sparing);
    let uri = match path.strip_prefix("//") {
        // A server's folder.
        Some(_) if cfg!(windows) => format!("file:{path}"),
        _ if path.starts_with('/') => format!("file://{path}"),
        _ => format!("file:///{path}"),
    };
    uri.parse().ok()
}

/// A path as in a URI.
pub(in crate::server) fn escaped_path(path: &Path, is_sparing: bool) -> String {
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_owned();
    #[cfg(not(unix))]
    let bytes = path.to_string_lossy().replace('\\', "/").into_bytes();
    let mut out = String::new();
    for byte in bytes {
        let is_kept = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let is_kept = is_kept || (is_sparing && SPARED.contains(&byte));
        if is_kept { out.push(char::from(byte)) } else { out += &format!("%{byte:02X}") }
    }
    out
}

/// Whether a URI spares characters that need not be escaped; `None` if it has no such character.
pub(in crate::server) fn is_sparing(uri: &lsp::Uri) -> Option<bool> {
    let path = uri.path().as_str();
    if path.bytes().any(|byte| SPARED.contains(&byte)) {
        return Some(true);
    }
    let decoded = uri.path().decode().to_bytes();
    decoded.iter().any(|byte| SPARED.contains(byte)).then_some(false)
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
