//! Nothing costs more than in proportion to the members of one object or to the findings.
//!
//! What is counted is steps: the instructions that valgrind sees, so a busy machine changes nothing, and no loop is
//! missed, whether it walks the tree, compares strings or copies text. With four times as many members there may be
//! about four times as many steps; a pass over all members for each of them would take sixteen times as many.

mod counter;
mod shapes;

use std::collections::BTreeMap;

use counter::{Counts, Valgrind, measured};
use integration_ls::analysis::{Document, fix_all};
use integration_ls::features::code_action::quick_fix::quick_fixes;
use integration_ls::features::code_action::refactor::{extractions, inlinings, refactorings, sort_keys};
use integration_ls::features::code_lens::lenses;
use integration_ls::features::completion::complete;
use integration_ls::features::definition::definitions;
use integration_ls::features::document_highlight::highlights;
use integration_ls::features::document_link::links;
use integration_ls::features::document_symbol::{declared, outline};
use integration_ls::features::folding_range::folds;
use integration_ls::features::form::form_at;
use integration_ls::features::formatting::{Style, edits};
use integration_ls::features::hover::hover;
use integration_ls::features::inlay_hint::hints;
use integration_ls::features::on_type_formatting::indentation;
use integration_ls::features::references::references;
use integration_ls::features::rename::rename;
use integration_ls::features::selection_range::selections;
use integration_ls::features::semantic_tokens::tokens;
use integration_ls::text::TextRange;
use serde_json::{Value, json};
use shapes::{Shape, by_hand, by_rule};

use crate::cli::Folder;
use crate::lsp::client::{frame, notification, request};

/// The numbers of members that are compared.
const SIZES: [usize; 2] = [100, 400];

/// How many times as many steps four times as many members may take. Sorting takes 4 × log 400 / log 100, about 5.2; a pass
/// over all members for each of them takes 16.
const MOST: f64 = 5.5;

/// A pass over the 400 members for each of them takes more steps than this.
const WORTH_COUNTING: u64 = 150_000;

type Task = (&'static str, fn(&Document));

/// What is done with every shape.
const TASKS: [Task; 3] = [
    ("diagnostics", |document| {
        let source = document.source();
        let fresh = Document::new(source.text().to_owned(), source.dialect(), document.options().clone());
        keep(fresh.diagnostics());
    }),
    ("all fixes", |document| {
        keep(fix_all(document, |_| true));
    }),
    ("quick fixes", |document| {
        keep(quick_fixes(document, whole(document)));
    }),
];

/// What is done with the shapes made by hand, too. Requests about one place are about the last name in the text, and
/// about the last bracket.
const FEATURES: [Task; 24] = [
    ("refactorings", |document| keep(refactorings(document, whole(document)))),
    ("refactorings at a name", |document| keep(refactorings(document, TextRange::empty(name(document))))),
    ("extractions", |document| keep(extractions(document, TextRange::empty(name(document))))),
    ("inlinings", |document| keep(inlinings(document, TextRange::empty(name(document))))),
    ("sort keys", |document| keep(sort_keys(document))),
    ("lenses", |document| keep(lenses(document))),
    ("tokens", |document| keep(tokens(document.source(), whole(document)))),
    ("outline", |document| keep(outline(document))),
    ("names", |document| keep(declared(document))),
    ("folds", |document| keep(folds(document.source()))),
    ("links", |document| keep(links(document.source()))),
    ("hints", |document| keep(hints(document.source(), document.form().0, whole(document)))),
    ("formatting", |document| keep(edits(document.source(), Style::default()))),
    ("form", |document| keep(form_at(document, name(document)))),
    ("hover", |document| keep(hover(document, name(document)))),
    ("definition", |document| keep(definitions(document.source(), name(document)))),
    ("highlights", |document| keep(highlights(document.source(), name(document)))),
    ("references", |document| keep(references(document.source(), name(document), true))),
    ("rename", |document| keep(rename(document, name(document), "another"))),
    ("selections", |document| keep(selections(document.source(), name(document)))),
    ("completion of a name", |document| keep(complete(document, name(document), true))),
    ("completion at the end", |document| keep(complete(document, bracket(document), true))),
    ("indentation", |document| keep(indentation(document.source(), bracket(document), "}", Style::default()))),
    ("a keystroke", |document| {
        let source = document.source();
        let mut fresh = Document::new(source.text().to_owned(), source.dialect(), document.options().clone());
        fresh.edit(TextRange::empty(name(document)), "x");
        fresh.diagnostics();
    }),
];

/// The result counts as used, so its computation is not left out.
fn keep<T>(result: T) {
    std::hint::black_box(result);
}

fn whole(document: &Document) -> TextRange {
    TextRange::new(0, document.source().text().len() as u32)
}

/// Inside the last string of the text.
fn name(document: &Document) -> u32 {
    let text = document.source().text();
    text.rfind('"').unwrap_or_default().saturating_sub(1) as u32
}

/// Before the last closing bracket but one.
fn bracket(document: &Document) -> u32 {
    let text = document.source().text();
    let last = text.rfind(['}', ']']).unwrap_or_default();
    text[..last].rfind(['}', ']']).unwrap_or(last) as u32
}

#[test]
#[ignore = "the next test runs it under valgrind"]
fn steps_of_rules() {
    do_each(by_rule(), &TASKS);
}

#[test]
#[ignore = "the test after the next runs it under valgrind"]
fn steps_of_features() {
    do_each(by_hand(), &[&TASKS[..], &FEATURES[..]].concat());
}

/// Does each task once for each shape and size, where valgrind counts.
fn do_each(shapes: Vec<Shape>, tasks: &[Task]) {
    let Some(mut counts) = Counts::to_write() else { return };
    for shape in shapes {
        for size in SIZES {
            let document = shape.document(size);
            document.diagnostics();
            document.source().lines();
            for (task, work) in tasks {
                measured(&mut || work(&document));
                counts.note(&format!("{}, {task}", shape.name), size);
            }
        }
    }
}

#[test]
fn rules_and_fixes_are_linear() {
    assert_linear_steps("cost::steps_of_rules");
}

#[test]
fn features_are_linear() {
    assert_linear_steps("cost::steps_of_features");
}

fn assert_linear_steps(test: &str) {
    let Some(valgrind) = Valgrind::find() else { return };
    let wrong = too_many(&valgrind, test);
    // What earlier work has left in memory can make one count larger by chance. It does not do that twice.
    let again = if wrong.is_empty() { BTreeMap::new() } else { too_many(&valgrind, test) };
    let wrong: Vec<&String> =
        again.iter().filter(|(name, _)| wrong.contains_key(*name)).map(|(_, steps)| steps).collect();
    assert!(wrong.is_empty(), "Steps for {} members instead of {}: {wrong:#?}", SIZES[1], SIZES[0]);
}

/// What takes too many steps, by its name.
fn too_many(valgrind: &Valgrind, test: &str) -> BTreeMap<String, String> {
    let counts = valgrind.steps_of(test);
    assert!(counts.len() > 150, "{} counts", counts.len());
    let mut wrong = BTreeMap::new();
    for (name, steps) in counts {
        let [few, many] = SIZES.map(|size| steps[&size]);
        if many > WORTH_COUNTING && many as f64 > few as f64 * MOST {
            let times = many as f64 / few as f64;
            wrong.insert(name.clone(), format!("{times:.1} times: {name}, {few} and {many} steps"));
        }
    }
    wrong
}

/// The program as it starts, which is the same for any input.
fn of_program(valgrind: &Valgrind, arguments: &[&str], input: &str) -> u64 {
    valgrind.count(arguments, input.as_bytes())
}

fn assert_linear(what: &str, nothing: u64, few: u64, many: u64) {
    let times = (many - nothing) as f64 / (few - nothing) as f64;
    assert!(times < MOST, "{what}: {times:.1} times as many steps");
}

#[test]
fn reports_are_linear() {
    let Some(valgrind) = Valgrind::find() else { return };
    let formats = ["full", "concise", "json", "json-lines", "github", "gitlab", "junit", "sarif", "rdjson"];
    let reports = formats.map(|format| vec!["check", "--no-config", "--output-format", format, "-"]);
    let others = [
        vec!["check", "--no-config", "--statistics", "-"],
        vec!["check", "--no-config", "--unsafe-fixes", "--diff", "-"],
    ];
    for arguments in reports.into_iter().chain(others) {
        let nothing = of_program(&valgrind, &arguments, "{}");
        let [few, many] = SIZES.map(|size| of_program(&valgrind, &arguments, &shapes::for_reports(size)));
        assert_linear(&arguments.join(" "), nothing, few, many);
    }
}

#[test]
fn values_against_schemas_and_samples_are_linear() {
    let Some(valgrind) = Valgrind::find() else { return };
    let folder = Folder::new("cost-of-values");
    for (what, schema, value) in shapes::for_values() {
        let cost = |size: usize| {
            let manifest = json!({"events": {"e": {"schema": schema(size)}}}).to_string();
            let manifest = folder.write("integration.json", manifest);
            let against = format!("{manifest}#/events/e");
            let check = valgrind.count(&["check", "--no-config", "--against", &against, "-"], value(size).as_bytes());
            (check, manifest)
        };
        let (nothing, _) = cost(1);
        let [few, many] = SIZES.map(|size| {
            let (check, manifest) = cost(size);
            (check, valgrind.count(&["sample", &manifest, "/events/e"], b""))
        });
        assert_linear(&format!("check of {what}"), nothing, few.0, many.0);
        let times = many.1 as f64 / few.1 as f64;
        assert!(times < MOST, "sample of {what}: {times:.1} times as many steps");
    }
}

#[test]
fn answers_of_the_server_are_linear() {
    let Some(valgrind) = Valgrind::find() else { return };
    let uri = "file:///manifest.json";
    let actions = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let symbols = json!({"hierarchicalDocumentSymbolSupport": true});
    let capabilities = json!({"textDocument": {"codeAction": actions, "diagnostic": {}, "documentSymbol": symbols}});
    let session = |size: usize, method: &str, params: &Value| {
        let mut params = params.clone();
        params["textDocument"] = json!({"uri": uri});
        let document = json!({"uri": uri, "languageId": "json", "version": 1, "text": shapes::tags(size, "tag")});
        let messages = [
            request(1, "initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities})),
            notification("initialized", json!({})),
            notification("textDocument/didOpen", json!({"textDocument": document})),
            request(2, method, params),
            request(3, "shutdown", Value::Null),
            notification("exit", Value::Null),
        ];
        valgrind.count(&["lsp"], &messages.iter().flat_map(frame).collect::<Vec<u8>>())
    };
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_000_000, "character": 0}});
    for (method, params) in [
        ("diagnostic", json!({})),
        ("codeAction", json!({"range": whole, "context": {"diagnostics": []}})),
        ("codeLens", json!({})),
        ("documentSymbol", json!({})),
        ("semanticTokens/full", json!({})),
        ("inlayHint", json!({"range": whole})),
        ("references", json!({"position": {"line": 1, "character": 2}, "context": {"includeDeclaration": true}})),
    ] {
        let method = format!("textDocument/{method}");
        let nothing = session(0, &method, &params);
        let [few, many] = SIZES.map(|size| session(size, &method, &params));
        assert_linear(&method, nothing, few, many);
    }
}
