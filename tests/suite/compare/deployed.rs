//! `diff` against what is deployed.

use std::fs;

use serde_json::{Value, json};

use crate::cli::{Folder, Ran, command};
use crate::http_server::{HttpServer, Reply};
use crate::pull::ask;

const LOCAL: &str = r##"{
  "name": "acme/mail",
  "version": "1.2.4",
  "title": "Mail",
  "code": "exports.handler = async () => {}",
  "layers": ["base"], // of no interest to anybody else
  "extraOperations": { "ping": { "enabled": true } },
  "secrets": { "API_KEY": "hunter2" },
  "readme": "IyBNYWlsCg==",
  "actions": {
    "sendMail": {
      "input": { "schema": { "type": "object", "properties": { "to": { "type": "string" } }, "required": ["to"] } },
      "output": { "schema": { "type": "object", "properties": {} } }
    }
  }
}
"##;

/// The same, as the API describes it.
fn deployed() -> Value {
    json!({
        "id": "intver_01ABC", "name": "acme/mail", "version": "1.2.3", "title": "Mail", "signingSecret": "whsec",
        "secrets": ["API_KEY"], "iconUrl": "", "visibility": "private", "dev": false, "public": false,
        "configuration": { "identifier": { "required": false } }, "events": {},
        "actions": { "sendMail": {
            "input": { "schema": { "type": "object", "properties": { "to": { "type": "string" } }, "required": ["to"] } },
            "output": { "schema": { "type": "object", "properties": {} } }
        } }
    })
}

fn server(change: impl Fn(&mut Value) + Send + Sync + 'static) -> HttpServer {
    HttpServer::answering(move |request| {
        if request.path == "/readme" {
            return Reply::text(200, "text/markdown", "# Mail\n");
        }
        let mut integration = deployed();
        integration["readmeUrl"] = json!(format!("http://{}/readme", request.header("host").unwrap()));
        change(&mut integration);
        Reply::deployed(&integration)
    })
}

fn diff(folder: &Folder, server: &HttpServer, arguments: &[&str]) -> Ran {
    let mut command = command(&[&["diff", "integration.jsonc"], arguments].concat());
    command.current_dir(folder.path());
    ask(command, &server.url(), &[])
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("diff-deployed-{name}"));
    folder.write("integration.jsonc", LOCAL);
    folder
}

#[test]
fn what_the_api_does_not_tell_has_not_changed() {
    let (folder, server) = (folder("same"), server(|_| {}));
    let ran = diff(&folder, &server, &["--against", "latest"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.out, "Nothing has changed since acme/mail 1.2.3 (deployed).\n");
    assert_eq!(ran.err, "integration-ls: compared with acme/mail 1.2.3 (ID intver_01ABC), from the workspace\n");
    let paths: Vec<String> = server.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/v1/admin/integrations/acme%2Fmail/latest", "/readme"]);
}

#[test]
fn what_has_changed_since_a_deployed_version() {
    let folder = folder("changed");
    let server = server(|integration| {
        integration["actions"]["deleteMail"] = integration["actions"]["sendMail"].clone();
        integration["actions"]["sendMail"]["input"]["schema"]["required"] = json!([]);
        integration["secrets"] = json!(["API_KEY", "OLD_KEY"]);
        integration["iconUrl"] = json!("http://files.example/icon");
    });
    let ran = diff(&folder, &server, &["--against", "1.2.3"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(server.requests()[0].path, "/v1/admin/integrations/acme%2Fmail/1.2.3");
    assert!(!ran.out.contains("hunter") && !ran.out.contains("whsec"), "{}", ran.out);
    insta::assert_snapshot!(format!("{}{}", ran.err, ran.out));
    let by_id = diff(&folder, &server, &["--against", "latest", "--id", "intver_01ABC"]);
    assert_eq!(by_id.out, ran.out);
    assert!(server.requests().iter().any(|request| request.path == "/v1/admin/integrations/intver_01ABC"));
    let by_name = diff(&folder, &server, &["--against", "latest", "--name", "other/mail"]);
    assert_eq!(by_name.out, ran.out);
    assert!(server.requests().iter().any(|request| request.path == "/v1/admin/integrations/other%2Fmail/latest"));
}

#[test]
fn an_update_writes_null_for_what_is_deployed() {
    let folder = Folder::new("diff-deployed-update");
    let local = json!({ "title": "Mail", "actions": {} });
    folder.write("integration.jsonc", format!("{local:#}\n"));
    let server = server(|_| {});
    let ran = diff(&folder, &server, &["--against", "latest"]);
    assert_eq!((ran.status, ran.out.as_str()), (3, ""));
    assert_eq!(ran.err, "integration-ls: the manifest has no name: say which integration it is, with --id or --name\n");
    let fixed = diff(&folder, &server, &["--against", "latest", "--id", "intver_01ABC", "--fix"]);
    assert_eq!(fixed.status, 1, "{}", fixed.err);
    let text = fs::read_to_string(folder.path().join("integration.jsonc")).unwrap();
    let after: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(after["actions"], json!({ "sendMail": null }));
    assert!(!text.contains("whsec") && !text.contains("API_KEY\": \""), "{text}");
}

#[test]
fn files_and_revisions_need_no_network() {
    let folder = folder("files");
    folder.write("latest", LOCAL);
    folder.write("1.2.3", LOCAL);
    let server = server(|_| {});
    for against in ["latest", "1.2.3", "./latest"] {
        let ran = diff(&folder, &server, &["--against", against]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{against}");
    }
    for against in ["HEAD", "git:1.2.3", "v1.2.3", "1.2"] {
        assert_eq!(diff(&folder, &server, &["--against", against]).status, 2, "{against} is a revision");
    }
    assert_eq!(server.requests(), []);
}

#[test]
fn why_nothing_could_be_compared() {
    let folder = folder("refused");
    for (reply, said) in [
        (Reply::error("ResourceNotFound"), "Something is wrong with this."),
        (Reply::error("Unauthorized"), "Something is wrong with this."),
        (Reply::html(502), "is not an answer of the API"),
    ] {
        let server = HttpServer::scripted([reply.header("retry-after", "0")]);
        let ran = diff(&folder, &server, &["--against", "latest"]);
        assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}
