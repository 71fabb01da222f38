//! Quick fixes and `source.fixAll`.

use std::collections::HashMap;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::capabilities::ClientAbilities;
use super::documents::Open;
use super::guard::guard;
use super::{Backend, convert};
use crate::analysis::{Edit, Fix};
use crate::features::code_action::quick_fix::{fix_all_edit, quick_fixes};
use crate::features::code_action::refactor::{refactorings, sort_keys};
use crate::text::TextRange;

/// All safe fixes of ours at once, for `editor.codeActionsOnSave`.
const FIX_ALL: lsp::CodeActionKind = lsp::CodeActionKind::new("source.fixAll.integration-ls");

/// The keys of the whole document in the contract's order.
const SORT_KEYS: lsp::CodeActionKind = lsp::CodeActionKind::new("source.sortKeys.integration-ls");

/// The kinds that are offered.
pub(super) fn kinds() -> Vec<lsp::CodeActionKind> {
    vec![lsp::CodeActionKind::QUICKFIX, lsp::CodeActionKind::REFACTOR_REWRITE, FIX_ALL, SORT_KEYS]
}

impl Backend {
    pub(super) async fn actions(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        let abilities = self.abilities();
        if !abilities.code_action_literals {
            return Ok(None);
        }
        let uri = params.text_document.uri.clone();
        let work = || self.documents.with_mut(&uri, |open| list(open, &params, &abilities));
        match guard(work) {
            Ok(actions) => Ok(actions),
            Err(message) => Err(self.failed("textDocument/codeAction", &message).await),
        }
    }
}

fn list(open: &Open, params: &lsp::CodeActionParams, abilities: &ClientAbilities) -> lsp::CodeActionResponse {
    let (uri, source) = (&params.text_document.uri, open.document.source());
    let start = convert::offset(source, params.range.start, abilities.encoding);
    let end = convert::offset(source, params.range.end, abilities.encoding);
    let wants = |kind: &lsp::CodeActionKind, is_asked_for: bool| match &params.context.only {
        None => !is_asked_for,
        Some(only) => only.iter().any(|wanted| {
            kind.as_str().strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        }),
    };
    let edit = |edits: &[Edit]| workspace_edit(open, uri, edits, abilities);
    let mut actions = Vec::new();
    if wants(&lsp::CodeActionKind::QUICKFIX, false) {
        for quick_fix in quick_fixes(&open.document, TextRange::new(start, end.max(start))) {
            actions.push(lsp::CodeAction {
                is_preferred: Some(quick_fix.fix.is_preferred()),
                title: quick_fix.fix.title,
                kind: Some(lsp::CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![convert::diagnostic(source, &quick_fix.diagnostic, uri, abilities)]),
                edit: Some(edit(&quick_fix.fix.edits)),
                ..lsp::CodeAction::default()
            });
        }
    }
    let plain = |fix: &Fix, kind| lsp::CodeAction {
        title: fix.title.clone(),
        kind: Some(kind),
        edit: Some(edit(&fix.edits)),
        ..lsp::CodeAction::default()
    };
    if wants(&lsp::CodeActionKind::REFACTOR_REWRITE, false) {
        let fixes = refactorings(&open.document, TextRange::new(start, end.max(start)));
        actions.extend(fixes.iter().map(|fix| plain(fix, lsp::CodeActionKind::REFACTOR_REWRITE)));
    }
    // These look at the whole document: only for those who ask for them by name.
    if wants(&SORT_KEYS, true) {
        actions.extend(sort_keys(&open.document).iter().map(|fix| plain(fix, SORT_KEYS)));
    }
    if wants(&FIX_ALL, true)
        && let Some(all) = fix_all_edit(&open.document)
    {
        actions.push(lsp::CodeAction {
            title: "Apply all safe fixes of integration-ls".to_owned(),
            kind: Some(FIX_ALL),
            edit: Some(edit(&[all])),
            ..lsp::CodeAction::default()
        });
    }
    actions.into_iter().map(lsp::CodeActionOrCommand::CodeAction).collect()
}

/// Edits of one document, with its version where the client takes that.
pub(super) fn workspace_edit(
    open: &Open,
    uri: &lsp::Uri,
    edits: &[Edit],
    abilities: &ClientAbilities,
) -> lsp::WorkspaceEdit {
    let source = open.document.source();
    let edits = convert::text_edits(source, edits, abilities.encoding);
    if !abilities.document_changes {
        return lsp::WorkspaceEdit {
            changes: Some(HashMap::from([(uri.clone(), edits)])),
            ..lsp::WorkspaceEdit::default()
        };
    }
    // With a version the client can refuse an edit of a text that has changed meanwhile.
    let document = lsp::OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(open.version) };
    let edits = edits.into_iter().map(lsp::OneOf::Left).collect();
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(vec![lsp::TextDocumentEdit {
            text_document: document,
            edits,
        }])),
        ..lsp::WorkspaceEdit::default()
    }
}
