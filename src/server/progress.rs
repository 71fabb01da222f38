//! Reports the progress of long work, and lets the user cancel it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::{Notification, Progress as ProgressNotification};

use super::running_work::CancelFlag;
use super::session::Session;

/// With fewer files than this, reading is too quick to be worth showing.
const WORTH_SHOWING: usize = 20;
/// How long to wait for the client to create a progress token. After that, no progress is shown.
const PATIENCE: Duration = Duration::from_secs(2);

/// The progress that the client shows, if any. Dropping it ends it, since a request may be cancelled.
pub(super) struct Progress {
    session: Arc<Session>,
    /// Under which it can be cancelled.
    token: Option<lsp::ProgressToken>,
    /// Whether the client shows it.
    is_shown: bool,
    is_cancelled: Arc<CancelFlag>,
}

impl Progress {
    /// The progress of work that begins. From now on, it can be cancelled under the client's token, if there is one.
    pub(super) fn new(session: &Arc<Session>, token: Option<lsp::ProgressToken>) -> Self {
        let is_cancelled: Arc<CancelFlag> = Arc::default();
        if let Some(token) = &token {
            session.running_work.add(token, &is_cancelled);
        }
        Self { session: Arc::clone(session), token, is_shown: false, is_cancelled }
    }

    /// Shows that `count` files are read, with the client's token, or with one of ours if the client allows that.
    pub(super) async fn begin(&mut self, count: usize) {
        if self.token.is_some() || count >= WORTH_SHOWING {
            self.show_begin("Checking manifests", None, Some(0)).await;
        }
    }

    /// Shows that something else is done, of which nobody knows how long it takes.
    #[cfg(feature = "remote")]
    pub(super) async fn begin_work(&mut self, title: &str, message: &str) {
        self.show_begin(title, Some(message), None).await;
    }

    /// Has something done when it is cancelled.
    #[cfg(feature = "remote")]
    pub(super) fn on_cancel(&self, action: impl Fn() + Send + Sync + 'static) {
        self.is_cancelled.on_cancel(action);
    }

    async fn show_begin(&mut self, title: &str, message: Option<&str>, percentage: Option<u32>) {
        static LAST: AtomicU64 = AtomicU64::new(0);
        if self.is_cancelled() {
            return;
        }
        if self.token.is_none() {
            if !self.session.support().shows_progress {
                return;
            }
            let number = LAST.fetch_add(1, Ordering::Relaxed);
            let token = lsp::ProgressToken::String(format!("integration-ls/{number}"));
            self.session.running_work.add(&token, &self.is_cancelled);
            self.token = Some(token.clone());
            let created = tokio::time::timeout(PATIENCE, self.session.client.create_work_done_progress(token));
            if !matches!(created.await, Ok(Ok(()))) {
                return;
            }
        }
        self.is_shown = true;
        let begin = lsp::WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(true),
            message: message.map(str::to_owned),
            percentage,
        };
        self.show(lsp::WorkDoneProgress::Begin(begin)).await;
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.is_cancelled.is_set()
    }

    pub(super) async fn report(&self, done: usize, total: usize) {
        let report = lsp::WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(format!("{done} of {total}")),
            percentage: Some((done * 100 / total.max(1)) as u32),
        };
        self.show(lsp::WorkDoneProgress::Report(report)).await;
    }

    pub(super) async fn end(&mut self) {
        let Some(token) = self.token.take() else { return };
        self.session.running_work.remove(&token);
        if self.is_shown {
            self.session.client.send_notification::<ProgressNotification>(end_of_progress(token)).await;
        }
    }

    async fn show(&self, value: lsp::WorkDoneProgress) {
        if let Some(token) = self.token.clone().filter(|_| self.is_shown) {
            let params = lsp::ProgressParams { token, value: lsp::ProgressParamsValue::WorkDone(value) };
            self.session.client.send_notification::<ProgressNotification>(params).await;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some(token) = self.token.take() else { return };
        self.session.running_work.remove(&token);
        if self.is_shown {
            // The main loop ends it, before it answers.
            self.session.running_work.stop(token);
        }
    }
}

/// The last word of a progress.
pub(super) fn end_of_progress(token: lsp::ProgressToken) -> lsp::ProgressParams {
    let end = lsp::WorkDoneProgress::End(lsp::WorkDoneProgressEnd { message: None });
    lsp::ProgressParams { token, value: lsp::ProgressParamsValue::WorkDone(end) }
}

/// A partial result. The framework's type for `$/progress` supports only work-done progress.
#[derive(Debug)]
enum PartialResult {}

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct PartialResultParams {
    token: lsp::ProgressToken,
    value: Value,
}

impl Notification for PartialResult {
    type Params = PartialResultParams;
    const METHOD: &'static str = ProgressNotification::METHOD;
}

/// Sends a partial result.
pub(super) async fn send_partial_result(session: &Session, token: lsp::ProgressToken, value: Value) {
    session.client.send_notification::<PartialResult>(PartialResultParams { token, value }).await;
}
