//! Between our words and the protocol's.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types as lsp;

use super::capabilities::ClientAbilities;
use crate::analysis::{Diagnostic, Edit, Severity, Tag};
use crate::config::ConfigError;
use crate::features::completion::{Completion, CompletionKind};
use crate::features::hover::Hover;
use crate::features::inlay_hint::Hint;
use crate::syntax::Source;
use crate::text::{Encoding, Position, TextRange};

/// What diagnostics say where they come from.
const SOURCE: &str = "integration-ls";

/// The byte offset of a client's position; one that is not there becomes the nearest that is.
pub(super) fn offset(source: &Source, position: lsp::Position, encoding: Encoding) -> u32 {
    source.offset(Position { line: position.line, column: position.character }, encoding)
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

pub(super) fn diagnostic(
    source: &Source,
    diagnostic: &Diagnostic,
    uri: &lsp::Uri,
    client: &ClientAbilities,
) -> lsp::Diagnostic {
    let related = diagnostic.related.iter().map(|related| lsp::DiagnosticRelatedInformation {
        location: lsp::Location { uri: uri.clone(), range: range(source, related.range, client.encoding) },
        message: related.message.to_string(),
    });
    let tag = diagnostic.rule.tag.filter(|_| client.diagnostic_tags).map(|tag| match tag {
        Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
        Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
    });
    lsp::Diagnostic {
        range: range(source, diagnostic.range, client.encoding),
        severity: Some(match diagnostic.severity {
            Severity::Error => lsp::DiagnosticSeverity::ERROR,
            Severity::Warning => lsp::DiagnosticSeverity::WARNING,
            Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
            Severity::Hint => lsp::DiagnosticSeverity::HINT,
        }),
        code: Some(lsp::NumberOrString::String(diagnostic.rule.name.to_owned())),
        code_description: page(diagnostic.rule.name).map(|href| lsp::CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: diagnostic.message.to_string(),
        related_information: (client.related_information && !diagnostic.related.is_empty()).then(|| related.collect()),
        tags: tag.map(|tag| vec![tag]),
        ..lsp::Diagnostic::default()
    }
}

/// What is wrong with a configuration file, in that file.
pub(super) fn config_error(source: &Source, config_error: &ConfigError, encoding: Encoding) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range: config_error.range.map(|at| range(source, at, encoding)).unwrap_or_default(),
        severity: Some(lsp::DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: config_error.message.clone(),
        ..lsp::Diagnostic::default()
    }
}

/// Where a rule is explained, once the project has a home.
fn page(rule: &str) -> Option<lsp::Uri> {
    let home = env!("CARGO_PKG_REPOSITORY");
    (!home.is_empty()).then(|| format!("{home}/blob/main/docs/rules.md#{rule}").parse().ok())?
}

/// Says at the head of the document that not everything is shown.
pub(super) fn more(left_out: usize) -> lsp::Diagnostic {
    lsp::Diagnostic {
        severity: Some(lsp::DiagnosticSeverity::INFORMATION),
        source: Some(SOURCE.to_owned()),
        message: format!("{left_out} more diagnostics are not shown. `integration-ls check` shows them all."),
        ..lsp::Diagnostic::default()
    }
}

fn markup(markdown: String, takes_markdown: bool) -> lsp::MarkupContent {
    if takes_markdown {
        return lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: markdown };
    }
    let plain = markdown.replace("**", "").replace("```json\n", "").replace("\n```", "").replace('`', "");
    lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: plain }
}

pub(super) fn hover(source: &Source, hover: Hover, client: &ClientAbilities) -> lsp::Hover {
    let mut markdown = hover.markdown;
    if let Some(picture) = hover.picture.filter(|_| client.shows_pictures && client.hover_markdown) {
        markdown = format!("![The icon]({picture}|width=64,height=64)\n\n{markdown}");
    }
    lsp::Hover {
        contents: lsp::HoverContents::Markup(markup(markdown, client.hover_markdown)),
        range: Some(range(source, hover.range, client.encoding)),
    }
}

/// Where a completion was asked for, to find its explanation again when it is looked at.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Asked {
    pub(super) uri: lsp::Uri,
    pub(super) version: i32,
    pub(super) position: lsp::Position,
}

pub(super) fn documentation(markdown: String, client: &ClientAbilities) -> Option<lsp::Documentation> {
    (!markdown.is_empty()).then(|| lsp::Documentation::MarkupContent(markup(markdown, client.completion_markdown)))
}

pub(super) fn completion(
    source: &Source,
    item: Completion,
    asked: &Asked,
    client: &ClientAbilities,
) -> lsp::CompletionItem {
    let range = |at| range(source, at, client.encoding);
    let comma = item.comma_at.map(|at| lsp::TextEdit { range: range(TextRange::empty(at)), new_text: ",".to_owned() });
    let detail = (!item.detail.is_empty()).then_some(item.detail);
    let is_resolved_later = client.resolves_documentation && !item.documentation.is_empty();
    let format = if item.is_snippet { lsp::InsertTextFormat::SNIPPET } else { lsp::InsertTextFormat::PLAIN_TEXT };
    let edit = if client.insert_replace && item.keep != item.replace {
        lsp::CompletionTextEdit::InsertAndReplace(lsp::InsertReplaceEdit {
            new_text: item.insert,
            insert: range(item.keep),
            replace: range(item.replace),
        })
    } else {
        lsp::CompletionTextEdit::Edit(lsp::TextEdit { range: range(item.replace), new_text: item.insert })
    };
    lsp::CompletionItem {
        label: item.label,
        label_details: detail
            .clone()
            .filter(|_| client.label_details)
            .map(|detail| lsp::CompletionItemLabelDetails { detail: None, description: Some(detail) }),
        kind: Some(match item.kind {
            CompletionKind::Property => lsp::CompletionItemKind::PROPERTY,
            CompletionKind::Choice => lsp::CompletionItemKind::ENUM_MEMBER,
            CompletionKind::Value => lsp::CompletionItemKind::VALUE,
            CompletionKind::Reference => lsp::CompletionItemKind::REFERENCE,
            CompletionKind::Entry => lsp::CompletionItemKind::SNIPPET,
        }),
        detail,
        documentation: if is_resolved_later { None } else { documentation(item.documentation, client) },
        data: is_resolved_later.then(|| serde_json::to_value(asked).ok()).flatten(),
        tags: (item.deprecated && client.completion_tags).then(|| vec![lsp::CompletionItemTag::DEPRECATED]),
        sort_text: Some(item.sort),
        filter_text: Some(item.filter),
        insert_text_format: Some(format),
        text_edit: Some(edit),
        additional_text_edits: comma.map(|comma| vec![comma]),
        commit_characters: (item.commits && client.commit_characters)
            .then(|| [",", "}", "]"].map(str::to_owned).to_vec()),
        ..lsp::CompletionItem::default()
    }
}
