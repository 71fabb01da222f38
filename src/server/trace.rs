//! `$/logTrace`: which messages were handled, and how long each took. Never what was in them.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tower_lsp::Client;
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::LogTrace;

use super::Backend;

/// Whether the client wants to know.
#[derive(Default)]
pub(super) struct Trace {
    is_on: AtomicBool,
    client: OnceLock<Client>,
}

impl Trace {
    pub(super) fn set(&self, value: lsp::TraceValue, client: &Client) {
        // The first one stays: all are the same.
        let _ = self.client.set(client.clone());
        self.is_on.store(value != lsp::TraceValue::Off, Ordering::Relaxed);
    }

    pub(super) async fn handled(&self, method: &str, took: Duration) {
        let Some(client) = self.client.get().filter(|_| self.is_on.load(Ordering::Relaxed)) else { return };
        let message = format!("{method}: {:.3} ms", took.as_secs_f64() * 1_000.0);
        client.send_notification::<LogTrace>(lsp::LogTraceParams { message, verbose: None }).await;
    }
}

impl Backend {
    pub(super) async fn set_trace(&self, params: lsp::SetTraceParams) {
        self.trace.set(params.value, &self.client);
    }
}
