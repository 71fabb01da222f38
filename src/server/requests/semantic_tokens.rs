//! `textDocument/semanticTokens/full`, `/full/delta` and `/range`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::semantic_tokens::{Token, TokenKind, tokens};
use crate::server::convert;
use crate::server::documents::{OpenDocument, SentTokens};
use crate::server::session::Session;
use crate::syntax::Source;
use crate::text::{Encoding, TextRange};

/// The bits of the modifiers, in the order of the legend.
const DECLARATION: u32 = 1;
const DEPRECATED: u32 = 2;

/// The legend of token types and modifiers.
pub(in crate::server) fn legend() -> lsp::SemanticTokensLegend {
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

pub(in crate::server) fn full(
    session: &Session,
    params: lsp::SemanticTokensParams,
) -> Result<Option<lsp::SemanticTokensResult>> {
    let encoding = session.encoding();
    session.update(&params.text_document.uri, |open| {
        let (id, data) = all(open, encoding);
        open.sent_tokens = Some(SentTokens { id: id.clone(), data: data.clone() });
        Some(lsp::SemanticTokensResult::Tokens(lsp::SemanticTokens { result_id: Some(id), data }))
    })
}

pub(in crate::server) fn full_delta(
    session: &Session,
    params: lsp::SemanticTokensDeltaParams,
) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
    let encoding = session.encoding();
    session.update(&params.text_document.uri, |open| {
        let (id, data) = all(open, encoding);
        let before = open.sent_tokens.take().filter(|before| before.id == params.previous_result_id);
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
        open.sent_tokens = Some(SentTokens { id, data });
        Some(answer)
    })
}

pub(in crate::server) fn range(
    session: &Session,
    params: lsp::SemanticTokensRangeParams,
) -> Result<Option<lsp::SemanticTokensRangeResult>> {
    let encoding = session.encoding();
    session.read(&params.text_document.uri, |open| {
        let source = open.document.source();
        let range = convert::text_range(source, params.range, encoding);
        let data = encode(source, &tokens(source, range), encoding);
        Some(lsp::SemanticTokensRangeResult::Tokens(lsp::SemanticTokens { result_id: None, data }))
    })
}

/// All tokens of a document, with the ID of its state.
fn all(open: &OpenDocument, encoding: Encoding) -> (String, Vec<lsp::SemanticToken>) {
    let source = open.document.source();
    let range = TextRange::new(0, source.text().len() as u32);
    (open.revision.to_string(), encode(source, &tokens(source, range), encoding))
}

/// A single edit from the first to the last token that differs; empty if all are equal.
fn difference(old: &[lsp::SemanticToken], new: &[lsp::SemanticToken]) -> Vec<lsp::SemanticTokensEdit> {
    /// Numbers per token.
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

/// The protocol's encoding, in which each token is relative to the previous one.
fn encode(source: &Source, tokens: &[Token], encoding: Encoding) -> Vec<lsp::SemanticToken> {
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
