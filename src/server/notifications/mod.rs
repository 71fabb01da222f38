//! Notifications from the client: one file per section of the protocol.

mod configuration;
mod files;
mod lifecycle;
mod text_document;

pub(super) use configuration::{apply_settings, did_change_configuration};
pub(super) use files::{did_change_watched_files, did_change_workspace_folders, files_moved};
pub(super) use lifecycle::{initialized, set_trace, work_done_progress_cancel};
pub(super) use text_document::{did_change, did_close, did_open};
