//! `textDocument/codeLens`: lines above the text that show the form of the document and how often a name is used.

use super::form_summary::form_summary;
use crate::analysis::Document;
use crate::analysis::references::{Mentions, Uses, secrets};
use crate::text::TextRange;

/// A lens: a line that editors show above the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The name or bracket it belongs to, in bytes.
    pub range: TextRange,
    /// Its text.
    pub title: String,
    /// The references that it counts; none for the lens that shows the form.
    pub places: Vec<TextRange>,
}

/// All lenses, in the order of the text. A name without references gets no lens: most actions are called by bots, which
/// the manifest does not show. That a property is required says nothing that a line of its own is needed for, so only the
/// `$ref`s to it are counted.
pub fn lenses(document: &Document) -> Vec<Lens> {
    let Some(root) = document.source().root() else { return Vec::new() };
    let mut names = Uses::of(Some(root)).into_keys();
    let mentions = Mentions::of(root);
    for key in secrets(root) {
        let places = mentions.of_key(key);
        if !places.is_empty() {
            names.insert(key.range(), places);
        }
    }
    let (form, reason) = document.form();
    let form = Lens { range: root.opener(), title: form_summary(form, reason), places: Vec::new() };
    let counted = names.into_iter().map(|(range, places)| Lens { range, title: count(places.len()), places });
    std::iter::once(form).chain(counted).collect()
}

fn count(places: usize) -> String {
    if places == 1 { "1 reference".to_owned() } else { format!("{places} references") }
}
