//! Bytes on the wire: frames in, messages out. Knows JSON-RPC and nothing about manifests.
//!
//! - `frame` finds the `Content-Length` header and the body behind it;
//! - `message` parses a body once, into what the framework's service takes;
//! - `leniency` straightens what editors send beside the letter of the protocol, and `uri` does it for URIs;
//! - `reader` is the thread that reads, and the limit on how far it may read ahead;
//! - `queue` says in which order messages are handled, and what is cancelled before its turn;
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
