//! Every feature on documents that are damaged as typing damages them: none fails, and what it gives is sound.

use integration_ls::analysis::{Document, Options};
use integration_ls::features::code_action::quick_fix::{fix_all_edit, quick_fixes};
use integration_ls::features::code_action::refactor::{refactorings, sort_keys};
use integration_ls::features::code_lens::lenses;
use integration_ls::features::completion::complete;
use integration_ls::features::document_link::links;
use integration_ls::features::document_symbol::{Symbol, declared, outline};
use integration_ls::features::embedded_field::{content, replace_content};
use integration_ls::features::folding_range::folds;
use integration_ls::features::formatting::{Style, format};
use integration_ls::features::hover::hover;
use integration_ls::features::inlay_hint::hints;
use integration_ls::features::names::{name_at, rename};
use integration_ls::features::selection_range::selections;
use integration_ls::features::semantic_tokens::tokens;
use integration_ls::syntax::{Dialect, parse};
use integration_ls::text::{TextRange, floor_boundary};

use crate::mutation::{Edit, SEEDS, rounds};

/// One that has something of everything.
const RICH: &str = r##"// c
{"title": "A", "public": true, "url": "https://a.b", "icon": "PHN2Zy8+", "readme": "aHR0cHM6Ly9hLmI=",
 "secrets": {"KEY": "x"}, "code": "SECRET_KEY", "configuration": {"schema": {}},
 "user": {"tags": {"id": {}}, "creation": {"enabled": true, "requiredTags": ["id", "no"]}},
 "actions": {"send": {"input": {"schema": {"$ref": "#/definitions/a", "definitions": {"a": {"properties": {"b": {}}}}}}}},
 "interfaces": {"i": {"id": "x", "actions": {"x": {"name": "send"}}}}}
"##;

fn is_sound(text: &str, range: TextRange) -> bool {
    let (start, end) = (range.start as usize, range.end as usize);
    start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
}

/// Applies edits as an editor does, all at once; they must not overlap.
fn applied(text: &str, edits: &[integration_ls::analysis::Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort();
    for pair in edits.windows(2) {
        assert!(pair[0].range.end <= pair[1].range.start, "{pair:?} overlap");
    }
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        assert!(is_sound(text, edit.range), "{edit:?} in {text:?}");
        out.replace_range(edit.range.to_std_range(), &edit.text);
    }
    out
}

fn all_sound(text: &str, symbols: &[Symbol], outer: TextRange) {
    for symbol in symbols {
        assert!(is_sound(text, symbol.range) && is_sound(text, symbol.selection));
        assert!(symbol.range.covers(symbol.selection), "{symbol:?}: the protocol wants the name inside");
        assert!(outer.covers(symbol.range), "{symbol:?} is not inside {outer:?}");
        all_sound(text, &symbol.children, symbol.range);
    }
}

fn ask_everything(text: &str, at: u32) {
    let document = Document::new(text.to_owned(), Dialect::Jsonc, Options::default());
    document.diagnostics();
    let source = document.source();
    let all = TextRange::new(0, text.len() as u32);
    all_sound(text, &outline(source.root()), all);
    for name in source.root().map(declared).unwrap_or_default() {
        assert!(is_sound(text, name.range));
    }
    for token in tokens(source, all).windows(2) {
        assert!(token[0].range.end <= token[1].range.start, "tokens in order: {text:?}");
    }
    for hint in hints(source, document.form().0, all) {
        assert!(is_sound(text, TextRange::empty(hint.offset)));
    }
    for link in links(source) {
        assert!(is_sound(text, link.range) && !link.range.is_empty(), "{link:?}");
    }
    for lens in lenses(&document) {
        assert!(is_sound(text, lens.range) && lens.places.iter().all(|place| is_sound(text, *place)));
    }
    for fold in folds(source) {
        assert!(fold.first < fold.last);
    }
    for pair in selections(source, at).windows(2) {
        assert!(pair[1].covers(pair[0]) && pair[0] != pair[1], "each selection grows: {text:?}");
    }
    if let Some(hover) = hover(&document, at) {
        assert!(is_sound(text, hover.range));
    }
    for snippets in [false, true] {
        for item in complete(&document, at, snippets) {
            assert!(is_sound(text, item.replace) && item.replace.covers(item.keep), "{item:?} in {text:?}");
            assert_eq!(item.replace.start, item.keep.start, "the protocol wants a prefix");
            assert!(item.replace.touches(at), "{item:?} at {at} in {text:?}");
        }
    }
    if let Some(name) = name_at(source, at) {
        let places = [name.here, name.declaration, name.declared].into_iter().chain(name.uses).chain(name.mentions);
        assert!(places.into_iter().all(|place| is_sound(text, place)));
        if let Ok(edits) = rename(source, at, "OTHER1") {
            let edits: Vec<_> =
                edits.into_iter().map(|(range, text)| integration_ls::analysis::Edit::new(range, text)).collect();
            applied(text, &edits);
        }
    }
    let fixes = quick_fixes(&document, TextRange::empty(at)).into_iter().map(|offer| offer.fix);
    for fix in fixes.chain(refactorings(&document, TextRange::empty(at))) {
        applied(text, &fix.edits);
    }
    if let Some(edit) = fix_all_edit(&document) {
        applied(text, &[edit]);
    }
    if let Some(sorted) = sort_keys(&document) {
        let new = applied(text, &sorted.edits);
        assert!(parse(&new).errors().len() <= source.tree().errors().len(), "{text:?} became {new:?}");
        let again = Document::new(new.clone(), Dialect::Jsonc, Options::default());
        assert!(sort_keys(&again).is_none(), "{text:?} became {new:?}, which is not sorted");
    }
    if let Some(formatted) = format(source, Style::default()) {
        assert!(parse(&formatted).errors().len() <= source.tree().errors().len());
    }
    for field in ["icon", "readme"] {
        content(&document, field);
        if let Some(edits) = replace_content(&document, field, "né") {
            let before = source.tree().errors().len();
            let new = applied(text, &edits);
            if before == 0 {
                assert!(parse(&new).errors().is_empty(), "{text:?} became {new:?}");
            }
        }
    }
}

#[test]
fn whatever_is_typed_every_feature_answers_soundly() {
    let mut random = fastrand::Rng::with_seed(2026);
    for round in 0..rounds(6_000) {
        let seeds = SEEDS.len() + 3;
        let mut text = SEEDS.get(round % seeds).copied().unwrap_or(RICH).to_owned();
        for _ in 0..random.usize(1..5) {
            Edit::random(&mut random, &text).apply(&mut text);
        }
        let at = floor_boundary(&text, random.usize(..=text.len())) as u32;
        ask_everything(&text, at);
    }
}
