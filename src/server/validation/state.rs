//! What a session remembers.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;

use crate::remote::{Cancel, Reference};

/// An API and a workspace.
pub(super) type Recipient = (String, String);

/// Who has agreed to what, and what runs.
#[derive(Default)]
pub(in crate::server) struct Validations {
    /// To whom manifests may be sent, and to whom not.
    consents: Mutex<HashMap<Recipient, bool>>,
    /// One question at a time; the second may be answered by the answer to the first.
    pub(super) question: tokio::sync::Mutex<()>,
    /// What documents are updates of, by URI.
    targets: Mutex<HashMap<String, Reference>>,
    /// What runs.
    running: Mutex<Runs>,
    /// Nothing begins after the end.
    has_ended: AtomicBool,
}

/// The validations that run, by URI, each with its number.
#[derive(Default)]
struct Runs {
    last: u64,
    by_uri: HashMap<String, (u64, Cancel)>,
}

/// A validation that runs. It is cancelled when this is dropped, which has no effect if it is done.
pub(super) struct Running<'v> {
    validations: &'v Validations,
    uri: String,
    number: u64,
    pub(super) cancel: Cancel,
}

impl Validations {
    /// Whether manifests may be sent there; `None` if nobody was asked yet.
    pub(super) fn consent(&self, recipient: &Recipient) -> Option<bool> {
        self.consents.lock().get(recipient).copied()
    }

    pub(super) fn set_consent(&self, recipient: Recipient, may_send: bool) {
        self.consents.lock().insert(recipient, may_send);
    }

    /// What a document is an update of, if that was said before.
    pub(super) fn target(&self, uri: &str) -> Option<Reference> {
        self.targets.lock().get(uri).cloned()
    }

    pub(super) fn set_target(&self, uri: &str, target: Reference) {
        self.targets.lock().insert(uri.to_owned(), target);
    }

    /// Begins a validation of a document, and cancels the one that runs, if any.
    pub(super) fn begin(&self, uri: &str) -> Running<'_> {
        let cancel = Cancel::default();
        let mut running = self.running.lock();
        running.last += 1;
        let number = running.last;
        if let Some((_, before)) = running.by_uri.insert(uri.to_owned(), (number, cancel.clone())) {
            before.cancel();
        }
        if self.has_ended.load(Ordering::Relaxed) {
            cancel.cancel();
        }
        Running { validations: self, uri: uri.to_owned(), number, cancel }
    }

    /// Cancels what runs for a document.
    pub(in crate::server) fn cancel(&self, uri: &str) {
        if let Some((_, cancel)) = self.running.lock().by_uri.get(uri) {
            cancel.cancel();
        }
    }

    /// Cancels everything, and whatever begins from now on.
    pub(in crate::server) fn end(&self) {
        self.has_ended.store(true, Ordering::Relaxed);
        for (_, cancel) in self.running.lock().by_uri.values() {
            cancel.cancel();
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.cancel.cancel();
        let mut running = self.validations.running.lock();
        if running.by_uri.get(&self.uri).is_some_and(|(number, _)| *number == self.number) {
            running.by_uri.remove(&self.uri);
        }
    }
}
