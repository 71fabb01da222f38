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

/// The events that are logged: our own. Those of the framework may quote messages, and so a document's text.
const TARGET: &str = env!("CARGO_CRATE_NAME");

/// Logs events of `level` and more important ones, to the end of `file` or to standard error.
///
/// To be called once, before the server runs.
///
/// # Errors
/// The file cannot be opened, or there is a log already.
pub fn init(level: Level, file: Option<&Path>) -> Result<()> {
    let layer = fmt::layer().with_ansi(false).with_target(false);
    let registry = tracing_subscriber::registry().with(Targets::new().with_target(TARGET, level));
    match file {
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path);
            let file = file.with_context(|| format!("cannot write the log to {}", path.display()))?;
            registry.with(layer.with_writer(Mutex::new(file))).try_init()?;
        }
        None => registry.with(layer.with_writer(io::stderr)).try_init()?,
    }
    Ok(())
}
