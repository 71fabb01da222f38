//! No answer depends on what was asked before.

use integration_ls::analysis::{Diagnostic, Document, Group, Options};
use integration_ls::contract::Form;
use integration_ls::features::code_action::quick_fix::{fix_all_edit, quick_fixes};
use integration_ls::features::code_action::refactor::{refactorings, sort_keys};
use integration_ls::features::code_lens::lenses;
use integration_ls::features::completion::complete;
use integration_ls::features::hover::hover;
use integration_ls::features::inlay_hint::hints;
use integration_ls::syntax::Dialect;
use integration_ls::text::TextRange;

const TEXT: &str = r#"{
  "titel": "Acme",
  "visibility": "hidden",
  "actions": {"send-mail": {"input": {"schema": {}}, "output": {"schema": {"properties": {"id": {}}}}}},
  "secrets": {"apiKey": null}
}"#;

type Question = (&'static str, fn(&Document) -> String);

/// Everything that can be asked of a document, about the unknown key where that matters.
const QUESTIONS: [Question; 10] = [
    ("diagnostics", |document| format!("{:?}", document.diagnostics())),
    ("form", |document| format!("{:?}", document.form())),
    ("hover", |document| format!("{:?}", hover(document, at()))),
    ("completion", |document| format!("{:?}", complete(document, at(), true))),
    ("quick fixes", |document| format!("{:?}", quick_fixes(document, TextRange::empty(at())))),
    ("fix all", |document| format!("{:?}", fix_all_edit(document))),
    ("refactorings", |document| format!("{:?}", refactorings(document, TextRange::empty(at())))),
    ("sort keys", |document| format!("{:?}", sort_keys(document))),
    ("code lenses", |document| format!("{:?}", lenses(document))),
    ("inlay hints", |document| {
        let all = TextRange::new(0, document.source().text().len() as u32);
        format!("{:?}", hints(document.source(), document.form().0, all))
    }),
];

fn at() -> u32 {
    TEXT.find("titel").unwrap() as u32
}

fn fresh() -> Document {
    Document::new(TEXT.to_owned(), Dialect::Jsonc, Options::default())
}

#[test]
fn features_do_not_depend_on_earlier_requests() {
    let expected: Vec<String> = QUESTIONS.iter().map(|(_, ask)| ask(&fresh())).collect();
    for (first, (before, ask_before)) in QUESTIONS.iter().enumerate() {
        for (second, (then, ask_then)) in QUESTIONS.iter().enumerate() {
            let document = fresh();
            assert_eq!(ask_before(&document), expected[first], "{before}, asked first");
            assert_eq!(ask_then(&document), expected[second], "{then}, asked after {before}");
        }
    }
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..40 {
        let mut order: Vec<usize> = (0..QUESTIONS.len()).collect();
        random.shuffle(&mut order);
        let document = fresh();
        for index in &order {
            assert_eq!(QUESTIONS[*index].1(&document), expected[*index], "{} in {order:?}", QUESTIONS[*index].0);
        }
    }
}

/// A client that never asks for diagnostics sees the rule all the same.
#[test]
fn a_hover_explains_an_unknown_key_without_being_asked_for_diagnostics() {
    let hover = hover(&fresh(), at()).unwrap();
    assert!(hover.markdown.contains("`unknown-key`"), "{}", hover.markdown);
}

#[test]
fn answers_follow_edits_and_settings() {
    let mut document = fresh();
    let before = document.diagnostics().len();
    let key = TEXT.find("titel").unwrap() as u32;
    document.edit(TextRange::new(key, key + 5), "title");
    assert_eq!(document.diagnostics().len(), before - 1);
    let mut options = Options::default();
    options.severities.set_group(Group::Hub, None);
    document.set_options(options);
    assert!(document.diagnostics().len() < before - 1);
    document.edit(TextRange::empty(1), "\"name\": \"acme\", ");
    assert_eq!(document.form().0, Form::Create);
    let is_missing_key = |diagnostic: &Diagnostic| diagnostic.rule.name == "missing-key" && diagnostic.range.start == 0;
    assert!(document.diagnostics().iter().any(is_missing_key), "a create needs a version");
}

#[test]
fn a_document_may_be_shared_between_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Document>();
}
