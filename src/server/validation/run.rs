//! From the command to the answer.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use tower_lsp::ls_types as lsp;

use super::answer::Answer;
use super::state::Recipient;
use super::validated::{Outcome, Validated, Verdict};
use crate::contract::Form;
use crate::remote::{Cancel, Client, Environment, FailureKind, Flags, Limits, Login, Problem, Reference, Request};
use crate::server::documents::next_revision;
use crate::server::event::Event;
use crate::server::progress::Progress;
use crate::server::registration;
use crate::server::session::Session;
use crate::submission::{Body, Concern, Refusal};
use crate::text::visible;

/// What somebody asks for.
pub(in crate::server) struct Asked {
    pub(in crate::server) uri: lsp::Uri,
    /// Of what the manifest is an update.
    pub(in crate::server) target: Option<Reference>,
    /// Under which the client shows the progress.
    pub(in crate::server) token: Option<lsp::ProgressToken>,
    /// Whether somebody waits for the answer, and is told why there is none.
    pub(in crate::server) is_awaited: bool,
}

/// What is sent.
struct Prepared {
    body: Body,
    text_revision: u64,
    /// `None` for a new integration.
    target: Option<Reference>,
}

/// Validates a document that was saved.
pub(in crate::server) fn on_save(session: &Arc<Session>, uri: lsp::Uri) {
    let session = Arc::clone(session);
    tokio::spawn(async move {
        validate(&session, Asked { uri, target: None, token: None, is_awaited: false }).await;
    });
}

/// Validates an open document, shows the answer, and says what came of it.
pub(in crate::server) async fn validate(session: &Arc<Session>, asked: Asked) -> Value {
    let own_uri = session.documents.own_uri(&asked.uri);
    let asked = Asked { uri: own_uri.unwrap_or(asked.uri), ..asked };
    let (uri, is_awaited) = (asked.uri.clone(), asked.is_awaited);
    let outcome = match prepare(session, &asked) {
        Ok(prepared) => ask(session, asked, prepared).await,
        Err(outcome) => outcome,
    };
    let is_news = matches!(outcome.name, "failed" | "notSent" | "changed");
    let message = for_notification(&outcome.message);
    if is_news && is_awaited {
        let kind = if outcome.name == "changed" { lsp::MessageType::INFO } else { lsp::MessageType::ERROR };
        session.client.show_message(kind, &message).await;
    } else if outcome.name == "failed" {
        session.client.log_message(lsp::MessageType::WARNING, &message).await;
    }
    json!({ "outcome": outcome.name, "message": message, "uri": uri })
}

/// What would be sent of a document.
fn prepare(session: &Session, asked: &Asked) -> Result<Prepared, Outcome> {
    let not_sent = |why: String| Outcome::new("notSent", why);
    let found = session.documents.read(&asked.uri, |open| {
        let known = || session.validations.target(asked.uri.as_str());
        let target = match (&asked.target, open.document.form().0) {
            (Some(target), _) => Some(target.clone()),
            (None, Form::Create) => None,
            (None, Form::Update) => Some(known().ok_or_else(|| not_sent(NO_TARGET.to_owned()))?),
        };
        let form = if target.is_some() { Form::Update } else { Form::Create };
        let body = Body::new(&open.document, form, false)
            .map_err(|why| not_sent(format!("The manifest was not sent to Botpress. {why}")))?;
        Ok(Prepared { body, text_revision: open.text_revision, target })
    });
    found.unwrap_or_else(|| Err(not_sent("The document is not open.".to_owned())))
}

/// What is said of an update of nobody knows what.
const NO_TARGET: &str = "This manifest is an update, and nothing says of which integration. Run the command with its ID, \
                         or its name and version.";

async fn ask(session: &Arc<Session>, asked: Asked, prepared: Prepared) -> Outcome {
    let Asked { uri, token, is_awaited, .. } = asked;
    let Prepared { body, text_revision, target } = prepared;
    let running = session.validations.begin(uri.as_str());
    let client = match on_a_thread(client).await {
        Some(Ok(client)) => Arc::new(client),
        Some(Err(why)) => return Outcome::new("failed", why),
        None => return Outcome::cancelled(),
    };
    if !may_send(session, &client, &body, is_awaited).await {
        return Outcome::new("cancelled", "Nothing was sent.");
    }
    let host = client.login().address().host().to_owned();
    let mut progress = Progress::new(session, token);
    let cancel = running.cancel.clone();
    progress.on_cancel(move || cancel.cancel());
    progress.begin_work("Validating with Botpress", &host).await;
    let noun = if target.is_some() { "an update" } else { "a new integration" };
    let (cancel, of) = (running.cancel.clone(), target.clone());
    let answer = on_a_thread(move || send(&client, of.as_ref(), &body, &cancel)).await;
    progress.end().await;
    let verdict = match answer {
        Some(Ok(())) => Verdict::Accepted(format!("{host} accepts this manifest as {noun}")),
        Some(Err(Problem::Refused(error))) => {
            Verdict::Refused(Refusal { status: error.code, kind: error.kind, message: error.message })
        }
        Some(Err(Problem::Failed(failure))) if failure.kind == FailureKind::Cancelled => return Outcome::cancelled(),
        Some(Err(Problem::Failed(failure))) => return Outcome::new("failed", failure.to_string()),
        None => return Outcome::cancelled(),
    };
    // It was asked about in this way before the answer was good or bad, so the next question can be the same.
    if let Some(target) = target.filter(|_| !verdict.is_about_request()) {
        session.validations.set_target(uri.as_str(), target);
    }
    let (shown, when_shown) = oneshot::channel();
    session.send_event(Event::Validated(Box::new(Validated { uri, text_revision, verdict, shown })));
    match when_shown.await {
        Ok(Some(outcome)) => outcome,
        _ => Outcome::new(
            "changed",
            "Botpress has answered, but the manifest has changed since it was sent. Validate it again.",
        ),
    }
}

/// Runs something that blocks; `None` if it panicked.
pub(super) async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    spawn_blocking(work).await.ok()
}

/// The client for whoever the environment and the files of the vendor's tool name.
pub(super) fn client() -> Result<Client, String> {
    let environment = Environment::of_process();
    let login = Login::find(&Flags::default(), &environment).map_err(|error| error.to_string())?;
    Client::new(login, &environment, Limits::EDITOR).map_err(|failure| failure.to_string())
}

fn send(client: &Client, target: Option<&Reference>, body: &Body, cancel: &Cancel) -> Result<(), Problem> {
    let json = body.json().as_bytes().to_vec();
    let request = match target {
        None => Request::validate_create(json),
        Some(Reference::Id(id)) => Request::validate_update(id, json)?,
        Some(reference) => Request::validate_update(&client.fetch(reference, cancel)?.id.unwrap_or_default(), json)?,
    };
    client.validate(&request, cancel)
}

/// Whether a manifest may be sent. Somebody is asked once in a session; on save, not again after a no.
async fn may_send(session: &Session, client: &Client, body: &Body, is_awaited: bool) -> bool {
    const SEND: &str = "Send";
    let (login, action) = (client.login(), |title: &str| lsp::MessageActionItem {
        title: title.to_owned(),
        properties: std::collections::HashMap::default(),
    });
    let recipient: Recipient = (login.address().as_str().to_owned(), login.workspace_id());
    let _question = session.validations.question.lock().await;
    match session.validations.consent(&recipient) {
        Some(true) => return true,
        Some(false) if !is_awaited => return false,
        _ => {}
    }
    let message = format!(
        "Send this manifest to {}, workspace {}, to validate it? It has {}. Nothing is changed there.",
        login.address().host(),
        recipient.1,
        body.summary()
    );
    let actions = vec![action(SEND), action("Cancel")];
    let answer = session.client.show_message_request(lsp::MessageType::INFO, for_notification(&message), Some(actions));
    let may_send = matches!(answer.await, Ok(Some(chosen)) if chosen.title == SEND);
    session.validations.set_consent(recipient, may_send);
    may_send
}

/// Puts an answer into its document, if the text is still the same.
pub(in crate::server) fn put(session: &Session, validated: Validated) {
    let Validated { uri, text_revision, verdict, shown } = validated;
    let outcome = session.documents.update(&uri, |open| {
        if open.text_revision != text_revision {
            return None;
        }
        let (answer, outcome) = match verdict {
            Verdict::Accepted(summary) => {
                let outcome = Outcome::new("accepted", format!("{summary}."));
                (Some(Answer::Accepted(summary)), outcome)
            }
            Verdict::Refused(refusal) if refusal.concern() == Concern::Request => {
                (None, Outcome::new("failed", refusal.explain(&open.document)))
            }
            Verdict::Refused(refusal) => {
                let answer = Answer::refused(&refusal, &open.document);
                let outcome = Outcome::new("refused", format!("{}.", answer.summary()));
                (Some(answer), outcome)
            }
        };
        open.answer = answer;
        open.revision = next_revision();
        Some(outcome)
    });
    if matches!(outcome, Some(Some(_))) {
        session.mark_unchecked(uri.as_str());
        registration::refresh_diagnostics(session);
    }
    // Nobody waits any more if the command was cancelled.
    let _ = shown.send(outcome.flatten());
}

/// A text in a notification: editors make links of what stands in brackets.
fn for_notification(text: &str) -> String {
    let shown: String = visible(text).chars().take(1_000).collect();
    shown.replace('[', "(").replace(']', ")")
}
