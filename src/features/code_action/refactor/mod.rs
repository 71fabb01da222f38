//! Refactorings, which are optional: other ways to write the same thing, small changes that nobody should have to type,
//! placeholders for missing descriptions, and examples.
//!
//! - `configuration`, `descriptions`: of the manifest;
//! - `required`, `texts`, `null`, `secret`, `extract`, `inline`: of a JSON Schema at the selection, which `place` finds;
//!   `detour`: what they change in `$ref`s.

mod configuration;
mod descriptions;
mod detour;
mod extract;
mod free_name;
mod inline;
mod null;
mod place;
mod required;
mod secret;
mod texts;

use self::place::Place;
use super::add_example::add_example;
use super::quick_fix::difference;
use super::sort_keys::sorted;
use crate::analysis::fix::apply;
use crate::analysis::{Document, Fix};
use crate::syntax::parse;
use crate::text::TextRange;

/// The refactorings that are possible at `range` (in bytes), apart from [`extractions`] and [`inlinings`].
pub fn refactorings(document: &Document, range: TextRange) -> Vec<Fix> {
    let of_schema = [required::toggle, null::allow_null, texts::add_texts, secret::mark_as_secret];
    let place = Place::at(document, range);
    let in_schema = of_schema.iter().filter_map(|refactoring| refactoring(place.as_ref()?));
    let others = [
        configuration::to_configurations(document, range),
        descriptions::add_descriptions(document),
        add_example(document, range),
    ];
    let mut found: Vec<Fix> = in_schema.chain(others.into_iter().flatten()).collect();
    found.retain(|fix| adds_no_error(document, fix));
    found
}

/// Whether a document with syntax errors has no more of them afterwards: what is half typed may end elsewhere than it seems.
fn adds_no_error(document: &Document, fix: &Fix) -> bool {
    let (text, errors) = (document.source().text(), document.source().tree().errors().len());
    errors == 0 || parse(&apply(text, std::slice::from_ref(fix)).0).errors().len() <= errors
}

/// The refactorings at `range` (in bytes) that give something a place and a name of its own.
pub fn extractions(document: &Document, range: TextRange) -> Vec<Fix> {
    Place::at(document, range).as_ref().and_then(extract::extract).into_iter().collect()
}

/// The refactorings at `range` (in bytes) that replace a reference with what it leads to.
pub fn inlinings(document: &Document, range: TextRange) -> Vec<Fix> {
    Place::at(document, range).as_ref().and_then(inline::inline).into_iter().collect()
}

/// Sorts the keys of the whole document in the order of the contract; `None` if they already are.
pub fn sort_keys(document: &Document) -> Option<Fix> {
    let text = sorted(document.source())?;
    let edit = difference(document.source().text(), &text);
    Some(Fix::to_review("Sort keys in the contract's order", vec![edit]))
}
