//! What is sent.

use integration_ls::remote::{Cancel, Reference, Request};
use serde_json::json;

use super::{AT_ONCE, TOKEN, assert_hidden, client, said};
use crate::http_server::{HttpServer, Reply};

#[test]
fn a_dry_run_of_an_update() {
    let server = HttpServer::scripted([Reply::accepted()]);
    let body = br#"{ "title" :"Mail", "n": 1.50, "x": "\u00e4" }"#;
    let request = Request::validate_update("intver_01ABC", body.to_vec()).unwrap();
    client(&server, AT_ONCE).validate(&request, &Cancel::default()).unwrap();
    let [sent] = &server.requests()[..] else { panic!("one request") };
    assert_eq!((sent.method.as_str(), sent.path.as_str()), ("PUT", "/v1/admin/integrations/intver_01ABC/validate"));
    assert_eq!(sent.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(sent.header("x-workspace-id"), Some("wkspace_1"));
    assert_eq!(sent.header("x-multiple-integrations"), Some("true"));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(sent.header("accept"), Some("application/json"));
    assert_eq!(sent.header("user-agent"), Some(concat!("integration-ls/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(sent.body, body, "byte for byte");
}

#[test]
fn a_dry_run_of_a_create() {
    let server = HttpServer::scripted([Reply::accepted()]);
    client(&server, AT_ONCE).validate(&Request::validate_create(b"{}".to_vec()), &Cancel::default()).unwrap();
    let [sent] = &server.requests()[..] else { panic!("one request") };
    assert_eq!((sent.method.as_str(), sent.path.as_str()), ("POST", "/v1/admin/integrations/validate"));
    assert_eq!(sent.body, b"{}");
}

#[test]
fn a_large_body_arrives_whole() {
    let server = HttpServer::scripted([Reply::accepted()]);
    let body: Vec<u8> = (0..10_000_000_u32).map(|index| index as u8).collect();
    client(&server, AT_ONCE).validate(&Request::validate_create(body.clone()), &Cancel::default()).unwrap();
    assert!(server.requests()[0].body == body);
}

#[test]
fn what_is_deployed_is_found_by_id_and_by_name() {
    let server = HttpServer::scripted([Reply::deployed(&json!({ "id": "int_1", "name": "acme/mail" }))]);
    let client = client(&server, AT_ONCE);
    for (reference, path) in [
        (Reference::Id("int/1".to_owned()), "/v1/admin/integrations/int%2F1"),
        (Reference::parse("acme/mail"), "/v1/admin/integrations/acme%2Fmail/latest"),
        (Reference::parse("acme/mail@1.2.0"), "/v1/admin/integrations/acme%2Fmail/1.2.0"),
        (Reference::parse("mail@<1.2.0 >=1"), "/v1/admin/integrations/mail/%3C1.2.0%20%3E%3D1"),
    ] {
        let deployed = client.fetch(&reference, &Cancel::default()).unwrap();
        assert_eq!((deployed.id.as_deref(), deployed.is_from_hub), (Some("int_1"), false));
        assert_eq!(deployed.text, r#"{"id":"int_1","name":"acme/mail"}"#);
        let sent = server.requests().pop().unwrap();
        assert_eq!((sent.method.as_str(), sent.path.as_str()), ("GET", path));
        assert_eq!(sent.header("content-type"), None);
        assert_eq!(sent.header("content-length"), None);
        assert_eq!(sent.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn what_the_workspace_does_not_have_is_looked_for_on_the_hub() {
    let server = HttpServer::answering(|request| {
        if request.path.starts_with("/v1/admin/hub/") {
            Reply::deployed(&json!({ "id": "int_2" }))
        } else {
            Reply::error("ResourceNotFound")
        }
    });
    let client = client(&server, AT_ONCE);
    for (reference, path) in [
        (Reference::parse("acme/mail@2.0.0"), "/v1/admin/hub/integrations/acme%2Fmail/2.0.0"),
        (Reference::Id("int_2".to_owned()), "/v1/admin/hub/integrations/int_2"),
    ] {
        let deployed = client.fetch(&reference, &Cancel::default()).unwrap();
        assert_eq!((deployed.id.as_deref(), deployed.is_from_hub), (Some("int_2"), true));
        assert_eq!(server.requests().pop().unwrap().path, path);
    }
}

#[test]
fn only_what_is_absent_is_looked_for_on_the_hub() {
    for kind in ["Forbidden", "Unauthorized", "ResourceGone", "InvalidQuery"] {
        let server = HttpServer::scripted([Reply::error(kind)]);
        let error = client(&server, AT_ONCE).fetch(&Reference::parse("mail"), &Cancel::default()).unwrap_err();
        assert!(said(&error).contains(kind));
        assert_eq!(server.requests().len(), 1, "{kind}");
    }
    // A 404 that the API did not write says nothing about what is deployed.
    let server = HttpServer::scripted([Reply::html(404)]);
    client(&server, AT_ONCE).fetch(&Reference::parse("mail"), &Cancel::default()).unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn ids_that_lead_elsewhere_are_refused() {
    let server = HttpServer::scripted([Reply::accepted()]);
    for id in ["", ".", ".."] {
        Request::validate_update(id, Vec::new()).unwrap_err();
        client(&server, AT_ONCE).fetch(&Reference::Id(id.to_owned()), &Cancel::default()).unwrap_err();
    }
    assert_eq!(server.requests(), []);
}

#[test]
fn a_request_is_shown_without_the_token() {
    let server = HttpServer::scripted([Reply::accepted()]);
    let request = Request::validate_update("a/b", b"{\"title\":\"Mail\"}".to_vec()).unwrap();
    let shown = client(&server, AT_ONCE).show(&request);
    assert_hidden(&shown);
    insta::assert_snapshot!(shown.replace(&server.url(), "https://api.example"));
}

#[test]
fn files_are_fetched_without_what_identifies_the_person() {
    let server = HttpServer::answering(|request| match request.path.as_str() {
        "/icon.svg?v=1" => Reply::text(200, "image/svg+xml", "<svg/>"),
        "/moved" => Reply::redirect(302, "/icon.svg"),
        _ => Reply::text(404, "text/plain", ""),
    });
    let client = client(&server, AT_ONCE);
    let get = |url: &str| client.download(url, 1 << 20, &Cancel::default());
    assert_eq!(get(&format!("{}/icon.svg?v=1", server.url())).unwrap(), b"<svg/>");
    let [sent] = &server.requests()[..] else { panic!("one request") };
    for name in ["authorization", "x-workspace-id", "x-multiple-integrations", "cookie"] {
        assert_eq!(sent.header(name), None);
    }
    for (url, why) in [
        (format!("{}/none", server.url()), "127.0.0.1 answered with status 404 when asked for a file."),
        (format!("{}/moved", server.url()), "127.0.0.1 answered with status 302 when asked for a file."),
        (
            "http://files.example/icon.svg".to_owned(),
            "A file of the integration is not downloaded, because its URL is http, which anyone on the way can read: use https.",
        ),
        (
            "file:///etc/passwd".to_owned(),
            "A file of the integration is not downloaded, because its URL is not a URL such as https://api.botpress.cloud.",
        ),
        (
            "https://me:pw@files.example/".to_owned(),
            "A file of the integration is not downloaded, because its URL has a user name or a password in it, which could be shown: remove it.",
        ),
    ] {
        assert_eq!(get(&url).unwrap_err().to_string(), why);
    }
    let elsewhere = super::client_of("https://api.example", &[], AT_ONCE);
    let error = elsewhere.download(&format!("{}/icon.svg", server.url()), 9, &Cancel::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "A file of the integration is not downloaded, because its URL leads to this machine."
    );
}
