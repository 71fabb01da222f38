//! `workspace/executeCommand`: the one command that is more than an edit.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use crate::remote::Reference;
use crate::server::client::VALIDATE;
use crate::server::session::Session;
use crate::server::validation::{Asked, validate};

pub(in crate::server) async fn execute_command(
    session: &Arc<Session>,
    params: lsp::ExecuteCommandParams,
) -> Result<Option<Value>> {
    if params.command != VALIDATE {
        let known: String = params.command.chars().take(80).collect();
        return Err(Error::invalid_params(format!("There is no command {}.", crate::text::quoted(&known))));
    }
    if !session.offers_validation() {
        return Err(Error::invalid_params("Validation with Botpress is switched off."));
    }
    let Some((uri, target)) = arguments(&params.arguments) else {
        return Err(Error::invalid_params(
            "The argument is the URI of a manifest, or an object with \"uri\" and \"id\", or \"name\" and \"version\".",
        ));
    };
    let token = params.work_done_progress_params.work_done_token;
    Ok(Some(validate(session, Asked { uri, target, token, is_awaited: true }).await))
}

/// The document, and what it is an update of: a URI, or an object with `uri` and `id`, or `name` and `version`.
fn arguments(arguments: &[Value]) -> Option<(lsp::Uri, Option<Reference>)> {
    let first = arguments.first()?;
    let text = |name: &str| first.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
    let uri = first.as_str().map(str::to_owned).or_else(|| text("uri"))?.parse().ok()?;
    Some((uri, Reference::of(text("id"), text("name"), text("version"))))
}
