//! Lines above the text: what the document is taken for, and how often a name is used.

use std::collections::BTreeMap;

use crate::analysis::references::{declaration, mentions, secrets, uses};
use crate::analysis::{Document, FormReason};
use crate::contract::Form;
use crate::text::TextRange;

/// A line above the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// What it is about.
    pub range: TextRange,
    /// What it says.
    pub title: String,
    /// The places that it counts; none for the form.
    pub places: Vec<TextRange>,
}

/// All of them, in the order of the text. A name that nothing uses gets none: most actions are called by bots, of
/// which the manifest knows nothing.
pub fn lenses(document: &Document) -> Vec<Lens> {
    let Some(root) = document.source().root() else { return Vec::new() };
    let mut names: BTreeMap<TextRange, Vec<TextRange>> = BTreeMap::new();
    for used in uses(root) {
        if let Some(key) = declaration(used) {
            names.entry(key.range()).or_default().push(used.range());
        }
    }
    for key in secrets(root) {
        let places = mentions(key);
        if !places.is_empty() {
            names.insert(key.range(), places);
        }
    }
    let form = Lens { range: root.opener(), title: form(document), places: Vec::new() };
    let counted = names.into_iter().map(|(range, places)| Lens { range, title: count(places.len()), places });
    std::iter::once(form).chain(counted).collect()
}

fn count(places: usize) -> String {
    if places == 1 { "1 reference".to_owned() } else { format!("{places} references") }
}

fn form(document: &Document) -> String {
    let (form, reason) = document.form();
    let article = if form == Form::Update { "an" } else { "a" };
    let because = match (reason, form) {
        (FormReason::Keys, Form::Create) => "it has a name or a version",
        (FormReason::Keys, Form::Update) => "it has no name and no version",
        (FormReason::Comment, _) => "a comment says so",
        (FormReason::Setting, _) => "a setting says so",
    };
    format!("{article} {form}: {because}")
}
