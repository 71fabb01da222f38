//! The server's capabilities: the response to `initialize`.

use tower_lsp::ls_types as lsp;

use super::client::VALIDATE;
use super::requests::{code_action, comparable, extensions, semantic_tokens};
use super::session::Session;
use crate::features::on_type_formatting::TRIGGERS;
use crate::text::Encoding;

/// The response to `initialize`.
pub(super) fn offer(session: &Session) -> lsp::InitializeResult {
    let client = &session.support();
    let encoding = match client.encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
    };
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
        save: session.validates_on_save().then_some(lsp::TextDocumentSyncSaveOptions::Supported(true)),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let triggers = ["\"", ":", ",", "{", "[", " "].map(str::to_owned).to_vec();
    lsp::InitializeResult {
        capabilities: lsp::ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(lsp::TextDocumentSyncCapability::Options(sync)),
            // A client that pulls diagnostics does not get them pushed too.
            diagnostic_provider: client.pulls_diagnostics.then(|| {
                lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
                    identifier: Some(env!("CARGO_PKG_NAME").to_owned()),
                    workspace_diagnostics: true,
                    ..lsp::DiagnosticOptions::default()
                })
            }),
            semantic_tokens_provider: Some(lsp::SemanticTokensServerCapabilities::SemanticTokensOptions(
                lsp::SemanticTokensOptions {
                    legend: semantic_tokens::legend(),
                    range: Some(true),
                    full: Some(lsp::SemanticTokensFullOptions::Delta { delta: Some(true) }),
                    ..lsp::SemanticTokensOptions::default()
                },
            )),
            inlay_hint_provider: Some(lsp::OneOf::Left(true)),
            document_link_provider: Some(lsp::DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
            }),
            code_lens_provider: Some(lsp::CodeLensOptions { resolve_provider: Some(false) }),
            workspace_symbol_provider: Some(lsp::OneOf::Left(true)),
            workspace: Some(lsp::WorkspaceServerCapabilities {
                workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(lsp::OneOf::Left(true)),
                }),
                file_operations: Some(lsp::WorkspaceFileOperationsServerCapabilities {
                    did_rename: Some(moved_files()),
                    did_delete: Some(moved_files()),
                    ..lsp::WorkspaceFileOperationsServerCapabilities::default()
                }),
            }),
            document_symbol_provider: Some(lsp::OneOf::Left(true)),
            folding_range_provider: Some(lsp::FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(lsp::SelectionRangeProviderCapability::Simple(true)),
            document_formatting_provider: Some(lsp::OneOf::Left(true)),
            document_range_formatting_provider: Some(lsp::OneOf::Left(true)),
            document_on_type_formatting_provider: Some(lsp::DocumentOnTypeFormattingOptions {
                first_trigger_character: TRIGGERS[0].to_owned(),
                more_trigger_character: Some(TRIGGERS[1..].iter().map(|trigger| (*trigger).to_owned()).collect()),
            }),
            declaration_provider: Some(lsp::DeclarationCapability::Simple(true)),
            definition_provider: Some(lsp::OneOf::Left(true)),
            references_provider: Some(lsp::OneOf::Left(true)),
            document_highlight_provider: Some(lsp::OneOf::Left(true)),
            rename_provider: Some(if client.prepares_rename {
                lsp::OneOf::Right(lsp::RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
                })
            } else {
                lsp::OneOf::Left(true)
            }),
            // Without literals there are only commands, and ours are edits.
            code_action_provider: client.code_action_literals.then(|| {
                lsp::CodeActionProviderCapability::Options(lsp::CodeActionOptions {
                    code_action_kinds: Some(code_action::kinds(session.shows_validation())),
                    ..lsp::CodeActionOptions::default()
                })
            }),
            execute_command_provider: commands(session),
            hover_provider: Some(lsp::HoverProviderCapability::Simple(true)),
            completion_provider: Some(lsp::CompletionOptions {
                trigger_characters: Some(triggers),
                resolve_provider: Some(client.resolves_documentation),
                ..lsp::CompletionOptions::default()
            }),
            experimental: Some(serde_json::json!({
                env!("CARGO_PKG_NAME"): {
                    "requests": [extensions::CONTENT, extensions::REPLACE_CONTENT, extensions::FORM, comparable::COMPARABLE, extensions::STATUS],
                },
            })),
            ..lsp::ServerCapabilities::default()
        },
        server_info: Some(lsp::ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        ..lsp::InitializeResult::default()
    }
}

/// The command that asks the API, unless that is switched off.
fn commands(session: &Session) -> Option<lsp::ExecuteCommandOptions> {
    session.offers_validation().then(|| lsp::ExecuteCommandOptions {
        commands: vec![VALIDATE.to_owned()],
        work_done_progress_options: lsp::WorkDoneProgressOptions { work_done_progress: Some(true) },
    })
}

/// Renamed and deleted files that concern us: manifests, and folders, which may contain some.
fn moved_files() -> lsp::FileOperationRegistrationOptions {
    let filter = |glob: &str, kind| lsp::FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: lsp::FileOperationPattern { glob: glob.to_owned(), matches: Some(kind), options: None },
    };
    lsp::FileOperationRegistrationOptions {
        filters: vec![
            filter("**/*.{json,jsonc}", lsp::FileOperationPatternKind::File),
            filter("**", lsp::FileOperationPatternKind::Folder),
        ],
    }
}
