//! What a difference means, in words, for who has changed the one schema into the other.

use super::difference::{Difference, Step, What};
use crate::json_schema::evaluate::shown;
use crate::syntax::{Kind, Node};
use crate::text::{list, quoted};

/// The most values that a reason lists.
const MOST_LISTED: usize = 6;

/// Which of the two schemas is the older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The narrower one is the older: the newer one may refuse what was taken.
    Tightened,
    /// The narrower one is the newer: it may take what was refused.
    Loosened,
}

impl Difference<'_, '_> {
    /// What has changed, in a sentence.
    pub fn reason(&self, direction: Direction) -> String {
        let is_tightened = direction == Direction::Tightened;
        let (old, new) = if is_tightened { (self.narrow, self.wide) } else { (self.wide, self.narrow) };
        let place = subject(&self.path);
        let within = match self.path.is_empty() {
            true => String::new(),
            false => format!(" of {place}"),
        };
        match &self.what {
            What::Type { is_all: true, .. } if is_the_type(old) && is_the_type(new) => {
                let (old, new) = (types(old).unwrap_or_default(), types(new).unwrap_or_default());
                format!("The type{within} went from {old} to {new}.")
            }
            What::Type { lost, .. } if is_tightened => {
                format!("{} can no longer be {}.", capital(&place), lost.words())
            }
            What::Type { lost, .. } => format!("{} can now also be {}.", capital(&place), lost.words()),
            What::Values { lost, .. } => values(lost, &place, is_tightened),
            What::Limit(keyword) => limit(keyword, old, new, &within),
            What::Required(name) if is_tightened => format!("{} became required{}.", quoted(name), inside(&self.path)),
            What::Required(name) => format!("{} is no longer required{}.", quoted(name), inside(&self.path)),
            What::Undeclared(name) | What::Declared(name) => {
                let is_added = is_tightened == matches!(self.what, What::Declared(_));
                let verb = if is_added { "added" } else { "removed" };
                format!("{} was {verb}{}.", quoted(name), inside(&self.path))
            }
            What::Additional if is_tightened => {
                format!("Properties that are not declared are no longer all allowed{}.", inside(&self.path))
            }
            What::Additional => format!("More properties that are not declared are allowed{}.", inside(&self.path)),
            What::Alternative if is_tightened => format!("An alternative{within} was removed, or takes less."),
            What::Alternative => format!("An alternative{within} was added, or takes more."),
            What::Nothing if is_tightened => format!("{} is not allowed at all any more.", capital(&place)),
            What::Nothing => format!("{} was not allowed at all before.", capital(&place)),
            What::Unclear("schema") => format!("Part of the schema{within} cannot be read."),
            What::Unclear(keyword) => {
                format!("What the change to \"{keyword}\"{within} does cannot be told.")
            }
        }
    }
}

/// How a sentence names a part of the value.
fn subject(path: &[Step]) -> String {
    match path {
        [] => "the value".to_owned(),
        [.., Step::Property(name)] => quoted(name),
        [outer @ .., Step::Items] => match outer {
            [] => "an element".to_owned(),
            _ => format!("an element of {}", subject(outer)),
        },
        [.., Step::Additional] => "a property that is not declared".to_owned(),
        [.., Step::Pattern(pattern)] => format!("a property that matches {}", quoted(pattern)),
    }
}

/// ` in "address"`, for what happens to a property of a part of the value.
fn inside(path: &[Step]) -> String {
    if path.is_empty() { String::new() } else { format!(" in {}", subject(path)) }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn values(lost: &[Node<'_>], place: &str, is_tightened: bool) -> String {
    let place = capital(place);
    let words = match lost.len() {
        0 if is_tightened => return format!("{place} is now limited to certain values."),
        0 => return format!("{place} is no longer limited to certain values."),
        1..=MOST_LISTED => list(&lost.iter().map(|value| shown(*value)).collect::<Vec<_>>(), "or"),
        many => format!("{many} of its values"),
    };
    let can = if is_tightened { "can no longer be" } else { "can now also be" };
    format!("{place} {can} {words}.")
}

fn limit(keyword: &str, old: Node<'_>, new: Node<'_>, within: &str) -> String {
    let of = |node: Node<'_>| node.value().filter(|_| node.is_named(keyword)).map(shown);
    match (of(old), of(new)) {
        (Some(old), Some(new)) if old == new => format!("\"{keyword}\"{within} changed."),
        (Some(old), Some(new)) => format!("\"{keyword}\"{within} went from {old} to {new}."),
        (None, Some(new)) => format!("\"{keyword}\"{within} was set to {new}."),
        (Some(old), None) => format!("\"{keyword}\"{within} was {old}, and was removed."),
        (None, None) => format!("\"{keyword}\"{within} changed."),
    }
}

/// Whether a `type` says it all, not only what an alternative takes.
fn is_the_type(keyword: Node<'_>) -> bool {
    let is_alternative = keyword.parent().and_then(Node::parent).is_some_and(|outer| outer.kind() == Kind::Array);
    !is_alternative && types(keyword).is_some()
}

/// What a `type` says.
fn types(keyword: Node<'_>) -> Option<String> {
    let value = keyword.value().filter(|_| keyword.is_named("type"))?;
    super::types::TypeSet::read(value).filter(|types| !types.is_empty()).map(|types| types.words())
}
