//! The proxy that the environment names.

use ureq::Proxy;

use super::environment::Environment;
use super::failure::{Failure, FailureKind};
use crate::text::visible;

/// The variables that name one, in the order in which they are asked, also in lower case.
const VARIABLES: [&str; 3] = ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"];

/// A proxy, and what names it, for messages.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) proxy: Proxy,
    pub(super) by: String,
}

/// The proxy for all requests that leave this machine, except to the hosts in `NO_PROXY`.
///
/// # Errors
/// A variable names something that is no proxy. Going around it would send the request on a way that nobody wants.
pub(super) fn find(environment: &Environment<'_>) -> Result<Option<Named>, Failure> {
    let variable = |name: &str| {
        let lower = name.to_ascii_lowercase();
        let upper = environment.variable(name).map(|value| (name.to_owned(), value));
        upper.or_else(|| environment.variable(&lower).map(|value| (lower, value)))
    };
    let Some((by, value)) = VARIABLES.into_iter().find_map(variable) else { return Ok(of_system()) };
    let invalid = || {
        // It may hold a password, so it is not repeated.
        let what = format!("{by} is not the URL of a proxy, such as http://proxy.example:8080");
        Failure::new(FailureKind::Proxy, what, format!("Correct {by} or unset it"))
    };
    let value = value.into_string().map_err(|_| invalid())?;
    let proxy = Proxy::new(&value).map_err(|_| invalid())?;
    let exceptions = variable("NO_PROXY").and_then(|(_, value)| value.into_string().ok());
    let proxy = match exceptions {
        Some(exceptions) => with_exceptions(&proxy, &exceptions).map_err(|_| invalid())?,
        None => proxy,
    };
    Ok(Some(Named { proxy, by }))
}

/// The library reads exceptions only together with the proxy.
fn with_exceptions(proxy: &Proxy, exceptions: &str) -> Result<Proxy, ureq::Error> {
    let mut builder = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
    for host in exceptions.split([',', ' ']).filter(|host| !host.is_empty()) {
        builder = builder.no_proxy(host);
        // As most programs read it, a host stands for those below it, too.
        if !host.starts_with(['.', '*']) {
            builder = builder.no_proxy(&format!(".{host}"));
        }
    }
    if let Some(name) = proxy.username() {
        builder = builder.username(name);
    }
    if let Some(password) = proxy.password() {
        builder = builder.password(password);
    }
    builder.build()
}

/// On Windows, the system has a setting.
fn of_system() -> Option<Named> {
    let proxy = if cfg!(windows) { Proxy::try_from_env() } else { None };
    proxy.map(|proxy| Named { proxy, by: "the proxy of the system".to_owned() })
}

impl Named {
    /// Its host and port, for messages.
    pub(super) fn host(&self) -> String {
        visible(&format!("{}:{}", self.proxy.host(), self.proxy.port())).into_owned()
    }
}
