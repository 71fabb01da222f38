//! A fault of ours must not end the session.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

thread_local! {
    static LOCATION: Cell<Option<String>> = const { Cell::new(None) };
}

/// A caught panic: where it happened. Its message is not kept, since it may quote the document.
#[derive(Debug)]
pub(super) struct Panicked {
    pub(super) location: String,
}

/// From now on, where a panic happened is logged and remembered; what it said is not.
pub(super) fn remember() {
    set_hook(Box::new(|info| {
        let location = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!("panicked at {location}");
        LOCATION.set(Some(location));
    }));
}

/// What is known of the panic that was caught last on this thread.
pub(super) fn last() -> Panicked {
    Panicked { location: LOCATION.take().unwrap_or_else(|| "an unknown place".to_owned()) }
}

/// Runs `work`.
///
/// # Errors
/// If it panics.
pub(super) fn survive<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| last())
}
