//! Results of background work. They go into the same queue as the client's messages, so that the
//! state of a session changes in one order; only the index of files that are not open is also written by the `scanner`, under
//! its lock. Each result identifies the state that it belongs to, and is dropped if it is outdated.

use serde_json::Value;
use tower_lsp::jsonrpc::Response;

use super::transport::Received;
#[cfg(feature = "remote")]
use super::validation::Validated;
use super::workspace_index::Reading;

/// A result of background work.
#[derive(Debug)]
pub(super) enum Event {
    /// The client has answered that question for its settings.
    Settings { pull: u64, settings: Value },
    /// A manifest that is not open was read, or is gone.
    FileRead(Reading),
    /// The API has answered.
    #[cfg(feature = "remote")]
    Validated(Box<Validated>),
    /// The request that the main loop gave that number is done; `None` if it failed.
    Answered { number: i64, response: Option<Response> },
}

/// An input of the main loop.
#[derive(Debug)]
pub(super) enum Arrival {
    /// A message from the client.
    Received(Received),
    /// The client has closed its end.
    EndOfInput,
    /// A result of background work.
    Event(Event),
}
