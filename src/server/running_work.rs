//! Work that the user can cancel.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use tower_lsp::ls_types as lsp;

/// The cancellable work.
#[derive(Default)]
pub(super) struct RunningWork {
    /// What cancels it, by token.
    flags: Mutex<HashMap<lsp::ProgressToken, Arc<AtomicBool>>>,
    /// Work that was dropped while the client showed it.
    stopped: Mutex<Vec<lsp::ProgressToken>>,
}

impl RunningWork {
    /// Registers a token; cancelling it sets the flag.
    pub(super) fn add(&self, token: &lsp::ProgressToken, is_cancelled: &Arc<AtomicBool>) {
        self.flags.lock().insert(token.clone(), Arc::clone(is_cancelled));
    }

    /// Unregisters a token when its work is done.
    pub(super) fn remove(&self, token: &lsp::ProgressToken) {
        self.flags.lock().remove(token);
    }

    /// The work has stopped before its end, and the client still shows it.
    pub(super) fn stop(&self, token: lsp::ProgressToken) {
        self.stopped.lock().push(token);
    }

    /// What has stopped since the last call.
    pub(super) fn take_stopped(&self) -> Vec<lsp::ProgressToken> {
        std::mem::take(&mut self.stopped.lock())
    }

    /// The user has cancelled the work.
    pub(super) fn cancel(&self, token: &lsp::ProgressToken) {
        if let Some(is_cancelled) = self.flags.lock().get(token) {
            is_cancelled.store(true, Ordering::Relaxed);
        }
    }
}
