//! The open documents. Nothing here waits for anything.

use std::sync::atomic::{AtomicU64, Ordering};

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use dashmap::DashMap;
use parking_lot::Mutex;
use tower_lsp::ls_types as lsp;

use super::convert;
use super::file_id::FileId;
use super::late_changes::{Applied, RecentChanges, Undo};
use super::panics::survive;
use super::transport::known_version;
use super::transport::uri::file_path;
#[cfg(feature = "remote")]
use super::validation::Answer;
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
    /// A number for this text, unique in the session.
    #[cfg(feature = "remote")]
    pub(super) text_revision: u64,
    /// What the API has answered to this text.
    #[cfg(feature = "remote")]
    pub(super) answer: Option<Answer>,
    /// Whether an answer was pushed to a client that pulls everything else.
    #[cfg(feature = "remote")]
    pub(super) is_answer_pushed: bool,
    /// The form that was last written to the client's log.
    pub(super) announced_form: Option<Form>,
    /// The semantic tokens that were sent last, so that the next response can be a delta.
    pub(super) sent_tokens: Option<SentTokens>,
    /// Its file, if it has one.
    file: Option<FileId>,
    recent: RecentChanges,
}

/// Semantic tokens with their result ID.
pub(super) struct SentTokens {
    pub(super) id: String,
    pub(super) data: Vec<lsp::SemanticToken>,
}

impl OpenDocument {
    pub(super) fn new(document: Document, version: i32, file: Option<FileId>) -> Self {
        let version = known_version(version);
        let recent = RecentChanges::new(version);
        Self {
            document,
            version,
            revision: next_revision(),
            #[cfg(feature = "remote")]
            text_revision: next_revision(),
            #[cfg(feature = "remote")]
            answer: None,
            #[cfg(feature = "remote")]
            is_answer_pushed: false,
            announced_form: None,
            sent_tokens: None,
            file,
            recent,
        }
    }

    /// What the API has answered to this text, in one word and in a sentence without its full stop.
    pub(super) fn verdict(&self) -> Option<(&'static str, String)> {
        #[cfg(feature = "remote")]
        return self.answer.as_ref().map(|answer| (answer.name(), answer.summary()));
        #[cfg(not(feature = "remote"))]
        None
    }

    /// Applies the changes of one message, skipping those that cannot be applied, and says how to take them back.
    fn change(&mut self, changes: &[lsp::TextDocumentContentChangeEvent], encoding: Encoding) -> (Undo, Outcome) {
        let mut undo = Undo::default();
        let mut outcome = Ok(());
        for change in changes {
            if let Err(complaint) = apply(&mut self.document, change, encoding, &mut undo) {
                outcome = Err(complaint);
            }
        }
        (undo, outcome)
    }

    /// Applies the changes that lead to `version`, before those that lead to a later one.
    fn change_to(
        &mut self,
        version: i32,
        changes: Vec<lsp::TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Outcome {
        let mut following = self.recent.after(version);
        for (range, text) in following.iter().flat_map(|applied| applied.undo.edits()) {
            edit(&mut self.document, range, text)?;
        }
        let mut result = Ok(());
        let mut next = Some((version, changes));
        while let Some((version, changes)) = next {
            let (undo, outcome) = self.change(&changes, encoding);
            result = result.and(outcome);
            self.recent.push(Applied { version, changes, undo });
            self.version = Some(version);
            next = following.pop().map(|applied| (applied.version, applied.changes));
        }
        result
    }
}

/// Whether every change could be applied; if not, the reason why the last skipped one could not.
type Outcome = Result<(), &'static str>;

/// The open documents.
#[derive(Default)]
pub(super) struct Documents {
    /// By URI, as spelled by the client.
    open: DashMap<String, OpenDocument>,
    /// The ways on which a file is open, the one used last at the end. Its diagnostics are shown there.
    ways: Mutex<HashMap<FileId, Vec<Way>>>,
}

/// A URI and the path that it stands for.
struct Way {
    uri: String,
    path: PathBuf,
}

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
        let path = file_path(&item.uri);
        let file = path.as_deref().map(FileId::of);
        if let (Some(file), Some(path)) = (&file, path) {
            let mut ways = self.ways.lock();
            let ways = ways.entry(file.clone()).or_default();
            if ways.iter().all(|way| way.uri != uri) {
                ways.insert(0, Way { uri: uri.to_owned(), path });
            }
        }
        self.open.insert(uri.to_owned(), OpenDocument::new(document, item.version, file));
        Ok(())
    }

    /// The URI under which the diagnostics of a file are shown: the one used last. `None` if it is not open.
    pub(super) fn shown(&self, file: &FileId) -> Option<lsp::Uri> {
        self.ways.lock().get(file)?.last()?.uri.parse().ok()
    }

    /// From now on, what a document's file has to say is shown in it. Returns the document that it was shown in before.
    pub(super) fn show(&self, uri: &lsp::Uri) -> Option<lsp::Uri> {
        let key = self.key(uri);
        let file = self.open.get(&*key)?.file.clone()?;
        let mut ways = self.ways.lock();
        let ways = ways.get_mut(&file)?;
        let index = ways.iter().position(|way| *way.uri == *key)?;
        let before = ways.last().filter(|way| *way.uri != *key).map(|way| way.uri.parse());
        ways[index..].rotate_left(1);
        before?.ok()
    }

    /// Whether the diagnostics of its file are shown in a document, and not in another one of the same file.
    pub(super) fn is_shown(&self, uri: &lsp::Uri) -> bool {
        let Some(file) = self.open.get(uri.as_str()).and_then(|open| open.file.clone()) else { return true };
        let ways = self.ways.lock();
        ways.get(&file).and_then(|ways| ways.last()).is_none_or(|way| way.uri == uri.as_str())
    }

    /// Whether a file is open, on whatever way.
    pub(super) fn has_file(&self, file: &FileId) -> bool {
        self.ways.lock().contains_key(file)
    }

    /// The URI that a document was opened under, whatever the spelling of `uri`; `None` if it is not open.
    pub(super) fn own_uri(&self, uri: &lsp::Uri) -> Option<lsp::Uri> {
        let key = self.key(uri);
        self.open.contains_key(&*key).then(|| key.parse().ok())?
    }

    /// The key of a document: the URI, or another spelling of it under which the document was opened.
    fn key<'u>(&self, uri: &'u lsp::Uri) -> Cow<'u, str> {
        if self.open.contains_key(uri.as_str()) {
            return Cow::Borrowed(uri.as_str());
        }
        let spelled = || {
            let path = file_path(uri)?;
            let ways = self.ways.lock();
            let way = ways.get(&FileId::of(&path))?.iter().rev().find(|way| way.path == path)?;
            Some(Cow::Owned(way.uri.clone()))
        };
        // Nothing is open on most ways, and then the disk need not be asked.
        let known = if self.open.is_empty() { None } else { spelled() };
        known.unwrap_or(Cow::Borrowed(uri.as_str()))
    }

    /// Applies the changes of one message, skipping those that cannot be applied.
    ///
    /// # Errors
    /// The reason why the last skipped change could not be applied.
    pub(super) fn change(&self, params: lsp::DidChangeTextDocumentParams, encoding: Encoding) -> Result<(), Complaint> {
        let uri = params.text_document.uri;
        let Some(mut open) = self.open.get_mut(&*self.key(&uri)) else {
            return Err(format!("{} was changed but is not open.", uri.as_str()));
        };
        let result = match known_version(params.text_document.version) {
            Some(version) => open.change_to(version, params.content_changes, encoding),
            None => {
                open.recent.clear();
                open.change(&params.content_changes, encoding).1
            }
        };
        open.revision = next_revision();
        #[cfg(feature = "remote")]
        {
            open.text_revision = open.revision;
            open.answer = None;
        }
        result.map_err(|complaint| format!("{}: {complaint}", uri.as_str()))
    }

    /// Closes a document; gives its file, if it has one.
    pub(super) fn close(&self, uri: &lsp::Uri) -> Option<FileId> {
        let key = self.key(uri);
        let file = self.open.remove(&*key)?.1.file?;
        let mut all = self.ways.lock();
        if let Some(ways) = all.get_mut(&file) {
            ways.retain(|way| *way.uri != *key);
            if ways.is_empty() {
                all.remove(&file);
            }
        }
        Some(file)
    }

    pub(super) fn is_open(&self, uri: &lsp::Uri) -> bool {
        self.open.contains_key(&*self.key(uri))
    }

    /// Shows a document to `work`, if it is open.
    pub(super) fn read<T>(&self, uri: &lsp::Uri, work: impl FnOnce(&OpenDocument) -> T) -> Option<T> {
        self.open.get(&*self.key(uri)).map(|open| work(&open))
    }

    /// Calls `work` with a mutable document, if it is open.
    pub(super) fn update<T>(&self, uri: &lsp::Uri, work: impl FnOnce(&mut OpenDocument) -> T) -> Option<T> {
        self.open.get_mut(&*self.key(uri)).map(|mut open| work(&mut open))
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
        self.open.iter().filter_map(|open| open.key().parse().ok()).collect()
    }
}

/// A number that no other state of any document has.
pub(super) fn next_revision() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Applies one change, and adds to `undo` what takes it back.
fn apply(
    document: &mut Document,
    change: &lsp::TextDocumentContentChangeEvent,
    encoding: Encoding,
    undo: &mut Undo,
) -> Outcome {
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
    undo.push(source.text(), range, &change.text);
    edit(document, range, &change.text)
}

/// Edits a document, whatever happens.
fn edit(document: &mut Document, range: TextRange, replacement: &str) -> Outcome {
    let expected_length = document.source().text().len() - range.len() as usize + replacement.len();
    if survive(|| document.edit(range, replacement)).is_ok() {
        return Ok(());
    }
    // The editor has the new text, so we need it too. It is parsed afresh, since the old state can no longer be trusted.
    let source = document.source();
    let mut text = source.text().to_owned();
    if text.len() != expected_length {
        text.replace_range(range.to_std_range(), replacement);
    }
    *document = Document::new(text, source.dialect(), document.options().clone());
    Err("a change could not be applied incrementally; the document was parsed again.")
}
