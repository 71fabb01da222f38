//! What the client offers, and what we offer in return.

use tower_lsp::ls_types as lsp;

use crate::features::on_type_formatting::TRIGGERS;
use crate::text::Encoding;

/// What the client can do, as far as it changes what it is sent.
#[derive(Clone, Debug, Default)]
pub(super) struct ClientAbilities {
    /// The unit of columns, for both sides.
    pub(super) encoding: Encoding,
    /// Completions may have tab stops.
    pub(super) snippets: bool,
    /// Hovers may be Markdown.
    pub(super) hover_markdown: bool,
    /// Explanations of completions may be Markdown.
    pub(super) completion_markdown: bool,
    /// Completions may carry a detail beside their label.
    pub(super) label_details: bool,
    /// Completions may be tagged as deprecated.
    pub(super) completion_tags: bool,
    /// Explanations of completions are asked for when one is looked at.
    pub(super) resolves_documentation: bool,
    /// Completions may say what to replace and what to keep.
    pub(super) insert_replace: bool,
    /// Completions may be taken by typing on.
    pub(super) commit_characters: bool,
    /// Diagnostics may be tagged.
    pub(super) diagnostic_tags: bool,
    /// Diagnostics may point to other places.
    pub(super) related_information: bool,
    /// Diagnostics are asked for, not sent.
    pub(super) pulls_diagnostics: bool,
    /// It can be told to ask for diagnostics again.
    pub(super) refreshes_diagnostics: bool,
    /// Outlines may be trees.
    pub(super) nested_symbols: bool,
    /// The most folds that it wants.
    pub(super) most_folds: Option<usize>,
    /// Definitions may say what they were asked for.
    pub(super) definition_links: bool,
    /// A rename may be prepared.
    pub(super) prepares_rename: bool,
    /// Code actions may carry edits.
    pub(super) code_action_literals: bool,
    /// Edits may name the version of the text that they are for.
    pub(super) document_changes: bool,
    /// The client tells of changed files, and can be asked to.
    pub(super) watches_files: bool,
    /// Settings are asked for, not sent.
    pub(super) pulls_configuration: bool,
    /// The client tells of changed settings once it is asked to.
    pub(super) registers_configuration: bool,
    /// It shows how far a work of ours is.
    pub(super) shows_progress: bool,
    /// It shows pictures in hovers, with a size behind a bar as VS Code has it.
    pub(super) shows_pictures: bool,
    /// It has our command that shows places.
    pub(super) shows_references: bool,
}

impl ClientAbilities {
    pub(super) fn of(client: &lsp::ClientCapabilities) -> Self {
        let (text, workspace) = (client.text_document.as_ref(), client.workspace.as_ref());
        let item =
            text.and_then(|text| text.completion.as_ref()).and_then(|completion| completion.completion_item.as_ref());
        let hover = text.and_then(|text| text.hover.as_ref());
        let publish = text.and_then(|text| text.publish_diagnostics.as_ref());
        let has_markdown = |formats: Option<&Vec<lsp::MarkupKind>>| {
            formats.is_some_and(|formats| formats.contains(&lsp::MarkupKind::Markdown))
        };
        Self {
            encoding: encoding(client),
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
            hover_markdown: has_markdown(hover.and_then(|hover| hover.content_format.as_ref())),
            completion_markdown: has_markdown(item.and_then(|item| item.documentation_format.as_ref())),
            label_details: item.and_then(|item| item.label_details_support).unwrap_or(false),
            completion_tags: item.is_some_and(|item| item.tag_support.is_some()),
            resolves_documentation: item
                .and_then(|item| item.resolve_support.as_ref())
                .is_some_and(|support| support.properties.iter().any(|name| name == "documentation")),
            insert_replace: item.and_then(|item| item.insert_replace_support).unwrap_or(false),
            commit_characters: item.and_then(|item| item.commit_characters_support).unwrap_or(false),
            diagnostic_tags: publish.is_some_and(|publish| publish.tag_support.is_some()),
            related_information: publish.and_then(|publish| publish.related_information).unwrap_or(false),
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes_diagnostics: text.is_some_and(|text| text.diagnostic.is_some())
                && workspace.and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support).unwrap_or(false),
            nested_symbols: text
                .and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            most_folds: text.and_then(|text| text.folding_range.as_ref()?.range_limit).map(|most| most as usize),
            definition_links: text.and_then(|text| text.definition.as_ref()?.link_support).unwrap_or(false),
            prepares_rename: text.and_then(|text| text.rename.as_ref()?.prepare_support).unwrap_or(false),
            code_action_literals: text
                .and_then(|text| text.code_action.as_ref())
                .is_some_and(|action| action.code_action_literal_support.is_some()),
            document_changes: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or(false),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            pulls_configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            registers_configuration: workspace
                .and_then(|workspace| workspace.did_change_configuration.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            shows_progress: client.window.as_ref().and_then(|window| window.work_done_progress).unwrap_or(false),
            shows_pictures: client
                .experimental
                .as_ref()
                .and_then(|experimental| experimental.pointer("/integration-ls/pictures")?.as_bool())
                .unwrap_or(false),
            shows_references: client
                .experimental
                .as_ref()
                .and_then(|experimental| experimental.pointer("/commands/commands")?.as_array())
                .is_some_and(|commands| commands.iter().any(|command| command == super::lens::SHOW_REFERENCES)),
        }
    }
}

/// UTF-8 where it can be had, for it is what we count in; else the first of the client's that we know.
fn encoding(client: &lsp::ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
    if offered.contains(&lsp::PositionEncodingKind::UTF8) {
        return Encoding::Utf8;
    }
    let known = offered.iter().find_map(|kind| match kind.as_str() {
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    });
    known.unwrap_or(Encoding::Utf16)
}

/// The answer to `initialize`.
pub(super) fn offer(client: &ClientAbilities) -> lsp::InitializeResult {
    let encoding = match client.encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
    };
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let triggers = ["\"", ":", ",", "{", "[", " "].map(str::to_owned).to_vec();
    lsp::InitializeResult {
        capabilities: lsp::ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(lsp::TextDocumentSyncCapability::Options(sync)),
            // Never both ways: who can ask is not sent.
            diagnostic_provider: client.pulls_diagnostics.then(|| {
                lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
                    identifier: Some(env!("CARGO_PKG_NAME").to_owned()),
                    workspace_diagnostics: true,
                    ..lsp::DiagnosticOptions::default()
                })
            }),
            semantic_tokens_provider: Some(lsp::SemanticTokensServerCapabilities::SemanticTokensOptions(
                lsp::SemanticTokensOptions {
                    legend: super::highlight::legend(),
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
            code_action_provider: Some(lsp::CodeActionProviderCapability::Options(lsp::CodeActionOptions {
                code_action_kinds: Some(super::actions::kinds()),
                ..lsp::CodeActionOptions::default()
            })),
            hover_provider: Some(lsp::HoverProviderCapability::Simple(true)),
            completion_provider: Some(lsp::CompletionOptions {
                trigger_characters: Some(triggers),
                resolve_provider: Some(client.resolves_documentation),
                ..lsp::CompletionOptions::default()
            }),
            experimental: Some(serde_json::json!({
                env!("CARGO_PKG_NAME"): {
                    "requests": [super::content::CONTENT, super::content::REPLACE_CONTENT, super::content::STATUS],
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

/// Renaming or deleting what concerns us: manifests, and folders, which may hold some.
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
