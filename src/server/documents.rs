//! The open documents. Nothing here waits for anything.

use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use tower_lsp::ls_types as lsp;

use super::convert;
use super::panics::survive;
use super::transport::known_version;
use crate::analysis::{self, Document};
use crate::contract::Form;
use crate::syntax::Dialect;
use crate::text::{Encoding, MAX_BYTES, TextRange};

/// A document in the state that the client has.
pub(super) struct OpenDocument {
    pub(super) document: Document,
    /// The client's version of this text, sent with every publication and edit; `None` if the client sends none.
    pub(super) version: Option<i32>,
    /// A number for this state of text and settings, unique in the session; the `resultId` of pulled diagnostics.
    pub(super) revision: u64,
    /// The form that was last written to the client's log.
    pub(super) announced_form: Option<Form>,
    /// The semantic tokens that were sent last, so that the next response can be a delta.
    pub(super) sent_tokens: Option<SentTokens>,
}

/// Semantic tokens with their result ID.
pub(super) struct SentTokens {
    pub(super) id: String,
    pub(super) data: Vec<lsp::SemanticToken>,
}

impl OpenDocument {
    pub(super) fn new(document: Document, version: i32) -> Self {
        let version = known_version(version);
        Self { document, version, revision: next_revision(), announced_form: None, sent_tokens: None }
    }
}

/// The open documents by URI, as spelled by the client.
#[derive(Default)]
pub(super) struct Documents(DashMap<String, OpenDocument>);

/// A problem, as a sentence for the client's log.
pub(super) type Complaint = String;

impl Documents {
    /// # Errors
    /// The reason why the document is ignored.
    pub(super) fn open(&self, item: lsp::TextDocumentItem, options: analysis::Options) -> Result<(), Complaint> {
        let uri = item.uri.as_str();
        if item.text.len() > MAX_BYTES {
            return Err(format!("{uri} is larger than 4 GiB and is not checked."));
        }
        let is_jsonc = item.language_id.starts_with("jsonc");
        let dialect = if is_jsonc { Dialect::Jsonc } else { Dialect::of_name(uri) };
        let document = Document::new(item.text, dialect, options);
        self.0.insert(uri.to_owned(), OpenDocument::new(document, item.version));
        Ok(())
    }

    /// Applies the changes of one message, skipping those that cannot be applied.
    ///
    /// # Errors
    /// The reason why the last skipped change could not be applied.
    pub(super) fn change(&self, params: lsp::DidChangeTextDocumentParams, encoding: Encoding) -> Result<(), Complaint> {
        let uri = params.text_document.uri;
        let Some(mut open) = self.0.get_mut(uri.as_str()) else {
            return Err(format!("{} was changed but is not open.", uri.as_str()));
        };
        let mut result = Ok(());
        for change in params.content_changes {
            if let Err(complaint) = apply(&mut open.document, &change, encoding) {
                result = Err(format!("{}: {complaint}", uri.as_str()));
            }
        }
        if let Some(version) = known_version(params.text_document.version) {
            open.version = Some(version);
        }
        open.revision = next_revision();
        result
    }

    pub(super) fn close(&self, uri: &lsp::Uri) {
        self.0.remove(uri.as_str());
    }

    pub(super) fn is_open(&self, uri: &lsp::Uri) -> bool {
        self.0.contains_key(uri.as_str())
    }

    /// Shows a document to `work`, if it is open.
    pub(super) fn read<T>(&self, uri: &lsp::Uri, work: impl FnOnce(&OpenDocument) -> T) -> Option<T> {
        self.0.get(uri.as_str()).map(|open| work(&open))
    }

    /// Calls `work` with a mutable document, if it is open.
    pub(super) fn update<T>(&self, uri: &lsp::Uri, work: impl FnOnce(&mut OpenDocument) -> T) -> Option<T> {
        self.0.get_mut(uri.as_str()).map(|mut open| work(&mut open))
    }

    /// Applies the current settings to every document.
    pub(super) fn set_options(&self, options: impl Fn(&lsp::Uri) -> analysis::Options) {
        for uri in self.uris() {
            let options = options(&uri);
            self.update(&uri, |open| {
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

/// A number that no other state of any document has.
pub(super) fn next_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

fn apply(
    document: &mut Document,
    change: &lsp::TextDocumentContentChangeEvent,
    encoding: Encoding,
) -> Result<(), &'static str> {
    let source = document.source();
    let range = match change.range {
        None => TextRange::new(0, source.text().len() as u32),
        Some(range) => {
            let start = convert::offset(source, range.start, encoding);
            let end = convert::offset(source, range.end, encoding);
            if start > end {
                return Err("a change whose end is before its start was skipped.");
            }
            TextRange::new(start, end)
        }
    };
    if source.text().len() + change.text.len() > MAX_BYTES {
        return Err("a change that makes the document larger than 4 GiB was skipped.");
    }
    let expected_length = source.text().len() - range.len() as usize + change.text.len();
    if survive(|| document.edit(range, &change.text)).is_ok() {
        return Ok(());
    }
    // The editor has the new text, so we need it too. It is parsed afresh, since the old state can no longer be trusted.
    let source = document.source();
    let mut text = source.text().to_owned();
    if text.len() != expected_length {
        text.replace_range(range.to_std_range(), &change.text);
    }
    *document = Document::new(text, source.dialect(), document.options().clone());
    Err("a change could not be applied incrementally; the document was parsed again.")
}
