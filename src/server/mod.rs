//! The language server: the only folder with protocol types and async code.
//!
//! - `transport/`: frames and JSON-RPC messages, their order, the writer;
//! - `main_loop`: hands messages to the framework's service, one after another;
//! - `backend`: maps methods to `requests/` and `notifications/`, with one file each;
//! - `session`: the state of a session: `documents`, `client` (its capabilities), `configuration`, `workspace_index`;
//! - `scanner`, `registration`, `progress`: background work, whose results come back as `event`s;
//! - `diagnostics`, `convert`: output to the client.

mod backend;
mod capabilities;
mod client;
mod configuration;
mod convert;
mod diagnostics;
mod documents;
mod event;
pub mod log;
mod main_loop;
mod notifications;
mod panics;
mod parent_process;
mod progress;
mod registration;
mod requests;
mod running_work;
mod scanner;
mod session;
mod transport;
mod workspace_index;

use std::process::ExitCode;

use tokio::sync::mpsc::unbounded_channel;

use event::Arrival;
use main_loop::MainLoop;
pub use session::Options;
use transport::{Writer, read_standard_input};

/// Serves one client on standard input and output until it sends `exit` or disconnects.
///
/// As the protocol requires, the exit status is success only after `shutdown`.
pub fn run(options: Options) -> ExitCode {
    tracing::info!(version = env!("CARGO_PKG_VERSION"), only_manifests = options.only_manifests, "started");
    panics::remember();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (Ok(runtime), Ok(writer)) = (runtime, Writer::standard_output()) else {
        return ExitCode::from(2);
    };
    let (arrivals, arrived) = unbounded_channel();
    let from_reader = arrivals.clone();
    read_standard_input(move |received| {
        from_reader.send(received.map_or(Arrival::EndOfInput, Arrival::Received)).is_ok()
    });
    let (service, socket) = backend::service(arrivals, options);
    let session = service.inner().session();
    runtime.block_on(MainLoop::new(service, socket, arrived, writer).run());
    // Do not wait for files that are still being read.
    runtime.shutdown_background();
    if session.is_shut_down() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
