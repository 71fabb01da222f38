//! The open documents. Everything here is done at once, without waiting for anything.

use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use tower_lsp::ls_types as lsp;

use super::convert;
use super::guard::guard;
use super::highlight::Highlighted;
use crate::analysis::{self, Document};
use crate::syntax::Dialect;
use crate::text::{Encoding, MAX_BYTES, TextRange};

/// A document as the client has it.
pub(super) struct Open {
    pub(super) document: Document,
    /// The client's number of this text; every publish carries it.
    pub(super) version: i32,
    /// Another number for every state of text and settings, in all documents of the session.
    pub(super) revision: u64,
    /// The form that the client was told of.
    pub(super) told: Option<crate::contract::Form>,
    /// The semantic tokens that it was sent last.
    pub(super) highlighted: Option<Highlighted>,
}

impl Open {
    pub(super) fn new(document: Document, version: i32) -> Self {
        Self { document, version, revision: next_revision(), told: None, highlighted: None }
    }
}

/// The open documents by URI, as the client writes it.
#[derive(Default)]
pub(super) struct Documents(DashMap<String, Open>);

/// Something to log, if anything.
pub(super) type Complaint = Option<String>;

impl Documents {
    pub(super) fn open(&self, item: lsp::TextDocumentItem, options: analysis::Options) -> Complaint {
        let uri = item.uri.as_str();
        if item.text.len() > MAX_BYTES {
            return Some(format!("{uri} is larger than 4 GiB and is not looked at"));
        }
        let is_jsonc = item.language_id.starts_with("jsonc");
        let dialect = if is_jsonc { Dialect::Jsonc } else { Dialect::of_name(uri) };
        match guard(|| Document::new(item.text, dialect, options)) {
            Ok(document) => {
                self.0.insert(uri.to_owned(), Open::new(document, item.version));
                None
            }
            Err(message) => Some(format!("integration-ls failed to open {uri}: {message}")),
        }
    }

    pub(super) fn change(&self, params: lsp::DidChangeTextDocumentParams, encoding: Encoding) -> Complaint {
        let uri = params.text_document.uri;
        let Some(mut open) = self.0.get_mut(uri.as_str()) else {
            return Some(format!("{} was changed without being open", uri.as_str()));
        };
        let mut complaint = None;
        for change in params.content_changes {
            let result = guard(|| apply(&mut open.document, &change, encoding));
            if let Err(message) | Ok(Some(message)) = result {
                complaint = Some(format!("{}: {message}", uri.as_str()));
            }
        }
        open.version = params.text_document.version;
        open.revision = next_revision();
        complaint
    }

    pub(super) fn close(&self, uri: &lsp::Uri) {
        self.0.remove(uri.as_str());
    }

    /// Shows a document to `work`, if it is open.
    pub(super) fn with<T>(&self, uri: &lsp::Uri, work: impl FnOnce(&Document) -> T) -> Option<T> {
        self.0.get(uri.as_str()).map(|open| work(&open.document))
    }

    /// The same, to change it.
    pub(super) fn with_mut<T>(&self, uri: &lsp::Uri, work: impl FnOnce(&mut Open) -> T) -> Option<T> {
        self.0.get_mut(uri.as_str()).map(|mut open| work(&mut open))
    }

    /// Gives every document the settings that hold for it now.
    pub(super) fn set_options(&self, options: impl Fn(&lsp::Uri) -> analysis::Options) {
        for uri in self.uris() {
            let options = options(&uri);
            self.with_mut(&uri, |open| {
                if *open.document.options() != options {
                    open.document.set_options(options);
                    open.revision = next_revision();
                }
            });
        }
    }

    pub(super) fn uris(&self) -> Vec<lsp::Uri> {
        self.0.iter().filter_map(|open| open.key().parse().ok()).collect()
    }
}

fn next_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Applies one change; says what is wrong with it if it cannot be applied.
fn apply(document: &mut Document, change: &lsp::TextDocumentContentChangeEvent, encoding: Encoding) -> Complaint {
    let source = document.source();
    let range = match change.range {
        None => TextRange::new(0, source.text().len() as u32),
        Some(range) => {
            let start = convert::offset(source, range.start, encoding);
            let end = convert::offset(source, range.end, encoding);
            if start > end {
                return Some("a change whose end is before its start was left out".to_owned());
            }
            TextRange::new(start, end)
        }
    };
    if source.text().len() + change.text.len() > MAX_BYTES {
        return Some("a change that makes the document larger than 4 GiB was left out".to_owned());
    }
    document.edit(range, &change.text);
    None
}
