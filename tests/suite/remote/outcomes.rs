//! What is said of each answer.

use integration_ls::remote::{Cancel, FailureKind, Limits, Problem, Reference, Request};
use serde_json::json;
use std::time::Duration;

use super::{AT_ONCE, TOKEN, assert_hidden, client, client_of, said};
use crate::http_server::certificate::Identity;
use crate::http_server::{HttpServer, Reply, types};

/// Does not try again.
const ONCE: Limits = Limits { tries: 1, ..AT_ONCE };

fn update() -> Request {
    Request::validate_update("int_1", b"{}".to_vec()).unwrap()
}

/// What comes of a dry run.
fn problem(reply: Reply, limits: Limits) -> Problem {
    let server = HttpServer::scripted([reply]);
    client(&server, limits).validate(&update(), &Cancel::default()).unwrap_err()
}

fn failure(problem: Problem) -> (FailureKind, String) {
    let text = said(&problem);
    match problem {
        Problem::Failed(failure) => (failure.kind, text),
        Problem::Refused(error) => panic!("a refusal: {error:?}"),
    }
}

#[test]
fn each_type_of_error_is_read() {
    let all = types();
    assert_eq!(all.len(), 26);
    for (kind, status) in all {
        match problem(Reply::error(&kind), AT_ONCE) {
            Problem::Refused(error) => {
                assert_eq!((error.kind, error.code, error.id.as_deref()), (kind, status, Some("err_01TEST")));
                assert_eq!(error.message, "Something is wrong with this.");
            }
            Problem::Failed(failure) => panic!("{kind}: {failure}"),
        }
    }
}

#[test]
fn a_new_type_and_odd_members_are_read() {
    let body =
        json!({ "code": "x", "type": "Newest", "message": "a\r\nb\u{202e}\u{1b}[31m", "metadata": [1], "id": 7 });
    let Problem::Refused(error) = problem(Reply::json(418, &body), AT_ONCE) else { panic!("no refusal") };
    assert_eq!((error.kind.as_str(), error.code, error.id), ("Newest", 418, None));
    assert_eq!(error.message, "a\\r\nb\\u{202e}\\u{1b}[31m");
    let long = Reply::error_saying("Internal", &"long ".repeat(20_000));
    assert!(said(&problem(long, ONCE)).len() < 21_000);
}

#[test]
fn what_is_no_answer_of_the_api() {
    for (reply, said) in [
        (
            Reply::html(502),
            "status 502 and something that is not an answer of the API: <html>\\r\\n<h1>\\u{1b}[31mGateway</h1></html>.",
        ),
        (Reply::html(200), "status 200 and something that is not an answer of the API: <html>"),
        (Reply::text(200, "application/json", ""), "status 200 and nothing else."),
        (Reply::text(204, "text/plain", ""), "status 204 and nothing else."),
        (Reply::text(200, "application/json", "[]"), "status 200 and something that is not an answer of the API: []."),
        (Reply::text(200, "application/json", "{"), "status 200 and something that is not an answer of the API: {."),
        (Reply::text(400, "application/json", "{\"message\": 1}"), "not an answer of the API: {\"message\": 1}."),
        (Reply::text(500, "text/plain", vec![0xff, b'a']), "not an answer of the API: \u{fffd}a."),
        (Reply::text(500, "text/plain", "x".repeat(5_000)), "xxx…."),
    ] {
        let (kind, text) = failure(problem(reply, ONCE));
        assert_eq!(kind, FailureKind::Answer, "{text}");
        assert!(text.contains(said), "{text}");
        assert!(text.ends_with("Check the API URL, and whether a proxy answers in its place."), "{text}");
        assert!(text.len() < 500, "{text}");
    }
}

#[test]
fn a_token_that_is_repeated_is_hidden() {
    use base64::Engine;
    let base64 = base64::engine::general_purpose::STANDARD.encode(format!("me:{TOKEN}"));
    for written in [
        TOKEN.to_owned(),
        TOKEN.replace('/', "%2f").replace('+', "%2B"),
        TOKEN.replace('/', "\\/"),
        TOKEN.replace('/', "&#47;"),
        TOKEN[..20].to_owned(),
        base64,
    ] {
        for reply in [
            Reply::error_saying("Unauthorized", &format!("Not valid: Bearer {written}")),
            Reply::text(400, "text/plain", format!("authorization: Bearer {written}")),
            Reply::text(400, "text/plain", format!("{}{written}", "x".repeat(190))),
            Reply::redirect(302, &format!("https://{}.example/{written}", "x".repeat(9))),
        ] {
            let text = said(&problem(reply, ONCE));
            assert!(!text.contains(&written), "{text}");
        }
    }
}

#[test]
fn no_redirect_is_followed() {
    let other = HttpServer::scripted([Reply::accepted()]);
    for status in [301, 302, 303, 307, 308] {
        for (location, to) in [
            (other.url(), "127.0.0.1"),
            ("https://evil.example/v1".to_owned(), "evil.example"),
            ("/v2/elsewhere".to_owned(), "another address"),
            ("::::".to_owned(), "another address"),
        ] {
            let server = HttpServer::scripted([Reply::redirect(status, &location)]);
            let client = client(&server, AT_ONCE);
            let (kind, text) = failure(client.validate(&update(), &Cancel::default()).unwrap_err());
            assert_eq!(kind, FailureKind::Redirect);
            assert_eq!(
                text,
                format!(
                    "Redirect refused: 127.0.0.1 sends requests to {to}, and they contain your token. Check the API URL."
                )
            );
            failure(client.fetch(&Reference::parse("mail"), &Cancel::default()).unwrap_err());
        }
    }
    assert_eq!(other.requests(), []);
}

#[test]
fn an_answer_of_100_mb_is_not_read() {
    let (kind, text) = failure(problem(Reply::huge(100 << 20), AT_ONCE));
    assert_eq!(kind, FailureKind::TooLarge);
    assert_eq!(text, "The answer of 127.0.0.1 is larger than 1 MB, and was not read. Check the API URL.");
}

#[test]
fn an_answer_before_the_body_was_read_is_read() {
    for bytes in [1_000, 20_000_000] {
        let server = HttpServer::scripted([Reply::error("PayloadTooLarge").early()]);
        let request = Request::validate_create(vec![b' '; bytes]);
        match client(&server, ONCE).validate(&request, &Cancel::default()).unwrap_err() {
            Problem::Refused(error) => assert_eq!((error.code, error.kind.as_str()), (413, "PayloadTooLarge")),
            Problem::Failed(failure) => panic!("{failure}"),
        }
    }
}

#[test]
fn slow_and_dripping_answers_end_at_the_deadline() {
    let soon = Limits { deadline: Duration::from_millis(300), ..AT_ONCE };
    let large = Request::validate_create(vec![b' '; 20_000_000]);
    for (request, reply) in [(large, Reply::never().early()), (update(), Reply::never()), (update(), Reply::dripping())]
    {
        let server = HttpServer::scripted([reply]);
        let (kind, text) = failure(client(&server, soon).validate(&request, &Cancel::default()).unwrap_err());
        assert_eq!(kind, FailureKind::TimedOut);
        assert_eq!(text, "127.0.0.1 gave no complete answer within 300 ms. Try again later.");
    }
}

#[test]
fn connections_that_break_or_are_never_made() {
    for reply in [Reply::hang_up(), Reply::cut_off()] {
        let (kind, text) = failure(problem(reply, AT_ONCE));
        assert_eq!(kind, FailureKind::Connection);
        assert!(text.starts_with("The connection to 127.0.0.1 failed: "), "{text}");
    }
    // Nobody listens at the port of a server that is gone.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = client_of(&format!("http://{closed}"), &[], AT_ONCE);
    let (kind, text) = failure(client.validate(&update(), &Cancel::default()).unwrap_err());
    assert_eq!(kind, FailureKind::Connection);
    assert!(text.contains("refused"), "{text}");
}

#[test]
fn a_certificate_that_nobody_trusts_ends_it() {
    let identity = Identity::of(&["127.0.0.1", "localhost"]);
    let server = HttpServer::secure(&identity, |_| Reply::accepted());
    for url in [server.url(), server.url().replace("127.0.0.1", "localhost")] {
        let client = client_of(&url, &[], AT_ONCE);
        let (kind, text) = failure(client.validate(&update(), &Cancel::default()).unwrap_err());
        assert_eq!(kind, FailureKind::Certificate, "{text}");
        assert!(text.contains("is not trusted, and nothing was sent"), "{text}");
    }
    assert_eq!(server.requests(), []);
}

#[test]
fn what_is_deployed_can_be_nested_as_deep_as_it_likes() {
    let deep =
        format!("{{\"integration\":{{\"id\":\"int_1\",\"a\":{}1{}}}}}", "[".repeat(100_000), "]".repeat(100_000));
    let server = HttpServer::scripted([Reply::text(200, "application/json", deep)]);
    let deployed = client(&server, AT_ONCE).fetch(&Reference::parse("mail"), &Cancel::default()).unwrap();
    assert_eq!(deployed.id.as_deref(), Some("int_1"));
    for no_integration in ["{}", "{\"integration\": []}", "{\"integration\": null}", "{\"integration\": 1}"] {
        let server = HttpServer::scripted([Reply::text(200, "application/json", no_integration)]);
        let error = client(&server, AT_ONCE).fetch(&Reference::parse("mail"), &Cancel::default()).unwrap_err();
        assert_eq!(failure(error).0, FailureKind::Answer, "{no_integration}");
    }
    assert_hidden(&format!("{deployed:?}"));
}
