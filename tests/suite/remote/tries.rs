//! When a request is sent again, and how it is ended.

use std::thread;
use std::time::Duration;

use integration_ls::remote::{Cancel, FailureKind, Limits, Problem, Request};

use super::{AT_ONCE, client, said};
use crate::http_server::{HttpServer, Reply};

fn update() -> Request {
    Request::validate_update("int_1", b"{}".to_vec()).unwrap()
}

#[test]
fn what_may_pass_is_tried_again() {
    let passing = [
        Reply::error("RateLimited"),
        Reply::error("Internal"),
        Reply::html(502),
        Reply::html(503),
        Reply::error("OperationTimeout"),
        Reply::hang_up(),
        Reply::cut_off(),
    ];
    for reply in passing {
        let server = HttpServer::scripted([reply.clone(), reply.clone(), reply, Reply::accepted()]);
        client(&server, AT_ONCE).validate(&update(), &Cancel::default()).unwrap();
        let sent = server.requests();
        assert_eq!(sent.len(), 4);
        assert!(sent.iter().all(|other| *other == sent[0]), "each time the same");
    }
}

#[test]
fn tries_are_counted() {
    for tries in 1..4 {
        let server = HttpServer::scripted([Reply::error("Internal")]);
        let limits = Limits { tries, ..AT_ONCE };
        client(&server, limits).validate(&update(), &Cancel::default()).unwrap_err();
        assert_eq!(server.requests().len(), tries as usize);
    }
}

#[test]
fn what_will_not_pass_is_not_tried_again() {
    for reply in [Reply::error("InvalidPayload"), Reply::html(404), Reply::redirect(302, "/"), Reply::html(501)] {
        let server = HttpServer::scripted([reply, Reply::accepted()]);
        client(&server, AT_ONCE).validate(&update(), &Cancel::default()).unwrap_err();
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn the_answer_says_how_long_to_wait() {
    // Without it, the test would wait for ever.
    let patient = Limits { pause: Duration::from_secs(500), ..AT_ONCE };
    for (name, value) in [
        ("retry-after", "0"),
        ("ratelimit-reset", "0"),
        ("x-ratelimit-reset", "0"),
        ("retry-after", "Sun, 09 Sep 2001 01:46:50 GMT"),
    ] {
        let server = HttpServer::scripted([Reply::error("RateLimited").header(name, value), Reply::accepted()]);
        client(&server, patient).validate(&update(), &Cancel::default()).unwrap();
    }
}

#[test]
fn a_wait_beyond_the_deadline_is_left_to_the_person() {
    for value in ["3600", "99999999999999999999", "Sun, 09 Sep 2091 01:46:50 GMT"] {
        let server = HttpServer::scripted([Reply::error("RateLimited").header("retry-after", value)]);
        match client(&server, AT_ONCE).validate(&update(), &Cancel::default()).unwrap_err() {
            Problem::Refused(error) => assert!(error.retry_after.unwrap() >= Duration::from_secs(3600)),
            Problem::Failed(failure) => panic!("{failure}"),
        }
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn the_deadline_is_one_for_all_tries() {
    // The second try would begin after it.
    let limits = Limits { deadline: Duration::from_secs(300), pause: Duration::from_secs(301), ..AT_ONCE };
    for reply in [Reply::error("Internal"), Reply::html(503), Reply::hang_up()] {
        let server = HttpServer::scripted([reply]);
        client(&server, limits).validate(&update(), &Cancel::default()).unwrap_err();
        assert_eq!(server.requests().len(), 1);
    }
    // The first try takes all of it.
    let server = HttpServer::scripted([Reply::never()]);
    let limits = Limits { deadline: Duration::from_millis(200), ..AT_ONCE };
    client(&server, limits).validate(&update(), &Cancel::default()).unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_cancelled_request_ends_at_once() {
    // While the server reads nothing, is silent, drips, or is waited for: none of these would end by itself.
    let patient = Limits { pause: Duration::from_secs(500), ..AT_ONCE };
    let large = Request::validate_create(vec![b' '; 20_000_000]);
    for (request, reply) in [
        (large, Reply::never().early()),
        (update(), Reply::never()),
        (update(), Reply::dripping()),
        (update(), Reply::error("RateLimited")),
    ] {
        let server = HttpServer::scripted([reply]);
        let client = client(&server, patient);
        let cancel = Cancel::default();
        let error = thread::scope(|scope| {
            let asking = scope.spawn(|| client.validate(&request, &cancel));
            server.wait_for(1);
            cancel.cancel();
            asking.join().unwrap().unwrap_err()
        });
        assert_eq!(said(&error), "Cancelled.");
        assert!(matches!(error, Problem::Failed(failure) if failure.kind == FailureKind::Cancelled));
        // What is asked later with the same handle is not even sent.
        client.validate(&update(), &cancel).unwrap_err();
    }
}
