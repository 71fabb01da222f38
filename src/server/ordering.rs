//! In which order messages are handled, whatever the framework does with them.
//!
//! One after the other, in the order of the wire: each waits until the one before it is done. Requests that look at
//! many files only wait for their turn and then go on beside the others. What cancels does not wait: a request that is
//! still in the queue is answered with the protocol's error and costs nothing.
//!
//! The edits that wait are counted, which tells a handler whether a newer text of its document waits behind it: then
//! it applies its edit but leaves the diagnostics to the last one. Requests in between still see exactly their text.

use std::collections::HashMap;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tower::Service;
use tower_lsp::jsonrpc::Request;

use super::outgoing::Outgoing;
use super::trace::Trace;

/// However many edits keep coming, the diagnostics are never older than this.
const LONGEST_SILENCE: Duration = Duration::from_millis(100);

/// What looks at many files.
const LONG: [&str; 2] = ["workspace/diagnostic", "workspace/symbol"];

/// What says that something is not to be waited for; it only sets a mark.
const AT_ONCE: [&str; 2] = ["$/cancelRequest", "window/workDoneProgress/cancel"];

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

/// The service of the framework, one message after the other.
pub(super) struct Ordered<S> {
    inner: S,
    queue: Arc<Queue>,
    trace: Arc<Trace>,
    outgoing: Arc<Outgoing>,
    /// Resolves when the message before the next one is done.
    last: Option<oneshot::Receiver<()>>,
}

impl<S> Ordered<S> {
    pub(super) fn new(inner: S, queue: Arc<Queue>, trace: Arc<Trace>, outgoing: Arc<Outgoing>) -> Self {
        Self { inner, queue, trace, outgoing, last: None }
    }
}

impl<R, S> Service<Request> for Ordered<S>
where
    R: Send,
    S: Service<Request, Response = Option<R>>,
    S::Error: Send,
    S::Future: Send + 'static,
{
    type Response = Option<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Option<R>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let method = request.method().to_owned();
        let is_request = request.id().is_some();
        if method == "textDocument/didChange" {
            let uri =
                request.params().and_then(|params| params.pointer("/textDocument/uri")).and_then(|uri| uri.as_str());
            if let Some(uri) = uri {
                self.queue.arrived(uri);
            }
        }
        if method == "exit" {
            self.outgoing.end();
        }
        let work = self.inner.call(request);
        if AT_ONCE.contains(&&*method) {
            let _ = pin!(work).poll(&mut Context::from_waker(Waker::noop()));
            return Box::pin(async { Ok(None) });
        }
        let (done, next) = oneshot::channel::<()>();
        let before = self.last.replace(next);
        let trace = Arc::clone(&self.trace);
        let outgoing = Arc::clone(&self.outgoing);
        Box::pin(async move {
            if let Some(before) = before {
                // Dropping the sender says that it is done.
                let _ = before.await;
            }
            if is_request {
                // Lets in what has arrived meanwhile: it may cancel this.
                tokio::task::yield_now().await;
            }
            // Dropped, it lets the next one begin.
            let mut done = Some(done);
            if LONG.contains(&&*method) {
                done.take();
            }
            let start = Instant::now();
            let answer = work.await;
            trace.handled(&method, start.elapsed()).await;
            drop(done);
            if is_request {
                outgoing.sent().await;
            }
            answer
        })
    }
}
