//! Semantic tokens, in the protocol's numbers.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::{Backend, convert};
use crate::features::tokens::{Token, TokenKind, tokens};
use crate::syntax::Source;
use crate::text::{Encoding, Span};

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

impl Backend {
    pub(super) async fn all_tokens(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        let encoding = self.abilities().encoding;
        self.with_document("textDocument/semanticTokens/full", &params.text_document.uri, |document| {
            let source = document.source();
            let all = Span::new(0, source.text().len() as u32);
            Some(lsp::SemanticTokensResult::Tokens(numbers(source, &tokens(source, all), encoding)))
        })
        .await
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
            let tokens = tokens(source, Span::new(start, end));
            Some(lsp::SemanticTokensRangeResult::Tokens(numbers(source, &tokens, encoding)))
        })
        .await
    }
}

/// Each token from the one before it.
fn numbers(source: &Source, tokens: &[Token], encoding: Encoding) -> lsp::SemanticTokens {
    let mut last = lsp::Position::default();
    let data = tokens.iter().map(|token| {
        let range = convert::range(source, token.span, encoding);
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
    lsp::SemanticTokens { result_id: None, data: data.collect() }
}
