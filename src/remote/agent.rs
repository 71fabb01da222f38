//! The settings of the HTTP library for one request.

use std::sync::Arc;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    ConnectProxyConnector, Connector, NextTimeout, RustlsConnector, SocksConnector, TcpConnector,
};
use ureq::{Agent, Error, Proxy};

use super::early_answer::EarlyAnswerConnector;

/// Says what asks.
const USER_AGENT: &str = concat!("integration-ls/", env!("CARGO_PKG_VERSION"));

/// What one request is allowed.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// Whether http is refused.
    pub(super) is_https_only: bool,
    /// How many redirects are followed. A request that carries the token follows none.
    pub(super) redirects: u32,
    pub(super) proxy: Option<Proxy>,
    /// The time that is left.
    pub(super) timeout: Duration,
}

/// An agent for one request: shutting it down ends that request and no other.
pub(super) fn agent(rules: Rules) -> Agent {
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = Agent::config_builder()
        .https_only(rules.is_https_only)
        .http_status_as_error(false)
        .max_redirects(rules.redirects)
        .max_redirects_will_error(false)
        .proxy(rules.proxy)
        .timeout_global(Some(rules.timeout))
        .tls_config(tls)
        .user_agent(USER_AGENT)
        .max_idle_connections(0)
        .build();
    // The library's own chain, with the early answer below TLS.
    let connector =
        ().chain(SocksConnector::default())
            .chain(ConnectProxyConnector::default())
            .chain(TcpConnector::default())
            .chain(EarlyAnswerConnector)
            .chain(RustlsConnector::default());
    Agent::with_parts(config, connector, Names(DefaultResolver::default()))
}

/// Tells a name that leads nowhere from a connection that breaks: the library has the same error for both.
#[derive(Debug)]
struct Names(DefaultResolver);

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        self.0.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(_) => Error::HostNotFound,
            other => other,
        })
    }
}
