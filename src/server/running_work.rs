//! Work that the user can cancel.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use tower_lsp::ls_types as lsp;

/// Whether work is cancelled.
#[derive(Default)]
pub(super) struct CancelFlag {
    is_set: AtomicBool,
    /// What else is done when it is.
    action: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

impl CancelFlag {
    pub(super) fn is_set(&self) -> bool {
        self.is_set.load(Ordering::Relaxed)
    }

    /// Has something done when the work is cancelled.
    #[cfg(feature = "remote")]
    pub(super) fn on_cancel(&self, action: impl Fn() + Send + Sync + 'static) {
        let _ = self.action.set(Box::new(action));
    }

    fn set(&self) {
        self.is_set.store(true, Ordering::Relaxed);
        if let Some(action) = self.action.get() {
            action();
        }
    }
}

/// The cancellable work.
#[derive(Default)]
pub(super) struct RunningWork {
    /// What cancels it, by token.
    flags: Mutex<HashMap<lsp::ProgressToken, Arc<CancelFlag>>>,
    /// Work that was dropped while the client showed it.
    stopped: Mutex<Vec<lsp::ProgressToken>>,
}

impl RunningWork {
    /// Registers a token; cancelling it sets the flag.
    pub(super) fn add(&self, token: &lsp::ProgressToken, is_cancelled: &Arc<CancelFlag>) {
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
            is_cancelled.set();
        }
    }
}
