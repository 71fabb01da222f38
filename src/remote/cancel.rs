//! Ends a request from another thread.

use std::sync::Arc;

use parking_lot::Mutex;

/// A handle to end what it is given to. Its clones are the same handle.
#[derive(Clone, Default)]
pub struct Cancel(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    is_cancelled: bool,
    /// What wakes those who wait for an answer.
    waiting: Vec<Box<dyn FnOnce() + Send>>,
}

impl Cancel {
    /// Ends the request at once, whatever it waits for, and every later one with this handle.
    pub fn cancel(&self) {
        let mut state = self.0.lock();
        state.is_cancelled = true;
        for wake in state.waiting.drain(..) {
            wake();
        }
    }

    /// Whether it has been cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.lock().is_cancelled
    }

    /// Calls `wake` when it is cancelled, which may be now.
    pub(super) fn wake(&self, wake: impl FnOnce() + Send + 'static) {
        let mut state = self.0.lock();
        if state.is_cancelled {
            wake();
        } else {
            state.waiting.push(Box::new(wake));
        }
    }
}
