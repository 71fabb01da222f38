//! Semantic tokens, in the protocol's numbers.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::guard::guard;
use super::{Backend, convert};
use crate::analysis::Document;
use crate::features::semantic_tokens::{Token, TokenKind, tokens};
use crate::syntax::Source;
use crate::text::{Encoding, TextRange};

/// The bit of `declaration`, and that of `deprecated`, in the order of the legend.
const DECLARATION: u32 = 1;
const DEPRECATED: u32 = 2;

/// What the numbers mean.
pub(super) fn legend() -> lsp::SemanticTokensLegend {
    let name = |kind: TokenKind| match kind {
        TokenKind::Function => lsp::SemanticTokenType::FUNCTION,
        TokenKind::Event => lsp::SemanticTokenType::EVENT,
        TokenKind::Type => lsp::SemanticTokenType::TYPE,
        TokenKind::Interface => lsp::SemanticTokenType::INTERFACE,
        TokenKind::EnumMember => lsp::SemanticTokenType::ENUM_MEMBER,
        TokenKind::Variable => lsp::SemanticTokenType::VARIABLE,
        TokenKind::Property => lsp::SemanticTokenType::PROPERTY,
        TokenKind::Macro => lsp::SemanticTokenType::MACRO,
    };
    lsp::SemanticTokensLegend {
        token_types: TokenKind::ALL.map(name).to_vec(),
        token_modifiers: vec![lsp::SemanticTokenModifier::DECLARATION, lsp::SemanticTokenModifier::DEPRECATED],
    }
}

/// The tokens that a client was sent last, to send only what is different the next time.
pub(super) struct Highlighted {
    id: String,
    data: Vec<lsp::SemanticToken>,
}

impl Backend {
    pub(super) async fn all_tokens(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        let encoding = self.abilities().encoding;
        let work = || {
            self.documents.with_mut(&params.text_document.uri, |open| {
                let (id, data) = (open.revision.to_string(), all(&open.document, encoding));
                open.highlighted = Some(Highlighted { id: id.clone(), data: data.clone() });
                lsp::SemanticTokensResult::Tokens(lsp::SemanticTokens { result_id: Some(id), data })
            })
        };
        match guard(work) {
            Ok(answer) => Ok(answer),
            Err(message) => Err(self.failed("textDocument/semanticTokens/full", &message).await),
        }
    }

    pub(super) async fn changed_tokens(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        let encoding = self.abilities().encoding;
        let work = || {
            self.documents.with_mut(&params.text_document.uri, |open| {
                let (id, data) = (open.revision.to_string(), all(&open.document, encoding));
                let before = open.highlighted.take().filter(|before| before.id == params.previous_result_id);
                let answer = match before {
                    Some(before) => lsp::SemanticTokensFullDeltaResult::TokensDelta(lsp::SemanticTokensDelta {
                        result_id: Some(id.clone()),
                        edits: difference(&before.data, &data),
                    }),
                    None => lsp::SemanticTokensFullDeltaResult::Tokens(lsp::SemanticTokens {
                        result_id: Some(id.clone()),
                        data: data.clone(),
                    }),
                };
                open.highlighted = Some(Highlighted { id, data });
                answer
            })
        };
        match guard(work) {
            Ok(answer) => Ok(answer),
            Err(message) => Err(self.failed("textDocument/semanticTokens/full/delta", &message).await),
        }
    }

    pub(super) async fn some_tokens(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        let encoding = self.abilities().encoding;
        self.with_document("textDocument/semanticTokens/range", &params.text_document.uri, |document| {
            let source = document.source();
            let start = convert::offset(source, params.range.start, encoding);
            let end = convert::offset(source, params.range.end, encoding).max(start);
            let tokens = tokens(source, TextRange::new(start, end));
            let data = numbers(source, &tokens, encoding);
            Some(lsp::SemanticTokensRangeResult::Tokens(lsp::SemanticTokens { result_id: None, data }))
        })
        .await
    }
}

fn all(document: &Document, encoding: Encoding) -> Vec<lsp::SemanticToken> {
    let source = document.source();
    numbers(source, &tokens(source, TextRange::new(0, source.text().len() as u32)), encoding)
}

/// The one edit between the first and the last token that differ; none if none does.
fn difference(old: &[lsp::SemanticToken], new: &[lsp::SemanticToken]) -> Vec<lsp::SemanticTokensEdit> {
    /// Numbers for a token.
    const SIZE: usize = 5;
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (removed, added) = (old.len() - end, &new[..new.len() - end]);
    if removed == 0 && added.is_empty() {
        return Vec::new();
    }
    vec![lsp::SemanticTokensEdit {
        start: (start * SIZE) as u32,
        delete_count: (removed * SIZE) as u32,
        data: Some(added.to_vec()),
    }]
}

/// Each token from the one before it.
fn numbers(source: &Source, tokens: &[Token], encoding: Encoding) -> Vec<lsp::SemanticToken> {
    let mut last = lsp::Position::default();
    let data = tokens.iter().map(|token| {
        let range = convert::range(source, token.range, encoding);
        let delta_line = range.start.line - last.line;
        let from = if delta_line == 0 { last.character } else { 0 };
        last = range.start;
        lsp::SemanticToken {
            delta_line,
            delta_start: range.start.character - from,
            length: range.end.character - range.start.character,
            token_type: token.kind as u32,
            token_modifiers_bitset: u32::from(token.is_declaration) * DECLARATION
                + u32::from(token.is_deprecated) * DEPRECATED,
        }
    });
    data.collect()
}
