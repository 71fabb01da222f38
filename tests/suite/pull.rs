//! `integration-ls pull`: what is deployed as a manifest.

use std::fs;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use crate::cli::{Folder, Ran, command, finish};
use crate::http_server::certificate::Identity;
use crate::http_server::proxy::Proxy;
use crate::http_server::{HttpServer, Recorded, Reply};
use crate::remote::{TOKEN, assert_hidden};
use crate::shared;

fn pull(url: &str, arguments: &[&str], more: &[(&str, &str)]) -> Ran {
    ask(command(&[&["pull"], arguments].concat()), url, more)
}

/// Runs a command for somebody whose environment has nothing else; the token must be in nothing that is said.
pub(crate) fn ask(mut command: Command, url: &str, more: &[(&str, &str)]) -> Ran {
    let home = Folder::new("no-logins");
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.env_remove("BP_PROFILE").env_remove("BP_P").env("BP_BOTPRESS_HOME", home.path());
    command.env("BP_TOKEN", TOKEN).env("BP_WORKSPACE_ID", "wkspace_1").env("BP_API_URL", url);
    command.envs(more.iter().copied());
    let ran = finish(command, b"");
    assert_hidden(&ran.out);
    assert_hidden(&ran.err);
    ran
}

/// A deployed integration with everything that the API adds.
fn deployed() -> Value {
    json!({
        "id": "intver_01ABC", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z",
        "signingSecret": "whsec_do_not_show", "verificationStatus": "approved", "lifecycleStatus": "live",
        "sandbox": { "identifierExtractScript": "", "messageExtractScript": "" }, "meta": { "installs": 7 },
        "url": "https://mail.example/hook", "title": "Mail", "description": "", "name": "acme/mail", "version": "1.2.0",
        "dev": false, "public": false, "visibility": "private", "maxExecutionTime": 60,
        "secrets": ["API_KEY", "SIGNING \"KEY\""],
        "identifier": {}, "user": { "tags": {}, "creation": { "requiredTags": [], "enabled": false } },
        "configuration": { "identifier": { "required": false, "linkTemplateScript": null }, "title": "", "schema": { "type": "object", "properties": {}, "x": null } },
        "configurations": {}, "channels": {}, "states": {}, "events": {}, "entities": {}, "attributes": {},
        "actions": { "sendMail": {
            "output": { "schema": { "type": "object", "properties": {} } }, "id": "act_1",
            "input": { "schema": { "type": "object", "properties": { "to": { "type": "string", "title": "To" } } } },
            "title": "Send mail", "description": "Sends a mail.", "attributes": {}
        } },
        "interfaces": { "hitl": {
            "id": "itf_01J0000000000000000000000000", "name": "hitl", "version": "1.0.0",
            "actions": { "startHitl": { "name": "sendMail" } }, "events": {}, "channels": {}, "entities": {}
        } }
    })
}

/// Answers with a deployed integration and its files, which lie on the same server.
fn server_of(integration: Value, files: Vec<(&'static str, Vec<u8>)>) -> HttpServer {
    HttpServer::answering(move |request| answer(request, &integration, &files))
}

fn answer(request: &Recorded, integration: &Value, files: &[(&'static str, Vec<u8>)]) -> Reply {
    if let Some((_, file)) = files.iter().find(|(path, _)| *path == request.path) {
        return Reply::text(200, "application/octet-stream", file.clone());
    }
    let host = request.header("host").unwrap();
    let mut integration = integration.clone();
    for (key, path) in [("iconUrl", "/icon.svg"), ("readmeUrl", "/readme.md")] {
        let has_file = files.iter().any(|(other, _)| *other == path);
        integration[key] = if has_file { json!(format!("http://{host}{path}")) } else { json!("") };
    }
    Reply::deployed(&integration)
}

#[test]
fn a_create_and_an_update() {
    let files = vec![
        ("/icon.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
        ("/readme.md", b"# Mail\n".to_vec()),
    ];
    let server = server_of(deployed(), files);
    let create = pull(&server.url(), &["acme/mail@1.2.0"], &[]);
    let update = pull(&server.url(), &["--id", "intver_01ABC", "--as", "update"], &[]);
    assert_eq!((create.status, update.status), (0, 0));
    let shown = |ran: &Ran| format!("{}{}", ran.err, ran.out);
    for key in ["createdAt", "signingSecret", "whsec", "verificationStatus", "sandbox", "iconUrl", "installs", "act_1"]
    {
        assert!(!shown(&create).contains(key) && !shown(&update).contains(key), "{key}");
    }
    let paths: Vec<String> = server.requests().into_iter().map(|request| request.path).collect();
    let files = ["/icon.svg".to_owned(), "/readme.md".to_owned()];
    let asked = |path: &str| [&[format!("/v1/admin/integrations/{path}")], &files[..]].concat();
    assert_eq!(paths, [asked("acme%2Fmail/1.2.0"), asked("intver_01ABC")].concat());
    for request in server.requests().iter().filter(|request| files.contains(&request.path)) {
        assert_eq!((request.header("authorization"), request.header("x-workspace-id")), (None, None));
    }
    insta::assert_snapshot!("a_create", shown(&create));
    insta::assert_snapshot!("an_update", shown(&update));
}

#[test]
fn what_is_pulled_passes_the_check() {
    for (name, text) in shared::manifests().into_iter().filter(|(name, _)| name.contains("create/")) {
        let manifest: Value = serde_json::from_str(&text).unwrap();
        let (integration, files) = as_deployed(&manifest);
        let server = server_of(integration, files);
        for form in ["create", "update"] {
            let ran = pull(&server.url(), &["x", "--as", form], &[]);
            assert_eq!(ran.status, 0, "{name}: {}", ran.err);
            let arguments = ["check", "--no-config", "--quiet", "--form", form, "-"];
            let checked = finish(command(&arguments), ran.out.as_bytes());
            assert_eq!((checked.status, checked.out.as_str()), (0, ""), "{name} as {form}");
            let formatted = finish(command(&["format", "-"]), ran.out.as_bytes());
            assert_eq!(formatted.out, ran.out, "{name} is formatted");
            let pulled: Map<String, Value> = serde_json::from_str(&ran.out).unwrap();
            let not_there = ["secrets", "code", "layers", "sdkVersion", "extraOperations", "$schema", "public"];
            let not_in_updates = ["name", "version", "dev"];
            for (key, value) in without_noise(&manifest).as_object().unwrap() {
                let is_left_out =
                    not_there.contains(&key.as_str()) || form == "update" && not_in_updates.contains(&key.as_str());
                let is_empty = value.as_object().is_some_and(Map::is_empty);
                let is_same = pulled.get(key).map(without_noise).as_ref() == Some(value);
                assert!(is_same || is_left_out || is_empty, "{name}: {key}");
            }
            let (integration, files) = as_deployed(&Value::Object(pulled));
            let again = pull(&server_of(integration, files).url(), &["x", "--as", form], &[]);
            assert_eq!(again.out, ran.out, "{name}: what was pulled stays as it is");
        }
    }
}

/// A value without what says nothing in a manifest: `null`, and keys that are only tolerated.
fn without_noise(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(key, value)| !value.is_null() && !["name", "version", "ui"].contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), without_noise(value)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// A manifest as the API would describe it, and its files.
fn as_deployed(manifest: &Value) -> (Value, Vec<(&'static str, Vec<u8>)>) {
    let mut integration = manifest.as_object().unwrap().clone();
    let mut files = Vec::new();
    for (key, path) in [("icon", "/icon.svg"), ("readme", "/readme.md")] {
        if let Some(Value::String(encoded)) = integration.remove(key) {
            files.push((path, STANDARD.decode(encoded).unwrap()));
        }
    }
    for key in ["code", "layers", "sdkVersion", "extraOperations", "$schema"] {
        integration.remove(key);
    }
    if let Some(secrets) = integration.get_mut("secrets") {
        *secrets = secrets.as_object().unwrap().keys().cloned().collect();
    }
    integration.insert("signingSecret".to_owned(), json!("whsec"));
    (Value::Object(integration), files)
}

#[test]
fn the_real_thing_goes_over_tls_through_a_proxy() {
    let identity = Identity::of(&["api.integration-ls.invalid"]);
    let folder = Folder::new("pull-certificate");
    let certificates = folder.write("trusted.pem", &identity.pem);
    let server = HttpServer::secure(&identity, move |_| Reply::deployed(&deployed()));
    let proxy = Proxy::to(Some(server.port()));
    let trusted = [("HTTPS_PROXY", proxy.url()), ("SSL_CERT_FILE", certificates)];
    let variables: Vec<(&str, &str)> = trusted.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let ran = pull("https://api.integration-ls.invalid", &["acme/mail"], &variables);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(server.requests()[0].header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_hidden(&proxy.heads().concat());
    let untrusted = pull("https://api.integration-ls.invalid", &["acme/mail"], &variables[..1]);
    assert_eq!(untrusted.status, 3);
    assert!(untrusted.err.contains("is not trusted, and nothing was sent"), "{}", untrusted.err);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_early_answer_over_tls_is_read() {
    let identity = Identity::of(&["127.0.0.1"]);
    let folder = Folder::new("early-over-tls");
    let certificates = folder.write("trusted.pem", &identity.pem);
    let manifest = json!({ "name": "mail", "version": "1.0.0", "code": "x".repeat(20_000_000) });
    let file = folder.write("integration.json", manifest.to_string());
    let server = HttpServer::secure(&identity, |_| Reply::error_saying("PayloadTooLarge", "At most 1 MB.").early());
    let validate = command(&["validate", "--no-config", "--output-format", "concise", &file]);
    let ran = ask(validate, &server.url(), &[("SSL_CERT_FILE", &certificates)]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.out.contains("At most 1 MB."), "{}", ran.out);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn what_cannot_be_pulled() {
    let deep = format!("{{\"integration\": {{\"a\": {}1{}}}}}", "[".repeat(300), "]".repeat(300));
    let elsewhere = json!({ "name": "acme/mail", "readmeUrl": "http://files.example/readme" });
    let repeated = json!({ "name": "acme/mail", "title": format!("Bearer {TOKEN}") });
    let mut told = String::new();
    for (what, reply) in [
        ("no such integration", Reply::error("ResourceNotFound")),
        ("no rights", Reply::error("Forbidden")),
        ("a page", Reply::html(404)),
        ("too deep", Reply::text(200, "application/json", deep)),
        ("a readme on http", Reply::deployed(&elsewhere)),
        ("the token", Reply::deployed(&repeated)),
    ] {
        let server = HttpServer::scripted([reply]);
        let ran = pull(&server.url(), &["acme/mail"], &[]);
        assert_eq!(ran.out, "", "{what}");
        told += &format!("{what}: exit status {}\n{}", ran.status, ran.err);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_manifest_without_its_files_is_only_written_on_request() {
    let server = HttpServer::answering(|request| match request.path.as_str() {
        "/icon" => Reply::text(404, "text/plain", ""),
        _ => Reply::deployed(&json!({ "iconUrl": format!("http://{}/icon", request.header("host").unwrap()) })),
    });
    let ran = pull(&server.url(), &["acme/mail"], &[]);
    assert_eq!((ran.status, ran.out.as_str()), (3, ""));
    let why = "the icon cannot be had: 127.0.0.1 answered with status 404 when asked for a file. With --no-files, icon and readme are left out.";
    assert_eq!(ran.err, format!("integration-ls: {why}\n"));
    assert_eq!(pull(&server.url(), &["acme/mail", "--no-files"], &[]).status, 0);
}

#[test]
fn the_options_come_after_the_environment() {
    let (server, other) = (server_of(deployed(), Vec::new()), HttpServer::scripted([Reply::error("Forbidden")]));
    let folder = Folder::new("pull-options");
    let login = |url: &str| json!({ "apiUrl": url, "workspaceId": "wk_file", "token": TOKEN });
    folder.write("global.cache.json", login(&other.url()).to_string());
    folder.write("profiles.json", json!({ "work": login(&server.url()), "other": login(&other.url()) }).to_string());
    let home = ("BP_BOTPRESS_HOME", folder.path().to_str().unwrap());
    let unset = [("BP_WORKSPACE_ID", ""), ("BP_API_URL", ""), home];
    for [workspace, url] in [["--workspace-id", "--api-url"], ["--workspaceId", "--apiUrl"]] {
        let ran = pull("", &["x", workspace, "wk_option", url, &server.url()], &unset);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert_eq!(server.requests().pop().unwrap().header("x-workspace-id"), Some("wk_option"));
    }
    let ran = pull(&server.url(), &["x", "--workspace-id", "wk_option", "--api-url", &other.url()], &[home]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(server.requests().pop().unwrap().header("x-workspace-id"), Some("wkspace_1"));
    // A profile counts as a whole.
    let ran = pull(&other.url(), &["x", "--profile", "work"], &[home]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(server.requests().pop().unwrap().header("x-workspace-id"), Some("wk_file"));
    let said = ran.err.replace(folder.path().to_str().unwrap(), "~");
    let warning = "BP_TOKEN, BP_WORKSPACE_ID and BP_API_URL are ignored, because the profile \"work\" in ~/profiles.json is used.";
    assert!(said.starts_with(&format!("integration-ls: {warning}\n")), "{said}");
    assert_eq!(other.requests(), []);
    // Nobody needs to write a token where others can read it.
    for token in [&["--token", TOKEN][..], &[&format!("--token={TOKEN}")]] {
        let ran = pull(&server.url(), &[&["x"], token].concat(), &[home]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    }
}

#[test]
fn nothing_is_asked_when_that_is_switched_off() {
    let server = HttpServer::scripted([Reply::deployed(&deployed())]);
    let ran = pull(&server.url(), &["acme/mail"], &[("INTEGRATION_LS_OFFLINE", "1")]);
    assert_eq!((ran.status, ran.out.as_str()), (3, ""));
    assert_eq!(
        ran.err,
        "integration-ls: Nothing is sent, because the environment variable INTEGRATION_LS_OFFLINE is set. Unset it to ask the API.\n"
    );
    assert_eq!(server.requests(), []);
}

#[test]
fn a_project_chooses_neither_host_nor_profile_nor_token() {
    let server = HttpServer::scripted([Reply::deployed(&deployed())]);
    let folder = Folder::new("pull-project");
    let other = HttpServer::scripted([Reply::accepted()]);
    let login = json!({ "apiUrl": other.url(), "token": "stranger", "workspaceId": "wk" });
    for name in [".botpress/global.cache.json", "global.cache.json", "profiles.json", ".env"] {
        folder.write(name, login.to_string());
    }
    for setting in ["apiUrl", "profile", "token", "workspaceId"] {
        folder.write("integration-ls.toml", format!("{setting} = \"{}\"\n", other.url()));
        let mut command = command(&["pull", "acme/mail", "--no-files"]);
        command
            .current_dir(folder.path())
            .env("BP_TOKEN", TOKEN)
            .env("BP_WORKSPACE_ID", "wk")
            .env("BP_API_URL", server.url());
        let ran = finish(command, b"");
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    assert_eq!(other.requests(), []);
    assert_eq!(fs::read_to_string(folder.path().join("profiles.json")).unwrap(), login.to_string());
}
