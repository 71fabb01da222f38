//! From a name to its declaration, its uses, and another name.

use std::collections::HashMap;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::guard::guard;
use super::{Backend, convert};
use crate::features::names::{Name, name_at, rename};
use crate::syntax::Source;

impl Backend {
    /// Shows the name at a place to `work`.
    async fn with_name<T>(
        &self,
        method: &str,
        place: &lsp::TextDocumentPositionParams,
        work: impl FnOnce(&Source, Name) -> T,
    ) -> Result<Option<T>> {
        let encoding = self.abilities().encoding;
        self.with_document(method, &place.text_document.uri, |document| {
            let source = document.source();
            let name = name_at(source, convert::offset(source, place.position, encoding))?;
            Some(work(source, name))
        })
        .await
    }

    pub(super) async fn definition(
        &self,
        params: lsp::GotoDefinitionParams,
    ) -> Result<Option<lsp::GotoDefinitionResponse>> {
        let abilities = self.abilities();
        let place = params.text_document_position_params;
        self.with_name("textDocument/definition", &place, |source, name| {
            let range = |range| convert::range(source, range, abilities.encoding);
            let uri = place.text_document.uri.clone();
            if !abilities.definition_links {
                return lsp::GotoDefinitionResponse::Scalar(lsp::Location { uri, range: range(name.declaration) });
            }
            lsp::GotoDefinitionResponse::Link(vec![lsp::LocationLink {
                origin_selection_range: Some(range(name.here)),
                target_uri: uri,
                target_range: range(name.declared),
                target_selection_range: range(name.declaration),
            }])
        })
        .await
    }

    pub(super) async fn all_references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let encoding = self.abilities().encoding;
        let place = params.text_document_position;
        let with_declaration = params.context.include_declaration;
        self.with_name("textDocument/references", &place, |source, name| {
            let declaration = with_declaration.then_some(name.declaration);
            let ranges = declaration.into_iter().chain(name.uses).chain(name.mentions);
            let uri = &place.text_document.uri;
            ranges
                .map(|range| lsp::Location { uri: uri.clone(), range: convert::range(source, range, encoding) })
                .collect()
        })
        .await
    }

    pub(super) async fn highlights(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let encoding = self.abilities().encoding;
        self.with_name("textDocument/documentHighlight", &params.text_document_position_params, |source, name| {
            let highlight = |range, kind| lsp::DocumentHighlight {
                range: convert::range(source, range, encoding),
                kind: Some(kind),
            };
            let declaration = highlight(name.declaration, lsp::DocumentHighlightKind::WRITE);
            let uses = name
                .uses
                .into_iter()
                .chain(name.mentions)
                .map(|range| highlight(range, lsp::DocumentHighlightKind::READ));
            std::iter::once(declaration).chain(uses).collect()
        })
        .await
    }

    pub(super) async fn prepare(
        &self,
        place: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        let encoding = self.abilities().encoding;
        self.with_name("textDocument/prepareRename", &place, |source, name| {
            lsp::PrepareRenameResponse::RangeWithPlaceholder {
                range: convert::range(source, name.here, encoding),
                placeholder: name.text,
            }
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
                let edits = edits.into_iter().map(|(range, new_text)| lsp::TextEdit {
                    range: convert::range(source, range, encoding),
                    new_text,
                });
                Ok::<_, String>(edits.collect::<Vec<_>>())
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
