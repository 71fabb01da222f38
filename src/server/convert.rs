//! Converts our data to the protocol's types, and the protocol's positions to byte offsets.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types as lsp;

use super::client::{ClientSupport, Format};
use super::transport::uri;
use crate::analysis::{Diagnostic, Document, Edit, Rule, Severity, Tag};
use crate::config::ConfigError;
use crate::features::completion::{Completion, CompletionKind};
use crate::features::document_symbol::{DeclaredName, SymbolKind, declared};
use crate::features::hover::Hover;
use crate::features::inlay_hint::Hint;
use crate::syntax::Source;
use crate::text::{Encoding, Position, TextRange, visible};

/// The source of our diagnostics, as editors show it.
const SOURCE: &str = "integration-ls";

/// The byte offset of a client's position. A position that does not exist becomes the nearest that does.
pub(super) fn offset(source: &Source, position: lsp::Position, encoding: Encoding) -> u32 {
    source.offset(Position { line: position.line, column: position.character }, encoding)
}

/// The range in bytes of a client's range. A reversed range becomes empty.
pub(super) fn text_range(source: &Source, range: lsp::Range, encoding: Encoding) -> TextRange {
    let start = offset(source, range.start, encoding);
    TextRange::new(start, offset(source, range.end, encoding).max(start))
}

pub(super) fn position(source: &Source, offset: u32, encoding: Encoding) -> lsp::Position {
    let Position { line, column } = source.position(offset, encoding);
    lsp::Position { line, character: column }
}

pub(super) fn range(source: &Source, range: TextRange, encoding: Encoding) -> lsp::Range {
    lsp::Range { start: position(source, range.start, encoding), end: position(source, range.end, encoding) }
}

pub(super) fn inlay_hint(source: &Source, hint: Hint, encoding: Encoding) -> lsp::InlayHint {
    lsp::InlayHint {
        position: position(source, hint.offset, encoding),
        label: lsp::InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

pub(super) fn text_edits(source: &Source, edits: &[Edit], encoding: Encoding) -> Vec<lsp::TextEdit> {
    let edit = |edit: &Edit| lsp::TextEdit { range: range(source, edit.range, encoding), new_text: edit.text.clone() };
    edits.iter().map(edit).collect()
}

/// A diagnostic with its range in the client's units, so that the text is no longer needed.
#[derive(Clone, Debug)]
pub(super) struct PlacedDiagnostic {
    rule: &'static Rule,
    severity: Severity,
    range: lsp::Range,
    message: Arc<str>,
    related: Box<[PlacedRelated]>,
}

/// A related place: its document, if it is another one, its range and the message.
type PlacedRelated = (Option<lsp::Uri>, lsp::Range, Arc<str>);

impl PlacedDiagnostic {
    pub(super) fn new(source: &Source, diagnostic: &Diagnostic, encoding: Encoding) -> Self {
        let related = diagnostic.related.iter().map(|one| {
            let other = one.baseline.as_ref().map(|baseline| (baseline.file.as_deref(), baseline.source.as_ref().ok()));
            match other {
                None => (None, range(source, one.range, encoding), one.message.clone()),
                Some((Some(file), Some(there))) => {
                    (uri::of_path(file, false), range(there, one.range, encoding), one.message.clone())
                }
                // What is in a revision cannot be opened; the message says where it was.
                Some(_) => (None, range(source, diagnostic.range, encoding), one.message.clone()),
            }
        });
        Self {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            range: range(source, diagnostic.range, encoding),
            message: diagnostic.message.clone(),
            related: related.collect(),
        }
    }

    /// Converts it to the protocol's type, limited to what the client supports. `uri`: that of the document.
    pub(super) fn for_client(&self, uri: &lsp::Uri, client: &ClientSupport) -> lsp::Diagnostic {
        let related = self.related.iter().map(|(other, range, message)| lsp::DiagnosticRelatedInformation {
            location: lsp::Location { uri: other.as_ref().unwrap_or(uri).clone(), range: *range },
            message: message.to_string(),
        });
        let tag = self.rule.tag.and_then(|tag| match tag {
            Tag::Deprecated => client.diagnostic_deprecated.then_some(lsp::DiagnosticTag::DEPRECATED),
            Tag::Unnecessary => client.diagnostic_unnecessary.then_some(lsp::DiagnosticTag::UNNECESSARY),
        });
        lsp::Diagnostic {
            range: self.range,
            severity: Some(match self.severity {
                Severity::Error => lsp::DiagnosticSeverity::ERROR,
                Severity::Warning => lsp::DiagnosticSeverity::WARNING,
                Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
                Severity::Hint => lsp::DiagnosticSeverity::HINT,
            }),
            code: Some(lsp::NumberOrString::String(self.rule.name.to_owned())),
            code_description: page(self.rule.name)
                .filter(|_| client.code_descriptions)
                .map(|href| lsp::CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message: self.message.to_string(),
            related_information: (client.related_information && !self.related.is_empty()).then(|| related.collect()),
            tags: tag.map(|tag| vec![tag]),
            ..lsp::Diagnostic::default()
        }
    }
}

/// The mistakes in a configuration file, as diagnostics of that file.
pub(super) fn config_error(source: &Source, config_error: &ConfigError, encoding: Encoding) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range: config_error.range.map(|at| range(source, at, encoding)).unwrap_or_default(),
        severity: Some(lsp::DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: config_error.message.clone(),
        ..lsp::Diagnostic::default()
    }
}

/// The URL of a rule's explanation, once the project has a home page.
fn page(rule: &str) -> Option<lsp::Uri> {
    let home = env!("CARGO_PKG_REPOSITORY");
    (!home.is_empty()).then(|| format!("{home}/blob/main/docs/rules.md#{rule}").parse().ok())?
}

/// A notice at the start of the document that some diagnostics are not shown.
pub(super) fn left_out(count: usize) -> lsp::Diagnostic {
    lsp::Diagnostic {
        severity: Some(lsp::DiagnosticSeverity::INFORMATION),
        source: Some(SOURCE.to_owned()),
        message: format!("{count} more diagnostics are not shown. Run `integration-ls check` to see them all."),
        ..lsp::Diagnostic::default()
    }
}

/// The text without the marks of Markdown that we write.
fn plain(markdown: &str) -> String {
    markdown.replace("**", "").replace("```json\n", "").replace("\n```", "").replace('`', "")
}

pub(super) fn hover(source: &Source, hover: Hover, client: &ClientSupport) -> lsp::Hover {
    let mut markdown = hover.markdown;
    let takes_markdown = client.hover_format == Format::Markdown;
    if let Some(picture) = hover.picture.filter(|_| client.shows_pictures && takes_markdown) {
        markdown = format!("![The icon]({picture}|width=64,height=64)\n\n{markdown}");
    }
    let markup = |kind, value| lsp::HoverContents::Markup(lsp::MarkupContent { kind, value });
    lsp::Hover {
        contents: match client.hover_format {
            Format::Markdown => markup(lsp::MarkupKind::Markdown, markdown),
            Format::PlainText => markup(lsp::MarkupKind::PlainText, plain(&markdown)),
            Format::String => lsp::HoverContents::Scalar(lsp::MarkedString::String(plain(&markdown))),
        },
        range: Some(range(source, hover.range, client.encoding)),
    }
}

/// The position of a completion request, used to find an item's explanation when the item is selected.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Asked {
    pub(super) uri: lsp::Uri,
    pub(super) version: Option<i32>,
    pub(super) position: lsp::Position,
}

pub(super) fn documentation(markdown: String, client: &ClientSupport) -> Option<lsp::Documentation> {
    let markup = |kind, value| lsp::Documentation::MarkupContent(lsp::MarkupContent { kind, value });
    (!markdown.is_empty()).then(|| match client.completion_format {
        Format::Markdown => markup(lsp::MarkupKind::Markdown, markdown),
        Format::PlainText => markup(lsp::MarkupKind::PlainText, plain(&markdown)),
        Format::String => lsp::Documentation::String(plain(&markdown)),
    })
}

pub(super) fn completion(
    source: &Source,
    item: Completion,
    asked: &Asked,
    client: &ClientSupport,
) -> lsp::CompletionItem {
    let range = |at| range(source, at, client.encoding);
    let comma =
        item.comma_before.map(|at| lsp::TextEdit { range: range(TextRange::empty(at)), new_text: ",".to_owned() });
    let detail = (!item.detail.is_empty()).then_some(item.detail);
    let is_resolved_later = client.resolves_documentation && !item.documentation.is_empty();
    let format = if item.is_snippet { lsp::InsertTextFormat::SNIPPET } else { lsp::InsertTextFormat::PLAIN_TEXT };
    let edit = lsp::TextEdit { range: range(item.replace_range), new_text: item.new_text };
    lsp::CompletionItem {
        label: visible(&item.label).into_owned(),
        label_details: detail
            .clone()
            .filter(|_| client.label_details)
            .map(|detail| lsp::CompletionItemLabelDetails { detail: None, description: Some(detail) }),
        kind: Some(match item.kind {
            CompletionKind::Property => lsp::CompletionItemKind::PROPERTY,
            CompletionKind::Choice if client.completion_enum_members => lsp::CompletionItemKind::ENUM_MEMBER,
            CompletionKind::Choice => lsp::CompletionItemKind::ENUM,
            CompletionKind::Value => lsp::CompletionItemKind::VALUE,
            CompletionKind::Reference => lsp::CompletionItemKind::REFERENCE,
            CompletionKind::Entry | CompletionKind::Manifest => lsp::CompletionItemKind::SNIPPET,
        }),
        detail,
        documentation: if is_resolved_later { None } else { documentation(item.documentation, client) },
        data: is_resolved_later.then(|| serde_json::to_value(asked).ok()).flatten(),
        tags: (item.is_deprecated && client.completion_tags).then(|| vec![lsp::CompletionItemTag::DEPRECATED]),
        deprecated: (item.is_deprecated && client.completion_deprecated && !client.completion_tags).then_some(true),
        sort_text: Some(item.sort),
        filter_text: Some(item.filter),
        insert_text_format: Some(format),
        text_edit: Some(lsp::CompletionTextEdit::Edit(edit)),
        additional_text_edits: comma.map(|comma| vec![comma]),
        commit_characters: (item.has_commit_characters && client.commit_characters)
            .then(|| [",", "}", "]"].map(str::to_owned).to_vec()),
        ..lsp::CompletionItem::default()
    }
}

/// Edits of one document, with its version if the client supports that.
pub(super) fn workspace_edit(
    source: &Source,
    version: Option<i32>,
    uri: &lsp::Uri,
    edits: &[Edit],
    client: &ClientSupport,
) -> lsp::WorkspaceEdit {
    let edits = text_edits(source, edits, client.encoding);
    if !client.document_changes {
        return lsp::WorkspaceEdit {
            changes: Some(HashMap::from([(uri.clone(), edits)])),
            ..lsp::WorkspaceEdit::default()
        };
    }
    // The version lets the client reject an edit of a text that has changed in the meantime.
    let document = lsp::OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version };
    let edits = edits.into_iter().map(lsp::OneOf::Left).collect();
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(vec![lsp::TextDocumentEdit {
            text_document: document,
            edits,
        }])),
        ..lsp::WorkspaceEdit::default()
    }
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

/// A name that can be seen: in quotes if it begins or ends with a blank or is empty, which the protocol forbids.
pub(super) fn shown_name(name: &str) -> String {
    let shown = visible(name);
    if name.is_empty() || name.trim() != name { format!("\"{shown}\"") } else { shown.into_owned() }
}

/// The names of a document.
pub(super) fn symbols(document: &Document, uri: &lsp::Uri, encoding: Encoding) -> Vec<lsp::SymbolInformation> {
    let source = document.source();
    #[allow(deprecated, reason = "the protocol's old field must be filled in")]
    let symbol = |name: DeclaredName| lsp::SymbolInformation {
        name: shown_name(&name.name),
        kind: symbol_kind(name.kind),
        tags: None,
        deprecated: None,
        location: lsp::Location { uri: uri.clone(), range: range(source, name.range, encoding) },
        container_name: Some(name.container),
    };
    declared(document).into_iter().map(symbol).collect()
}
