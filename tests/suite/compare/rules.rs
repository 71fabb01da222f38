//! The rules of the group `breaking`: what breaks since the baseline that a configuration sets.

use std::sync::Arc;

use integration_ls::analysis::{Baseline, Diagnostic, Document, Group, Options};
use integration_ls::syntax::Dialect;
use integration_ls::text::TextRange;

use crate::cli::Folder;
use crate::mutation::{Edit, rounds};
use crate::shared::{manifests, own_jsonc_manifests};

const OLD: &str = r#"{
  "name": "acme/mail",
  "version": "1.2.0",
  "events": {
    "received": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}},
    "sent": {"schema": {"type": "object", "properties": {}}}
  }
}
"#;

const NEW: &str = r#"{
  "name": "acme/mail",
  "version": "1.2.1",
  "events": {
    "received": {"schema": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}}
  }
}
"#;

fn project(name: &str, baseline: &str) -> Folder {
    let folder = Folder::new(&format!("baseline-{name}"));
    folder.write("integration-ls.toml", format!("baseline = {baseline:?}\ngroups.hub = \"off\"\n"));
    folder.write("integration.json", NEW);
    folder.write("deployed/old.json", OLD);
    folder
}

#[test]
fn check_reports_what_breaks() {
    let folder = project("check", "deployed/old.json");
    let ran = folder.run(&["check", "integration.json"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
    let fixed = folder.run(&["check", "integration.json", "--fix", "--unsafe-fixes"]);
    assert_eq!(fixed.status, 0, "{}", fixed.out);
    assert_eq!(folder.read("integration.json"), NEW.replace("1.2.1", "2.0.0"));
    assert_eq!(folder.run(&["diff", "integration.json"]).status, 1, "the baseline is what diff compares with");
}

#[test]
fn a_baseline_is_inside_the_folder_or_said_to_be_wrong() {
    let check = |folder: &Folder| folder.run(&["check", "integration.json", "--output-format", "concise"]);
    for baseline in ["../old.json", "/etc/passwd", "deployed/../../old.json", "git:", "git:--output=x"] {
        let ran = check(&project("outside", baseline));
        assert_eq!(ran.status, 2, "{baseline}: {}", ran.out);
        assert!(ran.err.contains("integration-ls.toml:1:12: \"baseline\" cannot be"), "{baseline}: {}", ran.err);
    }
    for (baseline, why) in [
        ("gone.json", "The baseline gone.json cannot be read: "),
        ("deployed", "The baseline deployed cannot be read: it is a folder, not a file."),
        ("git:nowhere", "The baseline git:nowhere cannot be read: there is no such git revision here"),
    ] {
        let ran = check(&project("wrong", baseline));
        assert!(ran.out.contains(why) && ran.out.contains("missing-baseline"), "{baseline}: {} {}", ran.out, ran.err);
    }
    let itself = check(&project("itself", "integration.json"));
    assert_eq!(itself.status, 0, "{}", itself.out);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let folder = project("link", "link.json");
    let outside = Folder::new("baseline-outside");
    outside.write("old.json", OLD);
    std::os::unix::fs::symlink(outside.path().join("old.json"), folder.path().join("link.json")).unwrap();
    let ran = folder.run(&["check", "integration.json", "--output-format", "concise"]);
    assert!(ran.out.contains("The baseline link.json cannot be read: it is not in "), "{}", ran.out);
    assert!(!ran.out.contains("breaking-"), "{}", ran.out);
}

fn with_baseline(old: &str, new: &str) -> Document {
    let baseline = Arc::new(Baseline::new("old.json".to_owned(), None, old.to_owned()));
    let mut options = Options { baseline: Some(baseline), ..Options::default() };
    for group in Group::ALL.into_iter().filter(|group| *group != Group::Breaking) {
        options.severities.set_group(group, None);
    }
    Document::new(new.to_owned(), Dialect::Jsonc, options)
}

fn shown(diagnostics: &[Diagnostic]) -> Vec<(&str, TextRange, String, Vec<TextRange>)> {
    let related = |one: &Diagnostic| one.related.iter().map(|related| related.range).collect();
    diagnostics.iter().map(|one| (one.rule.name, one.range, one.message.to_string(), related(one))).collect()
}

#[test]
fn after_edits_the_same_is_said_as_of_a_new_document() {
    let texts: Vec<String> = manifests().into_iter().chain(own_jsonc_manifests()).map(|(_, text)| text).collect();
    let texts: Vec<&String> = texts.iter().filter(|text| text.len() < 30_000).collect();
    let mut random = fastrand::Rng::with_seed(21);
    let mut found = 0;
    for round in 0..rounds(40) {
        let text = texts[round % texts.len()];
        let mut edited = with_baseline(text, text);
        assert_eq!(shown(edited.diagnostics()), [], "nothing has changed");
        let mut now = text.clone();
        for _ in 0..6 {
            let edit = Edit::random(&mut random, &now);
            edited.edit(TextRange::new(edit.start as u32, edit.end as u32), &edit.inserted);
            edit.apply(&mut now);
            let fresh = with_baseline(text, &now);
            assert_eq!(shown(edited.diagnostics()), shown(fresh.diagnostics()), "{now}");
            found += fresh.diagnostics().len();
        }
    }
    assert!(found > 0);
}

#[test]
fn a_fix_of_each_kind_leaves_nothing_of_it() {
    let document = with_baseline(OLD, NEW);
    let rules: Vec<&str> = document.diagnostics().iter().map(|one| one.rule.name).collect();
    assert_eq!(rules, ["insufficient-version", "breaking-removal", "breaking-output"]);
    for diagnostic in document.diagnostics() {
        let fixes = document.fixes(diagnostic);
        assert_eq!(fixes[0].title, "Raise the version to 2.0.0", "{}", diagnostic.rule.name);
        let text = integration_ls::analysis::edits::applied(NEW, &fixes[0].edits);
        assert_eq!(shown(with_baseline(OLD, &text).diagnostics()), []);
    }
    let update = "{\n  \"events\": {}\n}";
    let document = with_baseline(OLD, update);
    let [kept] = document.diagnostics() else { panic!("{:?}", document.diagnostics()) };
    assert_eq!(
        &*kept.message,
        "\"received\" and \"sent\" are in old.json, but not here, and an update keeps what it does not name. To remove it, write null."
    );
    let fixes = document.fixes(kept);
    assert_eq!(fixes[0].title, "Write null to remove \"received\" and \"sent\"");
    let text = integration_ls::analysis::edits::applied(update, &fixes[0].edits);
    assert_eq!(text, "{\n  \"events\": {\n    \"received\": null,\n    \"sent\": null\n  }\n}");
    let rules: Vec<&str> = with_baseline(OLD, &text).diagnostics().iter().map(|one| one.rule.name).collect();
    assert_eq!(rules, ["breaking-removal", "breaking-removal"]);
}
