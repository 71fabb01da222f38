//! Every feature: none fails, and every answer is sound: its ranges lie in the text, edits do not overlap, and what the
//! protocol asks for holds.

use integration_ls::analysis::{Document, Options};
use integration_ls::features::code_action::quick_fix::{fix_all_edit, quick_fixes};
use integration_ls::features::code_action::refactor::{extractions, inlinings, refactorings, sort_keys};
use integration_ls::features::code_lens::lenses;
use integration_ls::features::completion::complete;
use integration_ls::features::definition::definitions;
use integration_ls::features::document_highlight::highlights;
use integration_ls::features::document_link::links;
use integration_ls::features::document_symbol::{Symbol, declared, outline};
use integration_ls::features::embedded_field::{content, replace_content};
use integration_ls::features::folding_range::folds;
use integration_ls::features::form::form_at;
use integration_ls::features::formatting::{Style, format};
use integration_ls::features::hover::hover;
use integration_ls::features::inlay_hint::hints;
use integration_ls::features::on_type_formatting::indentation;
use integration_ls::features::references::references;
use integration_ls::features::rename::{prepare_rename, rename};
use integration_ls::features::selection_range::selections;
use integration_ls::features::semantic_tokens::tokens;
use integration_ls::syntax::{Dialect, parse};
use integration_ls::text::TextRange;

use super::applied;
use super::is_sound;

/// The ranges of an outline are sound, and each symbol lies in the one around it.
fn all_sound(text: &str, symbols: &[Symbol], outer: TextRange) {
    for symbol in symbols {
        assert!(is_sound(text, symbol.range) && is_sound(text, symbol.selection));
        assert!(symbol.range.covers(symbol.selection), "{symbol:?}: the protocol wants the name inside the range");
        assert!(outer.covers(symbol.range), "{symbol:?} is not inside {outer:?}");
        all_sound(text, &symbol.children, symbol.range);
    }
}

/// Asks every feature about a text, with the cursor at the offset `at`, in bytes.
pub fn hold(text: &str, at: u32) {
    let document = Document::new(text.to_owned(), Dialect::Jsonc, Options::default());
    document.diagnostics();
    let source = document.source();
    let all = TextRange::new(0, text.len() as u32);
    all_sound(text, &outline(&document), all);
    for name in declared(&document) {
        assert!(is_sound(text, name.range));
    }
    for token in tokens(source, all).windows(2) {
        assert!(token[0].range.end <= token[1].range.start, "tokens overlap or are out of order: {text:?}");
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
        assert!(pair[1].covers(pair[0]) && pair[0] != pair[1], "a selection does not grow: {text:?}");
    }
    if let Some(hover) = hover(&document, at) {
        assert!(is_sound(text, hover.range));
    }
    if let Some(form) = form_at(&document, at) {
        let (_, body) = form.html.split_once("</head>").unwrap_or_default();
        assert_eq!(body.matches('<').count(), body.matches('>').count(), "what is not our markup is escaped: {body}");
        assert!(!form.title.trim().is_empty(), "a form has a title: {text:?}");
    }
    for snippets in [false, true] {
        for item in complete(&document, at, snippets) {
            assert!(is_sound(text, item.replace_range), "{item:?} in {text:?}");
            assert!(!item.replace_range.of(text).contains(['\n', '\r']), "the protocol wants one line: {item:?}");
            assert!(item.replace_range.touches(at), "{item:?} at {at} in {text:?}");
        }
    }
    let found = definitions(source, at).into_iter().flat_map(|found| [found.origin, found.target, found.selection]);
    let uses = references(source, at, true);
    assert_eq!(highlights(source, at).map(|found| found.len()), uses.as_ref().map(Vec::len));
    assert!(found.chain(uses.into_iter().flatten()).all(|place| is_sound(text, place)));
    if let Some(name) = prepare_rename(&document, at) {
        assert!(is_sound(text, name.range));
        if let Ok(edits) = rename(&document, at, "OTHER1") {
            applied(text, &edits);
        }
    }
    let fixes = quick_fixes(&document, TextRange::empty(at)).into_iter().map(|offer| offer.fix);
    for fix in fixes {
        applied(text, &fix.edits);
    }
    for fix in [refactorings, extractions, inlinings].iter().flat_map(|offers| offers(&document, TextRange::empty(at)))
    {
        let new = applied(text, &fix.edits);
        let is_sound = !source.tree().errors().is_empty() || parse(&new).errors().is_empty();
        assert!(is_sound, "{}: {text:?} became {new:?}", fix.title);
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
    for typed in ["\n", "}", "]"] {
        if let Some(edit) = indentation(source, at, typed, Style::default()) {
            assert!(is_sound(text, edit.range));
            let replaced = edit.range.of(text);
            assert!(replaced.trim_matches([' ', '\t']).is_empty(), "only white space is replaced: {text:?}");
        }
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
