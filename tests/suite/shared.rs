//! The material beside the project: real manifests and a copy of the contract. It is not part of the
//! project, so tests that want it say that they are skipped when it is not there.

use std::path::{Path, PathBuf};

/// The folder `name` of the material, or nothing (and a word) if there is none.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.is_dir() {
        return Some(path);
    }
    crate::skipped::skipped(&format!("../shared/{name} is not there"));
    None
}

/// The real manifests: their names and texts, sorted.
pub(crate) fn manifests() -> Vec<(String, String)> {
    let Some(corpus) = folder("corpus") else { return Vec::new() };
    let mut found = Vec::new();
    for kind in ["create", "update", "update-removals", "create-code", "update-code"] {
        for entry in std::fs::read_dir(corpus.join(kind)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{kind}/{}", path.file_name().unwrap().to_string_lossy());
            found.push((name, std::fs::read_to_string(path).unwrap()));
        }
    }
    found.sort();
    assert!(found.len() > 70, "the corpus has lost manifests: {}", found.len());
    found
}
