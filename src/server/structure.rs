//! Outline, folds, growing selections, formatting, hints between the text, links.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::capabilities::ClientAbilities;
use super::{Backend, convert};
use crate::features::document_link::{Link, links};
use crate::features::document_symbol::{Symbol, SymbolKind, outline};
use crate::features::folding_range::folds;
use crate::features::formatting::{Style, edits, format};
use crate::features::inlay_hint::hints;
use crate::features::on_type_formatting::indentation;
use crate::features::selection_range::selections;
use crate::syntax::Source;
use crate::text::TextRange;

impl Backend {
    pub(super) async fn symbols(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        let abilities = self.abilities();
        let uri = params.text_document.uri;
        self.with_document("textDocument/documentSymbol", &uri, |document| {
            let source = document.source();
            let symbols = outline(source.root());
            if abilities.nested_symbols {
                let symbols = symbols.into_iter().map(|symbol| nested(source, symbol, &abilities));
                return Some(lsp::DocumentSymbolResponse::Nested(symbols.collect()));
            }
            let mut list = Vec::new();
            for symbol in symbols {
                flat(source, symbol, None, &uri, &abilities, &mut list);
            }
            Some(lsp::DocumentSymbolResponse::Flat(list))
        })
        .await
    }

    pub(super) async fn folds(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        let most = self.abilities().most_folds;
        self.with_document("textDocument/foldingRange", &params.text_document.uri, |document| {
            let mut folds = folds(document.source());
            folds.truncate(most.unwrap_or(usize::MAX));
            let ranges = folds.into_iter().map(|fold| lsp::FoldingRange {
                start_line: fold.first,
                end_line: fold.last,
                kind: fold.is_comment.then_some(lsp::FoldingRangeKind::Comment),
                ..lsp::FoldingRange::default()
            });
            Some(ranges.collect())
        })
        .await
    }

    pub(super) async fn selections(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        let abilities = self.abilities();
        self.with_document("textDocument/selectionRange", &params.text_document.uri, |document| {
            let source = document.source();
            let chain = |position| {
                let ranges = selections(source, convert::offset(source, position, abilities.encoding));
                ranges.into_iter().rev().fold(None, |parent, range| {
                    let range = convert::range(source, range, abilities.encoding);
                    Some(Box::new(lsp::SelectionRange { range, parent }))
                })
            };
            Some(params.positions.into_iter().filter_map(chain).map(|chain| *chain).collect())
        })
        .await
    }

    pub(super) async fn inlay_hints(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        let encoding = self.abilities().encoding;
        self.with_document("textDocument/inlayHint", &params.text_document.uri, |document| {
            let source = document.source();
            let start = convert::offset(source, params.range.start, encoding);
            let end = convert::offset(source, params.range.end, encoding).max(start);
            let hints = hints(source, document.form().0, TextRange::new(start, end));
            Some(hints.into_iter().map(|hint| convert::inlay_hint(source, hint, encoding)).collect())
        })
        .await
    }

    pub(super) async fn links(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        let encoding = self.abilities().encoding;
        self.with_document("textDocument/documentLink", &params.text_document.uri, |document| {
            let source = document.source();
            let link = |link: Link| {
                let target = link.target.parse().ok()?;
                let range = convert::range(source, link.range, encoding);
                Some(lsp::DocumentLink { range, target: Some(target), tooltip: None, data: None })
            };
            Some(links(source).into_iter().filter_map(link).collect())
        })
        .await
    }

    pub(super) async fn formatted(&self, params: lsp::DocumentFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        let abilities = self.abilities();
        let style = style(&params.options);
        self.with_document("textDocument/formatting", &params.text_document.uri, |document| {
            let source = document.source();
            let all = TextRange::new(0, source.text().len() as u32);
            let edits = edits(source, &format(source, style)?, all);
            Some(convert::text_edits(source, &edits, abilities.encoding))
        })
        .await
    }

    pub(super) async fn formatted_in_part(
        &self,
        params: lsp::DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        let abilities = self.abilities();
        let style = style(&params.options);
        self.with_document("textDocument/rangeFormatting", &params.text_document.uri, |document| {
            let source = document.source();
            let start = convert::offset(source, params.range.start, abilities.encoding);
            let end = convert::offset(source, params.range.end, abilities.encoding).max(start);
            let edits = edits(source, &format(source, style)?, TextRange::new(start, end));
            Some(convert::text_edits(source, &edits, abilities.encoding))
        })
        .await
    }

    pub(super) async fn formatted_while_typing(
        &self,
        params: lsp::DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        let encoding = self.abilities().encoding;
        let place = params.text_document_position;
        self.with_document("textDocument/onTypeFormatting", &place.text_document.uri, |document| {
            let source = document.source();
            let offset = convert::offset(source, place.position, encoding);
            let edit = indentation(source, offset, &params.ch, style(&params.options));
            Some(convert::text_edits(source, edit.as_slice(), encoding))
        })
        .await
    }
}

fn style(options: &lsp::FormattingOptions) -> Style {
    Style { width: (options.tab_size as usize).clamp(1, 16), tabs: !options.insert_spaces }
}

pub(super) fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Action => lsp::SymbolKind::FUNCTION,
        SymbolKind::Event => lsp::SymbolKind::EVENT,
        SymbolKind::Channel => lsp::SymbolKind::CLASS,
        SymbolKind::State => lsp::SymbolKind::STRUCT,
        SymbolKind::Interface => lsp::SymbolKind::INTERFACE,
        SymbolKind::Configuration => lsp::SymbolKind::MODULE,
        SymbolKind::Tag => lsp::SymbolKind::KEY,
        SymbolKind::Secret => lsp::SymbolKind::CONSTANT,
        SymbolKind::SchemaProperty => lsp::SymbolKind::FIELD,
        SymbolKind::Object => lsp::SymbolKind::OBJECT,
        SymbolKind::Array => lsp::SymbolKind::ARRAY,
        SymbolKind::String => lsp::SymbolKind::STRING,
        SymbolKind::Number => lsp::SymbolKind::NUMBER,
        SymbolKind::Boolean => lsp::SymbolKind::BOOLEAN,
        SymbolKind::Null => lsp::SymbolKind::NULL,
    }
}

fn tags(symbol: &Symbol) -> Option<Vec<lsp::SymbolTag>> {
    symbol.deprecated.then(|| vec![lsp::SymbolTag::DEPRECATED])
}

/// The protocol wants names that are not empty.
pub(super) fn shown_name(name: &str) -> String {
    if name.trim().is_empty() { "\"\"".to_owned() } else { name.to_owned() }
}

fn nested(source: &Source, symbol: Symbol, abilities: &ClientAbilities) -> lsp::DocumentSymbol {
    let range = |range: TextRange| convert::range(source, range, abilities.encoding);
    #[allow(deprecated, reason = "the protocol's old field has to be filled in")]
    lsp::DocumentSymbol {
        name: shown_name(&symbol.name),
        kind: symbol_kind(symbol.kind),
        tags: tags(&symbol),
        deprecated: None,
        range: range(symbol.range),
        selection_range: range(symbol.selection),
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        children: (!symbol.children.is_empty())
            .then(|| symbol.children.into_iter().map(|child| nested(source, child, abilities)).collect()),
    }
}

fn flat(
    source: &Source,
    symbol: Symbol,
    container: Option<&str>,
    uri: &lsp::Uri,
    abilities: &ClientAbilities,
    list: &mut Vec<lsp::SymbolInformation>,
) {
    let own = shown_name(&symbol.name);
    #[allow(deprecated, reason = "the protocol's old field has to be filled in")]
    list.push(lsp::SymbolInformation {
        name: own.clone(),
        kind: symbol_kind(symbol.kind),
        tags: tags(&symbol),
        deprecated: None,
        location: lsp::Location { uri: uri.clone(), range: convert::range(source, symbol.range, abilities.encoding) },
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flat(source, child, Some(&own), uri, abilities, list);
    }
}
