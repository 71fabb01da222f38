//! The order in which messages are handled.
//!
//! Messages from the client and results of background work are handled one after another, in the order of arrival. A
//! cancelled request is removed before its turn. The queue knows whether a newer edit of a document is waiting, so that
//! diagnostics are computed only for the latest text.

use std::collections::{HashMap, VecDeque};

use super::message::{Message, RequestId};
use super::reader::Received;

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
}

impl<E> Default for Queue<E> {
    fn default() -> Self {
        Self { tasks: VecDeque::new(), edits: HashMap::new() }
    }
}

impl<E> Queue<E> {
    pub(in crate::server) fn push(&mut self, task: Task<E>) {
        if let Some(uri) = edited(&task) {
            *self.edits.entry(uri.to_owned()).or_default() += 1;
        }
        self.tasks.push_back(task);
    }

    /// Removes and returns the next task. An edit counts as waiting until it is removed here.
    pub(in crate::server) fn pop(&mut self) -> Option<Task<E>> {
        let task = self.tasks.pop_front()?;
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

    /// Removes the waiting request with that ID. Returns whether there was one.
    pub(in crate::server) fn cancel(&mut self, cancelled: &RequestId) -> bool {
        let is_it = |task: &Task<E>| match task {
            Task::Received(Received { message: Message::Request { id, .. }, .. }) => id == cancelled,
            _ => false,
        };
        match self.tasks.iter().position(is_it) {
            Some(index) => self.tasks.remove(index).is_some(),
            None => false,
        }
    }

    /// Whether an edit of the document is waiting.
    pub(in crate::server) fn has_edit(&self, uri: &str) -> bool {
        self.edits.contains_key(uri)
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
