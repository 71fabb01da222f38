//! Reads frames from and writes messages to the client. Knows JSON-RPC, but nothing about manifests.
//!
//! - `frame` finds the `Content-Length` header and the body behind it;
//! - `message` parses a body once, into what the framework's service takes;
//! - `request_id` is the ID of a request, as it was written;
//! - `leniency` normalizes messages that deviate from the protocol, and `uri` does so for URIs;
//! - `reader` is the thread that reads, and the limit on how far it may read ahead;
//! - `queue` decides in which order messages are handled, and removes those that are cancelled;
//! - `writer` puts a message on standard output in one piece;
//! - `patient` is a pipe that somebody else may have made non-blocking, for both.

mod frame;
mod leniency;
mod message;
mod patient;
mod queue;
mod reader;
mod request_id;
pub(super) mod uri;
mod writer;

pub(super) use leniency::known_version;
pub(super) use message::Message;
pub(super) use queue::{Queue, Task};
pub(super) use reader::{Received, Room, read_on_a_thread};
pub(super) use request_id::RequestId;
pub(super) use writer::{Writer, standard_output};
