//! A single request and its answer.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{HeaderMap, Request};

use super::cancel::Cancel;

/// What somebody who waits is told.
enum Event {
    /// The request is over.
    Done(Result<Reply, ureq::Error>),
    /// It is not wanted any more.
    Cancelled,
}

/// An answer, whatever its status.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum NoReply {
    Cancelled,
    TimedOut,
    Failed(ureq::Error),
}

/// Sends a request and reads the answer, at most `most` bytes of it.
///
/// The library cannot end the search for a host's address or the wait for a connection, so it works on a thread of its own,
/// which is left behind when it is no longer wanted; the agent's timeout ends that soon after.
pub(super) fn exchange(
    agent: Agent,
    request: Request<Vec<u8>>,
    most: u64,
    end: Instant,
    cancel: &Cancel,
) -> Result<Reply, NoReply> {
    let (sender, receiver) = channel();
    let cancelled = sender.clone();
    cancel.wake(move || {
        // Who no longer waits has an answer.
        let _ = cancelled.send(Event::Cancelled);
    });
    let worker = agent.clone();
    let work = move || {
        // Nobody may be left who waits.
        let _ = sender.send(Event::Done(run(&worker, request, most)));
    };
    thread::Builder::new().name("request".to_owned()).spawn(work).map_err(|error| NoReply::Failed(error.into()))?;
    let outcome = match receiver.recv_timeout(end.saturating_duration_since(Instant::now())) {
        Ok(Event::Done(Ok(reply))) => return Ok(reply),
        Ok(Event::Done(Err(ureq::Error::Timeout(_)))) | Err(RecvTimeoutError::Timeout) => NoReply::TimedOut,
        Ok(Event::Done(Err(error))) => NoReply::Failed(error),
        Ok(Event::Cancelled) => NoReply::Cancelled,
        Err(RecvTimeoutError::Disconnected) => NoReply::Failed(ureq::Error::ConnectionFailed),
    };
    agent.shutdown();
    Err(outcome)
}

/// Waits; a cancellation ends that.
pub(super) fn pause(length: Duration, cancel: &Cancel) -> Result<(), NoReply> {
    let (sender, receiver) = channel();
    cancel.wake(move || {
        let _ = sender.send(());
    });
    match receiver.recv_timeout(length) {
        Ok(()) => Err(NoReply::Cancelled),
        Err(_) => Ok(()),
    }
}

fn run(agent: &Agent, request: Request<Vec<u8>>, most: u64) -> Result<Reply, ureq::Error> {
    let is_without_body = request.body().is_empty();
    let mut answer = if is_without_body { agent.run(request.map(|_| ()))? } else { agent.run(request)? };
    let body = answer.body_mut().with_config().limit(most).read_to_vec()?;
    let (parts, _) = answer.into_parts();
    Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, body })
}
