//! The language server: the only folder with protocol types and async code.
//!
//! - `transport/`: frames and JSON-RPC messages, their order, the writer;
//! - `main_loop`: hands messages to the framework's service, one after another;
//! - `backend`: maps methods to `requests/` and `notifications/`, with one file each;
//! - `session`: the state of a session: `documents`, `client` (its capabilities), `configuration`, `workspace_index`;
//! - `file_id`, `spelling`: which file a URI names, and which URI a file has;
//! - `scanner`, `registration`, `progress`: background work, whose results come back as `event`s;
//! - `validation`: asks the API about a manifest, on request;
//! - `diagnostics`, `convert`: output to the client.

mod backend;
mod capabilities;
mod client;
mod configuration;
mod convert;
mod diagnostics;
mod documents;
mod editor_settings;
mod event;
mod file_id;
mod late_changes;
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
mod spelling;
mod transport;
#[cfg(feature = "remote")]
mod validation;
mod workspace_index;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use tokio::sync::mpsc::unbounded_channel;

use event::Arrival;
use main_loop::MainLoop;
pub use session::{Options, RemoteUse};
use transport::{Writer, read_on_a_thread, standard_output};

/// Serves one client on standard input and output until it sends `exit` or disconnects.
///
/// As the protocol requires, the exit status is success only after `shutdown`.
pub fn run(options: Options) -> ExitCode {
    tracing::info!(version = env!("CARGO_PKG_VERSION"), only_manifests = options.only_manifests, "started");
    panics::remember();
    let served = standard_output().and_then(|output| serve(options, io::stdin(), output));
    match served {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(_) => ExitCode::from(2),
    }
}

/// Serves one client on a pair of pipes until it sends `exit` or disconnects; whether it sent `shutdown` before.
///
/// # Errors
/// The session cannot start.
pub fn serve(options: Options, input: impl Read + Send + 'static, output: impl Write + 'static) -> io::Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (arrivals, arrived) = unbounded_channel();
    let from_reader = arrivals.clone();
    read_on_a_thread(input, move |received| {
        from_reader.send(received.map_or(Arrival::EndOfInput, Arrival::Received)).is_ok()
    });
    let (service, socket) = backend::service(arrivals, options);
    let session = service.inner().session();
    runtime.block_on(MainLoop::new(service, socket, arrived, Writer::new(Box::new(output))).run());
    // Do not wait for files that are still being read.
    runtime.shutdown_background();
    Ok(session.is_shut_down())
}
