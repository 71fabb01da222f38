//! The generated pages are up to date.
//!
//! `INTEGRATION_LS_WRITE_DOCS=1 cargo test --test suite docs` regenerates them.

use std::fs;
use std::path::Path;

use integration_ls::analysis::Group;
use integration_ls::submission::Concern;
use integration_ls::submission::error_types::{ERROR_TYPES, ErrorType, UNKNOWN};

use crate::cli::run;

/// Compares a file with the text that it should have, or writes it on request.
fn assert_is_current(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("INTEGRATION_LS_WRITE_DOCS").is_some() {
        fs::write(&file, expected).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let command = "INTEGRATION_LS_WRITE_DOCS=1 cargo test --test suite docs";
    assert!(found == expected, "{path} is out of date: regenerate it with {command}");
}

/// Compares the part of a file between two markers with the text that it should have.
fn assert_part_is_current(path: &str, name: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(file).unwrap().replace("\r\n", "\n");
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = text.split_once(&start).unwrap_or_else(|| panic!("{path} has no marker {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{path} has no marker {end}"));
    assert_is_current(path, &format!("{before}{start}{expected}{end}{after}"));
}

#[test]
fn the_rules_page() {
    assert_is_current("docs/rules.md", &run(&["explain", "--all"]).out);
}

#[test]
fn the_fields_page() {
    assert_is_current("docs/fields.md", &run(&["fields"]).out);
}

#[test]
fn the_table_of_rules_in_the_readme() {
    assert_part_is_current("README.md", "rules", &run(&["rules"]).out);
}

#[test]
fn the_keys_and_groups_of_the_configuration() {
    assert_part_is_current("docs/configuration.md", "keys", &run(&["config", "--keys"]).out);
    let rows = Group::ALL.map(|group| format!("| `{group}` | {} |\n", group.summary()));
    let table = format!("| group | what its rules report |\n| --- | --- |\n{}", rows.concat());
    assert_part_is_current("docs/configuration.md", "groups", &table);
}

#[test]
fn the_types_of_error_of_the_api() {
    let types = std::iter::once(&UNKNOWN).chain(&ERROR_TYPES);
    let row = |one: &ErrorType| {
        let status = if one.concern == Concern::Manifest { 1 } else { 3 };
        format!("| `{}` | {} | {} {} | {status} |\n", one.name(), one.status, one.meaning(), one.advice())
    };
    let head = "| type | HTTP status | what it means, and what to do | exit status |\n| --- | --- | --- | --- |\n";
    let table = format!("{head}{}", types.map(row).collect::<String>());
    assert_part_is_current("docs/validating.md", "error types", &table);
}

/// The entry for mason's registry installs this version.
#[test]
fn the_entry_for_mason() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/nvim/upstream/mason/integration-ls/package.yaml");
    let text = fs::read_to_string(file).unwrap();
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    for wanted in [
        concat!("id: pkg:cargo/integration-ls@", env!("CARGO_PKG_VERSION")),
        concat!("description: ", env!("CARGO_PKG_DESCRIPTION"), "."),
        "integration-ls: cargo:integration-ls",
        "lspconfig: integration_ls",
    ] {
        assert!(lines.contains(&wanted), "package.yaml has no line {wanted:?}");
    }
}

/// Links between the project's own pages, and to headings in them.
#[test]
fn every_link_in_the_pages_has_a_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/measurements.md"];
    let nested = [
        "editors/vscode/README.md",
        "editors/nvim/README.md",
        "docs/rules.md",
        "docs/breaking-changes.md",
        "docs/fields.md",
        "docs/configuration.md",
        "docs/editor-features.md",
        "docs/privacy.md",
    ];
    for page in pages.iter().chain(&nested) {
        let text = fs::read_to_string(root.join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap();
            if path.is_empty() || path.contains("://") {
                continue;
            }
            let target = root.join(page).parent().unwrap().join(path);
            assert!(target.exists(), "{page} links to {link}, which is not there");
        }
    }
}

/// The paths in these pages are those of the repository, from its root or from `src`. Of a path with a placeholder, such
/// as `src/features/<method>.rs`, the folder must exist.
#[test]
fn every_path_in_the_pages_for_contributors_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let paths: Vec<&str> = in_backticks(&text).filter(|code| is_path(code)).collect();
        assert!(paths.len() > 10, "{page}: too few paths found: {paths:?}");
        for path in paths {
            let folder = path.split_once('<').map_or(path, |(before, _)| &before[..before.rfind('/').unwrap_or(0)]);
            let exists = [root.join(folder), root.join("src").join(folder)].iter().any(|path| path.exists());
            assert!(exists, "{page} names {path}, which does not exist");
        }
    }
}

/// The code spans of a page, without its fenced blocks.
fn in_backticks(page: &str) -> impl Iterator<Item = &str> {
    page.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

fn is_path(code: &str) -> bool {
    let is_method = ["textDocument/", "workspace/"].iter().any(|start| code.starts_with(start));
    let is_file = [".rs", ".md", ".json", ".toml", ".snap"].iter().any(|end| code.ends_with(end));
    // What a build makes, or what is beside the repository, need not be there.
    let is_elsewhere = ["target/", "../"].iter().any(|start| code.starts_with(start));
    !code.contains([' ', '=', '*']) && !is_elsewhere && !is_method && (is_file || code.contains('/'))
}

#[test]
fn what_is_a_path() {
    let page = "See `src/main.rs`, `text` and `textDocument/hover`.\n```sh\n`no/path`\n```\n`../shared`, `a b/c`, `Cargo.toml`";
    assert_eq!(in_backticks(page).filter(|code| is_path(code)).collect::<Vec<_>>(), ["src/main.rs", "Cargo.toml"]);
}
