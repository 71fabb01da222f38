//! Why a value fits none of several schemas, of which it would have to fit one: what the closest of them demands.

use super::assertions::{one_of, types};
use super::verdict::{Found, Mismatch};
use super::wording::{shown, subject};
use crate::syntax::Node;
use crate::text::{list, nearest, quoted};

/// The most kinds of value that a message lists.
const MOST_LISTED: usize = 6;

/// A schema that a value does not fit.
pub(super) struct Branch<'s, 'v>(pub(super) Vec<Mismatch<'s, 'v>>);

impl<'s, 'v> Branch<'s, 'v> {
    /// Why a value is of a kind that the schema is not about at all.
    fn other_kind(&self, value: Node<'v>) -> Option<&Mismatch<'s, 'v>> {
        self.0.iter().find(|mismatch| mismatch.is_at(value) && is_about_kind(mismatch, &["type", "const", "enum"]))
    }

    /// Which property of an object says that it is meant for another schema.
    fn other_tag(&self, value: Node<'v>) -> Option<&Mismatch<'s, 'v>> {
        let is_member = |mismatch: &&Mismatch<'s, 'v>| {
            let object = mismatch.value.parent().and_then(Node::parent);
            object == Some(value) && !mismatch.value.is_key()
        };
        self.0.iter().filter(is_member).find(|mismatch| is_about_kind(mismatch, &["const", "enum"]))
    }
}

fn is_about_kind(mismatch: &Mismatch<'_, '_>, names: &[&str]) -> bool {
    mismatch.keyword_name().is_some_and(|name| names.contains(&&*name))
}

/// Adds why a value fits none of the schemas in `keyword`. Schemas that it may fit are not among the branches.
pub(super) fn explain<'s, 'v>(
    value: Node<'v>,
    keyword: Node<'s>,
    branches: Vec<Branch<'s, 'v>>,
    is_secret: bool,
    found: &mut Found<'s, 'v>,
) {
    let count = branches.len();
    let kinds: Vec<&Mismatch<'s, 'v>> = branches.iter().filter_map(|branch| branch.other_kind(value)).collect();
    if kinds.len() == count {
        found.add(value, keyword, none_of(value, &kinds, is_secret));
        return;
    }
    let near: Vec<&Branch<'s, 'v>> = branches.iter().filter(|branch| branch.other_kind(value).is_none()).collect();
    let tags: Vec<&Mismatch<'s, 'v>> = near.iter().filter_map(|branch| branch.other_tag(value)).collect();
    if let [first, _, ..] = tags[..]
        && tags.len() == near.len()
        && tags.iter().all(|tag| tag.value == first.value)
    {
        found.add(first.value, keyword, none_of(first.value, &tags, is_secret));
        return;
    }
    let meant = near.iter().filter(|branch| tags.len() == near.len() || branch.other_tag(value).is_none());
    let meant: Vec<&&Branch<'s, 'v>> = meant.collect();
    let Some(closest) = meant.iter().min_by_key(|branch| branch.0.len()) else { return };
    let suffix = match meant.len() {
        1 => String::new(),
        several => format!(" (closest of {several} alternatives)."),
    };
    let said = closest.0.iter().map(|mismatch| {
        let mut mismatch = mismatch.clone();
        if let Some(stem) =
            mismatch.message.strip_suffix('.').filter(|stem| !suffix.is_empty() && !stem.contains("alternatives"))
        {
            mismatch.message = format!("{stem}{suffix}");
        }
        mismatch
    });
    found.extend(said.collect());
}

/// The message for a value that has none of the types and values that these mismatches name.
fn none_of(value: Node<'_>, mismatches: &[&Mismatch<'_, '_>], is_secret: bool) -> String {
    let mut wanted: Vec<String> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for mismatch in mismatches {
        let Some(limit) = mismatch.keyword.value() else { continue };
        let words = match mismatch.keyword_name().as_deref() {
            Some("type") => types(limit),
            Some("const") => {
                texts.extend(limit.as_string().map(|text| text.into_owned()));
                vec![one_of(&[limit])]
            }
            _ => {
                texts.extend(limit.elements().filter_map(|element| element.as_string().map(|text| text.into_owned())));
                limit.elements().map(|element| one_of(&[element])).collect()
            }
        };
        wanted.extend(words.into_iter().filter(|words| !wanted.contains(words)).collect::<Vec<_>>());
        if wanted.len() > 100 {
            break;
        }
    }
    let wanted = match wanted.len() {
        0..=MOST_LISTED => list(&wanted, "or"),
        many => format!("one of {many} kinds of value"),
    };
    let subject = subject(value);
    if is_secret {
        return format!("{subject} must be {wanted}.");
    }
    let guess = value.as_string().filter(|text| text.len() > 2).and_then(|text| nearest(&text, texts));
    let guess = guess.map_or_else(String::new, |guess| format!(" Did you mean {}?", quoted(&guess)));
    format!("{subject} is {}, but must be {wanted}.{guess}", shown(value))
}
