//! Results of work in the background. They come back into the one queue, so that nothing changes a session's state
//! beside the messages of the client, and each says what it is a result of: it is dropped when nobody wants it any more.

use serde_json::Value;
use tower_lsp::jsonrpc::Response;

use super::transport::Received;
use super::workspace_index::Reading;

/// A result of work in the background.
#[derive(Debug)]
pub(super) enum Event {
    /// The client has answered that question for its settings.
    Settings { pull: u64, settings: Value },
    /// A manifest that is not open was read, or is gone.
    FileRead(Reading),
    /// The request that the main loop gave that number is done; `None` if it failed.
    Answered { number: i64, response: Option<Response> },
}

/// What arrives at the main loop.
#[derive(Debug)]
pub(super) enum Arrival {
    /// A message of the client.
    Received(Received),
    /// The client's end is closed.
    EndOfInput,
    /// A result of work in the background.
    Event(Event),
}
