//! URIs as the framework can read them.
//!
//! Some editors send URIs in which brackets, blanks or letters of other scripts stand as they are. The framework's
//! types take none of these, and the message would be lost. They are written as percent escapes here, which name the
//! same resource; answers then carry the escaped form.

use std::path::PathBuf;

use memchr::memmem;
use tower_lsp::ls_types as lsp;

use crate::syntax::literal::encode;

/// The keys behind which messages have URIs.
const KEYS: [&[u8]; 4] = [b"\"uri\"", b"\"rootUri\"", b"\"oldUri\"", b"\"newUri\""];

/// The path of a `file:` URI.
pub(super) fn file_path(uri: &lsp::Uri) -> Option<PathBuf> {
    let is_file = uri.as_str().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if is_file { uri.to_file_path().map(|path| path.into_owned()) } else { None }
}

/// Escapes what is no part of a URI, wherever a message has one. Nothing if all is well, as nearly always.
pub(super) fn mended(body: &[u8]) -> Option<Vec<u8>> {
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for key in KEYS {
        for at in memmem::find_iter(body, key) {
            // Behind a backslash it is the text of a document that looks so.
            if at > 0 && body[at - 1] == b'\\' {
                continue;
            }
            let Some(literal) = literal_after(body, at + key.len()) else { continue };
            let Ok(uri) = serde_json::from_slice::<String>(&body[literal.clone()]) else { continue };
            if let Some(escaped) = escaped(&uri) {
                edits.push((literal, encode(&escaped)));
            }
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let (mut out, mut from) = (Vec::with_capacity(body.len() + 64), 0);
    for (range, text) in edits {
        out.extend_from_slice(&body[from..range.start]);
        out.extend_from_slice(text.as_bytes());
        from = range.end;
    }
    out.extend_from_slice(&body[from..]);
    Some(out)
}

/// The string after a colon, quotes included.
fn literal_after(body: &[u8], from: usize) -> Option<std::ops::Range<usize>> {
    let blanks = |at: usize| at + body[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let colon = blanks(from);
    let start = (body.get(colon) == Some(&b':')).then(|| blanks(colon + 1))?;
    if body.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = start + 1;
    loop {
        match body.get(at)? {
            b'"' => return Some(start..at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// The URI with what does not belong in one escaped; nothing if that is nothing.
fn escaped(uri: &str) -> Option<String> {
    // Brackets belong around an address of IPv6, and nowhere else.
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
    use super::*;

    #[test]
    fn what_is_no_part_of_a_uri_is_escaped() {
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
    fn uris_are_found_in_messages_and_not_in_documents() {
        let body = br#"{"uri" : "file:///[a]", "text": "{\"uri\": \"file:///[b]\"}", "rootUri":"x:/\u00e9 \\"}"#;
        let expected =
            r#"{"uri" : "file:///%5Ba%5D", "text": "{\"uri\": \"file:///[b]\"}", "rootUri":"x:/%C3%A9%20%5C"}"#;
        assert_eq!(mended(body).map(|body| String::from_utf8_lossy(&body).into_owned()).as_deref(), Some(expected));
        assert_eq!(mended(br#"{"uri": "file:///a", "uri": 1, "uri": "open"#), None);
    }
}
