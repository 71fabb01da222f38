//! Asks, and asks again where that may help.

use std::io;
use std::time::{Duration, Instant, SystemTime};

use serde::Deserialize;
use serde_json::value::RawValue;
use ureq::http::{self, HeaderValue};

use super::agent::{Rules, agent};
use super::answer::{Problem, Reader};
use super::cancel::Cancel;
use super::environment::Environment;
use super::exchange::{NoReply, Reply, exchange, pause};
use super::failure::{Failure, FailureKind};
use super::login::Login;
use super::proxy::{self, Named};
use super::redact::Redactor;
use super::request::{Reference, Request};
use super::wait;

/// How long to try, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The time for everything: all tries, and the waits between them.
    pub deadline: Duration,
    /// How often a request is sent at most.
    pub tries: u32,
    /// The wait before the second try, if the answer does not say how long; the wait before the third is twice as long, and
    /// so on.
    pub pause: Duration,
}

impl Limits {
    /// As the vendor's own tool.
    pub const TERMINAL: Self = Self { deadline: Duration::from_secs(180), tries: 4, pause: Duration::from_secs(1) };
    /// For somebody who waits in front of an editor.
    pub const EDITOR: Self = Self { deadline: Duration::from_secs(30), tries: 2, pause: Duration::from_secs(1) };
}

/// Whatever its value, there are no requests.
const OFFLINE: &str = "INTEGRATION_LS_OFFLINE";
/// The most bytes of an answer to a validation: it is `{}`, or a message.
const LONGEST_VERDICT: u64 = 1 << 20;
/// The most bytes of a deployed integration. It has no code; the largest that is known has 300 KB.
const LONGEST_DEPLOYED: u64 = 32 << 20;
/// How many redirects a file of an integration may have.
const REDIRECTS_OF_A_FILE: u32 = 3;

/// Asks the API for one person. It blocks: an editor's server calls it on a thread of its own.
#[derive(Debug)]
pub struct Client {
    login: Login,
    proxy: Option<Named>,
    limits: Limits,
    redactor: Redactor,
}

/// What is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployed {
    /// Its ID, by which an update names it.
    pub id: Option<String>,
    /// The integration as the API describes it, in JSON. It is the text of a stranger: of any depth, and with keys that are
    /// secret, such as `signingSecret`.
    pub text: String,
    /// Whether it is another workspace's, found on the hub.
    pub is_from_hub: bool,
}

impl Client {
    /// A client for one login.
    ///
    /// # Errors
    /// The environment forbids requests with `INTEGRATION_LS_OFFLINE`, or names a proxy that is none.
    pub fn new(login: Login, environment: &Environment<'_>, limits: Limits) -> Result<Self, Failure> {
        if environment.variable(OFFLINE).is_some() {
            let what = format!("Nothing is sent, because the environment variable {OFFLINE} is set");
            return Err(Failure::new(FailureKind::SwitchedOff, what, "Unset it to ask the API"));
        }
        // What is on this machine needs no proxy.
        let proxy = if login.address().is_loopback() { None } else { proxy::find(environment)? };
        let redactor = login.redactor();
        Ok(Self { login, proxy, limits, redactor })
    }

    /// Who asks.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// Whether the API would accept a request of [`Request::validate_update`] or [`Request::validate_create`].
    ///
    /// # Errors
    /// It refused, or could not be asked.
    pub fn validate(&self, request: &Request, cancel: &Cancel) -> Result<(), Problem> {
        self.ask(request, LONGEST_VERDICT, cancel).map(drop)
    }

    /// What is deployed: in the workspace, or else on the hub.
    ///
    /// # Errors
    /// The API refused, or could not be asked.
    pub fn fetch(&self, reference: &Reference, cancel: &Cancel) -> Result<Deployed, Problem> {
        let own = self.ask(&Request::get(reference)?, LONGEST_DEPLOYED, cancel);
        let Err(not_own) = own else { return self.deployed(&own?, false) };
        if !is_absent(&not_own) {
            return Err(not_own);
        }
        match self.ask(&Request::get_from_hub(reference)?, LONGEST_DEPLOYED, cancel) {
            Ok(text) => self.deployed(&text, true),
            Err(error) if is_absent(&error) => Err(not_own),
            Err(error) => Err(error),
        }
    }

    /// A file of a deployed integration, such as its icon: the URL is from the API's answer. Neither the token nor the
    /// workspace is sent, since the file lies elsewhere.
    ///
    /// # Errors
    /// It cannot be had, is larger than `most` bytes, or its URL is not https. (If the API is on this machine, http is fine
    /// for a file on it.)
    pub fn download(&self, url: &str, most: u64, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
        let refused = |why: &str| {
            let what = format!("A file of the integration is not downloaded, because its URL {why}");
            Failure::new(FailureKind::Request, what, "")
        };
        // What a query has in it is part of the URL of a file; it is checked without.
        let (base, _) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
        let address = super::address::Address::parse(base).map_err(refused)?;
        let is_local = address.is_loopback();
        if is_local && !self.login.address().is_loopback() {
            return Err(refused("leads to this machine"));
        }
        if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refused("has a space, a line break or a character outside of ASCII"));
        }
        let call = Call {
            host: address.host(),
            most,
            is_https_only: !is_local,
            redirects: if is_local { 0 } else { REDIRECTS_OF_A_FILE },
            proxy: self.proxy.as_ref().filter(|_| !is_local),
        };
        let build = || http::Request::get(url).body(Vec::new());
        let (reply, _) = self.send(&call, build, cancel)?;
        if reply.status == 200 {
            return Ok(reply.body);
        }
        let what = format!("{} answered with status {} when asked for a file", call.host, reply.status);
        Err(Failure::new(FailureKind::Answer, what, ""))
    }

    /// The request as it is sent, without its body and with the token left out.
    pub fn show(&self, request: &Request) -> String {
        let mut shown = format!("{} {}\n", request.method, self.login.address().url(&request.path));
        for (name, value) in headers(request) {
            shown += &format!("{name}: {value}\n");
        }
        shown += &format!("authorization: Bearer [token]\nx-workspace-id: {}\n", self.login.workspace_id);
        if let Some(body) = request.body() {
            shown += &format!("content-length: {}\n", body.len());
        }
        self.redactor.redact(&shown)
    }

    /// The answer to a request, if it is no refusal.
    fn ask(&self, request: &Request, most: u64, cancel: &Cancel) -> Result<String, Problem> {
        let address = self.login.address();
        let call = Call {
            host: address.host(),
            most,
            is_https_only: !address.is_loopback(),
            redirects: 0,
            proxy: self.proxy.as_ref(),
        };
        let build = || {
            let mut builder = http::Request::builder().method(request.method).uri(address.url(&request.path));
            for (name, value) in headers(request) {
                builder = builder.header(name, value);
            }
            if let Some(authorization) = self.login.token.authorization() {
                builder = builder.header("authorization", authorization);
            }
            let workspace = HeaderValue::from_str(&self.login.workspace_id)?;
            builder.header("x-workspace-id", workspace).body(request.body.clone().unwrap_or_default())
        };
        let (reply, retry_after) = self.send(&call, build, cancel)?;
        let reader = Reader { host: call.host, redactor: &self.redactor };
        reader.read(reply, retry_after)
    }

    /// Sends a request until there is an answer that stays, and returns it with the wait that it asks for.
    fn send(
        &self,
        call: &Call<'_>,
        build: impl Fn() -> http::Result<http::Request<Vec<u8>>>,
        cancel: &Cancel,
    ) -> Result<(Reply, Option<Duration>), Failure> {
        let end = Instant::now() + self.limits.deadline;
        let mut tries = 0;
        loop {
            tries += 1;
            let request = build().map_err(|_| {
                Failure::new(FailureKind::Request, "No request can be made from this", "Check what is asked for")
            })?;
            let rules = Rules {
                is_https_only: call.is_https_only,
                redirects: call.redirects,
                proxy: call.proxy.map(|named| named.proxy.clone()),
                timeout: end.saturating_duration_since(Instant::now()),
            };
            let result = exchange(agent(rules), request, call.most, end, cancel);
            let asked_for = match &result {
                Ok(reply) => wait::asked_for(&reply.headers, SystemTime::now()),
                Err(_) => None,
            };
            let length = asked_for.unwrap_or(self.limits.pause * tries);
            let is_in_time = Instant::now().checked_add(length).is_some_and(|then| then < end);
            if !may_help(&result) || tries >= self.limits.tries || !is_in_time {
                return match result {
                    Ok(reply) => Ok((reply, asked_for)),
                    Err(error) => Err(self.failure(call, error)),
                };
            }
            pause(length, cancel).map_err(|error| self.failure(call, error))?;
        }
    }

    fn deployed(&self, text: &str, is_from_hub: bool) -> Result<Deployed, Problem> {
        let not_one = || {
            let reader = Reader { host: self.login.address().host(), redactor: &self.redactor };
            Problem::Failed(reader.unknown(200, text))
        };
        let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|_| not_one())?;
        let integration = envelope.integration.get();
        if self.redactor.redact(integration) != integration {
            let what = format!("{} repeats your token in its answer, which is not shown", self.login.address().host());
            return Err(Failure::new(
                FailureKind::Answer,
                what,
                "Check the API URL, and whether a proxy answers in its place",
            )
            .into());
        }
        let identified = serde_json::from_str(integration).ok().filter(|_| integration.starts_with('{'));
        let Identified { id } = identified.ok_or_else(not_one)?;
        Ok(Deployed { id, text: integration.to_owned(), is_from_hub })
    }

    /// What went wrong, in words.
    fn failure(&self, call: &Call<'_>, error: NoReply) -> Failure {
        let host = call.host;
        let error = match error {
            NoReply::Cancelled => return Failure::new(FailureKind::Cancelled, "Cancelled", ""),
            NoReply::TimedOut => {
                let what = format!("{host} gave no complete answer within {}", seconds(self.limits.deadline));
                return Failure::new(FailureKind::TimedOut, what, "Try again later");
            }
            NoReply::Failed(error) => error,
        };
        let reader = Reader { host, redactor: &self.redactor };
        let why = |error: &dyn std::fmt::Display| reader.readable(&error.to_string(), LONGEST_REASON, |_| false);
        let network = "Check your connection to the network and the API URL";
        match &error {
            ureq::Error::HostNotFound => {
                Failure::new(FailureKind::UnknownHost, format!("No address is known for the host {host}"), network)
            }
            ureq::Error::BodyExceedsLimit(_) => {
                let what = format!("The answer of {host} is larger than {}, and was not read", megabytes(call.most));
                Failure::new(FailureKind::TooLarge, what, "Check the API URL")
            }
            ureq::Error::LargeResponseHeader(..) => Failure::new(
                FailureKind::TooLarge,
                format!("The headers of the answer of {host} are too long"),
                "Check the API URL",
            ),
            ureq::Error::Rustls(error) => tls(host, &why(error)),
            ureq::Error::Tls(error) => tls(host, &why(error)),
            ureq::Error::RequireHttpsOnly(_) => Failure::new(
                FailureKind::Redirect,
                format!("Redirect refused: {host} leads to an address that is not https"),
                "",
            ),
            ureq::Error::TooManyRedirects => {
                Failure::new(FailureKind::Redirect, format!("{host} redirects too often"), "")
            }
            ureq::Error::ConnectProxyFailed(reason) => self.proxy_failure(host, call.proxy, &why(reason)),
            ureq::Error::Io(error) => {
                if let Some(rustls) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                    return tls(host, &why(rustls));
                }
                match call.proxy {
                    Some(proxy) if error.kind() == io::ErrorKind::ConnectionRefused => {
                        self.proxy_failure(host, Some(proxy), &why(error))
                    }
                    _ => Failure::new(
                        FailureKind::Connection,
                        format!("The connection to {host} failed: {}", why(error)),
                        network,
                    ),
                }
            }
            ureq::Error::Protocol(error) => {
                let what = format!("{host} does not answer as HTTP servers do: {}", why(error));
                Failure::new(FailureKind::Answer, what, "Check the API URL, and whether a proxy answers in its place")
            }
            other => {
                Failure::new(FailureKind::Connection, format!("The request to {host} failed: {}", why(other)), network)
            }
        }
    }

    fn proxy_failure(&self, host: &str, proxy: Option<&Named>, why: &str) -> Failure {
        let (name, by) = match proxy {
            Some(proxy) => (proxy.host(), proxy.by.clone()),
            None => ("proxy".to_owned(), "its settings".to_owned()),
        };
        let what = format!("The proxy {name} made no connection to {host}: {why}");
        Failure::new(FailureKind::Proxy, what, format!("Check {by}"))
    }
}

/// The most characters of a reason that somebody else has written.
const LONGEST_REASON: usize = 200;

/// One request with its tries.
struct Call<'a> {
    host: &'a str,
    most: u64,
    is_https_only: bool,
    redirects: u32,
    proxy: Option<&'a Named>,
}

/// The headers, besides those about the person.
fn headers(request: &Request) -> Vec<(&'static str, &'static str)> {
    // It says that we know that a bot can have several instances of an integration. The vendor's tool always sends it.
    let mut headers = vec![("accept", "application/json"), ("x-multiple-integrations", "true")];
    if request.body.is_some() {
        headers.push(("content-type", "application/json"));
    }
    headers
}

/// Whether sending a request again may help. A validation changes nothing, so all can be sent again.
fn may_help(result: &Result<Reply, NoReply>) -> bool {
    match result {
        Ok(reply) => matches!(reply.status, 429 | 500 | 502 | 503 | 504),
        Err(NoReply::Failed(ureq::Error::Io(error))) => {
            error.get_ref().is_none_or(|inner| !inner.is::<rustls::Error>())
        }
        Err(_) => false,
    }
}

fn is_absent(problem: &Problem) -> bool {
    matches!(problem, Problem::Refused(error) if error.kind == "ResourceNotFound")
}

fn tls(host: &str, why: &str) -> Failure {
    let what = format!("The certificate of {host} is not trusted, and nothing was sent: {why}");
    let advice = "If a proxy of your company inspects connections, add its certificate to those of the system";
    Failure::new(FailureKind::Certificate, what, advice)
}

fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0 => format!("{} ms", duration.as_millis()),
        1 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

fn megabytes(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{} KB", bytes >> 10) } else { format!("{} MB", bytes >> 20) }
}

/// The answer to a question about a deployed integration.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    integration: &'a RawValue,
}

#[derive(Deserialize)]
struct Identified {
    #[serde(default)]
    id: Option<String>,
}
