//! Why there is no answer, in words: what happened, and what to do.

use std::fmt;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The person no longer wants it.
    Cancelled,
    /// There was no whole answer in time.
    TimedOut,
    /// No address is known for the host.
    UnknownHost,
    /// The connection was not made, or broke.
    Connection,
    /// The server's certificate is not trusted.
    Certificate,
    /// The proxy did not let the request through, or what names it is wrong.
    Proxy,
    /// The server sends requests elsewhere, which is not followed.
    Redirect,
    /// The answer is too large.
    TooLarge,
    /// The answer is not one of the API.
    Answer,
    /// The person or the machine's administrator wants no requests.
    SwitchedOff,
    /// The request cannot be made from what was given.
    Request,
}

/// Why a request did not get an answer of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind.
    pub kind: FailureKind,
    /// What happened: a sentence without its full stop.
    pub what: String,
    /// What to do about it: a sentence without its full stop.
    pub advice: String,
}

impl Failure {
    pub(super) fn new(kind: FailureKind, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { kind, what: what.into(), advice: advice.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.", self.what)?;
        if self.advice.is_empty() { Ok(()) } else { write!(formatter, " {}.", self.advice) }
    }
}

impl std::error::Error for Failure {}
