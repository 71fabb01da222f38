//! From a name to its declaration, its uses, and another name.

use std::collections::HashMap;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::guard::guard;
use super::{Backend, convert};
use crate::features::definition::definition;
use crate::features::document_highlight::{HighlightKind, highlights};
use crate::features::references::references;
use crate::features::rename::{prepare_rename, rename};
use crate::syntax::Source;

impl Backend {
    /// Shows the document and the offset of a position to `work`.
    async fn with_name<T>(
        &self,
        method: &str,
        place: &lsp::TextDocumentPositionParams,
        work: impl FnOnce(&Source, u32) -> Option<T>,
    ) -> Result<Option<T>> {
        let encoding = self.abilities().encoding;
        self.with_document(method, &place.text_document.uri, |document| {
            let source = document.source();
            work(source, convert::offset(source, place.position, encoding))
        })
        .await
    }

    pub(super) async fn definition(
        &self,
        params: lsp::GotoDefinitionParams,
    ) -> Result<Option<lsp::GotoDefinitionResponse>> {
        let abilities = self.abilities();
        let place = params.text_document_position_params;
        self.with_name("textDocument/definition", &place, |source, offset| {
            let found = definition(source, offset)?;
            let range = |range| convert::range(source, range, abilities.encoding);
            let uri = place.text_document.uri.clone();
            if !abilities.definition_links {
                let location = lsp::Location { uri, range: range(found.selection) };
                return Some(lsp::GotoDefinitionResponse::Scalar(location));
            }
            Some(lsp::GotoDefinitionResponse::Link(vec![lsp::LocationLink {
                origin_selection_range: Some(range(found.origin)),
                target_uri: uri,
                target_range: range(found.target),
                target_selection_range: range(found.selection),
            }]))
        })
        .await
    }

    pub(super) async fn all_references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let encoding = self.abilities().encoding;
        let place = params.text_document_position;
        let with_declaration = params.context.include_declaration;
        self.with_name("textDocument/references", &place, |source, offset| {
            let uri = &place.text_document.uri;
            let location = |range| lsp::Location { uri: uri.clone(), range: convert::range(source, range, encoding) };
            Some(references(source, offset, with_declaration)?.into_iter().map(location).collect())
        })
        .await
    }

    pub(super) async fn highlights(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let encoding = self.abilities().encoding;
        self.with_name("textDocument/documentHighlight", &params.text_document_position_params, |source, offset| {
            let found = highlights(source, offset)?.into_iter().map(|highlight| lsp::DocumentHighlight {
                range: convert::range(source, highlight.range, encoding),
                kind: Some(match highlight.kind {
                    HighlightKind::Read => lsp::DocumentHighlightKind::READ,
                    HighlightKind::Write => lsp::DocumentHighlightKind::WRITE,
                }),
            });
            Some(found.collect())
        })
        .await
    }

    pub(super) async fn prepare(
        &self,
        place: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        let encoding = self.abilities().encoding;
        self.with_name("textDocument/prepareRename", &place, |source, offset| {
            let name = prepare_rename(source, offset)?;
            let range = convert::range(source, name.range, encoding);
            Some(lsp::PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: name.placeholder })
        })
        .await
    }

    pub(super) async fn renamed(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let encoding = self.abilities().encoding;
        let place = params.text_document_position;
        let uri = place.text_document.uri;
        let work = || {
            self.documents.with(&uri, |document| {
                let source = document.source();
                let edits = rename(source, convert::offset(source, place.position, encoding), &params.new_name)?;
                Ok::<_, String>(convert::text_edits(source, &edits, encoding))
            })
        };
        match guard(work) {
            Ok(None) => Ok(None),
            Ok(Some(Ok(edits))) => Ok(Some(lsp::WorkspaceEdit {
                changes: Some(HashMap::from([(uri.clone(), edits)])),
                ..lsp::WorkspaceEdit::default()
            })),
            // Editors show the message of the error.
            Ok(Some(Err(reason))) => Err(Error::invalid_params(reason)),
            Err(message) => Err(self.failed("textDocument/rename", &message).await),
        }
    }
}
