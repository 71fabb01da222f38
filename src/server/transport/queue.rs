//! In which order things are handled.
//!
//! One after the other, as they came in: messages of the client and results of work in the background alike. A request
//! can be taken out before its turn, because it was cancelled. Whether a newer edit of a document is still waiting is
//! known at any time, so that diagnostics are worked out for the newest text alone.

use std::collections::{HashMap, HashSet, VecDeque};

use super::message::{Message, RequestId};
use super::reader::Received;

/// Something to do.
#[derive(Debug)]
pub(in crate::server) enum Task<E> {
    /// A message of the client.
    Received(Received),
    /// A result of work in the background.
    Event(E),
}

/// What is waiting.
#[derive(Debug)]
pub(in crate::server) struct Queue<E> {
    tasks: VecDeque<Task<E>>,
    /// How many of them are edits of which document, by URI.
    edits: HashMap<String, usize>,
    /// The ids of the requests that wait.
    waiting: HashSet<RequestId>,
    /// Those of them that are to be left out.
    cancelled: HashSet<RequestId>,
}

impl<E> Default for Queue<E> {
    fn default() -> Self {
        Self { tasks: VecDeque::new(), edits: HashMap::new(), waiting: HashSet::new(), cancelled: HashSet::new() }
    }
}

impl<E> Queue<E> {
    pub(in crate::server) fn push(&mut self, task: Task<E>) {
        if let Some(uri) = edited(&task) {
            *self.edits.entry(uri.to_owned()).or_default() += 1;
        }
        if let Some(id) = request_id(&task) {
            self.waiting.insert(id.clone());
        }
        self.tasks.push_back(task);
    }

    /// The next task. An edit counts as waiting until it is taken out here, whatever becomes of it.
    pub(in crate::server) fn pop(&mut self) -> Option<Task<E>> {
        let task = loop {
            let task = self.tasks.pop_front()?;
            let Some(id) = request_id(&task) else { break task };
            self.waiting.remove(id);
            if !self.cancelled.remove(id) {
                break task;
            }
        };
        if let Some(uri) = edited(&task)
            && let Some(count) = self.edits.get_mut(uri)
        {
            *count -= 1;
            if *count == 0 {
                self.edits.remove(uri);
            }
        }
        Some(task)
    }

    /// Leaves out the waiting request of that id; whether there is one.
    pub(in crate::server) fn cancel(&mut self, id: &RequestId) -> bool {
        self.waiting.contains(id) && self.cancelled.insert(id.clone())
    }

    /// Whether an edit of that document is waiting.
    pub(in crate::server) fn has_edit(&self, uri: &str) -> bool {
        self.edits.contains_key(uri)
    }
}

fn request_id<E>(task: &Task<E>) -> Option<&RequestId> {
    match task {
        Task::Received(Received { message: Message::Request { id, .. }, .. }) => Some(id),
        _ => None,
    }
}

/// The document that a task edits.
fn edited<E>(task: &Task<E>) -> Option<&str> {
    match task {
        Task::Received(Received { message: Message::Notification { method, params: Some(params) }, .. })
            if method == "textDocument/didChange" =>
        {
            params.pointer("/textDocument/uri")?.as_str()
        }
        _ => None,
    }
}
