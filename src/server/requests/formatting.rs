//! `textDocument/formatting` and `textDocument/rangeFormatting`

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::features::formatting::{Style, edits, edits_in};
use crate::server::convert;
use crate::server::session::Session;

pub(in crate::server) fn formatting(
    session: &Session,
    params: lsp::DocumentFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    format_part(session, &params.text_document.uri, None, &params.options)
}

pub(in crate::server) fn range_formatting(
    session: &Session,
    params: lsp::DocumentRangeFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    format_part(session, &params.text_document.uri, Some(params.range), &params.options)
}

/// Formats a range of a document, or all of it.
fn format_part(
    session: &Session,
    uri: &lsp::Uri,
    range: Option<lsp::Range>,
    options: &lsp::FormattingOptions,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    let encoding = session.encoding();
    session.read(uri, |open| {
        let source = open.document.source();
        let edits = match range {
            Some(range) => edits_in(source, style(options), convert::text_range(source, range, encoding))?,
            None => edits(source, style(options))?,
        };
        Some(convert::text_edits(source, &edits, encoding))
    })
}

/// The client's style, with the width limited to sensible values.
pub(super) fn style(options: &lsp::FormattingOptions) -> Style {
    Style { width: (options.tab_size as usize).clamp(1, 16), tabs: !options.insert_spaces }
}
