//! The one place where a fault of ours is kept from ending the server.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::Backend;
use crate::analysis::Document;

/// Runs `work`; a panic becomes its message.
pub(super) fn guard<T>(work: impl FnOnce() -> T) -> std::result::Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
    })
}

/// Lets the tests see that a panic is survived.
pub(super) fn panic_if_asked(text: &str) {
    if text.contains("please panic") && std::env::var_os("INTEGRATION_LS_TEST_PANIC").is_some() {
        panic!("asked to panic");
    }
}

impl Backend {
    /// Answers a request about an open document; `null` if it is not open, an error if we fail.
    pub(super) async fn with_document<T>(
        &self,
        method: &str,
        uri: &lsp::Uri,
        work: impl FnOnce(&Document) -> Option<T>,
    ) -> Result<Option<T>> {
        match guard(|| self.documents.with(uri, work)) {
            Ok(answer) => Ok(answer.flatten()),
            Err(message) => Err(self.failed(method, &message).await),
        }
    }

    /// Logs a fault of ours; gives the answer for the one who asked.
    pub(super) async fn failed(&self, method: &str, message: &str) -> Error {
        tracing::error!(method, "a request failed");
        let text = format!("integration-ls failed in {method}: {message}. The server goes on.");
        self.client.log_message(lsp::MessageType::ERROR, text).await;
        Error::internal_error()
    }
}
