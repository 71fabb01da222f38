//! `textDocument/codeAction`: quick fixes, refactorings, and actions on the whole document.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::analysis::{Document, Edit, Fix};
use crate::features::code_action::quick_fix::{fix_all_edit, quick_fixes};
use crate::features::code_action::refactor::{extractions, inlinings, refactorings, sort_keys};
use crate::server::client::{ClientSupport, VALIDATE, VALIDATE_TITLE};
use crate::server::convert::{self, PlacedDiagnostic};
use crate::server::documents::OpenDocument;
use crate::server::session::Session;
use crate::text::TextRange;

/// Applies all safe fixes, for `editor.codeActionsOnSave`.
const FIX_ALL: lsp::CodeActionKind = lsp::CodeActionKind::new("source.fixAll.integration-ls");

/// Sorts the keys of the whole document in the contract's order.
const SORT_KEYS: lsp::CodeActionKind = lsp::CodeActionKind::new("source.sortKeys.integration-ls");

type Refactorings = fn(&Document, TextRange) -> Vec<Fix>;

/// The kinds of refactoring.
const REFACTORINGS: [(lsp::CodeActionKind, Refactorings); 3] = [
    (lsp::CodeActionKind::REFACTOR_REWRITE, refactorings),
    (lsp::CodeActionKind::REFACTOR_EXTRACT, extractions),
    (lsp::CodeActionKind::REFACTOR_INLINE, inlinings),
];

/// Has the manifest validated by the API.
const VALIDATE_REMOTELY: lsp::CodeActionKind = lsp::CodeActionKind::new("source.validateRemotely.integration-ls");

/// The supported kinds.
pub(in crate::server) fn kinds(with_validation: bool) -> Vec<lsp::CodeActionKind> {
    let refactorings = REFACTORINGS.map(|(kind, _)| kind);
    let kinds = std::iter::once(lsp::CodeActionKind::QUICKFIX).chain(refactorings).chain([FIX_ALL, SORT_KEYS]);
    kinds.chain(with_validation.then_some(VALIDATE_REMOTELY)).collect()
}

pub(in crate::server) fn code_action(
    session: &Session,
    params: &lsp::CodeActionParams,
) -> Result<Option<lsp::CodeActionResponse>> {
    let support = session.support();
    if !support.code_action_literals {
        return Ok(None);
    }
    session.read(&params.text_document.uri, |open| {
        let mut actions = list(open, params, &support);
        if session.shows_validation() {
            actions.extend(validation(open, params, &support));
        }
        Some(actions)
    })
}

/// The action that has the manifest validated by the API: on its first line, or where somebody asks for it. Not on save, which
/// a project's settings can ask for.
fn validation(
    open: &OpenDocument,
    params: &lsp::CodeActionParams,
    support: &ClientSupport,
) -> Option<lsp::CodeActionOrCommand> {
    let source = open.document.source();
    let only = params.context.only.as_deref().filter(|only| !only.is_empty());
    let first = convert::range(source, source.root()?.opener(), support.encoding).start.line;
    let is_asked_for = only.is_some() && is_wanted(only, &VALIDATE_REMOTELY);
    let is_on_first_line = only.is_none() && params.range.start.line <= first;
    let is_automatic = params.context.trigger_kind == Some(lsp::CodeActionTriggerKind::AUTOMATIC);
    (!is_automatic && (is_asked_for || is_on_first_line)).then(|| {
        lsp::CodeActionOrCommand::CodeAction(lsp::CodeAction {
            title: VALIDATE_TITLE.to_owned(),
            kind: Some(VALIDATE_REMOTELY),
            command: Some(lsp::Command {
                title: VALIDATE_TITLE.to_owned(),
                command: VALIDATE.to_owned(),
                arguments: Some(vec![serde_json::json!({ "uri": params.text_document.uri })]),
            }),
            ..lsp::CodeAction::default()
        })
    })
}

fn list(open: &OpenDocument, params: &lsp::CodeActionParams, support: &ClientSupport) -> lsp::CodeActionResponse {
    let (uri, source) = (&params.text_document.uri, open.document.source());
    let range = convert::text_range(source, params.range, support.encoding);
    let edit =
        |edits: &[Edit]| Some(convert::workspace_edit(open.document.source(), open.version, uri, edits, support));
    let action = |fix: &Fix, kind| lsp::CodeAction {
        title: fix.title.clone(),
        kind: Some(kind),
        edit: edit(&fix.edits),
        ..lsp::CodeAction::default()
    };
    // An empty list names no kind, so it asks for every one, as the empty kind does.
    let every = [lsp::CodeActionKind::EMPTY];
    let only = params.context.only.as_deref().map(|only| if only.is_empty() { &every[..] } else { only });
    let mut actions = Vec::new();
    if is_wanted(only, &lsp::CodeActionKind::QUICKFIX) {
        for quick_fix in quick_fixes(&open.document, range) {
            let diagnostic = PlacedDiagnostic::new(source, &quick_fix.diagnostic, support.encoding);
            actions.push(lsp::CodeAction {
                diagnostics: Some(vec![diagnostic.for_client(uri, support)]),
                is_preferred: Some(quick_fix.fix.is_preferred()),
                ..action(&quick_fix.fix, lsp::CodeActionKind::QUICKFIX)
            });
        }
    }
    for (kind, refactorings) in REFACTORINGS.iter().filter(|(kind, _)| is_wanted(only, kind)) {
        actions.extend(refactorings(&open.document, range).iter().map(|fix| action(fix, kind.clone())));
    }
    // These process the whole document, so they are computed only on explicit request.
    if only.is_some() && is_wanted(only, &SORT_KEYS) {
        actions.extend(sort_keys(&open.document).iter().map(|fix| action(fix, SORT_KEYS)));
    }
    if only.is_some()
        && is_wanted(only, &FIX_ALL)
        && let Some(all) = fix_all_edit(&open.document)
    {
        actions.push(lsp::CodeAction {
            title: "Apply all safe fixes from integration-ls".to_owned(),
            kind: Some(FIX_ALL),
            edit: edit(&[all]),
            ..lsp::CodeAction::default()
        });
    }
    actions.into_iter().map(lsp::CodeActionOrCommand::CodeAction).collect()
}

/// Whether the client wants actions of a kind: it requests the kind itself, a parent of it, or does not filter at all. The
/// empty kind is the parent of all.
fn is_wanted(only: Option<&[lsp::CodeActionKind]>, kind: &lsp::CodeActionKind) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            wanted.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}
