//! Catches panics, so that a bug does not end the session.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

thread_local! {
    static LOCATION: Cell<Option<String>> = const { Cell::new(None) };
}

/// The location of a caught panic. Its message is discarded, since it may quote the document.
#[derive(Debug)]
pub(super) struct Panicked {
    pub(super) location: String,
}

/// From now on, logs and remembers the location of a panic, but not its message.
pub(super) fn remember() {
    set_hook(Box::new(|info| {
        let location = info.location().map_or_else(|| "an unknown location".to_owned(), ToString::to_string);
        tracing::error!("panicked at {location}");
        LOCATION.set(Some(location));
    }));
}

/// The location of the last panic that was caught on this thread.
pub(super) fn last() -> Panicked {
    Panicked { location: LOCATION.take().unwrap_or_else(|| "an unknown location".to_owned()) }
}

/// Runs `work`.
///
/// # Errors
/// `work` panicked.
pub(super) fn survive<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| last())
}
