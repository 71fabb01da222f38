//! The client of the Admin API, against a server of our own.

mod login;
mod outcomes;
mod proxies;
mod requests;
mod tries;

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use integration_ls::remote::{Client, Environment, Flags, Limits, Login, Problem};

use crate::http_server::HttpServer;

/// It must be in no output of any test.
pub(crate) const TOKEN: &str = "bp_pat_N0tT0BeSeen/4nywhere+Zz9";

/// No waits; and a deadline that no test reaches.
pub(crate) const AT_ONCE: Limits = Limits { deadline: Duration::from_secs(600), tries: 4, pause: Duration::ZERO };

/// An environment with these variables, and nothing of the machine's.
pub(crate) fn environment(variables: &[(&str, &str)]) -> Environment<'static> {
    let variables: HashMap<String, OsString> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    Environment::new(move |name| variables.get(name).cloned(), None, PathBuf::from("/nowhere"))
}

/// A client that asks this server.
pub(crate) fn client(server: &HttpServer, limits: Limits) -> Client {
    client_of(&server.url(), &[], limits)
}

/// A client that asks at this URL, with more variables in its environment.
pub(crate) fn client_of(url: &str, more: &[(&str, &str)], limits: Limits) -> Client {
    let variables = [&[("BP_TOKEN", TOKEN), ("BP_WORKSPACE_ID", "wkspace_1"), ("BP_API_URL", url)], more].concat();
    let environment = environment(&variables);
    let login = Login::find(&Flags::default(), &environment).unwrap();
    assert_hidden(&format!("{login:?}"));
    let client = Client::new(login, &environment, limits).unwrap();
    assert_hidden(&format!("{client:?}"));
    client
}

/// The problem in words, in which the token is not.
pub(crate) fn said(problem: &Problem) -> String {
    assert_hidden(&format!("{problem:?}"));
    let said = problem.to_string();
    assert_hidden(&said);
    said
}

/// The token is not in a text, however it is written.
#[track_caller]
pub(crate) fn assert_hidden(text: &str) {
    use base64::Engine;
    let plain = TOKEN.to_owned();
    let in_url = TOKEN.replace('/', "%2F").replace('+', "%2B");
    let in_json = TOKEN.replace('/', "\\/");
    let in_base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(TOKEN);
    for written in [plain, in_url, in_json, in_base64[..in_base64.len() - 1].to_owned()] {
        assert!(!text.contains(&written), "the token is in this: {text}");
    }
    assert!(!text.contains(&TOKEN[7..19]), "a part of the token is in this: {text}");
}
