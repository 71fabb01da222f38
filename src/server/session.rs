//! The state of a client's session.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use parking_lot::Mutex;
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::client::ClientSupport;
use super::configuration::Configuration;
use super::documents::{Documents, OpenDocument};
use super::event::{Arrival, Event};
use super::running_work::RunningWork;
use super::transport::uri::file_path;
#[cfg(feature = "remote")]
use super::validation::Validations;
use super::workspace_index::WorkspaceIndex;
use crate::text::Encoding;

/// When the Botpress API may be asked about a manifest. A project cannot choose it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RemoteUse {
    /// Never: nothing of it is offered.
    #[default]
    Off,
    /// When somebody runs the command.
    OnRequest,
    /// Also whenever a manifest is saved.
    OnSave,
}

/// Options from the command line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether to ignore documents that are neither named like a manifest nor configured to be one.
    pub only_manifests: bool,
    /// When the Botpress API may be asked.
    pub remote: RemoteUse,
}

/// The files that the client was asked to watch, and how often it was asked.
#[derive(Debug, Default)]
pub(super) struct Watched {
    pub(super) watchers: Vec<lsp::FileSystemWatcher>,
    pub(super) registrations: u64,
}

/// The state of a session. Messages and events change it, one after another; work that runs beside them changes only
/// `index`, under its lock.
pub(super) struct Session {
    /// Sends messages to the client.
    pub(super) client: Client,
    pub(super) documents: Documents,
    pub(super) configuration: Configuration,
    /// The manifests of the workspace that are not open.
    pub(super) index: Mutex<WorkspaceIndex>,
    /// Allows one walk over the workspace at a time. A second one waits and then uses the results of the first.
    pub(super) walk: tokio::sync::Mutex<()>,
    pub(super) running_work: RunningWork,
    /// What the API is asked.
    #[cfg(feature = "remote")]
    pub(super) validations: Validations,
    /// Documents whose latest text has not been checked yet, by URI, and since when.
    pub(super) unchecked: Mutex<HashMap<String, Instant>>,
    /// The files that the client was asked to watch.
    pub(super) watched: Mutex<Watched>,
    /// Messages to show once the client is initialized. Nothing may be sent before that.
    pub(super) pending_messages: Mutex<Vec<String>>,
    arrivals: UnboundedSender<Arrival>,
    options: Options,
    support: OnceLock<ClientSupport>,
    /// How often the client was asked for its settings.
    pulls: AtomicU64,
    /// How many notifications have reached their handlers.
    notifications: AtomicU64,
    is_traced: AtomicBool,
    is_shut_down: AtomicBool,
}

impl Session {
    pub(super) fn new(client: Client, arrivals: UnboundedSender<Arrival>, options: Options) -> Self {
        Self {
            client,
            documents: Documents::default(),
            configuration: Configuration::default(),
            index: Mutex::default(),
            walk: tokio::sync::Mutex::default(),
            running_work: RunningWork::default(),
            #[cfg(feature = "remote")]
            validations: Validations::default(),
            unchecked: Mutex::default(),
            watched: Mutex::default(),
            pending_messages: Mutex::default(),
            arrivals,
            options,
            support: OnceLock::new(),
            pulls: AtomicU64::new(0),
            notifications: AtomicU64::new(0),
            is_traced: AtomicBool::new(false),
            is_shut_down: AtomicBool::new(false),
        }
    }

    /// The client's capabilities; none before `initialize`.
    pub(super) fn support(&self) -> ClientSupport {
        self.support.get().copied().unwrap_or_default()
    }

    /// Records the client's capabilities. Only the first call counts, since `initialize` comes once.
    pub(super) fn set_support(&self, support: ClientSupport) {
        let _ = self.support.set(support);
    }

    /// The unit of columns.
    pub(super) fn encoding(&self) -> Encoding {
        self.support().encoding
    }

    /// Whether to ignore a document. A document without a path has no name to judge by, and is never ignored.
    pub(super) fn ignores(&self, uri: &lsp::Uri) -> bool {
        self.options.only_manifests && file_path(uri).is_some_and(|path| !self.configuration.is_manifest(&path))
    }

    /// Whether the client can have a manifest validated by the API.
    pub(super) fn offers_validation(&self) -> bool {
        cfg!(feature = "remote") && self.options.remote != RemoteUse::Off
    }

    /// Whether the client shows that it can.
    pub(super) fn shows_validation(&self) -> bool {
        self.offers_validation() && self.support().executes_commands
    }

    /// Whether it is validated when it is saved.
    pub(super) fn validates_on_save(&self) -> bool {
        self.offers_validation() && self.options.remote == RemoteUse::OnSave
    }

    /// Changes the folders of the workspace.
    pub(super) fn change_folders(&self, change: impl FnOnce(&mut WorkspaceIndex)) {
        let mut index = self.index.lock();
        change(&mut index);
        self.configuration.set_folders(index.folders().iter().map(|folder| folder.path.clone()).collect());
    }

    /// Queues an event.
    pub(super) fn send_event(&self, event: Event) {
        // If the loop has ended, the event is no longer needed.
        let _ = self.arrivals.send(Arrival::Event(event));
    }

    /// The response to a request about an open document; `null` if it is not open or there is no result.
    pub(super) fn read<T>(&self, uri: &lsp::Uri, answer: impl FnOnce(&OpenDocument) -> Option<T>) -> Result<Option<T>> {
        Ok(self.documents.read(uri, answer).flatten())
    }

    /// Like [`Self::read`], for a request that stores something with the document.
    pub(super) fn update<T>(
        &self,
        uri: &lsp::Uri,
        answer: impl FnOnce(&mut OpenDocument) -> Option<T>,
    ) -> Result<Option<T>> {
        Ok(self.documents.update(uri, answer).flatten())
    }

    /// Recomputes the options of every open document.
    pub(super) fn configure_documents(&self) {
        self.documents.set_options(|uri| self.configuration.options(file_path(uri).as_deref()));
    }

    /// Schedules a check of the document for when no newer edit of it is waiting.
    pub(super) fn mark_unchecked(&self, uri: &str) {
        self.unchecked.lock().entry(uri.to_owned()).or_insert_with(Instant::now);
    }

    /// Writes to the client's log.
    pub(super) async fn log(&self, text: impl std::fmt::Display) {
        self.client.log_message(lsp::MessageType::INFO, text).await;
    }

    /// The number of a new question for the client's settings.
    pub(super) fn next_pull(&self) -> u64 {
        self.pulls.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether no later question was asked.
    pub(super) fn is_newest_pull(&self, pull: u64) -> bool {
        self.pulls.load(Ordering::Relaxed) == pull
    }

    /// Counts a notification that has reached its handler.
    pub(super) fn count_notification(&self) {
        self.notifications.fetch_add(1, Ordering::Relaxed);
    }

    /// How many notifications have reached their handlers.
    pub(super) fn notifications(&self) -> u64 {
        self.notifications.load(Ordering::Relaxed)
    }

    /// Whether the client has sent `initialize`.
    pub(super) fn is_initialized(&self) -> bool {
        self.support.get().is_some()
    }

    /// Whether the client wants to know which messages were handled.
    pub(super) fn is_traced(&self) -> bool {
        self.is_traced.load(Ordering::Relaxed)
    }

    pub(super) fn set_trace(&self, value: lsp::TraceValue) {
        self.is_traced.store(value != lsp::TraceValue::Off, Ordering::Relaxed);
    }

    /// Whether the client has asked for `shutdown`, which makes an `exit` a success.
    pub(super) fn is_shut_down(&self) -> bool {
        self.is_shut_down.load(Ordering::Relaxed)
    }

    pub(super) fn shut_down(&self) {
        self.is_shut_down.store(true, Ordering::Relaxed);
        #[cfg(feature = "remote")]
        self.validations.end();
    }
}
