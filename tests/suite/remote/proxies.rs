//! The proxy that the environment names. What goes through it when the certificate is trusted is tested with the command.

use integration_ls::remote::{Cancel, Client, FailureKind, Flags, Login, Problem, Request};

use super::{AT_ONCE, TOKEN, assert_hidden, client_of, environment, said};
use crate::http_server::certificate::Identity;
use crate::http_server::proxy::Proxy;
use crate::http_server::{HttpServer, Reply};

/// What comes of a dry run at a host that does not exist, but for the proxy.
fn problem(variables: &[(&str, &str)]) -> (FailureKind, String) {
    let client = client_of("https://api.integration-ls.invalid", variables, AT_ONCE);
    let error = client.validate(&Request::validate_create(b"{}".to_vec()), &Cancel::default()).unwrap_err();
    let text = said(&error);
    match error {
        Problem::Failed(failure) => (failure.kind, text),
        Problem::Refused(error) => panic!("{error}"),
    }
}

#[test]
fn the_proxy_makes_the_connection_and_sees_no_token() {
    let server = HttpServer::secure(&Identity::of(&["api.integration-ls.invalid"]), |_| Reply::accepted());
    for name in ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] {
        let proxy = Proxy::to(Some(server.port()));
        let (kind, text) = problem(&[(name, &proxy.url())]);
        assert_eq!(kind, FailureKind::Certificate, "the connection was made: {text}");
        let [head] = &proxy.heads()[..] else { panic!("one connection for {name}") };
        assert!(head.starts_with("CONNECT api.integration-ls.invalid:443 HTTP/1.1\r\n"), "{head}");
        assert_hidden(head);
        assert!(!head.to_lowercase().contains("authorization") && !head.contains("wkspace"), "{head}");
    }
}

#[test]
fn a_proxy_that_refuses_is_named() {
    let proxy = Proxy::to(None);
    let with_password = proxy.url().replace("http://", "http://me:s3cret@");
    let (kind, text) = problem(&[("HTTPS_PROXY", &with_password)]);
    assert_eq!(kind, FailureKind::Proxy);
    let client = client_of("https://api.example", &[("HTTPS_PROXY", &with_password)], AT_ONCE);
    assert!(!format!("{client:?}").contains("s3cret"), "{client:?}");
    let host = proxy.url().replace("http://", "");
    assert_eq!(
        text,
        format!(
            "The proxy {host} made no connection to api.integration-ls.invalid: proxy server responded 407/407. Check HTTPS_PROXY."
        )
    );
    assert!(proxy.heads()[0].contains("Proxy-Authorization: Basic bWU6czNjcmV0\r\n"), "{:?}", proxy.heads());
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (kind, text) = problem(&[("ALL_PROXY", &format!("http://{closed}"))]);
    assert_eq!(kind, FailureKind::Proxy);
    assert!(text.contains("refused") && text.ends_with("Check ALL_PROXY."), "{text}");
}

#[test]
fn exceptions_go_around_the_proxy() {
    let proxy = Proxy::to(None);
    for exceptions in
        ["api.integration-ls.invalid", "*", "other.example, .integration-ls.invalid", "integration-ls.invalid"]
    {
        let (kind, text) = problem(&[("HTTPS_PROXY", &proxy.url()), ("NO_PROXY", exceptions)]);
        assert_eq!(kind, FailureKind::UnknownHost);
        assert_eq!(
            text,
            "No address is known for the host api.integration-ls.invalid. Check your connection to the network and the API URL."
        );
    }
    assert_eq!(proxy.heads(), Vec::<String>::new());
    assert_eq!(problem(&[("HTTPS_PROXY", &proxy.url()), ("no_proxy", "other.example")]).0, FailureKind::Proxy);
}

#[test]
fn nothing_on_this_machine_goes_through_a_proxy() {
    let (proxy, server) = (Proxy::to(None), HttpServer::scripted([Reply::accepted()]));
    for url in [server.url(), server.url().replace("127.0.0.1", "localhost")] {
        let client = client_of(&url, &[("ALL_PROXY", &proxy.url()), ("HTTP_PROXY", "nonsense: \u{1}")], AT_ONCE);
        client.validate(&Request::validate_create(b"{}".to_vec()), &Cancel::default()).unwrap();
    }
    assert_eq!(proxy.heads(), Vec::<String>::new());
}

#[test]
fn a_proxy_that_cannot_be_read_is_not_gone_around() {
    for value in ["http://", "gopher://proxy.example", "me:s3cret@", "http://proxy example"] {
        let variables = [
            ("BP_TOKEN", TOKEN),
            ("BP_WORKSPACE_ID", "wk"),
            ("BP_API_URL", "https://api.example"),
            ("HTTPS_PROXY", value),
        ];
        let environment = environment(&variables);
        let login = Login::find(&Flags::default(), &environment).unwrap();
        let failure = Client::new(login, &environment, AT_ONCE).unwrap_err();
        assert_eq!(failure.kind, FailureKind::Proxy);
        assert_eq!(
            failure.to_string(),
            "HTTPS_PROXY is not the URL of a proxy, such as http://proxy.example:8080. Correct HTTPS_PROXY or unset it."
        );
    }
}
