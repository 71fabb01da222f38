//! The loop of a session: hands messages to the framework's service one after another and writes the responses.
//!
//! The framework (`LspService`) knows the methods and their types. The order is decided here:
//! - messages and events are handled in the order of arrival, each to completion;
//! - messages sent while handling a request go out before its response;
//! - cancellations and responses to our own requests do not wait for their turn;
//! - requests about the whole workspace start in their turn and then run concurrently;
//! - diagnostics of a document are computed when no newer edit of it is waiting.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::{Either, select};
use futures::{FutureExt, Sink, StreamExt};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinHandle;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::{
    self as lsp_notification, Exit, LogTrace, Notification as _, Progress, WorkDoneProgressCancel,
};
use tower_lsp::ls_types::request::{
    ExecuteCommand, Request as _, Shutdown, WorkspaceDiagnosticRequest, WorkspaceSymbolRequest,
};
use tower_lsp::{ClientSocket, Loopback, LspService};

use super::backend::Backend;
use super::diagnostics;
use super::event::{Arrival, Event};
use super::notifications;
use super::panics;
use super::progress::end_of_progress;
use super::session::Session;
use super::transport::{Message, Queue, RequestId, Room, Task, Writer};
#[cfg(feature = "remote")]
use super::validation;

/// The maximum age of diagnostics, however fast edits keep coming.
const LONGEST_SILENCE: Duration = Duration::from_millis(100);

/// How many tasks are handled before background work gets its turn; each turn costs some microseconds.
const TURN: u64 = 16;

/// How much of what has arrived is looked at before something is handled.
const AT_ONCE: usize = 1_000;

/// Requests that look at many files, or ask somebody.
const LONG: [&str; 3] = [WorkspaceDiagnosticRequest::METHOD, WorkspaceSymbolRequest::METHOD, ExecuteCommand::METHOD];

/// A running session.
pub(super) struct MainLoop {
    service: LspService<Backend>,
    session: Arc<Session>,
    arrivals: UnboundedReceiver<Arrival>,
    queue: Queue<Event>,
    /// The notifications and requests that the session sends to the client.
    outgoing: <ClientSocket as Loopback>::RequestStream,
    /// Receives the client's responses to those requests.
    answers: <ClientSocket as Loopback>::ResponseSink,
    writer: Writer,
    /// Requests that run beside the others, by our number for them.
    running: HashMap<i64, Running>,
    /// The framework numbers requests with whole numbers and refuses one that it has; so it is given our own.
    last_id: i64,
    /// Whether the client may send more.
    is_open: bool,
    /// How many tasks were handled.
    handled: u64,
}

/// A request that runs beside the others.
struct Running {
    id: RequestId,
    task: JoinHandle<()>,
    /// Its parameters are in memory until it is done.
    _room: Room,
}

/// What is left to do after something was handled.
type Next = ControlFlow<()>;

impl MainLoop {
    pub(super) fn new(
        service: LspService<Backend>,
        socket: ClientSocket,
        arrivals: UnboundedReceiver<Arrival>,
        writer: Writer,
    ) -> Self {
        let session = service.inner().session();
        let (outgoing, answers) = socket.split();
        Self {
            service,
            session,
            arrivals,
            queue: Queue::default(),
            outgoing,
            answers,
            writer,
            running: HashMap::new(),
            last_id: 0,
            is_open: true,
            handled: 0,
        }
    }

    /// Serves until the client sends `exit`, closes its end, or stops reading.
    pub(super) async fn run(mut self) {
        while self.turn().await.is_continue() {}
    }

    /// Looks at what has arrived, and handles the next task or waits for one.
    async fn turn(&mut self) -> Next {
        for _ in 0..AT_ONCE {
            let Ok(arrival) = self.arrivals.try_recv() else { break };
            self.take(arrival).await?;
        }
        if let Some(task) = self.queue.pop() {
            self.handle(task).await?;
            self.check_documents().await?;
            // Background work gets its turn, however much is waiting, and its output is written.
            self.handled += 1;
            if self.handled.is_multiple_of(TURN) {
                self.drive(tokio::task::yield_now()).await.1?;
            }
        } else if !self.is_open && self.running.is_empty() {
            return ControlFlow::Break(());
        } else {
            self.wait().await?;
        }
        ControlFlow::Continue(())
    }

    /// Waits for an input, or for a message to send, which it sends.
    async fn wait(&mut self) -> Next {
        let request = match select(pin!(self.arrivals.recv()), self.outgoing.next()).await {
            Either::Left((arrival, _)) => Err(arrival.unwrap_or(Arrival::EndOfInput)),
            Either::Right((request, _)) => request.ok_or(Arrival::EndOfInput),
        };
        match request {
            Ok(request) => self.send(&request),
            Err(arrival) => self.take(arrival).await,
        }
    }

    /// Accepts an input, usually by queueing it.
    async fn take(&mut self, arrival: Arrival) -> Next {
        match arrival {
            Arrival::EndOfInput => self.is_open = false,
            Arrival::Event(event) => self.queue.push(Task::Event(event)),
            Arrival::Received(received) => match received.message {
                Message::Response(response) => {
                    // Responses are refused only after the session has ended.
                    let _ = Pin::new(&mut self.answers).start_send(response);
                }
                Message::Cancel(id) => return self.cancel(&id).await,
                Message::Unusable { method } if notifications::is_known(&method) => {
                    return self.report_skipped(&method);
                }
                Message::Unusable { method } => {
                    tracing::warn!(method, "skipped an unreadable message");
                }
                Message::Request { .. } | Message::Notification { .. } | Message::Invalid { .. } => {
                    self.queue.push(Task::Received(received));
                }
            },
        }
        ControlFlow::Continue(())
    }

    /// Responds with `RequestCancelled` to a request that has no response yet.
    async fn cancel(&mut self, id: &RequestId) -> Next {
        let number = self.running.iter().find(|(_, running)| running.id == *id).map(|(number, _)| *number);
        if let Some(running) = number.and_then(|number| self.running.remove(&number)) {
            running.task.abort();
            // When it has stopped, all that it will ever send has been sent.
            let stopped = async move { drop(running.task.await) };
            self.drive(stopped).await.1?;
            self.end_progress()?;
        } else if !self.queue.cancel(id) {
            return ControlFlow::Continue(());
        }
        self.answer(id, Err(Error::request_cancelled()))
    }

    /// Ends the progress of work that has stopped before its end, which the client still shows.
    fn end_progress(&mut self) -> Next {
        for token in self.session.running_work.take_stopped() {
            self.send(&notification::<Progress>(&end_of_progress(token)))?;
        }
        ControlFlow::Continue(())
    }

    async fn handle(&mut self, task: Task<Event>) -> Next {
        match task {
            Task::Event(event) => self.event(event).await,
            Task::Received(received) => match received.message {
                Message::Request { id, method, params } => self.request(id, method, params, received.room).await,
                Message::Notification { method, .. } if method == Exit::METHOD => ControlFlow::Break(()),
                // It has to be answered; what is not does not shut down.
                Message::Notification { method, .. } if method == Shutdown::METHOD => ControlFlow::Continue(()),
                // In its turn: before, the work that it names might not have begun.
                Message::Notification { method, params } if method == WorkDoneProgressCancel::METHOD => {
                    if let Ok(params) = serde_json::from_value(params.unwrap_or_default()) {
                        notifications::work_done_progress_cancel(&self.session, &params);
                    }
                    ControlFlow::Continue(())
                }
                Message::Notification { method, params } => self.notification(method, params).await,
                Message::Invalid { id, error } => self.answer(&id, Err(error)),
                // These bypass the queue.
                Message::Cancel(_) | Message::Response(_) | Message::Unusable { .. } => ControlFlow::Continue(()),
            },
        }
    }

    async fn request(&mut self, id: RequestId, method: String, params: Option<Value>, room: Room) -> Next {
        if method.starts_with("$/") {
            return self.answer(&id, Err(Error::method_not_found()));
        }
        // The service would fail and end the session.
        if method == Exit::METHOD {
            return self.answer(&id, Err(Error::invalid_request()));
        }
        let start = Instant::now();
        self.last_id += 1;
        let request = build(method.clone(), params).id(self.last_id).finish();
        let mut work = AssertUnwindSafe(self.service.call(request)).catch_unwind();
        let (outcome, next) = if LONG.contains(&&*method) {
            let (first, next) = self.drive(futures::future::poll_immediate(&mut work)).await;
            let Some(outcome) = first else {
                let (session, number) = (Arc::clone(&self.session), self.last_id);
                let task = tokio::spawn(async move {
                    let response = work.await.ok().and_then(Result::ok).flatten();
                    session.send_event(Event::Answered { number, response });
                });
                self.running.insert(number, Running { id, task, _room: room });
                return next;
            };
            (outcome, next)
        } else {
            self.drive(work).await
        };
        next?;
        match outcome {
            Ok(response) => self.answer(&id, result(response.ok().flatten()))?,
            Err(_) => {
                self.report_panic(&method).await?;
                self.answer(&id, Err(Error::internal_error()))?;
            }
        }
        self.trace(&method, start)
    }

    async fn notification(&mut self, method: String, params: Option<Value>) -> Next {
        let start = Instant::now();
        let notification = build(method.clone(), params).finish();
        let before = self.session.notifications();
        let work = AssertUnwindSafe(self.service.call(notification)).catch_unwind();
        let (outcome, next) = self.drive(work).await;
        next?;
        if outcome.is_err() {
            self.report_panic(&method).await?;
        } else if self.session.notifications() == before && notifications::is_known(&method) {
            return self.report_skipped(&method);
        }
        self.trace(&method, start)
    }

    async fn event(&mut self, event: Event) -> Next {
        let session = Arc::clone(&self.session);
        match event {
            Event::Answered { number, response } => {
                // One that was cancelled has its answer.
                let Some(running) = self.running.remove(&number) else { return ControlFlow::Continue(()) };
                // What was sent for it leaves before it.
                self.drive(async {}).await.1?;
                self.end_progress()?;
                self.answer(&running.id, result(response))
            }
            Event::Settings { pull, settings } => {
                // Of two answers the one to the newer question counts, whichever comes first.
                if !session.is_newest_pull(pull) {
                    return ControlFlow::Continue(());
                }
                let work = async move { notifications::apply_settings(&session, &settings).await };
                self.guarded("applying settings", work).await
            }
            #[cfg(feature = "remote")]
            Event::Validated(validated) => {
                let work = async move { validation::put(&session, *validated) };
                self.guarded("showing an answer", work).await
            }
            Event::FileRead(reading) => {
                let work = async move { diagnostics::file_was_read(&session, &reading).await };
                self.guarded("reading a manifest that is not open", work).await
            }
        }
    }

    /// Checks the documents that are due.
    async fn check_documents(&mut self) -> Next {
        if self.session.is_shut_down() {
            return ControlFlow::Continue(());
        }
        let is_due = |uri: &str, since: Instant| !self.queue.has_edit(uri) || since.elapsed() > LONGEST_SILENCE;
        let due: Vec<String> = {
            let mut unchecked = self.session.unchecked.lock();
            unchecked.extract_if(|uri, since| is_due(uri, *since)).map(|(uri, _)| uri).collect()
        };
        for uri in due {
            let Ok(uri) = uri.parse::<lsp::Uri>() else { continue };
            let session = Arc::clone(&self.session);
            self.guarded("checking a document", async move { diagnostics::publish(&session, &uri).await }).await?;
        }
        ControlFlow::Continue(())
    }

    async fn guarded(&mut self, what: &str, work: impl Future<Output = ()>) -> Next {
        let (outcome, next) = self.drive(AssertUnwindSafe(work).catch_unwind()).await;
        next?;
        match outcome {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => self.report_panic(what).await,
        }
    }

    /// Runs `work` to completion and sends all messages that it produces.
    async fn drive<F: Future>(&mut self, work: F) -> (F::Output, Next) {
        let mut work = pin!(work);
        let mut next = ControlFlow::Continue(());
        let output = loop {
            match select(work.as_mut(), self.outgoing.next()).await {
                Either::Left((output, _)) => break output,
                Either::Right((Some(request), _)) => next = and(next, self.send(&request)),
                Either::Right((None, _)) => break work.as_mut().await,
            }
        };
        while let Some(Some(request)) = self.outgoing.next().now_or_never() {
            next = and(next, self.send(&request));
        }
        (output, next)
    }

    /// Says that a notification could not be handled: the framework drops one whose parameters it cannot read.
    fn report_skipped(&mut self, method: &str) -> Next {
        tracing::warn!(method, "skipped a notification that could not be read or came at the wrong time");
        if !self.session.is_initialized() || self.session.is_shut_down() {
            return ControlFlow::Continue(());
        }
        let message = format!("A {method} was skipped, because its parameters are not valid.");
        let params = lsp::LogMessageParams { typ: lsp::MessageType::INFO, message };
        self.send(&notification::<lsp_notification::LogMessage>(&params))
    }

    async fn report_panic(&mut self, method: &str) -> Next {
        let location = panics::last().location;
        let message = format!(
            "integration-ls: internal error in {method} ({location}). The server keeps running; please report this bug."
        );
        let params = lsp::LogMessageParams { typ: lsp::MessageType::ERROR, message };
        self.send(&notification::<lsp_notification::LogMessage>(&params))
    }

    /// Traces what was handled and how long it took, if the client wants that; never its content.
    fn trace(&mut self, method: &str, start: Instant) -> Next {
        let took = start.elapsed().as_secs_f64() * 1_000.0;
        // A method that nobody knows can be anything.
        tracing::debug!("{:?}: {took:.3} ms", method.chars().take(80).collect::<String>());
        if !self.session.is_traced() {
            return ControlFlow::Continue(());
        }
        let params = lsp::LogTraceParams { message: format!("{method}: {took:.3} ms"), verbose: None };
        self.send(&notification::<LogTrace>(&params))
    }

    fn answer(&mut self, id: &RequestId, outcome: Result<Value, Error>) -> Next {
        match outcome {
            Ok(result) => self.send(&Answer::result(id, &result)),
            Err(error) => self.send(&Answer::error(id, &error)),
        }
    }

    fn send(&mut self, message: &impl Serialize) -> Next {
        match self.writer.send(message) {
            Ok(()) => ControlFlow::Continue(()),
            // The client no longer reads.
            Err(_) => ControlFlow::Break(()),
        }
    }
}

fn and(first: Next, second: Next) -> Next {
    if first.is_break() { first } else { second }
}

fn build(method: String, params: Option<Value>) -> tower_lsp::jsonrpc::RequestBuilder {
    let request = Request::build(method);
    match params {
        Some(params) => request.params(params),
        None => request,
    }
}

/// The result of a response; a request without one has failed.
fn result(response: Option<Response>) -> Result<Value, Error> {
    response.map_or_else(|| Err(Error::new(ErrorCode::InternalError)), |response| response.into_parts().1)
}

fn notification<N: lsp_notification::Notification>(params: &N::Params) -> Value {
    json!({"jsonrpc": "2.0", "method": N::METHOD, "params": params})
}

/// The response to a client's request, with the client's own ID.
#[derive(Serialize)]
struct Answer<'a> {
    jsonrpc: &'static str,
    id: &'a RequestId,
    #[serde(flatten)]
    outcome: Outcome<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Outcome<'a> {
    Result(&'a Value),
    Error(&'a Error),
}

impl<'a> Answer<'a> {
    fn result(id: &'a RequestId, result: &'a Value) -> Self {
        Self { jsonrpc: "2.0", id, outcome: Outcome::Result(result) }
    }

    fn error(id: &'a RequestId, error: &'a Error) -> Self {
        Self { jsonrpc: "2.0", id, outcome: Outcome::Error(error) }
    }
}
