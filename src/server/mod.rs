//! How LSP says it: the only folder that names the protocol's types, or anything async.
//!
//! Messages are handled one after the other (`ordering`), and every handler of a document message changes
//! the document before anything else, so the order on the wire is the order of the edits. No handler that
//! others wait for waits for an answer of the client.

mod actions;
mod capabilities;
mod completions;
mod configurations;
mod content;
mod convert;
mod documents;
mod everywhere;
mod guard;
mod highlight;
mod lens;
pub mod log;
mod navigation;
mod ordering;
mod outgoing;
mod progress;
mod publish;
mod pull;
mod registration;
mod settings;
mod structure;
mod trace;
mod uri;
mod watch;
mod wire;
mod workspace;

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;
use tower_lsp::{Client, LanguageServer, LspService, Server};

use crate::features::hover;
use capabilities::ClientAbilities;
use configurations::Configurations;
use documents::Documents;
use ordering::{Ordered, Queue};
use outgoing::{Outgoing, Socket};
use progress::Works;
use trace::Trace;
use workspace::Workspace;

/// How many messages may be read ahead, so that one of them can cancel another.
const READ_AHEAD: usize = 64;

/// How the server is to be run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Ignore documents that are neither named like a manifest nor configured to be one.
    pub only_manifests: bool,
}

/// Serves one client on standard input and output until it says `exit` or goes away.
///
/// The exit status is that of the protocol: success only after `shutdown`.
pub fn run(options: Options) -> ExitCode {
    tracing::info!(version = env!("CARGO_PKG_VERSION"), only_manifests = options.only_manifests, "started");
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::from(2);
    };
    let shut_down = Arc::new(AtomicBool::new(false));
    runtime.block_on(serve(Arc::clone(&shut_down), options));
    // What is still being read is of no use any more; it must not be waited for.
    runtime.shutdown_background();
    if shut_down.load(Ordering::Relaxed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn serve(shut_down: Arc<AtomicBool>, options: Options) {
    let queue = Arc::new(Queue::default());
    let trace = Arc::new(Trace::default());
    let outgoing = Arc::new(Outgoing::default());
    let session = Arc::new(Session {
        shut_down,
        options,
        queue: Arc::clone(&queue),
        trace: Arc::clone(&trace),
        documents: Documents::default(),
        abilities: Mutex::new(ClientAbilities::default()),
        configurations: Configurations::default(),
        workspace: Workspace::default(),
        works: Works::default(),
        unsaid: Mutex::default(),
    });
    let (service, socket) = LspService::build(|client| Backend { client, session })
        .custom_method("$/setTrace", Backend::set_trace)
        .custom_method("window/workDoneProgress/cancel", Backend::cancel_work)
        .custom_method(content::CONTENT, Backend::content)
        .custom_method(content::REPLACE_CONTENT, Backend::replace_content)
        .custom_method(content::STATUS, Backend::status)
        .finish();
    let Ok(output) = wire::output() else { return };
    let socket = Socket { inner: socket, outgoing: Arc::clone(&outgoing) };
    Server::new(wire::input(Arc::clone(&outgoing)), output, socket)
        .concurrency_level(READ_AHEAD)
        .serve(Ordered::new(service, queue, trace, outgoing))
        .await;
}

/// One client's session. Clones share it.
#[derive(Clone)]
struct Backend {
    client: Client,
    session: Arc<Session>,
}

/// What a session holds.
struct Session {
    shut_down: Arc<AtomicBool>,
    options: Options,
    queue: Arc<Queue>,
    trace: Arc<Trace>,
    documents: Documents,
    abilities: Mutex<ClientAbilities>,
    configurations: Configurations,
    workspace: Workspace,
    works: Works,
    /// What is to be shown once the client is ready for it.
    unsaid: Mutex<Vec<String>>,
}

impl std::ops::Deref for Backend {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Session {
    fn abilities(&self) -> ClientAbilities {
        self.abilities.lock().map(|abilities| abilities.clone()).unwrap_or_default()
    }

    /// Whether a document is somebody else's. One without a path has no name to go by and is ours.
    fn leaves_alone(&self, uri: &lsp::Uri) -> bool {
        self.options.only_manifests
            && uri::file_path(uri).is_some_and(|path| !self.configurations.files.is_manifest(&path))
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        if let Some(client) = &params.client_info {
            tracing::info!(name = client.name, version = client.version, "initialized by a client");
        }
        let abilities = ClientAbilities::of(&params.capabilities);
        let result = capabilities::offer(&abilities);
        if let Ok(mut known) = self.abilities.lock() {
            *known = abilities;
        }
        if let Some(trace) = params.trace {
            self.trace.set(trace, &self.client);
        }
        self.workspace.set_folders(folders(&params).into_iter());
        if let Some(parent) = params.process_id {
            watch::exit_with(parent);
        }
        if let Some(options) = params.initialization_options {
            // Nothing may be sent to the client before it is initialized.
            let problems = self.take_settings(&options);
            if let Ok(mut unsaid) = self.unsaid.lock() {
                *unsaid = problems;
            }
        }
        Ok(result)
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        let unsaid = self.unsaid.lock().map(|mut unsaid| std::mem::take(&mut *unsaid)).unwrap_or_default();
        for problem in unsaid {
            self.client.show_message(lsp::MessageType::WARNING, problem).await;
        }
        self.pull_settings();
        self.register();
        self.look_around();
    }

    async fn shutdown(&self) -> Result<()> {
        self.shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        // Without watched files nobody tells us of a configuration that has changed since.
        if !self.abilities().watches_files {
            self.configurations.files.forget();
        }
        if self.leaves_alone(&uri) {
            return;
        }
        let opened = self.documents.open(params.text_document, self.configurations.options(&uri));
        self.log(opened).await;
        self.publish(&uri).await;
        self.publish_flaws().await;
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        if self.leaves_alone(&uri) {
            return;
        }
        let changed = self.documents.change(params, self.abilities().encoding);
        self.log(changed).await;
        if self.queue.is_last_change(uri.as_str()) {
            self.publish(&uri).await;
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        self.documents.close(&params.text_document.uri);
        self.closed(&params.text_document.uri).await;
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        if params.settings.is_null() {
            self.pull_settings();
        } else {
            self.apply_settings(&params.settings).await;
        }
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        self.files_changed(params.changes).await;
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        self.folders_changed(params.event).await;
    }

    async fn did_rename_files(&self, _: lsp::RenameFilesParams) {
        self.files_moved();
    }

    async fn did_delete_files(&self, _: lsp::DeleteFilesParams) {
        self.files_moved();
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        self.pulled_everywhere(params).await
    }

    async fn symbol(&self, params: lsp::WorkspaceSymbolParams) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        self.names_everywhere(params).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.lenses(params).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        self.changed_tokens(params).await
    }

    async fn on_type_formatting(
        &self,
        params: lsp::DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.formatted_while_typing(params).await
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        self.resolved(item).await
    }

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        self.actions(params).await
    }

    async fn diagnostic(&self, params: lsp::DocumentDiagnosticParams) -> Result<lsp::DocumentDiagnosticReportResult> {
        self.pulled(params).await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        self.all_tokens(params).await
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        self.some_tokens(params).await
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        self.inlay_hints(params).await
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.links(params).await
    }

    async fn document_symbol(&self, params: lsp::DocumentSymbolParams) -> Result<Option<lsp::DocumentSymbolResponse>> {
        self.symbols(params).await
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.folds(params).await
    }

    async fn selection_range(&self, params: lsp::SelectionRangeParams) -> Result<Option<Vec<lsp::SelectionRange>>> {
        self.selections(params).await
    }

    async fn formatting(&self, params: lsp::DocumentFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.formatted(params).await
    }

    async fn range_formatting(&self, params: lsp::DocumentRangeFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        self.formatted_in_part(params).await
    }

    async fn goto_definition(&self, params: lsp::GotoDefinitionParams) -> Result<Option<lsp::GotoDefinitionResponse>> {
        self.definition(params).await
    }

    /// In a manifest the two are one.
    async fn goto_declaration(
        &self,
        params: lsp::request::GotoDeclarationParams,
    ) -> Result<Option<lsp::request::GotoDeclarationResponse>> {
        self.definition(params).await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        self.all_references(params).await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        self.highlights(params).await
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        self.prepare(params).await
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        self.renamed(params).await
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        let abilities = self.abilities();
        let place = params.text_document_position_params;
        self.with_document("textDocument/hover", &place.text_document.uri, |document| {
            guard::panic_if_asked(document.source().text());
            let offset = convert::offset(document.source(), place.position, abilities.encoding);
            hover::hover(document, offset).map(|hover| convert::hover(document.source(), hover, &abilities))
        })
        .await
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        self.completions(params).await
    }
}

/// The folders of the workspace, in the newest way that the client knows to say it.
fn folders(params: &lsp::InitializeParams) -> Vec<lsp::Uri> {
    if let Some(folders) = &params.workspace_folders {
        return folders.iter().map(|folder| folder.uri.clone()).collect();
    }
    #[allow(deprecated, reason = "older clients say it so")]
    params.root_uri.clone().into_iter().collect()
}
