//! Notifications from the client: one file per section of the protocol.

use tower_lsp::ls_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders,
    DidCloseTextDocument, DidDeleteFiles, DidOpenTextDocument, DidRenameFiles, Notification as _,
};

mod configuration;
mod files;
mod lifecycle;
mod text_document;

pub(super) use configuration::{apply_settings, did_change_configuration};
pub(super) use files::{did_change_watched_files, did_change_workspace_folders, files_moved};
pub(super) use lifecycle::{initialized, set_trace, work_done_progress_cancel};
pub(super) use text_document::{did_change, did_close, did_open, did_save};

/// Whether a lost notification of that method matters: without it, the client and we have different states.
pub(super) fn is_known(method: &str) -> bool {
    matches!(
        method,
        DidOpenTextDocument::METHOD
            | DidChangeTextDocument::METHOD
            | DidCloseTextDocument::METHOD
            | DidChangeConfiguration::METHOD
            | DidChangeWatchedFiles::METHOD
            | DidChangeWorkspaceFolders::METHOD
            | DidRenameFiles::METHOD
            | DidDeleteFiles::METHOD
    )
}
