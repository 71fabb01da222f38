//! Work that the user can cancel.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use tower_lsp::ls_types as lsp;

/// The cancellable work by token.
#[derive(Default)]
pub(super) struct RunningWork(Mutex<HashMap<lsp::ProgressToken, Arc<AtomicBool>>>);

impl RunningWork {
    /// Registers a token; cancelling it sets the flag.
    pub(super) fn add(&self, token: &lsp::ProgressToken, is_cancelled: &Arc<AtomicBool>) {
        self.0.lock().insert(token.clone(), Arc::clone(is_cancelled));
    }

    /// Unregisters a token when its work is done.
    pub(super) fn remove(&self, token: &lsp::ProgressToken) {
        self.0.lock().remove(token);
    }

    /// The user has cancelled the work.
    pub(super) fn cancel(&self, token: &lsp::ProgressToken) {
        if let Some(is_cancelled) = self.0.lock().get(token) {
            is_cancelled.store(true, Ordering::Relaxed);
        }
    }
}
