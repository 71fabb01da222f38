//! Reads frames from and writes messages to the client. Knows JSON-RPC, but nothing about manifests.
//!
//! - `frame` finds the `Content-Length` header and the body behind it;
//! - `message` parses a body once, into what the framework's service takes;
//! - `leniency` normalizes messages that deviate from the protocol, and `uri` does so for URIs;
//! - `reader` is the thread that reads, and the limit on how far it may read ahead;
//! - `queue` decides in which order messages are handled, and removes those that are cancelled;
//! - `writer` puts a message on standard output in one piece.

mod frame;
mod leniency;
mod message;
mod queue;
mod reader;
pub(super) mod uri;
mod writer;

pub(super) use leniency::{UNKNOWN_VERSION, known_version};
pub(super) use message::{Message, RequestId};
pub(super) use queue::{Queue, Task};
pub(super) use reader::{Received, Room, read_standard_input};
pub(super) use writer::Writer;
