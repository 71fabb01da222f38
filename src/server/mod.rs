//! How LSP says it: the only folder that names the protocol's types, or anything async.
//!
//! Messages are handled one after the other (`concurrency_level(1)`), and every handler of a document
//! message changes the document before anything else, so the order on the wire is the order of the
//! edits. No handler waits for an answer of the client: the framework could not read it.

mod actions;
mod capabilities;
mod configurations;
mod convert;
mod documents;
mod guard;
mod highlight;
mod navigation;
mod ordering;
mod publish;
mod pull;
mod settings;
mod structure;
mod uri;
mod watch;
mod wire;

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;
use tower_lsp::{Client, LanguageServer, LspService, Server};

use crate::features::{completion, hover};
use capabilities::ClientAbilities;
use configurations::Configurations;
use documents::Documents;
use ordering::{Ordered, Queue};

/// Serves one client on standard input and output until it says `exit` or goes away.
///
/// The exit status is that of the protocol: success only after `shutdown`.
pub fn run() -> ExitCode {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::from(2);
    };
    let shut_down = Arc::new(AtomicBool::new(false));
    runtime.block_on(serve(Arc::clone(&shut_down)));
    // The thread that waits for standard input cannot be stopped; it must not be waited for.
    runtime.shutdown_background();
    if shut_down.load(Ordering::Relaxed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn serve(shut_down: Arc<AtomicBool>) {
    let queue = Arc::new(Queue::default());
    let session = Arc::new(Session {
        shut_down,
        queue: Arc::clone(&queue),
        documents: Documents::default(),
        abilities: Mutex::new(ClientAbilities::default()),
        configurations: Configurations::default(),
        unsaid: Mutex::default(),
    });
    let (service, socket) = LspService::new(|client| Backend { client, session });
    let input = wire::repaired(tokio::io::stdin());
    Server::new(input, tokio::io::stdout(), socket).concurrency_level(1).serve(Ordered::new(service, queue)).await;
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
    queue: Arc<Queue>,
    documents: Documents,
    abilities: Mutex<ClientAbilities>,
    configurations: Configurations,
    /// What is to be shown once the client is ready for it.
    unsaid: Mutex<Vec<String>>,
}

impl std::ops::Deref for Backend {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Backend {
    fn abilities(&self) -> ClientAbilities {
        self.abilities.lock().map(|abilities| abilities.clone()).unwrap_or_default()
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let abilities = ClientAbilities::of(&params.capabilities);
        let result = capabilities::offer(&abilities);
        if let Ok(mut known) = self.abilities.lock() {
            *known = abilities;
        }
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
        self.watch_configurations();
    }

    async fn shutdown(&self) -> Result<()> {
        self.shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        // A client that does not watch files for us may have changed the configuration since.
        if !self.abilities().watches_files {
            self.configurations.forget();
        }
        let opened = self.documents.open(params.text_document, self.configurations.options(&uri));
        self.log(opened).await;
        self.publish(&uri).await;
        self.publish_flaws().await;
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        let changed = self.documents.change(params, self.abilities().encoding);
        self.log(changed).await;
        if self.queue.is_last_change(uri.as_str()) {
            self.publish(&uri).await;
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        self.documents.close(&params.text_document.uri);
        if !self.abilities().pulls_diagnostics {
            self.client.publish_diagnostics(params.text_document.uri, Vec::new(), None).await;
        }
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        if params.settings.is_null() {
            self.pull_settings();
        } else {
            self.apply_settings(&params.settings).await;
        }
    }

    async fn did_change_watched_files(&self, _: lsp::DidChangeWatchedFilesParams) {
        self.configurations.forget();
        self.configure_all();
        self.publish_all().await;
        self.publish_flaws().await;
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
        let abilities = self.abilities();
        let place = params.text_document_position;
        self.with_document("textDocument/completion", &place.text_document.uri, |document| {
            let offset = convert::offset(document.source(), place.position, abilities.encoding);
            let items = completion::complete(document, offset, abilities.snippets);
            let items = items.into_iter().map(|item| convert::completion(document.source(), item, &abilities));
            Some(lsp::CompletionResponse::Array(items.collect()))
        })
        .await
    }
}
