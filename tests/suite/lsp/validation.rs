//! A manifest validated by the API from an editor, against an HTTP server of our own.

use std::process::Command;

use serde_json::{Value, json};

use super::client::Client;
use crate::cli::Folder;
use crate::http_server::{HttpServer, Reply};

const TOKEN: &str = "bp_pat_N0tT0BeSeenAnywhere";
const SECRET: &str = "hunter2-of-acme";
const URI: &str = "file:///work/integration.json";
const CREATE: &str =
    r#"{"name": "acme-mail", "version": "1.2.0", "title": "Acme", "secrets": {"API_KEY": "hunter2-of-acme"}}"#;
const COMMAND: &str = "integration-ls.validateRemotely";

/// A server that somebody runs who is logged in.
struct Session {
    client: Client,
    capabilities: Value,
    folder: Folder,
    /// All that was read.
    seen: Vec<Value>,
}

fn abilities(pulls: bool) -> Value {
    let mut abilities = json!({
        "window": {"workDoneProgress": true},
        "workspace": {"executeCommand": {}, "diagnostics": {"refreshSupport": true}},
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["source"]}}}},
    });
    if pulls {
        abilities["textDocument"]["diagnostic"] = json!({});
    }
    abilities
}

impl Session {
    fn start(name: &str, url: &str, remote: Option<&str>, abilities: &Value) -> Self {
        let folder = Folder::new(name);
        let mut command = Command::new(env!("CARGO_BIN_EXE_integration-ls"));
        command.args(["lsp", "--log-level", "debug", "--log-file"]).arg(folder.path().join("log"));
        for name in ["BP_PROFILE", "BP_P", "BP_BOTPRESS_HOME", "INTEGRATION_LS_REMOTE"] {
            command.env_remove(name);
        }
        command.envs([("BP_TOKEN", TOKEN), ("BP_WORKSPACE_ID", "wkspace_1"), ("BP_API_URL", url)]);
        command.env("HOME", folder.path()).env("USERPROFILE", folder.path());
        command.env_remove("INTEGRATION_LS_OFFLINE");
        match remote {
            Some("offline") => {
                command.env("INTEGRATION_LS_OFFLINE", "1");
            }
            Some(remote) => {
                command.env("INTEGRATION_LS_REMOTE", remote);
            }
            None => {}
        }
        let mut client = Client::with_command(command);
        let params = json!({"processId": null, "rootUri": null, "capabilities": abilities, "trace": "verbose"});
        let answer = client.request("initialize", params);
        client.skip("$/logTrace");
        client.skip("textDocument/publishDiagnostics");
        client.notify("initialized", json!({}));
        let capabilities = answer["result"]["capabilities"].clone();
        Self { client, capabilities, folder, seen: vec![answer] }
    }

    fn ask(&mut self, arguments: Value) -> u64 {
        self.client.send("workspace/executeCommand", json!({"command": COMMAND, "arguments": [arguments]}))
    }

    /// Waits for a message of the server and keeps it.
    fn wait_for(&mut self, method: &str) -> Value {
        let message = self.client.wait_for(method);
        self.seen.push(message.clone());
        message
    }

    /// What the user reads before anything is sent, answered with a title or nothing.
    fn consent(&mut self, chosen: Option<&str>) -> String {
        let question = self.wait_for("window/showMessageRequest");
        self.client.answer(&question, chosen.map_or(Value::Null, |title| json!({ "title": title })));
        question["params"]["message"].as_str().unwrap().to_owned()
    }

    /// Asks and agrees, until the server has the request. Gives the ID of ours, and what begins the progress.
    fn begin(&mut self, server: &HttpServer) -> (u64, Value) {
        let id = self.ask(json!(URI));
        self.consent(Some("Send"));
        let create = self.wait_for("window/workDoneProgress/create");
        self.client.answer(&create, Value::Null);
        self.wait_for("$/progress");
        server.wait_for(1);
        (id, create)
    }

    /// Follows the progress to its end.
    fn progress(&mut self) -> Vec<String> {
        let create = self.wait_for("window/workDoneProgress/create");
        self.client.answer(&create, Value::Null);
        let mut kinds = Vec::new();
        while kinds.last().is_none_or(|kind| kind != "end") {
            let message = self.wait_for("$/progress");
            kinds.push(message["params"]["value"]["kind"].as_str().unwrap().to_owned());
        }
        kinds
    }

    fn result(&mut self, id: u64) -> Value {
        let answer = self.client.answer_to(id);
        self.seen.push(answer.clone());
        answer["result"].clone()
    }

    fn outcome(&mut self, id: u64) -> String {
        self.result(id)["outcome"].as_str().unwrap().to_owned()
    }

    fn open(&mut self, text: &str) {
        self.client.open(URI, text);
    }

    fn change(&mut self, version: i64, text: &str) {
        let changes = json!([{ "text": text }]);
        let document = json!({"uri": URI, "version": version});
        self.client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// What the API's diagnostics of the document say: source, code, severity and columns.
    fn pulled(&mut self) -> Vec<(Value, Value, u64, u64)> {
        let answer = self.client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
        self.seen.push(answer.clone());
        of_botpress(answer["result"]["items"].as_array().unwrap())
    }

    fn end(mut self) {
        let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        assert!(log.contains("workspace/executeCommand") || !log.contains("executeCommand"), "{log}");
        self.seen.extend(self.client.all());
        for text in self.seen.iter().map(Value::to_string).chain([log]) {
            assert!(!text.contains(&TOKEN[7..]) && !text.contains(&SECRET[8..]), "{text}");
        }
    }
}

fn of_botpress(diagnostics: &[Value]) -> Vec<(Value, Value, u64, u64)> {
    let ours = diagnostics.iter().filter(|one| one["source"] == "botpress");
    let column = |one: &Value, end: &str| one["range"][end]["character"].as_u64().unwrap();
    ours.map(|one| (one["code"].clone(), one["severity"].clone(), column(one, "start"), column(one, "end"))).collect()
}

#[test]
fn the_user_is_asked_once_and_the_answer_is_shown_until_the_next_edit() {
    let server = HttpServer::scripted([
        Reply::accepted(),
        Reply::error_saying(
            "InvalidPayload",
            "request/body/title must not be hunter2-of-acme, request/body/version is old",
        ),
        Reply::accepted(),
    ]);
    for pulls in [true, false] {
        let before = server.requests().len();
        let mut session = Session::start("validate-lsp", &server.url(), None, &abilities(pulls));
        session.open(CREATE);
        assert_eq!(server.requests().len(), before, "nothing is sent unasked");
        let id = session.ask(json!({ "uri": URI }));
        let question = session.consent(Some("Send"));
        for word in ["127.0.0.1", "wkspace_1", "API_KEY", "93 bytes"] {
            assert!(question.contains(word), "{word}: {question}");
        }
        assert_eq!(session.progress(), ["begin", "end"]);
        if pulls {
            let refresh = session.wait_for("workspace/diagnostic/refresh");
            session.client.answer(&refresh, Value::Null);
        }
        let result = session.result(id);
        if before == 0 {
            assert_eq!(result["outcome"], "accepted");
            assert_eq!(result["message"], "127.0.0.1 accepts this manifest as a new integration.");
            assert_eq!(session.pulled(), [(json!("Accepted"), json!(3), 0, 1)]);
            let status = session.client.request("integration-ls/status", json!({"textDocument": {"uri": URI}}));
            assert_eq!(status["result"]["validation"]["outcome"], "accepted");
            // The second time, nobody is asked.
            let id = session.ask(json!({ "uri": URI }));
            assert_eq!(session.progress(), ["begin", "end"]);
            let refresh = session.wait_for("workspace/diagnostic/refresh");
            session.client.answer(&refresh, Value::Null);
            assert_eq!(session.outcome(id), "refused");
            let code = json!("InvalidPayload");
            let at = |text: &str| (CREATE.find(text).unwrap() as u64, (CREATE.find(text).unwrap() + text.len()) as u64);
            let (version, title) = (at("\"1.2.0\""), at("\"Acme\""));
            let expected = [version, title].map(|(start, end)| (code.clone(), json!(1), start, end));
            assert_eq!(session.pulled(), expected);
            session.change(2, &CREATE.replace("Acme", "Acme Mail"));
            assert_eq!(session.pulled(), [], "an edit clears it");
            let lens = session.client.request("textDocument/codeLens", json!({"textDocument": {"uri": URI}}));
            let lens = &lens["result"][1]["command"];
            assert_eq!((&lens["title"], &lens["command"]), (&json!("Validate with Botpress"), &json!(COMMAND)));
        } else {
            // Pushed, beside ours.
            let found = session.client.wait("the answer as diagnostics", |message| {
                message["method"] == "textDocument/publishDiagnostics"
                    && of_botpress(message["params"]["diagnostics"].as_array().unwrap()).len() == 1
            });
            assert!(found["params"]["diagnostics"].as_array().unwrap().len() > 1, "{found}");
            session.client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
            session.client.wait("the empty publish", |message| message["params"]["diagnostics"] == json!([]));
        }
        session.end();
    }
    let request = &server.requests()[0];
    assert_eq!((&*request.method, &*request.path), ("POST", "/v1/admin/integrations/validate"));
    assert_eq!(request.header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    assert_eq!(request.header("x-multiple-integrations"), Some("true"));
    assert_eq!(serde_json::from_slice::<Value>(&request.body).unwrap(), serde_json::from_str::<Value>(CREATE).unwrap());
}

/// Such as Neovim 0.10.
#[test]
fn a_client_that_pulls_and_cannot_be_refreshed_is_pushed_the_answer_alone() {
    let server = HttpServer::scripted([Reply::accepted()]);
    let mut abilities = abilities(true);
    abilities["workspace"]["diagnostics"] = Value::Null;
    let mut session = Session::start("validate-pushed", &server.url(), None, &abilities);
    session.open(CREATE);
    let id = session.ask(json!(URI));
    session.consent(Some("Send"));
    session.progress();
    let pushed = session.wait_for("textDocument/publishDiagnostics");
    let diagnostics = pushed["params"]["diagnostics"].as_array().unwrap();
    assert_eq!((diagnostics.len(), of_botpress(diagnostics).len()), (1, 1), "{pushed}");
    assert_eq!(session.outcome(id), "accepted");
    assert_eq!(session.pulled(), [], "and does not get it twice");
    session.change(2, &CREATE.replace("Acme", "Acme Mail"));
    let cleared = session.wait_for("textDocument/publishDiagnostics");
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    session.end();
}

#[test]
fn without_a_yes_nothing_is_sent() {
    let server = HttpServer::scripted([Reply::accepted()]);
    for chosen in [Some("Cancel"), None] {
        let mut session = Session::start("validate-no", &server.url(), None, &abilities(true));
        session.open(CREATE);
        let id = session.ask(json!({ "uri": URI }));
        session.consent(chosen);
        assert_eq!(session.outcome(id), "cancelled");
        assert_eq!(session.pulled(), []);
        session.end();
    }
    assert!(server.requests().is_empty());
}

#[test]
fn an_update_is_told_what_it_updates_and_remembers_it() {
    let server = HttpServer::answering(|request| match &*request.method {
        "GET" => Reply::deployed(&json!({"id": "intver_7", "name": "acme/mail", "version": "1.0.0"})),
        _ => Reply::accepted(),
    });
    let mut session = Session::start("validate-update-lsp", &server.url(), None, &abilities(true));
    session.client.skip("workspace/diagnostic/refresh");
    session.open("{\"title\": \"Acme\"}");
    let id = session.ask(json!(URI));
    let message = session.wait_for("window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("is an update"), "{message}");
    assert_eq!(session.outcome(id), "notSent");
    let id = session.ask(json!({"uri": URI, "name": "acme/mail", "version": "1.0.0"}));
    session.consent(Some("Send"));
    session.progress();
    assert_eq!(session.outcome(id), "accepted");
    let id = session.ask(json!(URI));
    session.progress();
    assert_eq!(session.outcome(id), "accepted");
    let id = session.ask(json!({"uri": URI, "id": "intver_8"}));
    session.progress();
    assert_eq!(session.outcome(id), "accepted");
    let asked: Vec<String> = server.requests().iter().map(|one| format!("{} {}", one.method, one.path)).collect();
    let (get, put) = ("GET /v1/admin/integrations/acme%2Fmail/1.0.0", "PUT /v1/admin/integrations/intver_7/validate");
    assert_eq!(asked, [get, put, get, put, "PUT /v1/admin/integrations/intver_8/validate"]);
    session.end();
}

#[test]
fn what_has_errors_is_not_sent() {
    let server = HttpServer::scripted([Reply::accepted()]);
    let mut session = Session::start("validate-errors-lsp", &server.url(), None, &abilities(true));
    for (version, text) in [(1, "{\"name\": 1}"), (2, "{\"name\": ")] {
        if version == 1 {
            session.open(text)
        } else {
            session.change(version, text)
        }
        let id = session.ask(json!(URI));
        let message = session.wait_for("window/showMessage");
        assert!(message["params"]["message"].as_str().unwrap().starts_with("The manifest was not sent"), "{message}");
        assert_eq!(session.outcome(id), "notSent");
    }
    assert!(server.requests().is_empty());
    session.end();
}

#[test]
fn an_answer_to_an_older_text_is_not_shown_as_that_to_the_newest() {
    let server = HttpServer::answering(|_| {
        std::thread::sleep(std::time::Duration::from_millis(300));
        Reply::error_saying("InvalidPayload", "request/body/title must be shorter")
    });
    let mut session = Session::start("validate-older", &server.url(), None, &abilities(true));
    session.open(CREATE);
    let id = session.ask(json!(URI));
    session.consent(Some("Send"));
    let create = session.wait_for("window/workDoneProgress/create");
    session.client.answer(&create, Value::Null);
    session.wait_for("$/progress");
    session.change(2, &CREATE.replace("Acme", "Acme Mail"));
    session.wait_for("$/progress");
    let message = session.wait_for("window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("has changed since it was sent"), "{message}");
    assert_eq!(session.outcome(id), "changed");
    assert_eq!(session.pulled(), []);
    session.end();
}

#[test]
fn a_validation_can_be_cancelled() {
    for way in ["progress", "request", "shutdown", "again"] {
        let server = HttpServer::scripted([Reply::never()]);
        let mut session = Session::start("validate-cancel", &server.url(), None, &abilities(true));
        session.open(CREATE);
        let (id, create) = session.begin(&server);
        match way {
            "progress" => {
                let token = create["params"]["token"].clone();
                session.client.notify("window/workDoneProgress/cancel", json!({ "token": token }));
            }
            "request" => session.client.notify("$/cancelRequest", json!({ "id": id })),
            "shutdown" => drop(session.client.send("shutdown", Value::Null)),
            _ => {
                let second = session.ask(json!(URI));
                assert_eq!(session.outcome(id), "cancelled");
                session.client.notify("$/cancelRequest", json!({ "id": second }));
                session.client.skip("window/workDoneProgress/create");
                session.client.skip("$/progress");
                assert!(session.client.answer_to(second)["error"]["code"] == -32800);
                session.end();
                continue;
            }
        }
        session.client.skip("$/progress");
        if way == "request" {
            assert_eq!(session.client.answer_to(id)["error"]["code"], -32800);
        } else {
            assert_eq!(session.outcome(id), "cancelled", "{way}");
        }
        session.end();
    }
}

#[test]
fn who_cannot_ask_is_told_so_without_links() {
    let server = HttpServer::scripted([Reply::error_saying("Unauthorized", "[click](command:evil) \u{1b}[31m <b>")]);
    let mut session = Session::start("validate-unauthorized", &server.url(), None, &abilities(true));
    session.client.skip("workspace/diagnostic/refresh");
    session.open(CREATE);
    let id = session.ask(json!(URI));
    session.consent(Some("Send"));
    session.progress();
    let message = session.wait_for("window/showMessage");
    let text = message["params"]["message"].as_str().unwrap();
    assert!(text.starts_with("The Botpress API does not accept the token."), "{text}");
    assert!(!text.contains('[') && !text.contains('\u{1b}'), "{text}");
    assert_eq!(session.outcome(id), "failed");
    assert_eq!(session.pulled(), [], "it says nothing of the manifest");
    session.end();
    let mut session = Session::start("validate-login", "", None, &abilities(true));
    session.open(CREATE);
    let id = session.ask(json!(URI));
    let message = session.wait_for("window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("You are not logged in"), "{message}");
    assert_eq!(session.outcome(id), "failed");
    session.end();
}

#[test]
fn it_can_be_switched_off_wholly_and_is_on_save_only_if_somebody_says_so() {
    let server = HttpServer::scripted([Reply::accepted()]);
    let action = |session: &mut Session, context: Value| {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
        let actions = session.client.request("textDocument/codeAction", params);
        actions["result"].as_array().unwrap().iter().any(|action| action["command"]["command"] == COMMAND)
    };
    for (remote, is_offered, is_on_save) in [
        (Some("off"), false, false),
        (Some("offline"), false, false),
        (None, true, false),
        (Some("on-request"), true, false),
        (Some("on-save"), true, true),
    ] {
        let mut session = Session::start("validate-off", &server.url(), remote, &abilities(true));
        let provider = &session.capabilities["executeCommandProvider"];
        assert_eq!(provider["commands"] == json!([COMMAND]), is_offered, "{remote:?}");
        assert_eq!(session.capabilities["textDocumentSync"]["save"] == true, is_on_save, "{remote:?}");
        session.open(CREATE);
        // A project's settings try to switch it on, and to choose whom to ask.
        let settings =
            json!({"integration-ls": {"remote": "on-save", "profile": "evil", "apiUrl": "http://evil.example"}});
        session.client.skip("window/showMessage");
        session.client.skip("workspace/diagnostic/refresh");
        session.client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        let diagnostics = json!([]);
        assert_eq!(action(&mut session, json!({ "diagnostics": diagnostics })), is_offered);
        assert_eq!(action(&mut session, json!({ "diagnostics": diagnostics, "only": ["source"] })), is_offered);
        // On save, a project's settings could ask for it.
        let on_save = json!({"diagnostics": diagnostics, "only": ["source.validateRemotely"], "triggerKind": 2});
        assert!(!action(&mut session, on_save));
        let lenses = session.client.request("textDocument/codeLens", json!({"textDocument": {"uri": URI}}));
        let is_lens = lenses["result"].as_array().unwrap().iter().any(|lens| lens["command"]["command"] == COMMAND);
        assert_eq!(is_lens, is_offered);
        session.client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
        if is_on_save {
            session.consent(Some("Cancel"));
            session.client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
        }
        if !is_offered {
            let id = session.ask(json!(URI));
            assert!(session.client.answer_to(id)["error"]["message"].as_str().unwrap().contains("switched off"));
        }
        session.pulled();
        session.end();
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_document_that_is_closed_is_no_longer_validated() {
    let server = HttpServer::scripted([Reply::never()]);
    let mut session = Session::start("validate-close", &server.url(), None, &abilities(true));
    session.open(CREATE);
    let (id, _) = session.begin(&server);
    session.client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    session.wait_for("$/progress");
    assert_eq!(session.outcome(id), "cancelled");
    session.end();
}

#[test]
fn a_client_that_executes_no_commands_is_offered_none() {
    let mut session = Session::start("validate-old-client", "http://127.0.0.1:1", None, &json!({}));
    session.open(CREATE);
    let lenses = session.client.request("textDocument/codeLens", json!({"textDocument": {"uri": URI}}));
    assert_eq!(lenses["result"].as_array().unwrap().len(), 1);
    let answer = session.client.request("workspace/executeCommand", json!({"command": "other", "arguments": []}));
    assert_eq!(answer["error"]["code"], -32602);
    session.end();
}

#[test]
fn what_is_deployed_is_shown_beside_the_manifest() {
    let server = HttpServer::answering(|_| {
        Reply::deployed(&json!({
            "id": "intver_1", "name": "acme-mail", "version": "1.1.0", "title": "Mail", "secrets": ["API_KEY", "OLD"],
            "signingSecret": "whsec-never-shown",
        }))
    });
    let mut session = Session::start("compare-deployed", &server.url(), None, &abilities(true));
    let of = |more: Value| {
        let mut params = json!({"textDocument": {"uri": URI}, "against": "deployed"});
        params.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        params
    };
    session.open(CREATE);
    let answer = session.client.request("integration-ls/comparable", of(json!({})));
    session.seen.push(answer.clone());
    assert_eq!(answer["result"]["name"], "acme-mail 1.1.0 (deployed)");
    let text = answer["result"]["text"].as_str().unwrap();
    assert!(text.contains("\"title\": \"Mail\"") && !text.contains("whsec"), "{text}");
    let own = session.client.request("integration-ls/comparable", json!({"textDocument": {"uri": URI}}));
    let masked = |text: &str| text.lines().find(|line| line.contains("API_KEY")).map(|line| line.contains('*'));
    assert_eq!(masked(text), Some(true), "its value is not told, so it is the same: {text}");
    assert_eq!(masked(own["result"]["text"].as_str().unwrap()), Some(true));
    assert!(text.contains("\"OLD\""), "{text}");
    assert_eq!(server.requests()[0].path, "/v1/admin/integrations/acme-mail/latest");

    // Of what an update is, somebody has to say.
    session.change(2, r#"{"title": "Acme"}"#);
    let answer = session.client.request("integration-ls/comparable", of(json!({})));
    assert_eq!(answer["result"]["isUnknown"], true, "{answer}");
    let answer = session.client.request("integration-ls/comparable", of(json!({"id": "intver_7"})));
    assert_eq!(answer["result"]["name"], "acme-mail 1.1.0 (deployed)");
    assert_eq!(server.requests()[1].path, "/v1/admin/integrations/intver_7");
    session.end();

    let mut session = Session::start("compare-off", &server.url(), Some("off"), &abilities(true));
    session.open(CREATE);
    let answer = session.client.request("integration-ls/comparable", of(json!({})));
    assert_eq!(answer["result"]["problem"], "Asking Botpress is switched off.");
    assert_eq!(server.requests().len(), 2, "nothing is asked");
    session.end();
}
