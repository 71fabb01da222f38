//! `textDocument/documentSymbol`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::document_symbol::{Symbol, outline};
use crate::server::client::ClientSupport;
use crate::server::convert;
use crate::server::session::Session;
use crate::syntax::Source;
use crate::text::TextRange;

pub(in crate::server) fn document_symbol(
    session: &Session,
    params: lsp::DocumentSymbolParams,
) -> Result<Option<lsp::DocumentSymbolResponse>> {
    let support = session.support();
    let uri = params.text_document.uri;
    session.read(&uri, |open| {
        let source = open.document.source();
        let symbols = outline(&open.document);
        if support.nested_symbols {
            let symbols = symbols.into_iter().map(|symbol| nested(source, symbol, &support));
            return Some(lsp::DocumentSymbolResponse::Nested(symbols.collect()));
        }
        let mut list = Vec::new();
        for symbol in symbols {
            flat(source, symbol, None, &uri, &support, &mut list);
        }
        Some(lsp::DocumentSymbolResponse::Flat(list))
    })
}

fn tags(symbol: &Symbol, support: &ClientSupport) -> Option<Vec<lsp::SymbolTag>> {
    (symbol.deprecated && support.symbol_tags).then(|| vec![lsp::SymbolTag::DEPRECATED])
}

/// What there was before there were tags.
fn is_deprecated(symbol: &Symbol, support: &ClientSupport) -> Option<bool> {
    (symbol.deprecated && !support.symbol_tags).then_some(true)
}

/// A symbol with its children. The depth is limited by the outline.
fn nested(source: &Source, symbol: Symbol, support: &ClientSupport) -> lsp::DocumentSymbol {
    let range = |range: TextRange| convert::range(source, range, support.encoding);
    #[allow(deprecated, reason = "older clients know only the field")]
    lsp::DocumentSymbol {
        name: convert::shown_name(&symbol.name),
        kind: support.symbol_kinds.nearest(convert::symbol_kind(symbol.kind)),
        tags: tags(&symbol, support),
        deprecated: is_deprecated(&symbol, support),
        range: range(symbol.range),
        selection_range: range(symbol.selection),
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        children: (!symbol.children.is_empty())
            .then(|| symbol.children.into_iter().map(|child| nested(source, child, support)).collect()),
    }
}

fn flat(
    source: &Source,
    symbol: Symbol,
    container: Option<&str>,
    uri: &lsp::Uri,
    support: &ClientSupport,
    list: &mut Vec<lsp::SymbolInformation>,
) {
    let own = convert::shown_name(&symbol.name);
    #[allow(deprecated, reason = "older clients know only the field")]
    list.push(lsp::SymbolInformation {
        name: own.clone(),
        kind: support.symbol_kinds.nearest(convert::symbol_kind(symbol.kind)),
        tags: tags(&symbol, support),
        deprecated: is_deprecated(&symbol, support),
        location: lsp::Location { uri: uri.clone(), range: convert::range(source, symbol.range, support.encoding) },
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children {
        flat(source, child, Some(&own), uri, support, list);
    }
}
