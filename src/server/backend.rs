//! Maps each method of the protocol to its handler.

use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::{Notification as _, SetTrace};
use tower_lsp::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

use super::event::Arrival;
use super::notifications;
use super::requests::comparable::{ComparableAnswer, ComparableParams};
#[cfg(feature = "remote")]
use super::requests::execute_command;
use super::requests::extensions::{
    self, ContentAnswer, ContentParams, FormAnswer, FormParams, ReplaceContentParams, StatusAnswer, StatusParams,
};
use super::requests::{
    code_action, code_lens, comparable, completion, definition, diagnostic, document_highlight, document_link,
    document_symbol, folding_range, formatting, hover, initialize, inlay_hint, on_type_formatting, references, rename,
    selection_range, semantic_tokens, workspace_diagnostic, workspace_symbol,
};
use super::session::{Options, Session};

/// The implementation of the framework's `LanguageServer` trait.
pub(super) struct Backend {
    session: Arc<Session>,
}

/// The service with all methods, and the socket from which the messages that we initiate are read.
pub(super) fn service(arrivals: UnboundedSender<Arrival>, options: Options) -> (LspService<Backend>, ClientSocket) {
    let service = LspService::build(|client| Backend::new(client, arrivals, options))
        .custom_method(SetTrace::METHOD, Backend::set_trace)
        .custom_method(extensions::CONTENT, Backend::content)
        .custom_method(extensions::REPLACE_CONTENT, Backend::replace_content)
        .custom_method(extensions::FORM, Backend::form)
        .custom_method(comparable::COMPARABLE, Backend::comparable)
        .custom_method(extensions::STATUS, Backend::status);
    #[cfg(debug_assertions)]
    let service = service.custom_method("integration-ls/panic", Backend::panic);
    service.finish()
}

impl Backend {
    fn new(client: Client, arrivals: UnboundedSender<Arrival>, options: Options) -> Self {
        Self { session: Arc::new(Session::new(client, arrivals, options)) }
    }

    pub(super) fn session(&self) -> Arc<Session> {
        Arc::clone(&self.session)
    }

    /// The session, for a handler of a notification.
    fn notified(&self) -> &Arc<Session> {
        self.session.count_notification();
        &self.session
    }

    async fn set_trace(&self, params: lsp::SetTraceParams) {
        notifications::set_trace(self.notified(), &params);
    }

    async fn content(&self, params: ContentParams) -> Result<Option<ContentAnswer>> {
        extensions::content(&self.session, params)
    }

    async fn replace_content(&self, params: ReplaceContentParams) -> Result<Option<lsp::WorkspaceEdit>> {
        extensions::replace_content(&self.session, params)
    }

    async fn form(&self, params: FormParams) -> Result<Option<FormAnswer>> {
        extensions::form(&self.session, params)
    }

    async fn comparable(&self, params: ComparableParams) -> Result<Option<ComparableAnswer>> {
        comparable::comparable_text(&self.session, params).await
    }

    async fn status(&self, params: StatusParams) -> Result<Option<StatusAnswer>> {
        extensions::status(&self.session, params)
    }

    /// Lets tests check that a panic does not end the server, and that its message, which may quote the document, is not
    /// passed on.
    #[cfg(debug_assertions)]
    async fn panic(&self, params: serde_json::Value) -> Result<()> {
        panic!("asked to panic: {params}")
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        initialize::initialize(&self.session, params)
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        notifications::initialized(self.notified()).await;
    }

    async fn shutdown(&self) -> Result<()> {
        self.session.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        notifications::did_open(self.notified(), params).await;
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        notifications::did_change(self.notified(), params).await;
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        notifications::did_save(self.notified(), &params);
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        notifications::did_close(self.notified(), params).await;
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        notifications::did_change_configuration(self.notified(), params).await;
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        notifications::did_change_watched_files(self.notified(), params).await;
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        notifications::did_change_workspace_folders(self.notified(), &params);
    }

    async fn did_rename_files(&self, _: lsp::RenameFilesParams) {
        notifications::files_moved(self.notified()).await;
    }

    async fn did_delete_files(&self, _: lsp::DeleteFilesParams) {
        notifications::files_moved(self.notified()).await;
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        hover::hover(&self.session, params)
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        completion::completion(&self.session, params)
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        completion::completion_resolve(&self.session, item)
    }

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        code_action::code_action(&self.session, &params)
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        code_lens::code_lens(&self.session, params)
    }

    async fn diagnostic(&self, params: lsp::DocumentDiagnosticParams) -> Result<lsp::DocumentDiagnosticReportResult> {
        diagnostic::diagnostic(&self.session, params)
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        workspace_diagnostic::workspace_diagnostic(&self.session, params).await
    }

    async fn symbol(&self, params: lsp::WorkspaceSymbolParams) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        workspace_symbol::workspace_symbol(&self.session, params).await
    }

    #[cfg(feature = "remote")]
    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        execute_command::execute_command(&self.session, params).await
    }

    async fn document_symbol(&self, params: lsp::DocumentSymbolParams) -> Result<Option<lsp::DocumentSymbolResponse>> {
        document_symbol::document_symbol(&self.session, params)
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        document_link::document_link(&self.session, params)
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        document_highlight::document_highlight(&self.session, params)
    }

    async fn goto_definition(&self, params: lsp::GotoDefinitionParams) -> Result<Option<lsp::GotoDefinitionResponse>> {
        definition::definition(&self.session, params)
    }

    async fn goto_declaration(&self, params: GotoDeclarationParams) -> Result<Option<GotoDeclarationResponse>> {
        definition::declaration(&self.session, params)
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        references::references(&self.session, params)
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        rename::prepare_rename(&self.session, params)
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        rename::rename(&self.session, params)
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        folding_range::folding_range(&self.session, params)
    }

    async fn selection_range(&self, params: lsp::SelectionRangeParams) -> Result<Option<Vec<lsp::SelectionRange>>> {
        selection_range::selection_range(&self.session, params)
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        inlay_hint::inlay_hint(&self.session, params)
    }

    async fn formatting(&self, params: lsp::DocumentFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        formatting::formatting(&self.session, params)
    }

    async fn range_formatting(&self, params: lsp::DocumentRangeFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        formatting::range_formatting(&self.session, params)
    }

    async fn on_type_formatting(
        &self,
        params: lsp::DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        on_type_formatting::on_type_formatting(&self.session, params)
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        semantic_tokens::full(&self.session, params)
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        semantic_tokens::full_delta(&self.session, params)
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        semantic_tokens::range(&self.session, params)
    }
}
