//! The material that many tests read.
//!
//! `tests/data` is part of the project, and every test can rely on it. Real manifests, and the originals of the
//! facts, may lie beside the project in `../shared`; where they do, the tests read them as more of the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use integration_ls::contract::Form;
use serde_json::Value;

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// The request body of the API for a form, as a schema in the dialect of OpenAPI 3.0.
pub(crate) fn contract(form: Form) -> Value {
    let text = match form {
        Form::Create => include_str!("../data/contract/create.json"),
        Form::Update => include_str!("../data/contract/update.json"),
    };
    serde_json::from_str(text).unwrap()
}

/// The rules of the vendor's linter by name: `severity`, `given` and `fields` of each.
pub(crate) fn vendor_rules() -> BTreeMap<String, Value> {
    serde_json::from_str(include_str!("../data/contract/bp-lint-rules.json")).unwrap()
}

/// The folder `name` of `../shared`. If it is not there, says that the running test is skipped.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let path = beside(name);
    if path.is_none() {
        crate::skipped::skipped(&format!("../shared/{name} is not there"));
    }
    path
}

fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(PROJECT).join("../shared").join(name);
    path.is_dir().then_some(path)
}

/// Sound manifests in JSON, ours and the real ones if they are there: names and texts.
pub(crate) fn manifests() -> Vec<(String, String)> {
    let mut found = own_manifests();
    found.extend(real_manifests());
    found
}

/// Our own sound manifests in JSON: names and texts.
pub(crate) fn own_manifests() -> Vec<(String, String)> {
    let mut found = own("create", "json");
    found.extend(own("update", "json"));
    assert!(found.len() > 10, "tests/data has lost manifests: {}", found.len());
    found
}

/// Our own sound manifests in JSON with comments and trailing commas: names and texts.
pub(crate) fn own_jsonc_manifests() -> Vec<(String, String)> {
    let mut found = own("create", "jsonc");
    found.extend(own("update", "jsonc"));
    found
}

/// Our own manifests that lack titles and descriptions: names and texts.
pub(crate) fn incomplete_manifests() -> Vec<(String, String)> {
    own("incomplete", "json")
}

/// Texts of our own to damage, sound and incomplete ones, in JSON and JSONC, of less than `limit` bytes.
pub(crate) fn own_texts(limit: usize) -> Vec<String> {
    let all = own_manifests().into_iter().chain(own_jsonc_manifests()).chain(incomplete_manifests());
    all.map(|(_, text)| text).filter(|text| text.len() < limit).collect()
}

/// The real manifests: names and texts. Empty if they are not there.
pub(crate) fn real_manifests() -> Vec<(String, String)> {
    let Some(corpus) = beside("corpus") else { return Vec::new() };
    let kinds = ["create", "update", "update-removals", "create-code", "update-code"];
    let found: Vec<_> = kinds.into_iter().flat_map(|kind| read(&corpus, kind, "json")).collect();
    assert!(found.len() > 70, "the corpus has lost manifests: {}", found.len());
    found
}

/// The files in a folder and all folders below it, sorted.
pub(crate) fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(source_files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn own(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = read(&Path::new(PROJECT).join("tests/data/manifests"), folder, extension);
    for (name, _) in &mut found {
        name.insert_str(0, "tests/data/manifests/");
    }
    found
}

/// The files of a folder with that extension, sorted by name. A name is `folder/file`.
fn read(root: &Path, folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|found| found == extension) {
            let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
            found.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    found.sort();
    found
}
