//! `workspace/didChangeWatchedFiles`, `didChangeWorkspaceFolders`, `didRenameFiles` and `didDeleteFiles`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use crate::config::locate::NAMES;
use crate::server::session::Session;
use crate::server::transport::uri::file_path;
use crate::server::{diagnostics, registration, scanner};

/// Files were created, changed or deleted, in or outside the editor.
pub(in crate::server) async fn did_change_watched_files(
    session: &Arc<Session>,
    params: lsp::DidChangeWatchedFilesParams,
) {
    let is_configuration = |path: &Path| path.file_name().is_some_and(|name| NAMES.iter().any(|known| *known == name));
    let (mut is_reconfigured, mut is_list_changed, mut changed) = (false, false, Vec::new());
    for change in params.changes {
        let Some(path) = file_path(&change.uri) else { continue };
        let is_listed = session.index.lock().lists(&path);
        if is_configuration(&path) {
            session.configuration.files.forget_file(&path);
            is_reconfigured = true;
        } else if is_listed && change.typ == lsp::FileChangeType::CHANGED {
            changed.push(path);
        } else {
            is_list_changed = true;
        }
    }
    if is_reconfigured {
        reconfigure(session).await;
        return;
    }
    if !changed.is_empty() {
        scanner::read_again(session, changed);
    }
    if is_list_changed {
        session.index.lock().invalidate_list();
        scanner::refresh(session);
    }
}

pub(in crate::server) fn did_change_workspace_folders(
    session: &Arc<Session>,
    params: &lsp::DidChangeWorkspaceFoldersParams,
) {
    let paths = |folders: &[lsp::WorkspaceFolder]| -> Vec<PathBuf> {
        folders.iter().filter_map(|folder| file_path(&folder.uri)).collect()
    };
    session.index.lock().change_folders(paths(&params.event.added), &paths(&params.event.removed));
    scanner::refresh(session);
    registration::refresh_diagnostics(session);
}

/// `didRenameFiles` and `didDeleteFiles`: configuration files may be among the files, or in the folders.
pub(in crate::server) async fn files_moved(session: &Arc<Session>) {
    session.configuration.files.forget();
    reconfigure(session).await;
}

/// Checks everything again after a change of configuration files.
async fn reconfigure(session: &Arc<Session>) {
    session.configure_documents();
    diagnostics::check_all(session);
    diagnostics::publish_configuration_errors(session).await;
    scanner::refresh_all(session);
}
