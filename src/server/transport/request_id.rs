//! The ID of a request.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Number, Value};

use super::leniency;

/// The ID of a request, as JSON; the response repeats it.
///
/// Whole numbers of any size are kept digit by digit, since a parsed number would be rounded. Otherwise two spellings of one
/// ID are equal: `1.0` is `1`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(in crate::server) struct RequestId(Box<str>);

impl RequestId {
    /// The ID of a response to what has none that can be read.
    pub(super) fn null() -> Self {
        Self("null".into())
    }

    /// Reads an ID; `None` if it is neither a string, a number nor `null`.
    pub(super) fn read(raw: &RawValue) -> Option<Self> {
        let text = raw.get();
        if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return Some(Self(text.into()));
        }
        match serde_json::from_str::<Value>(text) {
            Ok(id @ (Value::Null | Value::String(_))) => Some(Self(id.to_string().into())),
            Ok(mut id @ Value::Number(_)) => {
                leniency::whole_numbers(&mut id);
                let is_whole = id.as_number().is_some_and(|number| !Number::is_f64(number));
                Some(Self(if is_whole { id.to_string().into() } else { text.into() }))
            }
            Ok(_) => None,
            // A number out of range, or a string with half of a character: still the same when it comes back.
            Err(_) => {
                let is_id = text.starts_with(|first: char| matches!(first, '-' | '"' | '0'..='9'));
                is_id.then(|| Self(text.into()))
            }
        }
    }

    /// Whether it is `null`.
    pub(super) fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    /// Its number, if it is one that we could have given.
    pub(super) fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for RequestId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}
