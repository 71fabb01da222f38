//! `workspace/didChangeWatchedFiles`, `didChangeWorkspaceFolders`, `didRenameFiles` and `didDeleteFiles`.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::ls_types as lsp;

use crate::config::locate::NAMES;
use crate::server::file_id::FileId;
use crate::server::session::Session;
use crate::server::transport::uri::file_path;
use crate::server::workspace_index::Folder;
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
        if is_configuration(&path) {
            session.index.lock().spelling.named(&path, &change.uri);
            is_reconfigured = true;
            continue;
        }
        is_reconfigured |= session.configuration.files.is_baseline(&path);
        let id = FileId::of(&path);
        let mut index = session.index.lock();
        if index.lists(&id) && !session.documents.has_file(&id) {
            index.spelling.named(&path, &change.uri);
        }
        if index.lists(&id) && change.typ == lsp::FileChangeType::CHANGED {
            changed.push(id);
        } else {
            is_list_changed = true;
        }
    }
    if is_reconfigured {
        session.configuration.reload();
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
    let folders = |folders: &[lsp::WorkspaceFolder]| -> Vec<Folder> {
        folders.iter().filter_map(|folder| Folder::of(&folder.uri)).collect()
    };
    let (added, removed) = (folders(&params.event.added), folders(&params.event.removed));
    session.change_folders(|index| index.change_folders(added, &removed));
    session.configure_documents();
    diagnostics::check_all(session);
    scanner::refresh(session);
    registration::watch(session);
}

/// `didRenameFiles` and `didDeleteFiles`: configuration files may be among the files, or in the folders.
pub(in crate::server) async fn files_moved(session: &Arc<Session>) {
    session.configuration.reload();
    reconfigure(session).await;
}

/// Checks everything again after a change of configuration files.
async fn reconfigure(session: &Arc<Session>) {
    session.configure_documents();
    diagnostics::check_all(session);
    diagnostics::publish_configuration_errors(session).await;
    scanner::refresh_all(session);
    registration::watch(session);
}
