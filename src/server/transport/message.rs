//! Parses a body into a message for the framework's service.
//!
//! Nothing that a client sends can end the server: an invalid message gets the appropriate error of JSON-RPC as its
//! response (see [JSON-RPC 2.0, section 5.1](https://www.jsonrpc.org/specification#error_object)), and the next frame is
//! read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Response};
use tower_lsp::ls_types::notification::{Cancel, Notification as _};

use super::leniency;
use super::request_id::RequestId;

/// A message from the client.
#[derive(Debug)]
pub(in crate::server) enum Message {
    /// A request, which needs a response.
    Request { id: RequestId, method: String, params: Option<Value> },
    /// A notification, which does not.
    Notification { method: String, params: Option<Value> },
    /// The client no longer wants the answer to the request of that ID.
    Cancel(RequestId),
    /// The response to one of our requests.
    Response(Response),
    /// An invalid message; the error is the response, with the message's ID if it could be read, or `null`.
    Invalid { id: RequestId, error: Error },
    /// A notification with unreadable parameters, or a response to no request of ours. It is logged and skipped.
    Unusable { method: String },
}

impl Message {
    /// A body that is too large to be read.
    pub(super) fn too_large() -> Self {
        Self::Invalid { id: RequestId::null(), error: Error::invalid_request() }
    }

    /// How many values it holds. The parser has bounded the depth.
    pub(super) fn values(&self) -> u64 {
        fn count(value: &Value) -> u64 {
            match value {
                Value::Array(elements) => 1 + elements.iter().map(count).sum::<u64>(),
                Value::Object(members) => 1 + members.values().map(count).sum::<u64>(),
                _ => 1,
            }
        }
        match self {
            Self::Request { params, .. } | Self::Notification { params, .. } => params.as_ref().map_or(0, count),
            Self::Response(response) => response.result().map_or(0, count),
            Self::Cancel(_) | Self::Invalid { .. } | Self::Unusable { .. } => 0,
        }
    }
}

/// What a text may begin with, though JSON does not know it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads a body.
pub(super) fn parse(mut body: Vec<u8>) -> Message {
    if body.starts_with(BYTE_ORDER_MARK) {
        body.drain(..BYTE_ORDER_MARK.len());
    }
    if let Ok(envelope) = serde_json::from_slice::<Envelope<Value>>(&body) {
        return envelope.message(&body);
    }
    repair_text(&mut body);
    match serde_json::from_slice::<Envelope<Value>>(&body) {
        Ok(envelope) => envelope.message(&body),
        Err(_) => match serde_json::from_slice::<Envelope<IgnoredAny>>(&body) {
            // Valid JSON, but nested too deeply for the parser, or with a number that is out of range.
            Ok(envelope) => envelope.unreadable(),
            // Any other JSON.
            Err(_) if serde_json::from_slice::<IgnoredAny>(&body).is_ok() => {
                Message::Invalid { id: RequestId::null(), error: Error::invalid_request() }
            }
            Err(_) => Message::Invalid { id: RequestId::null(), error: Error::parse_error() },
        },
    }
}

/// The members of a JSON-RPC message; `P` is the type of parameters and results.
struct Envelope<P> {
    id: Option<Box<RawValue>>,
    method: Option<Value>,
    params: Option<P>,
    result: Option<P>,
    error: Option<P>,
    /// Whether a member occurs twice, which makes the message ambiguous.
    has_duplicate: bool,
}

impl<P> Default for Envelope<P> {
    fn default() -> Self {
        Self { id: None, method: None, params: None, result: None, error: None, has_duplicate: false }
    }
}

impl<'de, P: Deserialize<'de>> Deserialize<'de> for Envelope<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EnvelopeVisitor(PhantomData))
    }
}

struct EnvelopeVisitor<P>(PhantomData<P>);

impl<'de, P: Deserialize<'de>> Visitor<'de> for EnvelopeVisitor<P> {
    type Value = Envelope<P>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON-RPC message")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Envelope<P>, M::Error> {
        let mut envelope = Envelope::default();
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            let is_duplicate = match &*key {
                "id" => envelope.id.replace(map.next_value()?).is_some(),
                "method" => envelope.method.replace(map.next_value()?).is_some(),
                "params" => envelope.params.replace(map.next_value()?).is_some(),
                "result" => envelope.result.replace(map.next_value()?).is_some(),
                "error" => envelope.error.replace(map.next_value()?).is_some(),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    false
                }
            };
            envelope.has_duplicate |= is_duplicate;
        }
        Ok(envelope)
    }
}

impl<P> Envelope<P> {
    /// The ID for the response; `null` if there is no valid one.
    fn answer_id(&self) -> RequestId {
        self.id.as_deref().and_then(RequestId::read).unwrap_or_else(RequestId::null)
    }

    /// Classifies a message whose parameters, result or error cannot be read.
    fn unreadable(self) -> Message {
        match (&self.method, &self.id) {
            (Some(Value::String(_)), Some(_)) => {
                let mut error = Error::new(ErrorCode::InvalidParams);
                error.message = "The parameters are nested too deeply or contain a number that is out of range.".into();
                Message::Invalid { id: self.answer_id(), error }
            }
            (Some(Value::String(method)), None) => Message::Unusable { method: method.clone() },
            (None | Some(Value::Null), Some(_)) => Message::Unusable { method: "an answer".to_owned() },
            _ => Message::Invalid { id: self.answer_id(), error: Error::invalid_request() },
        }
    }
}

impl Envelope<Value> {
    /// Classifies a message whose text is `body`.
    fn message(mut self, body: &[u8]) -> Message {
        let id = self.id.as_deref().map(RequestId::read);
        let is_valid = !self.has_duplicate && id != Some(None);
        match self.method.take() {
            Some(Value::String(method)) if is_valid => {
                // Where a client's types have an id everywhere, it is null where there is none.
                let id = id.flatten().filter(|id| !id.is_null() || !leniency::is_notification(&method));
                if let Some(id) = id {
                    let params = leniency::straighten(&method, self.params.take());
                    return Message::Request { id, method, params };
                }
                if method == Cancel::METHOD {
                    return cancelled(body).map_or(Message::Unusable { method }, Message::Cancel);
                }
                let params = leniency::straighten(&method, self.params.take());
                Message::Notification { method, params }
            }
            None | Some(Value::Null) if is_valid && id.is_some() => self.response(),
            _ => Message::Invalid { id: self.answer_id(), error: Error::invalid_request() },
        }
    }

    /// The response to one of our requests. We number them, so any other ID is unknown.
    fn response(mut self) -> Message {
        let outcome = match (self.result.take(), self.error.take()) {
            (_, Some(error)) if !error.is_null() => {
                Err(serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error()))
            }
            (result, _) => Ok(result.unwrap_or_default()),
        };
        match self.answer_id().as_i64() {
            Some(id) => Message::Response(Response::from_parts(Id::Number(id), outcome)),
            None => Message::Unusable { method: "a response to an unknown request".to_owned() },
        }
    }
}

/// The ID that a cancellation names. It is read from the text, as the ID of a request is.
fn cancelled(body: &[u8]) -> Option<RequestId> {
    #[derive(Deserialize)]
    struct Cancellation<'a> {
        #[serde(borrow)]
        params: Cancelled<'a>,
    }
    #[derive(Deserialize)]
    struct Cancelled<'a> {
        #[serde(borrow)]
        id: &'a RawValue,
    }
    serde_json::from_slice::<Cancellation<'_>>(body).ok().and_then(|message| RequestId::read(message.params.id))
}

/// Replaces invalid text with U+FFFD: bytes that are not UTF-8, and halves of surrogate pairs, which a JavaScript editor
/// sends when half of an emoji is deleted. U+FFFD has the same length as such a half in UTF-16.
fn repair_text(body: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &body[at..]) {
        at += found;
        match surrogate(body, at) {
            Some(Half::High) if matches!(surrogate(body, at + 6), Some(Half::Low)) => at += 12,
            Some(_) => {
                body[at..at + 6].copy_from_slice(b"\\ufffd");
                at += 6;
            }
            // The character after a backslash may itself be a backslash, which does not start an escape.
            None => at = (at + 2).min(body.len()),
        }
    }
    if std::str::from_utf8(body).is_err() {
        *body = String::from_utf8_lossy(body).into_owned().into_bytes();
    }
}

enum Half {
    High,
    Low,
}

/// The half of a surrogate pair that the escape at `at` represents, if any.
fn surrogate(body: &[u8], at: usize) -> Option<Half> {
    let escape = body.get(at..at + 6)?;
    if !escape.starts_with(b"\\u")
        || !escape[2..].iter().all(u8::is_ascii_hexdigit)
        || !matches!(escape[2], b'd' | b'D')
    {
        return None;
    }
    match escape[3] {
        b'8' | b'9' | b'a' | b'b' | b'A' | b'B' => Some(Half::High),
        b'c'..=b'f' | b'C'..=b'F' => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        let mut body = text.as_bytes().to_vec();
        repair_text(&mut body);
        String::from_utf8(body).unwrap_or_default()
    }

    #[test]
    fn halves_of_surrogate_pairs_are_replaced_and_whole_characters_kept() {
        assert_eq!(repaired(r#""\ud83d""#), r#""\ufffd""#);
        assert_eq!(repaired(r#""\uDE00\ud83d\ude00\ud83dx""#), r#""\ufffd\ud83d\ude00\ufffdx""#);
        assert_eq!(repaired(r#""\\ud83d""#), r#""\\ud83d""#, "an escaped backslash does not start an escape");
        assert_eq!(repaired(r#""\u00e9\"#), r#""\u00e9\"#);
    }

    /// The kind of message, its id and its error code, in one line.
    fn kind(body: &str) -> String {
        match parse(body.as_bytes().to_vec()) {
            Message::Request { id, method, .. } => format!("request {id} {method}"),
            Message::Notification { method, .. } => format!("notification {method}"),
            Message::Cancel(id) => format!("cancel {id}"),
            Message::Response(response) => format!("response {}", response.id()),
            Message::Invalid { id, error } => format!("invalid {id} {}", error.code.code()),
            Message::Unusable { method } => format!("unusable {method}"),
        }
    }

    #[test]
    fn every_body_is_a_message_or_gets_the_error_that_says_why_not() {
        let deep = format!(r#"{{"id":7,"method":"m","params":{}{}}}"#, "[".repeat(200), "]".repeat(200));
        for (body, expected) in [
            (r#"{"jsonrpc":"2.0","id":1,"method":"m"}"#, "request 1 m"),
            (r#"{"id":1.0,"method":"m"}"#, "request 1 m"),
            (r#"{"id":"a","method":"m","params":{}}"#, "request \"a\" m"),
            (r#"{"id":null,"method":"m"}"#, "request null m"),
            (r#"{"id":18446744073709551617,"method":"m"}"#, "request 18446744073709551617 m"),
            (r#"{"id":-9007199254740993,"method":"m"}"#, "request -9007199254740993 m"),
            (r#"{"id":1.50,"method":"m"}"#, "request 1.50 m"),
            (r#"{"id":1e999,"method":"m"}"#, "request 1e999 m"),
            (r#"{"id":"\u0061","method":"m"}"#, "request \"a\" m"),
            (r#"{"method":"$/cancelRequest","params":{"id":18446744073709551617}}"#, "cancel 18446744073709551617"),
            (r#"{"method":"$/cancelRequest","params":{"id":7.0}}"#, "cancel 7"),
            (r#"{"method":"$/cancelRequest","params":{"id":[]}}"#, "unusable $/cancelRequest"),
            (r#"{"method":"m"}"#, "notification m"),
            (r#"{"id":3,"result":null}"#, "response 3"),
            (r#"{"id":3.0,"error":{"code":-1,"message":"x"}}"#, "response 3"),
            (r#"{"id":3,"result":1,"error":null}"#, "response 3"),
            (r#"{"id":"x","result":1}"#, "unusable a response to an unknown request"),
            (r#"[{"id":1,"method":"m"},{"id":2,"method":"m"}]"#, "invalid null -32600"),
            ("[]", "invalid null -32600"),
            ("7", "invalid null -32600"),
            ("\"x\"", "invalid null -32600"),
            ("1e999", "invalid null -32600"),
            (r#"{"id":"\ud800","method":"m"}"#, r#"request "\ud800" m"#),
            ("{}", "invalid null -32600"),
            (r#"{"id":1}"#, "response 1"),
            (r#"{"id":1,"method":null,"result":2}"#, "response 1"),
            (r#"{"id":null,"method":"textDocument/didChange"}"#, "notification textDocument/didChange"),
            ("\u{feff}{\"method\":\"m\"}", "notification m"),
            (r#"{"id":1,"method":2}"#, "invalid 1 -32600"),
            (r#"{"id":{},"method":"m"}"#, "invalid null -32600"),
            (r#"{"id":1,"id":2,"method":"m"}"#, "invalid 2 -32600"),
            (r#"{"id":1,"method":"m","params":{"n":1e999}}"#, "invalid 1 -32602"),
            (r#"{"method":"m","params":{"n":1e999}}"#, "unusable m"),
            (&deep, "invalid 7 -32602"),
            ("{", "invalid null -32700"),
            ("", "invalid null -32700"),
            (r#"{"method":"m"} x"#, "invalid null -32700"),
        ] {
            assert_eq!(kind(body), expected, "{body}");
        }
        assert_eq!(kind("{\"method\":\"m\",\"params\":{\"a\":\"\\ud83d\"}}"), "notification m");
        assert!(matches!(parse(b"{\"method\":\"m\",\"a\":\"\xff\"}".to_vec()), Message::Notification { .. }));
    }
}
