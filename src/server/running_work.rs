//! Work that takes long enough to be cancelled by the user.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use tower_lsp::ls_types as lsp;

/// The work that can be cancelled, by its token.
#[derive(Default)]
pub(super) struct RunningWork(Mutex<HashMap<lsp::ProgressToken, Arc<AtomicBool>>>);

impl RunningWork {
    /// From now on, cancelling that token sets the mark.
    pub(super) fn add(&self, token: &lsp::ProgressToken, is_cancelled: &Arc<AtomicBool>) {
        self.0.lock().insert(token.clone(), Arc::clone(is_cancelled));
    }

    /// It is done.
    pub(super) fn remove(&self, token: &lsp::ProgressToken) {
        self.0.lock().remove(token);
    }

    /// Somebody does not want to wait for it.
    pub(super) fn cancel(&self, token: &lsp::ProgressToken) {
        if let Some(is_cancelled) = self.0.lock().get(token) {
            is_cancelled.store(true, Ordering::Relaxed);
        }
    }
}
