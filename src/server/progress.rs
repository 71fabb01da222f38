//! How far a long work is, and that somebody does not want to wait for it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::{Notification, Progress};

use super::Backend;

/// Fewer files are read before anybody could look.
const WORTH_SHOWING: usize = 20;

/// A client that has not made room for the bar by then gets none; the work goes on.
const PATIENCE: Duration = Duration::from_secs(2);

/// The works that can be cancelled, by their token.
#[derive(Default)]
pub(super) struct Works(Mutex<HashMap<lsp::ProgressToken, Arc<AtomicBool>>>);

/// A bar that the client shows, or none.
pub(super) struct Bar {
    token: Option<lsp::ProgressToken>,
    is_cancelled: Arc<AtomicBool>,
}

impl Bar {
    pub(super) fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

/// A part of an answer, sent ahead of it.
#[derive(Debug)]
enum PartialResult {}

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct PartialParams {
    token: lsp::ProgressToken,
    value: Value,
}

impl Notification for PartialResult {
    type Params = PartialParams;
    const METHOD: &'static str = Progress::METHOD;
}

impl Backend {
    fn works(&self) -> MutexGuard<'_, HashMap<lsp::ProgressToken, Arc<AtomicBool>>> {
        self.works.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a bar for looking at `count` files: under the client's token, or under one of ours if it takes that.
    pub(super) async fn bar(&self, token: Option<lsp::ProgressToken>, count: usize) -> Bar {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let mut bar = Bar { token: None, is_cancelled: Arc::default() };
        let is_theirs = token.is_some();
        if !is_theirs && (count < WORTH_SHOWING || !self.abilities().shows_progress) {
            return bar;
        }
        let token = token.unwrap_or_else(|| {
            lsp::ProgressToken::String(format!("integration-ls/{}", LAST.fetch_add(1, Ordering::Relaxed)))
        });
        self.works().insert(token.clone(), Arc::clone(&bar.is_cancelled));
        let created = tokio::time::timeout(PATIENCE, self.client.create_work_done_progress(token.clone()));
        if !is_theirs && !matches!(created.await, Ok(Ok(()))) {
            self.works().remove(&token);
            return bar;
        }
        bar.token = Some(token);
        let begin = lsp::WorkDoneProgressBegin {
            title: "Looking at manifests".to_owned(),
            cancellable: Some(true),
            message: None,
            percentage: Some(0),
        };
        self.show(&bar, lsp::WorkDoneProgress::Begin(begin)).await;
        bar
    }

    pub(super) async fn report_bar(&self, bar: &Bar, done: usize, total: usize) {
        let report = lsp::WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(format!("{done} of {total}")),
            percentage: Some((done * 100 / total.max(1)) as u32),
        };
        self.show(bar, lsp::WorkDoneProgress::Report(report)).await;
    }

    pub(super) async fn end_bar(&self, bar: &mut Bar) {
        self.show(bar, lsp::WorkDoneProgress::End(lsp::WorkDoneProgressEnd { message: None })).await;
        if let Some(token) = bar.token.take() {
            self.works().remove(&token);
        }
    }

    async fn show(&self, bar: &Bar, value: lsp::WorkDoneProgress) {
        if let Some(token) = bar.token.clone() {
            let params = lsp::ProgressParams { token, value: lsp::ProgressParamsValue::WorkDone(value) };
            self.client.send_notification::<Progress>(params).await;
        }
    }

    /// Sends a part of an answer ahead.
    pub(super) async fn send_part(&self, token: lsp::ProgressToken, value: Value) {
        self.client.send_notification::<PartialResult>(PartialParams { token, value }).await;
    }

    /// The user does not want to wait.
    pub(super) async fn cancel_work(&self, params: lsp::WorkDoneProgressCancelParams) {
        if let Some(is_cancelled) = self.works().get(&params.token) {
            is_cancelled.store(true, Ordering::Relaxed);
        }
    }
}
