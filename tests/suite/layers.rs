//! The layers, one way: a folder names only the folders that come before it.

use std::fs;
use std::path::Path;

use crate::shared::source_files;

const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("syntax", &["text"]),
    ("json_schema", &["text", "syntax"]),
    ("contract", &["text", "syntax", "json_schema"]),
    ("compare", &["text", "syntax", "json_schema", "contract"]),
    ("analysis", &["text", "syntax", "json_schema", "contract", "compare"]),
    ("config", &["text", "syntax", "contract", "analysis"]),
    ("features", &["text", "syntax", "json_schema", "contract", "analysis"]),
    ("submission", &["text", "syntax", "contract", "analysis"]),
    ("remote", &["text"]),
    ("server", &["text", "syntax", "contract", "compare", "analysis", "config", "features", "submission", "remote"]),
    (
        "cli",
        &[
            "text",
            "syntax",
            "json_schema",
            "contract",
            "compare",
            "analysis",
            "config",
            "features",
            "submission",
            "remote",
        ],
    ),
];

#[test]
fn a_layer_depends_only_on_those_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, allowed) in LAYERS {
        for file in source_files(&src.join(layer)) {
            let text = fs::read_to_string(&file).unwrap();
            for (other, _) in LAYERS {
                let named = text.contains(&format!("crate::{other}"));
                assert!(
                    !named || other == layer || allowed.contains(other),
                    "{} names {other}: the layers run text → syntax → json_schema → contract → compare → analysis → config | features | submission → server | cli, and text → remote → server | cli",
                    file.display()
                );
            }
            if *layer != "server" {
                assert!(
                    !text.contains("tower_lsp") && !text.contains("async fn"),
                    "{} knows the protocol or waits",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_folder_is_a_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().into_string().unwrap();
        assert!(LAYERS.iter().any(|(layer, _)| *layer == name), "{name} is in no place of the layers");
    }
}
