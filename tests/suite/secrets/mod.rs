//! No output shows a secret, nor eight characters or more of one, whatever slip has been made around it.

mod slips;

use integration_ls::analysis::{Diagnostic, Document, Options};
use integration_ls::features::code_action::quick_fix::quick_fixes;
use integration_ls::features::code_action::refactor::{refactorings, sort_keys};
use integration_ls::features::code_lens::lenses;
use integration_ls::features::completion::complete;
use integration_ls::features::document_link::links;
use integration_ls::features::document_symbol::{Symbol, declared, outline};
use integration_ls::features::hover::hover;
use integration_ls::features::inlay_hint::hints;
use integration_ls::features::rename::{prepare_rename, rename};
use integration_ls::syntax::Dialect;
use integration_ls::text::{TextRange, floor_boundary};
use serde_json::json;

use crate::cli::{Folder, run_with_input};
use crate::lsp::client::Client;
use crate::mutation::rounds;
use slips::{Manifest, manifests};

/// What an editor shows of a document without being asked for a place.
fn shown(document: &Document) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for diagnostic in document.diagnostics() {
        all.push(diagnostic.message.to_string());
        all.extend(diagnostic.related.iter().map(|related| related.message.to_string()));
        all.extend(document.fixes(diagnostic).into_iter().map(|fix| fix.title));
    }
    let mut pending = outline(document);
    while let Some(Symbol { name, detail, children, .. }) = pending.pop() {
        all.extend([name, detail]);
        pending.extend(children);
    }
    all.extend(declared(document).into_iter().flat_map(|name| [name.name, name.container]));
    all.extend(lenses(document).into_iter().map(|lens| lens.title));
    let whole = TextRange::new(0, document.source().text().len() as u32);
    all.extend(hints(document.source(), document.form().0, whole).into_iter().map(|hint| hint.label));
    all.extend(links(document.shown()).into_iter().map(|link| link.target));
    all.extend(sort_keys(document).map(|fix| fix.title));
    all
}

/// What an editor shows when it is asked for a place.
fn shown_at(document: &Document, at: u32) -> Vec<String> {
    let mut all: Vec<String> = hover(document, at).into_iter().map(|hover| hover.markdown).collect();
    for item in complete(document, at, true) {
        all.extend([item.label, item.detail, item.documentation, item.new_text, item.filter, item.sort]);
    }
    all.extend(prepare_rename(document, at).map(|name| name.placeholder));
    all.extend(rename(document, at, "").err());
    all.extend(rename(document, at, "OTHER").err());
    let here = TextRange::empty(at);
    all.extend(quick_fixes(document, here).into_iter().map(|found| found.fix.title));
    all.extend(refactorings(document, here).into_iter().map(|fix| fix.title));
    all
}

fn document(manifest: &Manifest, text: &str) -> Document {
    let dialect = Dialect::of_name(manifest.file());
    Document::new(text.to_owned(), dialect, Options::default())
}

fn assert_hidden(manifest: &Manifest, text: &str, shown: &str, output: &str) {
    if let Some(part) = manifest.part_in(output) {
        panic!("{shown} shows {part:?}\n--- of\n{text}\n--- in\n{output}");
    }
}

#[test]
fn an_editor_is_told_no_secret() {
    let mut random = fastrand::Rng::with_seed(3);
    for manifest in manifests() {
        let slips = manifest.slips();
        let per_manifest = rounds(1_000) / 20;
        let mut chosen: Vec<&String> = if slips.len() <= per_manifest {
            slips.iter().collect()
        } else {
            (0..per_manifest).map(|_| &slips[random.usize(..slips.len())]).collect()
        };
        chosen.push(&manifest.text);
        for text in chosen {
            let document = document(&manifest, text);
            assert_hidden(&manifest, text, "the editor", &shown(&document).join("\n"));
            for _ in 0..3 {
                let at = floor_boundary(text, random.usize(..=text.len())) as u32;
                assert_hidden(&manifest, text, &format!("offset {at}"), &shown_at(&document, at).join("\n"));
            }
        }
    }
}

#[test]
fn every_place_of_a_sound_manifest() {
    for manifest in manifests() {
        let document = document(&manifest, &manifest.text);
        for at in (0..=manifest.text.len()).filter(|at| manifest.text.is_char_boundary(*at)) {
            assert_hidden(
                &manifest,
                &manifest.text,
                &format!("offset {at}"),
                &shown_at(&document, at as u32).join("\n"),
            );
        }
    }
}

/// A document that was changed into the broken one says the same as the broken one, and so does the one changed back.
#[test]
fn what_is_hidden_depends_on_the_text_alone() {
    let messages = |document: &Document| {
        document
            .diagnostics()
            .iter()
            .map(|Diagnostic { message, range, .. }| (*range, message.to_string()))
            .collect::<Vec<_>>()
    };
    let mut random = fastrand::Rng::with_seed(5);
    for manifest in manifests() {
        let mut edited = document(&manifest, &manifest.text);
        let before = messages(&edited);
        let slips = manifest.slips();
        for _ in 0..rounds(200) / 20 {
            let text = &slips[random.usize(..slips.len())];
            let whole = |document: &Document| TextRange::new(0, document.source().text().len() as u32);
            let (change, back) = (slips::change(&manifest.text, text), slips::change(text, &manifest.text));
            edited.edit(change.0, &change.1);
            assert_eq!(messages(&edited), messages(&document(&manifest, text)), "{text}");
            edited.edit(back.0, &back.1);
            assert_eq!(messages(&edited), before, "back from {text}");
            assert_eq!(whole(&edited).end as usize, manifest.text.len());
        }
    }
}

#[test]
fn no_report_shows_a_secret() {
    let mut random = fastrand::Rng::with_seed(7);
    let folder = Folder::new("secrets");
    let all = manifests();
    let mut written = Vec::new();
    for (number, manifest) in all.iter().enumerate() {
        let slips = manifest.slips();
        for round in 0..rounds(200) / 20 {
            let text = &slips[random.usize(..slips.len())];
            folder.write(&format!("{number}/{round}/{}", manifest.file()), text);
            written.push(text.clone());
        }
    }
    let formats = ["full", "concise", "json", "json-lines", "github", "gitlab", "junit", "sarif", "rdjson"];
    let mut outputs: Vec<(String, String)> = Vec::new();
    for format in formats {
        let ran = folder.run(&["check", "--no-config", "--output-format", format]);
        assert_eq!(ran.status, 1, "{}", ran.err);
        outputs.push((format.to_owned(), ran.out + &ran.err));
    }
    for arguments in [["check", "--diff", "--fix"], ["check", "--diff", "--unsafe-fixes"]] {
        let ran = folder.run(&arguments);
        assert_eq!(ran.status, 1, "{}", ran.err);
        outputs.push((arguments.join(" "), ran.out + &ran.err));
    }
    for arguments in [&["format", "--diff"][..], &["check", "--fix"], &["check", "--unsafe-fixes"]] {
        let ran = folder.run(arguments);
        outputs.push((arguments.join(" "), ran.out + &ran.err));
    }
    for (what, output) in &outputs {
        assert!(output.len() > 1_000, "{what}: {output}");
        for line in output.lines() {
            if let Some(part) = all.iter().find_map(|manifest| manifest.part_in(line)) {
                let from = written.iter().filter(|text| text.contains(&part)).take(3);
                panic!(
                    "{what} shows {part:?} in\n{line}\nof one of\n{}",
                    from.map(String::as_str).collect::<Vec<_>>().join("\n---\n")
                );
            }
        }
    }
}

#[test]
fn excerpts_show_the_names_and_no_values() {
    let text = "{\n  \"secrets\": {\n    \"API_KEY\": \"hunter2hunter2\",\n    \"PIN\": 987654321012\n    \"OTHER\" \"x1y2z3\"\n  },\n  \"title\": 1\n}\n";
    let ran = run_with_input(&["check", "--no-config", "-"], text.as_bytes());
    insta::assert_snapshot!(ran.out);
}

/// No keystroke copies a document in which it is clear what is secret.
#[test]
fn only_doubt_makes_a_copy() {
    let text = r#"{"secrets": {"A_KEY": "Kx7Qw9Zt3Lm5"}, "actions": {"send": {"title": "Send"}}}"#;
    let mut document = Document::new(text.to_owned(), Dialect::Json, Options::default());
    let is_copied = |document: &Document| !std::ptr::eq(document.readable(), document.source());
    assert!(!is_copied(&document));
    let colon = text.find(": \"Send").unwrap() as u32;
    document.edit(TextRange::new(colon, colon + 1), "");
    assert!(!document.diagnostics().is_empty() && !is_copied(&document));
    document.edit(TextRange::empty(colon), ":");
    document.edit(TextRange::new(10, 11), "");
    assert!(is_copied(&document));
}

/// A whole session, with everything that a client can have logged.
#[test]
fn no_message_and_no_log_shows_a_secret() {
    let mut random = fastrand::Rng::with_seed(11);
    let folder = Folder::new("secrets-log");
    let log = folder.path().join("log");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_integration-ls"));
    command.args(["lsp", "--log-level", "debug", "--log-file"]).arg(&log).env("RUST_LOG", "trace");
    let mut client = Client::with_command(command);
    client.request("initialize", json!({"processId": null, "rootUri": null, "trace": "verbose", "capabilities": {}}));
    client.notify("initialized", json!({}));
    for (number, manifest) in manifests().into_iter().enumerate() {
        let slips = manifest.slips();
        let uri = format!("file:///work/{number}.{}", manifest.file());
        client.open(&uri, &manifest.text);
        for round in 0..3 {
            let text = &slips[random.usize(..slips.len())];
            client.notify(
                "textDocument/didChange",
                json!({"textDocument": {"uri": uri, "version": round + 2}, "contentChanges": [{"text": text}]}),
            );
            let place = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 30 * (round + 1)}});
            for method in ["textDocument/hover", "textDocument/completion", "textDocument/prepareRename"] {
                let answer = client.request(method, place.clone()).to_string();
                assert_hidden(&manifest, text, method, &answer);
            }
            for method in ["textDocument/documentSymbol", "textDocument/codeLens", "textDocument/documentLink"] {
                let answer = client.request(method, json!({"textDocument": {"uri": uri}})).to_string();
                assert_hidden(&manifest, text, method, &answer);
            }
            let names = client.request("workspace/symbol", json!({"query": ""})).to_string();
            assert_hidden(&manifest, text, "workspace/symbol", &names);
            for message in client.all() {
                assert_hidden(&manifest, text, "a message", &message.to_string());
            }
        }
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    client.skip("$/logTrace");
    client.skip("textDocument/publishDiagnostics");
    client.end(&["shutdown", "exit"]);
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("started"), "{log}");
    for manifest in manifests() {
        assert_hidden(&manifest, "any", "the log", &log);
    }
}

/// What is hidden ends with the section, even on one line, as long as the strings are what they seem to be.
#[test]
fn a_slip_hides_nothing_far_away() {
    let secrets = r#""secrets": {"A_KEY": "Kx7Qw9Zt3Lm5", "B_KEY": 12}"#;
    let sound =
        format!(r#"{{"titel": 1, {secrets}, "actions": {{"send": {{"titel": 1}}}}, "configuration": {{"titel": 1}}}}"#);
    let titles = |text: &str| {
        let document = Document::new(text.to_owned(), Dialect::Json, Options::default());
        document.diagnostics().iter().filter(|diagnostic| diagnostic.message.contains("titel")).count()
    };
    assert_eq!(titles(&sound), 3);
    for (from, to, count) in [
        // Inside the section.
        ("Lm5\",", "Lm5\"", 3),
        ("A_KEY\":", "A_KEY\"", 3),
        ("12}", "}", 3),
        ("{\"A", "{,\"A", 3),
        ("12}", "12}}", 3),
        // A quote puts everything after it into doubt.
        ("Lm5\",", "Lm5,", 1),
        // Behind it.
        ("\"send\": ", "\"send\" ", 3),
        ("\"send\": ", "\"send: ", 3),
        ("}}, \"conf", "}, \"conf", 3),
        ("}}, \"conf", "}}} \"conf", 2),
    ] {
        let text = sound.replacen(from, to, 1);
        assert_ne!(text, sound);
        assert_eq!(titles(&text), count, "{text}");
    }
}
