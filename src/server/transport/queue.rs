//! The order in which messages are handled.
//!
//! Messages from the client and results of background work are handled one after another, in the order of arrival. A
//! cancelled request is removed before its turn. The queue knows whether a newer edit of a document is waiting, so that
//! diagnostics are computed only for the latest text.

use std::collections::{HashMap, HashSet, VecDeque};

use tower_lsp::ls_types::notification::{DidChangeTextDocument, Notification as _};

use super::message::Message;
use super::reader::Received;
use super::request_id::RequestId;

/// A task for the main loop.
#[derive(Debug)]
pub(in crate::server) enum Task<E> {
    /// A message from the client.
    Received(Received),
    /// A result of background work.
    Event(E),
}

/// The waiting tasks.
#[derive(Debug)]
pub(in crate::server) struct Queue<E> {
    tasks: VecDeque<Task<E>>,
    /// The number of waiting edits per document, by URI.
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

    /// Removes and returns the next task. An edit counts as waiting until it is removed here.
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

    /// Whether an edit of the document is waiting.
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
            if method == DidChangeTextDocument::METHOD =>
        {
            params.pointer("/textDocument/uri")?.as_str()
        }
        _ => None,
    }
}
