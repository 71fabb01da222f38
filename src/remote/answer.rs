//! What an answer means.

use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::exchange::Reply;
use super::failure::{Failure, FailureKind};
use super::redact::Redactor;
use crate::text::{is_invisible, visible};

/// The API's refusal, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// By which its makers find the request again.
    pub id: Option<String>,
    /// The HTTP status.
    pub code: u16,
    /// One of the 26 types, such as `InvalidPayload`, or one that is new.
    pub kind: String,
    /// The message, which may be in several lines. The token is not in it, and no other character that would not be seen.
    pub message: String,
    /// How long to wait before the next request, if the API says so.
    pub retry_after: Option<Duration>,
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({}, status {}", self.message, self.kind, self.code)?;
        match &self.id {
            Some(id) => write!(formatter, ", {id})"),
            None => formatter.write_str(")"),
        }
    }
}

/// Why there is no good answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The API answered, and refused.
    Refused(ApiError),
    /// It was not asked, or gave no answer that can be understood.
    Failed(Failure),
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => error.fmt(formatter),
            Self::Failed(failure) => failure.fmt(formatter),
        }
    }
}

impl std::error::Error for Problem {}

/// The most characters of a message that are kept: the API's own are shorter.
const LONGEST_MESSAGE: usize = 20_000;
/// The most characters that are shown of an answer that is not JSON.
const LONGEST_EXCERPT: usize = 200;

/// Who answers, and what must not be repeated.
pub(super) struct Reader<'a> {
    pub(super) host: &'a str,
    pub(super) redactor: &'a Redactor,
}

impl Reader<'_> {
    /// The body of an answer that is JSON and no refusal.
    ///
    /// # Errors
    /// It is a refusal, or no answer of the API.
    pub(super) fn read(&self, reply: Reply, retry_after: Option<Duration>) -> Result<String, Problem> {
        let Reply { status, headers, body } = reply;
        if (300..400).contains(&status) {
            let location = headers.get("location").and_then(|location| location.to_str().ok());
            return Err(self.redirect(location).into());
        }
        let text =
            String::from_utf8(body).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        // Objects only, as deep as they may be: `pull` reads those that a parser with a stack would not.
        let is_object = text.trim_start().starts_with('{');
        if status == 200 && is_object && serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok() {
            return Ok(text);
        }
        match serde_json::from_str::<Envelope>(&text) {
            Ok(Envelope { id, kind, message, .. }) if !(200..300).contains(&status) => {
                let one_line = |text: &str| self.readable(text, LONGEST_EXCERPT, |_| false);
                Err(Problem::Refused(ApiError {
                    id: id.as_ref().and_then(Value::as_str).map(one_line),
                    code: status,
                    kind: one_line(&kind),
                    message: self.readable(&message, LONGEST_MESSAGE, |c| c == '\n'),
                    retry_after,
                }))
            }
            _ => Err(self.unknown(status, &text).into()),
        }
    }

    /// Text of a stranger, made safe to show.
    pub(super) fn readable(&self, text: &str, most: usize, is_kept: impl Fn(char) -> bool) -> String {
        let text = self.redactor.redact(text);
        let mut shown = String::new();
        for (index, c) in text.trim().chars().enumerate() {
            if index == most {
                shown.push('…');
                break;
            }
            if is_invisible(c) && !is_kept(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
        }
        shown
    }

    fn redirect(&self, location: Option<&str>) -> Failure {
        let host = location.and_then(|location| {
            let uri: ureq::http::Uri = location.parse().ok()?;
            uri.host().map(|host| visible(&self.redactor.redact(host)).into_owned())
        });
        let to = host.unwrap_or_else(|| "another address".to_owned());
        let what = format!("Redirect refused: {} sends requests to {to}, and they contain your token", self.host);
        Failure::new(FailureKind::Redirect, what, "Check the API URL")
    }

    /// An answer that the API does not give: a page of a proxy, or of a hotel's network.
    pub(super) fn unknown(&self, status: u16, text: &str) -> Failure {
        let host = self.host;
        let what = match self.readable(text, LONGEST_EXCERPT, |_| false) {
            excerpt if excerpt.is_empty() => format!("{host} answered with status {status} and nothing else"),
            excerpt => format!(
                "{host} answered with status {status} and something that is not an answer of the API: {excerpt}"
            ),
        };
        Failure::new(FailureKind::Answer, what, "Check the API URL, and whether a proxy answers in its place")
    }
}

/// A refusal as it is written.
#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    id: Option<Value>,
    #[serde(rename = "type")]
    kind: String,
    message: String,
}
