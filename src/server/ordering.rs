//! Knows which edits are still on their way.
//!
//! The framework reads messages ahead. Counting the edits as they come in, in the order of the wire,
//! tells a handler whether a newer text of its document waits behind it: then it applies its edit but
//! leaves the diagnostics to the last one. Requests in between still see exactly their text.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tower::Service;
use tower_lsp::jsonrpc::Request;

/// However many edits keep coming, the diagnostics are never older than this.
const LONGEST_SILENCE: Duration = Duration::from_millis(100);

/// The edits that have come in and are not yet handled.
#[derive(Debug, Default)]
pub(super) struct Queue(Mutex<HashMap<String, Waiting>>);

#[derive(Debug)]
struct Waiting {
    changes: usize,
    since: Instant,
}

impl Queue {
    fn arrived(&self, uri: &str) {
        if let Ok(mut waiting) = self.0.lock() {
            let entry = waiting.entry(uri.to_owned());
            entry.or_insert_with(|| Waiting { changes: 0, since: Instant::now() }).changes += 1;
        }
    }

    /// To be called once for each edit handled: whether the diagnostics are due now.
    pub(super) fn is_last_change(&self, uri: &str) -> bool {
        let Ok(mut queue) = self.0.lock() else { return true };
        let Some(waiting) = queue.get_mut(uri) else { return true };
        waiting.changes = waiting.changes.saturating_sub(1);
        if waiting.changes == 0 {
            queue.remove(uri);
            return true;
        }
        let is_due = waiting.since.elapsed() > LONGEST_SILENCE;
        if is_due {
            waiting.since = Instant::now();
        }
        is_due
    }
}

/// The service of the framework, watched.
pub(super) struct Ordered<S> {
    inner: S,
    queue: Arc<Queue>,
}

impl<S> Ordered<S> {
    pub(super) fn new(inner: S, queue: Arc<Queue>) -> Self {
        Self { inner, queue }
    }
}

impl<S: Service<Request>> Service<Request> for Ordered<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> S::Future {
        if request.method() == "textDocument/didChange" {
            let uri =
                request.params().and_then(|params| params.pointer("/textDocument/uri")).and_then(|uri| uri.as_str());
            if let Some(uri) = uri {
                self.queue.arrived(uri);
            }
        }
        self.inner.call(request)
    }
}
