//! What a keystroke costs, step by step, for manifests of 4 KB, 100 KB, 1 MB and the largest real one
//! with code (if `../shared/corpus` is there).
//!
//! `cargo bench --bench pipeline` runs all; `cargo bench --bench pipeline keystroke` those of that name.
#![allow(missing_docs)]

mod samples;

use std::fmt;
use std::fs;
use std::path::Path;

use divan::{Bencher, black_box};
use integration_ls::analysis::{Document, Options};
use integration_ls::features::code_lens::lenses;
use integration_ls::features::completion::complete;
use integration_ls::features::document_symbol::outline;
use integration_ls::features::folding_range::folds;
use integration_ls::features::formatting::{Style, format};
use integration_ls::features::hover::hover;
use integration_ls::features::semantic_tokens::tokens;
use integration_ls::syntax::{Dialect, parse};
use integration_ls::text::TextRange;
use samples::{manifest, title_in_the_middle};

fn main() {
    divan::main();
}

/// A manifest to measure on.
struct Sample {
    name: String,
    text: String,
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

fn samples() -> Vec<Sample> {
    let mut samples: Vec<Sample> = [("4 KB", 4_000), ("100 KB", 100_000), ("1 MB", 1_000_000)]
        .map(|(name, size)| Sample { name: name.to_owned(), text: manifest(size, usize::MAX) })
        .into();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let with_code = ["create-code", "update-code"].into_iter().filter_map(|kind| fs::read_dir(corpus.join(kind)).ok());
    let largest = with_code.flatten().flatten().max_by_key(|entry| entry.metadata().map_or(0, |data| data.len()));
    if let Some(text) = largest.and_then(|entry| fs::read_to_string(entry.path()).ok()) {
        samples.push(Sample { name: format!("{:.1} MB, real, with code", text.len() as f64 / 1e6), text });
    }
    samples
}

fn document(sample: &Sample) -> Document {
    Document::new(sample.text.clone(), Dialect::Json, Options::default())
}

/// Where a person would type: in a title in the middle of the manifest, with a comma after it.
fn place(sample: &Sample) -> u32 {
    title_in_the_middle(&sample.text) as u32
}

#[divan::bench(args = samples())]
fn parsing(bencher: Bencher<'_, '_>, sample: &Sample) {
    bencher.bench(|| parse(black_box(&sample.text)));
}

/// Parsing, lines and all rules, with nothing kept from before.
#[divan::bench(args = samples())]
fn opening(bencher: Bencher<'_, '_>, sample: &Sample) {
    bencher.with_inputs(|| sample.text.clone()).bench_values(|text| {
        let document = Document::new(text, Dialect::Json, Options::default());
        document.diagnostics().len()
    });
}

/// A letter typed into a title and taken out again, with all diagnostics after each: two keystrokes.
#[divan::bench(args = samples())]
fn keystroke_in_a_string_twice(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (mut document, at) = (document(sample), place(sample));
    document.diagnostics();
    bencher.bench_local(|| {
        document.edit(TextRange::empty(at), "x");
        let with = document.diagnostics().len();
        document.edit(TextRange::new(at, at + 1), "");
        with + document.diagnostics().len()
    });
}

/// A comma taken away and put back, which changes the tree: two keystrokes.
#[divan::bench(args = samples())]
fn keystroke_in_the_structure_twice(bencher: Bencher<'_, '_>, sample: &Sample) {
    let mut document = document(sample);
    let from = place(sample);
    let end = document.source().node_at(from).map_or(from, |node| node.range().end);
    assert_eq!(&sample.text[end as usize..=end as usize], ",", "a comma follows the title");
    document.diagnostics();
    bencher.bench_local(|| {
        document.edit(TextRange::new(end, end + 1), "");
        let without = document.diagnostics().len();
        document.edit(TextRange::empty(end), ",");
        without + document.diagnostics().len()
    });
}

#[divan::bench(args = samples())]
fn hovering(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (document, at) = (document(sample), place(sample));
    bencher.bench_local(|| hover(&document, black_box(at)));
}

#[divan::bench(args = samples())]
fn completing(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (document, at) = (document(sample), place(sample));
    let end = document.source().node_at(at).map_or(at, |node| node.range().end) + 1;
    bencher.bench_local(|| complete(&document, black_box(end), true));
}

#[divan::bench(args = samples())]
fn outlining(bencher: Bencher<'_, '_>, sample: &Sample) {
    let document = document(sample);
    bencher.bench_local(|| outline(black_box(&document)));
}

#[divan::bench(args = samples())]
fn highlighting(bencher: Bencher<'_, '_>, sample: &Sample) {
    let document = document(sample);
    let all = TextRange::new(0, sample.text.len() as u32);
    bencher.bench_local(|| tokens(black_box(document.source()), all));
}

#[divan::bench(args = samples())]
fn counting_references(bencher: Bencher<'_, '_>, sample: &Sample) {
    let document = document(sample);
    bencher.bench_local(|| lenses(black_box(&document)));
}

#[divan::bench(args = samples())]
fn folding(bencher: Bencher<'_, '_>, sample: &Sample) {
    let document = document(sample);
    bencher.bench_local(|| folds(black_box(document.source())));
}

#[divan::bench(args = samples())]
fn formatting(bencher: Bencher<'_, '_>, sample: &Sample) {
    let document = document(sample);
    bencher.bench_local(|| format(black_box(document.source()), Style::default()));
}
