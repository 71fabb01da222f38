//! The generated pages are up to date.
//!
//! `INTEGRATION_LS_WRITE_DOCS=1 cargo test docs` regenerates them.

use std::fs;
use std::path::Path;

use integration_ls::analysis::Group;

use crate::cli::run;

/// Compares a file with the text that it should have, or writes it on request.
fn assert_is_current(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("INTEGRATION_LS_WRITE_DOCS").is_some() {
        fs::write(&file, expected).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == expected, "{path} is out of date: regenerate it with INTEGRATION_LS_WRITE_DOCS=1 cargo test docs");
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
        "docs/fields.md",
        "docs/configuration.md",
        "docs/editor-features.md",
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
