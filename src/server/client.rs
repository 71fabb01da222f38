//! The client's capabilities that affect what we send. Read once from `initialize`, and cheap to copy.

use tower_lsp::ls_types as lsp;

use crate::text::Encoding;

/// The client command that shows locations. Its arguments are a URI, a position and locations.
pub(super) const SHOW_REFERENCES: &str = "integration-ls.showReferences";

/// The client's capabilities that affect what we send.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClientSupport {
    /// The unit of columns, in both directions.
    pub(super) encoding: Encoding,
    /// Completion items may be snippets with tab stops.
    pub(super) snippets: bool,
    /// Hovers may be Markdown.
    pub(super) hover_markdown: bool,
    /// Documentation of completion items may be Markdown.
    pub(super) completion_markdown: bool,
    /// Completion items may have a detail next to their label.
    pub(super) label_details: bool,
    /// Completion items may be tagged as deprecated.
    pub(super) completion_tags: bool,
    /// Documentation is resolved when an item is selected.
    pub(super) resolves_documentation: bool,
    /// Completion items may have an insert range and a replace range.
    pub(super) insert_replace: bool,
    /// Completion items may have commit characters.
    pub(super) commit_characters: bool,
    /// Diagnostics may be tagged.
    pub(super) diagnostic_tags: bool,
    /// Diagnostics may have related information.
    pub(super) related_information: bool,
    /// The client pulls diagnostics, so none are pushed.
    pub(super) pulls_diagnostics: bool,
    /// The client can be asked to pull diagnostics again.
    pub(super) refreshes_diagnostics: bool,
    /// Document symbols may be a tree.
    pub(super) nested_symbols: bool,
    /// The most folding ranges that the client accepts.
    pub(super) most_folds: Option<usize>,
    /// Definitions may be links with an origin.
    pub(super) definition_links: bool,
    /// It can prepare a rename.
    pub(super) prepares_rename: bool,
    /// Code actions may contain edits.
    pub(super) code_action_literals: bool,
    /// Edits may specify the version of the document that they apply to.
    pub(super) document_changes: bool,
    /// It can be asked to watch files.
    pub(super) watches_files: bool,
    /// Settings are pulled from the client.
    pub(super) pulls_configuration: bool,
    /// The client can be asked to report changed settings.
    pub(super) registers_configuration: bool,
    /// The client shows the progress of our work.
    pub(super) shows_progress: bool,
    /// The client shows images in hovers, with sizes in the syntax of VS Code (`picture|width=64`).
    pub(super) shows_pictures: bool,
    /// The client has registered [`SHOW_REFERENCES`].
    pub(super) shows_references: bool,
}

impl ClientSupport {
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
                .is_some_and(|commands| commands.iter().any(|command| command == SHOW_REFERENCES)),
        }
    }
}

/// UTF-8, our own unit, if the client offers it; otherwise the first of its encodings that we support.
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
