//! The client's capabilities that affect what we send. Read once from `initialize`, and cheap to copy.

use tower_lsp::ls_types as lsp;

use crate::text::Encoding;

/// How a client takes longer texts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Format {
    /// As a plain string; all that a client takes that names no format.
    #[default]
    String,
    /// As `MarkupContent` of plain text.
    PlainText,
    /// As `MarkupContent` of Markdown.
    Markdown,
}

/// The kinds of symbols that a client knows, as bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct SymbolKinds(u32);

impl Default for SymbolKinds {
    /// Those of the protocol's first version: from `FILE` to `ARRAY`.
    fn default() -> Self {
        Self((1 << 19) - 2)
    }
}

impl SymbolKinds {
    fn of(capability: Option<&lsp::SymbolKindCapability>) -> Self {
        let listed = capability.and_then(|capability| capability.value_set.as_ref());
        let bit = |kind: &lsp::SymbolKind| number(*kind).map_or(0, |bit| 1 << bit);
        listed.map_or_else(Self::default, |kinds| Self(kinds.iter().map(bit).fold(0, |all, bit| all | bit)))
    }

    /// The kind, or the nearest one of the first version, which every client knows.
    pub(super) fn nearest(self, kind: lsp::SymbolKind) -> lsp::SymbolKind {
        if number(kind).is_some_and(|bit| self.0 & (1 << bit) != 0) {
            return kind;
        }
        match kind {
            lsp::SymbolKind::OBJECT | lsp::SymbolKind::STRUCT => lsp::SymbolKind::CLASS,
            lsp::SymbolKind::EVENT => lsp::SymbolKind::FUNCTION,
            lsp::SymbolKind::KEY => lsp::SymbolKind::FIELD,
            lsp::SymbolKind::NULL => lsp::SymbolKind::CONSTANT,
            known => known,
        }
    }
}

/// The number of a kind in the protocol.
fn number(kind: lsp::SymbolKind) -> Option<u32> {
    serde_json::to_value(kind).ok()?.as_u64()?.try_into().ok().filter(|number| *number < 31)
}

/// The client command that shows locations. Its arguments are a URI, a position and locations.
pub(super) const SHOW_REFERENCES: &str = "integration-ls.showReferences";

/// The server's command that asks the API, as clients send it in `workspace/executeCommand`.
pub(super) const VALIDATE: &str = "integration-ls.validateRemotely";

/// What lenses and code actions call it.
pub(super) const VALIDATE_TITLE: &str = "Validate with Botpress";

/// The client's capabilities that affect what we send.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClientSupport {
    /// The unit of columns, in both directions.
    pub(super) encoding: Encoding,
    /// Completion items may be snippets with tab stops.
    pub(super) snippets: bool,
    /// The format of hovers.
    pub(super) hover_format: Format,
    /// The format of the documentation of completion items.
    pub(super) completion_format: Format,
    /// Completion items may have a detail next to their label.
    pub(super) label_details: bool,
    /// Completion items may be tagged as deprecated.
    pub(super) completion_tags: bool,
    /// Completion items may be marked as deprecated, as before there were tags.
    pub(super) completion_deprecated: bool,
    /// Completion items may be members of an enumeration, a kind that the protocol's first version did not have.
    pub(super) completion_enum_members: bool,
    /// Documentation is resolved when an item is selected.
    pub(super) resolves_documentation: bool,
    /// Completion items may have commit characters.
    pub(super) commit_characters: bool,
    /// Diagnostics may be tagged as deprecated.
    pub(super) diagnostic_deprecated: bool,
    /// Diagnostics may be tagged as unnecessary.
    pub(super) diagnostic_unnecessary: bool,
    /// Diagnostics may link to the explanation of their rule.
    pub(super) code_descriptions: bool,
    /// Diagnostics may have related information.
    pub(super) related_information: bool,
    /// The client pulls diagnostics, so none are pushed.
    pub(super) pulls_diagnostics: bool,
    /// The client can be asked to pull diagnostics again.
    pub(super) refreshes_diagnostics: bool,
    /// Asked to pull again, Neovim (0.11 and 0.12) pulls the diagnostics of all documents but the open ones.
    #[cfg(feature = "remote")]
    pub(super) is_neovim: bool,
    /// Document symbols may be a tree.
    pub(super) nested_symbols: bool,
    /// Document symbols may be tagged as deprecated.
    pub(super) symbol_tags: bool,
    /// The kinds of document symbols.
    pub(super) symbol_kinds: SymbolKinds,
    /// The kinds of workspace symbols.
    pub(super) workspace_symbol_kinds: SymbolKinds,
    /// The most folding ranges that the client accepts.
    pub(super) most_folds: Option<usize>,
    /// Definitions may be links with an origin.
    pub(super) definition_links: bool,
    /// Declarations may be links with an origin.
    pub(super) declaration_links: bool,
    /// It can prepare a rename.
    pub(super) prepares_rename: bool,
    /// Code actions may contain edits.
    pub(super) code_action_literals: bool,
    /// Edits may specify the version of the document that they apply to.
    pub(super) document_changes: bool,
    /// It can be asked to watch files.
    pub(super) watches_files: bool,
    /// Files to watch may be named relative to any folder.
    pub(super) relative_patterns: bool,
    /// Settings are pulled from the client.
    pub(super) pulls_configuration: bool,
    /// The client can be asked to report changed settings.
    pub(super) registers_configuration: bool,
    /// The client shows the progress of our work.
    pub(super) shows_progress: bool,
    /// The client shows images in hovers, with sizes in the syntax of VS Code (`picture|width=64`).
    pub(super) shows_pictures: bool,
    /// The client can have the server execute commands.
    pub(super) executes_commands: bool,
    /// The client has registered [`SHOW_REFERENCES`].
    pub(super) shows_references: bool,
}

impl ClientSupport {
    /// Whether the API's answers are pushed although the client pulls diagnostics: nothing would make it pull them.
    #[cfg(feature = "remote")]
    pub(super) fn pushes_answers(&self) -> bool {
        self.pulls_diagnostics && (!self.refreshes_diagnostics || self.is_neovim)
    }

    /// `params`: what the client says of itself.
    pub(super) fn of(params: &lsp::InitializeParams) -> Self {
        let client = &params.capabilities;
        let (text, workspace) = (client.text_document.as_ref(), client.workspace.as_ref());
        let item =
            text.and_then(|text| text.completion.as_ref()).and_then(|completion| completion.completion_item.as_ref());
        let hover = text.and_then(|text| text.hover.as_ref());
        let publish = text.and_then(|text| text.publish_diagnostics.as_ref());
        let pull = text.and_then(|text| text.diagnostic.as_ref());
        let symbol = text.and_then(|text| text.document_symbol.as_ref());
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        // The type of the tags of pulled diagnostics keeps them to itself.
        let pulled_tags: Option<lsp::TagSupport<lsp::DiagnosticTag>> = pull
            .and_then(|pull| serde_json::to_value(pull.tag_support.as_ref()?).ok())
            .and_then(|support| serde_json::from_value(support).ok());
        let diagnostic_tag = |tag| {
            let pushed = publish.and_then(|publish| publish.tag_support.as_ref());
            pushed.into_iter().chain(&pulled_tags).any(|support| support.value_set.contains(&tag))
        };
        Self {
            encoding: encoding(client),
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
            hover_format: format(hover.and_then(|hover| hover.content_format.as_deref())),
            completion_format: format(item.and_then(|item| item.documentation_format.as_deref())),
            label_details: item.and_then(|item| item.label_details_support).unwrap_or(false),
            completion_tags: item
                .and_then(|item| item.tag_support.as_ref())
                .is_some_and(|support| support.value_set.contains(&lsp::CompletionItemTag::DEPRECATED)),
            completion_deprecated: item.and_then(|item| item.deprecated_support).unwrap_or(false),
            completion_enum_members: text
                .and_then(|text| text.completion.as_ref()?.completion_item_kind.as_ref()?.value_set.as_ref())
                .is_some_and(|kinds| kinds.contains(&lsp::CompletionItemKind::ENUM_MEMBER)),
            resolves_documentation: item
                .and_then(|item| item.resolve_support.as_ref())
                .is_some_and(|support| support.properties.iter().any(|name| name == "documentation")),
            commit_characters: item.and_then(|item| item.commit_characters_support).unwrap_or(false),
            diagnostic_deprecated: diagnostic_tag(lsp::DiagnosticTag::DEPRECATED),
            diagnostic_unnecessary: diagnostic_tag(lsp::DiagnosticTag::UNNECESSARY),
            code_descriptions: publish.and_then(|publish| publish.code_description_support).unwrap_or(false)
                || pull.and_then(|pull| pull.code_description_support).unwrap_or(false),
            related_information: publish.and_then(|publish| publish.related_information).unwrap_or(false)
                || pull.and_then(|pull| pull.related_information).unwrap_or(false),
            pulls_diagnostics: pull.is_some(),
            refreshes_diagnostics: pull.is_some()
                && workspace.and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support).unwrap_or(false),
            #[cfg(feature = "remote")]
            is_neovim: params.client_info.as_ref().is_some_and(|client| client.name == "Neovim"),
            nested_symbols: symbol.and_then(|symbol| symbol.hierarchical_document_symbol_support).unwrap_or(false),
            symbol_tags: symbol
                .and_then(|symbol| symbol.tag_support.as_ref())
                .is_some_and(|support| support.value_set.contains(&lsp::SymbolTag::DEPRECATED)),
            symbol_kinds: SymbolKinds::of(symbol.and_then(|symbol| symbol.symbol_kind.as_ref())),
            workspace_symbol_kinds: SymbolKinds::of(
                workspace.and_then(|workspace| workspace.symbol.as_ref()?.symbol_kind.as_ref()),
            ),
            most_folds: text.and_then(|text| text.folding_range.as_ref()?.range_limit).map(|most| most as usize),
            definition_links: text.and_then(|text| text.definition.as_ref()?.link_support).unwrap_or(false),
            declaration_links: text.and_then(|text| text.declaration.as_ref()?.link_support).unwrap_or(false),
            prepares_rename: text.and_then(|text| text.rename.as_ref()?.prepare_support).unwrap_or(false),
            code_action_literals: text
                .and_then(|text| text.code_action.as_ref())
                .is_some_and(|action| action.code_action_literal_support.is_some()),
            document_changes: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or(false),
            watches_files: watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false),
            relative_patterns: watched.and_then(|watched| watched.relative_pattern_support).unwrap_or(false),
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
            executes_commands: workspace.is_some_and(|workspace| workspace.execute_command.is_some()),
            shows_references: client
                .experimental
                .as_ref()
                .and_then(|experimental| experimental.pointer("/commands/commands")?.as_array())
                .is_some_and(|commands| commands.iter().any(|command| command == SHOW_REFERENCES)),
        }
    }
}

/// The first of the formats, which are in the client's order, that we know.
fn format(formats: Option<&[lsp::MarkupKind]>) -> Format {
    match formats.and_then(|formats| formats.first()) {
        Some(lsp::MarkupKind::Markdown) => Format::Markdown,
        Some(lsp::MarkupKind::PlainText) => Format::PlainText,
        None => Format::String,
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
