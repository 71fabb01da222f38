//! The server's own log, for bug reports. It never contains a document's text or the value of a secret.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Only our own events are logged. Those of the framework may quote messages, and thus the text of a document.
const TARGET: &str = env!("CARGO_CRATE_NAME");

/// Logs events of `level` and above by appending to `file`, or to standard error.
///
/// Call it once, before the server runs.
///
/// # Errors
/// The file cannot be opened, or logging has already been set up.
pub fn init(level: Level, file: Option<&Path>) -> Result<()> {
    let layer = fmt::layer().with_ansi(false).with_target(false);
    let registry = tracing_subscriber::registry().with(Targets::new().with_target(TARGET, level));
    match file {
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path);
            let file = file.with_context(|| format!("cannot open the log file {}", path.display()))?;
            registry.with(layer.with_writer(Mutex::new(file))).try_init()?;
        }
        None => registry.with(layer.with_writer(io::stderr)).try_init()?,
    }
    Ok(())
}
