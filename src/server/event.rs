//! Results of work in the background. They come back into the one queue, so that nothing changes a session's state
//! beside the messages of the client, and each says what it is a result of: it is dropped when nobody wants it any more.

use serde_json::Value;
use tower_lsp::jsonrpc::Response;

use super::transport::{Received, RequestId};
use super::workspace_index::Reading;

/// A result of work in the background.
#[derive(Debug)]
pub(super) enum Event {
    /// The client has sent the settings that it was asked for.
    Settings(Value),
    /// A manifest that is not open was read, or is gone.
    FileRead(Reading),
    /// A request that ran beside the others is done; `None` if it failed.
    Answered { id: RequestId, response: Option<Response> },
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
