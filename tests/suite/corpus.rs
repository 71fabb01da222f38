//! Sound manifests: none gets an error, and no beginning of one upsets anything.

use std::collections::BTreeMap;

use integration_ls::analysis::{Document, Options, Severity};
use integration_ls::features::completion::complete;
use integration_ls::features::hover::hover;
use integration_ls::syntax::Dialect;
use integration_ls::text::{TextRange, floor_boundary};

use crate::invariants;
use crate::mutation::{Edit, SEEDS, rounds};
use crate::shared::{manifests, own_jsonc_manifests};

#[test]
fn no_manifest_has_an_error() {
    let mut others: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    let json = manifests().into_iter().map(|manifest| (Dialect::Json, manifest));
    let jsonc = own_jsonc_manifests().into_iter().map(|manifest| (Dialect::Jsonc, manifest));
    for (dialect, (name, text)) in json.chain(jsonc) {
        let document = Document::new(text, dialect, Options::default());
        for diagnostic in document.diagnostics() {
            assert_ne!(
                diagnostic.severity,
                Severity::Error,
                "{name}: [{}] {}",
                diagnostic.rule.name,
                diagnostic.message
            );
            *others.entry((diagnostic.severity, diagnostic.rule.name)).or_default() += 1;
        }
    }
    for ((severity, rule), count) in others {
        eprintln!("{count} × {severity} [{rule}] over all manifests");
    }
}

/// The whole pipeline over one text: nothing panics, every range is a piece of the text.
fn pipeline(text: &str) {
    let document = Document::new(text.to_owned(), Dialect::Json, Options::default());
    for diagnostic in document.diagnostics() {
        assert!(text.get(diagnostic.range.to_std_range()).is_some(), "{diagnostic:?}");
        assert!(
            diagnostic.related.iter().all(|related| text.get(related.range.to_std_range()).is_some()),
            "{diagnostic:?}"
        );
    }
    for offset in [0, text.len() / 2, text.len().saturating_sub(1), text.len()] {
        let offset = floor_boundary(text, offset) as u32;
        if let Some(hover) = hover(&document, offset) {
            assert!(text.get(hover.range.to_std_range()).is_some());
        }
        for item in complete(&document, offset, true) {
            assert!(text.get(item.replace_range.to_std_range()).is_some(), "{item:?}");
        }
    }
}

#[test]
fn every_prefix_of_a_seed() {
    for seed in SEEDS {
        for end in (0..=seed.len()).filter(|&end| seed.is_char_boundary(end)) {
            pipeline(&seed[..end]);
        }
    }
}

#[test]
fn prefixes_of_every_manifest() {
    for (_, text) in manifests() {
        // Every file, sampled: the small ones more densely, the largest at a dozen places.
        let steps = (4_000_000 / text.len().max(1)).clamp(8, 60);
        for step in 0..=steps {
            pipeline(&text[..floor_boundary(&text, text.len() * step / steps)]);
        }
    }
}

#[test]
fn diagnostics_after_edits_equal_those_of_the_new_text() {
    let bad = "{\"title\": \"\", \"actions\": {\"a\": {}, \"sendMail\": {\"input\": null, \"output\": {\"schema\": 1}}}, \"secrets\": {\"a\": \"\"}, \"user\": {\"tags\": {\"x\": {\"titel\": 1}}, \"creation\": {\"enabled\": true, \"requiredTags\": [\"y\"]}}}";
    let unclosed = "{\"title\": \"x, \"url\": \"y, \"actions: {\"a\": {\"titel\": \"z, \"input: {}}, \"b\": 1}, \"user: {\"tags: {\"A\": {\"title\": \"\n}}}}";
    let mut random = fastrand::Rng::with_seed(3);
    for round in 0..rounds(6_000) / 12 {
        let mut text = [SEEDS[0], bad, unclosed][round % 3].to_owned();
        let mut document = invariants::edits::document(&text, Dialect::Json);
        for _ in 0..12 {
            let edit = Edit::random(&mut random, &text);
            edit.apply(&mut text);
            // There may be several edits between two analyses.
            let checks = random.bool();
            let range = TextRange::new(edit.start as u32, edit.end as u32);
            invariants::edits::hold(&mut document, range, &edit.inserted, checks);
        }
    }
}
