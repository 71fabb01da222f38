//! Quick fixes and `source.fixAll`.

use std::collections::HashMap;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::capabilities::ClientAbilities;
use super::documents::Open;
use super::guard::guard;
use super::{Backend, convert};
use crate::analysis::Edit;
use crate::features::fixes::{fix_all, offers};
use crate::text::Span;

/// All safe fixes of ours at once, for `editor.codeActionsOnSave`.
const FIX_ALL: lsp::CodeActionKind = lsp::CodeActionKind::new("source.fixAll.integration-ls");

/// The kinds that are offered.
pub(super) fn kinds() -> Vec<lsp::CodeActionKind> {
    vec![lsp::CodeActionKind::QUICKFIX, FIX_ALL]
}

impl Backend {
    pub(super) async fn actions(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        let abilities = self.abilities();
        if !abilities.code_action_literals {
            return Ok(None);
        }
        let uri = params.text_document.uri.clone();
        let work = || {
            self.documents.with_mut(&uri, |open| {
                // The findings of the newest text, even if no publish has asked for them yet.
                open.document.findings();
                list(open, &params, &abilities)
            })
        };
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
        for offer in offers(&open.document, Span::new(start, end.max(start))) {
            actions.push(lsp::CodeAction {
                title: offer.fix.title,
                kind: Some(lsp::CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![convert::diagnostic(source, &offer.finding, uri, abilities)]),
                edit: Some(edit(&offer.fix.edits)),
                is_preferred: Some(offer.fix.is_preferred),
                ..lsp::CodeAction::default()
            });
        }
    }
    // It looks at the whole document: only for those who ask for it by name.
    if wants(&FIX_ALL, true)
        && let Some(all) = fix_all(&open.document)
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

fn workspace_edit(open: &Open, uri: &lsp::Uri, edits: &[Edit], abilities: &ClientAbilities) -> lsp::WorkspaceEdit {
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
