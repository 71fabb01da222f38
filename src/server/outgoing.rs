//! What is said before an answer leaves before it.
//!
//! The framework writes what we send unasked and what we answer from two queues, in no order between them. Yet the end
//! of a progress, and the parts of an answer, mean nothing to a client after the answer itself. So an answer waits
//! until the other queue has been taken to its end.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Request;
use tower_lsp::{ClientSocket, Loopback};

/// Whether all has left that was sent.
#[derive(Debug, Default)]
pub(super) struct Outgoing(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    answers: Vec<oneshot::Sender<()>>,
    writer: Option<Waker>,
    /// Nobody listens any more, and nothing is taken from the queue.
    is_over: bool,
}

impl Outgoing {
    fn state<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until everything has left that was sent before this is called.
    pub(super) async fn sent(&self) {
        let (sender, receiver) = oneshot::channel();
        let writer = self.state(|state| {
            if state.is_over {
                return None;
            }
            state.answers.push(sender);
            state.writer.take()
        });
        if let Some(writer) = writer {
            writer.wake();
        }
        // A sender that is dropped lets the answer go too.
        let _ = receiver.await;
    }

    /// From now on nothing waits.
    pub(super) fn end(&self) {
        self.state(|state| {
            state.is_over = true;
            state.answers.clear();
        });
    }
}

/// The client's side of the framework, whose queue tells when it is empty.
pub(super) struct Socket {
    pub(super) inner: ClientSocket,
    pub(super) outgoing: Arc<Outgoing>,
}

pub(super) struct Queue<S> {
    inner: S,
    outgoing: Arc<Outgoing>,
}

impl Loopback for Socket {
    type RequestStream = Queue<<ClientSocket as Loopback>::RequestStream>;
    type ResponseSink = <ClientSocket as Loopback>::ResponseSink;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        let (inner, responses) = self.inner.split();
        (Queue { inner, outgoing: self.outgoing }, responses)
    }
}

impl<S: Stream<Item = Request> + Unpin> Stream for Queue<S> {
    type Item = Request;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Request>> {
        let next = Pin::new(&mut self.inner).poll_next(cx);
        match next {
            Poll::Pending => self.outgoing.state(|state| {
                state.writer = Some(cx.waker().clone());
                state.answers.clear();
            }),
            Poll::Ready(None) => self.outgoing.end(),
            Poll::Ready(Some(_)) => {}
        }
        next
    }
}
