//! `validate`, against an HTTP server of our own.

use serde_json::Value;

use crate::cli::{Folder, Ran, command, finish};
use crate::http_server::{HttpServer, Reply, types};

/// Neither of them is ever shown.
const TOKEN: &str = "bp_pat_N0tT0BeSeenAnywhere";
const SECRET: &str = "hunter2-of-acme";

const UPDATE: &str = r#"{
  // An update.
  "$schema": "./integration.schema.json",
  "title": "Acme Mail",
  "secrets": {"API_KEY": "hunter2-of-acme", "OLD": null},
  "attributes": {"n": "\u00e9"},
}
"#;
const CREATE: &str = r#"{"name": "acme-mail", "version": "1.2.0", "title": "Acme Mail"}"#;

/// Runs `validate` for somebody who is logged in to the server.
fn validate(folder: &Folder, server: &HttpServer, arguments: &[&str]) -> Ran {
    let login = [("BP_TOKEN", TOKEN), ("BP_WORKSPACE_ID", "wkspace_1"), ("BP_API_URL", &server.url())];
    validate_as(folder, &login, arguments)
}

fn validate_as(folder: &Folder, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = command(&[&["validate"], arguments].concat());
    command.current_dir(folder.path()).env("HOME", folder.path()).env("USERPROFILE", folder.path());
    for name in ["BP_TOKEN", "BP_WORKSPACE_ID", "BP_API_URL", "BP_PROFILE", "BP_P", "BP_BOTPRESS_HOME"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    let ran = finish(command, b"");
    for output in [&ran.out, &ran.err] {
        assert!(!output.contains(&TOKEN[7..]) && !output.contains(&SECRET[8..]), "{output}");
    }
    ran
}

#[test]
fn an_update_is_sent_as_strict_json_with_the_headers_of_the_api() {
    let folder = Folder::new("validate-update");
    folder.write("a.integration.jsonc", UPDATE);
    let server = HttpServer::scripted([Reply::accepted()]);
    let ran = validate(&folder, &server, &["a.integration.jsonc", "--id", "intver_1/2"]);
    assert_eq!(
        (ran.status, &*ran.out),
        (0, "a.integration.jsonc: 127.0.0.1 accepts it as an update.\n"),
        "{}",
        ran.err
    );
    insta::assert_snapshot!(ran.err);
    let requests = server.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!((&*request.method, &*request.path), ("PUT", "/v1/admin/integrations/intver_1%2F2/validate"));
    let body =
        r#"{"title":"Acme Mail","secrets":{"API_KEY":"hunter2-of-acme","OLD":null},"attributes":{"n":"\u00e9"}}"#;
    assert_eq!(String::from_utf8_lossy(&request.body), body);
    for (name, value) in [
        ("authorization", &*format!("Bearer {TOKEN}")),
        ("x-workspace-id", "wkspace_1"),
        ("x-multiple-integrations", "true"),
        ("content-type", "application/json"),
    ] {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
}

#[test]
fn a_create_is_validated_as_one_unless_an_integration_is_named() {
    let folder = Folder::new("validate-create");
    folder.write("integration.json", CREATE);
    let server = HttpServer::answering(|request| match &*request.method {
        "GET" => Reply::deployed(&serde_json::json!({"id": "intver_7", "name": "acme-mail", "version": "1.1.0"})),
        _ => Reply::accepted(),
    });
    let ran = validate(&folder, &server, &["integration.json"]);
    assert_eq!(
        (ran.status, &*ran.out),
        (0, "integration.json: 127.0.0.1 accepts it as a new integration.\n"),
        "{}",
        ran.out
    );
    let ran = validate(&folder, &server, &["integration.json", "--name", "acme/mail", "--version", "1.1.0"]);
    assert_eq!((ran.status, &*ran.out), (0, "integration.json: 127.0.0.1 accepts it as an update.\n"), "{}", ran.err);
    assert!(ran.err.contains("left out, since the request has no such key: \"name\" and \"version\""), "{}", ran.err);
    let requests = server.requests();
    let asked: Vec<_> = requests.iter().map(|one| format!("{} {}", one.method, one.path)).collect();
    assert_eq!(
        asked,
        [
            "POST /v1/admin/integrations/validate",
            "GET /v1/admin/integrations/acme%2Fmail/1.1.0",
            "PUT /v1/admin/integrations/intver_7/validate"
        ]
    );
    assert_eq!(String::from_utf8_lossy(&requests[0].body), CREATE.replace(": ", ":").replace(", ", ","));
    assert_eq!(String::from_utf8_lossy(&requests[2].body), r#"{"title":"Acme Mail"}"#);
}

#[test]
fn an_update_of_nothing_is_not_sent() {
    let folder = Folder::new("validate-nothing");
    folder.write("integration.json", "{\"title\": \"Acme\"}");
    let server = HttpServer::scripted([Reply::accepted()]);
    let ran = validate(&folder, &server, &["integration.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("integration.json is an update: say of which integration, with --id"), "{}", ran.err);
    assert!(server.requests().is_empty());
}

#[test]
fn what_the_check_refuses_is_not_sent_unless_forced() {
    let folder = Folder::new("validate-errors");
    folder.write("a.json", r#"{"titel": "Acme", "secrets": {"K": "hunter2-of-acme"}}"#);
    folder.write("b.json", "{\"title\": ");
    let server = HttpServer::scripted([Reply::accepted()]);
    let ran = validate(&folder, &server, &["a.json", "--id", "i"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("\"titel\" is not a manifest key"), "{}", ran.out);
    assert!(ran.err.contains("a.json was not sent. It has an error"), "{}", ran.err);
    let ran = validate(&folder, &server, &["b.json", "--id", "i", "--force"]);
    assert_eq!((ran.status, ran.err.contains("b.json was not sent. It has syntax errors.")), (1, true), "{}", ran.err);
    assert!(server.requests().is_empty());
    let ran = validate(&folder, &server, &["a.json", "--id", "i", "--force"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(!String::from_utf8_lossy(&server.requests()[0].body).contains("titel"));
}

#[test]
fn a_dry_run_shows_the_request_and_sends_nothing() {
    let folder = Folder::new("validate-dry-run");
    folder.write("a.integration.jsonc", UPDATE);
    let server = HttpServer::scripted([Reply::accepted()]);
    let shown = |arguments: &[&str]| {
        let ran = validate(&folder, &server, &[&["a.integration.jsonc", "--dry-run"], arguments].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        format!("{}{}", ran.err, ran.out).replace(&server.port().to_string(), "PORT")
    };
    insta::assert_snapshot!(shown(&["--id", "intver_1"]) + &shown(&["--name", "acme/mail"]));
    assert!(server.requests().is_empty());
}

#[test]
fn an_answer_is_reported_at_its_place_in_every_format() {
    let folder = Folder::new("validate-answer");
    folder.write("a.integration.jsonc", UPDATE);
    let message = "request/body/title must NOT have \u{1b}[31mthat, not even hunter2-of-acme, \
                   request/body/attributes/n must be shorter";
    let server = HttpServer::scripted([Reply::error_saying("InvalidPayload", message)]);
    let report = |format: &str| {
        let ran = validate(&folder, &server, &["a.integration.jsonc", "--id", "i", "--output-format", format]);
        assert_eq!(ran.status, 1, "{format}: {}", ran.err);
        assert!(!ran.out.contains('\u{1b}'), "{format}: {}", ran.out);
        ran.out
    };
    insta::assert_snapshot!(["full", "concise", "rdjson"].map(report).join("\n"));
    let found: Vec<Value> = serde_json::from_str(&report("json")).unwrap();
    let found: Vec<_> = found.iter().map(|one| (&one["code"], &one["pointer"], &one["source"])).collect();
    let source = &Value::from("botpress");
    let code = &Value::from("InvalidPayload");
    assert_eq!(found, [(code, &"/title".into(), source), (code, &"/attributes/n".into(), source)]);
    for format in ["json-lines", "github", "gitlab", "junit", "sarif"] {
        assert!(report(format).contains("InvalidPayload"), "{format}");
    }
}

#[test]
fn each_type_of_error_has_its_exit_status() {
    let folder = Folder::new("validate-types");
    folder.write("integration.json", CREATE);
    let mut text = String::new();
    for (kind, _) in types() {
        // Without a wait before the next try.
        let server = HttpServer::scripted([Reply::error_saying(&kind, "Bad title.").header("retry-after", "600")]);
        let ran = validate(&folder, &server, &["integration.json", "--output-format", "concise"]);
        let said =
            if ran.status == 3 { ran.err.lines().last().unwrap_or_default() } else { ran.out.lines().next().unwrap() };
        text += &format!("{} {said}\n", ran.status);
    }
    insta::assert_snapshot!(text);
}

#[test]
fn who_cannot_ask_is_told_why() {
    let folder = Folder::new("validate-cannot-ask");
    folder.write("integration.json", CREATE);
    let ran = validate_as(&folder, &[], &["integration.json"]);
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("You are not logged in"), "{}", ran.err);
    let redirect = HttpServer::scripted([Reply::redirect(307, "https://evil.example/")]);
    let ran = validate(&folder, &redirect, &["integration.json"]);
    assert_eq!((ran.status, ran.err.contains("Redirect refused")), (3, true), "{}", ran.err);
    let page = HttpServer::scripted([Reply::html(404)]);
    let ran = validate(&folder, &page, &["integration.json"]);
    assert_eq!((ran.status, ran.err.contains('\u{1b}')), (3, false), "{}", ran.err);
    let ran = validate(&folder, &page, &["missing.json"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn a_project_cannot_choose_who_is_asked() {
    let folder = Folder::new("validate-project");
    folder.write("integration.json", CREATE);
    let evil = HttpServer::scripted([Reply::accepted()]);
    for (name, text) in [
        ("integration-ls.toml", format!("api-url = \"{0}\"\n", evil.url())),
        (".env", format!("BP_API_URL={}\n", evil.url())),
    ] {
        folder.write(name, text);
        let good = HttpServer::scripted([Reply::accepted()]);
        validate(&folder, &good, &["integration.json"]);
        assert!(evil.requests().is_empty(), "{name}");
        folder.remove(name);
    }
}
