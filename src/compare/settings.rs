//! What is declared beside schemas and names: what a change to it does.

use super::change::{Kind, Verdict};
use super::normal::names;
use super::version::Bump;
use crate::syntax::{Kind as Syntax, Node};
use crate::text::{list, quoted, visible};

/// The most characters of a number that are shown.
const LONGEST_NUMBER: usize = 40;
/// Texts of which only is said that they changed.
const LONG: [&str; 6] = ["icon", "readme", "code", "linkTemplateScript", "extractScript", "fallbackHandlerScript"];

/// What is said about a change.
pub(super) struct Judgement {
    pub(super) kind: Kind,
    pub(super) verdict: Verdict,
    pub(super) bump: Bump,
    pub(super) reason: String,
}

/// The judgement on a setting that was `old` and is `new`. `pattern`: the fields that lead to it; `is_gone`: whether the
/// manifest had something of a section (`actions`) that it no longer has.
pub(super) fn judge(
    pattern: &[&str],
    old: Option<Node<'_>>,
    new: Option<Node<'_>>,
    is_gone: impl Fn(&str, &str) -> bool,
) -> Judgement {
    let kind = match (old, new) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        _ => Kind::Changed,
    };
    let name = pattern.last().copied().unwrap_or_default();
    let is_true = |value: Option<Node<'_>>| value.and_then(Node::as_bool) == Some(true);
    let (was_on, is_on) = (is_true(old), is_true(new));
    let what = words(name, old, new);
    let (verdict, effect) = match *pattern {
        ["states", _, "type"] => (Verdict::Breaks, " What is stored cannot be found any more."),
        [.., "creation", "enabled"] if was_on && !is_on => {
            (Verdict::Breaks, " Bots that create users or conversations through the API stop working.")
        }
        [.., "creation", "requiredTags"] => {
            let of = |value: Option<Node<'_>>| value.map(names).unwrap_or_default();
            let gained: Vec<String> = of(new).difference(&of(old)).map(|tag| quoted(tag)).collect();
            if gained.is_empty() {
                (Verdict::Fine, "")
            } else {
                let reason = format!(
                    "{} became required on creation. Bots that create without it stop working.",
                    list(&gained, "and")
                );
                return Judgement { kind, verdict: Verdict::Breaks, bump: Bump::Major, reason };
            }
        }
        [.., "identifier", "required"] if is_on && !was_on => {
            (Verdict::Breaks, " Installations without an identifier stop working.")
        }
        ["interfaces", _, section, _, "name"] => {
            let before = old.map(|name| name.text());
            match before.filter(|name| is_gone(section, name)) {
                Some(_) => (Verdict::Breaks, " What the interface was mapped to is gone."),
                None => (Verdict::CannotTell, " Bots that use the interface now reach something else."),
            }
        }
        ["interfaces", _, "id"] => {
            (Verdict::CannotTell, " This is another version of the interface, which may ask for something else.")
        }
        ["extraOperations", _, "enabled"] if was_on && !is_on => {
            (Verdict::CannotTell, " The integration's instances no longer get the operation.")
        }
        ["visibility"] if new.is_none_or(|value| value.text() == "private") => {
            (Verdict::CannotTell, " Other workspaces can no longer install it.")
        }
        ["public"] if was_on => (Verdict::CannotTell, " Other workspaces can no longer install it."),
        ["actions", _, "cacheable"] if is_on => {
            (Verdict::CannotTell, " Bots may now get an earlier result for the same input.")
        }
        ["actions", _, "cacheable"] => (Verdict::CannotTell, " Results are no longer reused."),
        ["actions", _, "billable"] => (Verdict::CannotTell, " It changes what calls cost."),
        _ => (Verdict::Fine, ""),
    };
    let bump = if verdict == Verdict::Breaks { Bump::Major } else { Bump::Patch };
    Judgement { kind, verdict, bump, reason: format!("{what}{effect}") }
}

fn words(name: &str, old: Option<Node<'_>>, new: Option<Node<'_>>) -> String {
    let name = quoted(name);
    let is_short =
        |value: Option<Node<'_>>| value.is_none_or(|value| !matches!(value.kind(), Syntax::Object | Syntax::Array));
    let is_long = LONG.iter().any(|long| name == quoted(long));
    match (old, new) {
        (None, None) => format!("{name} changed."),
        (None, Some(_)) if is_long || !is_short(new) => format!("{name} was added."),
        (Some(_), None) if is_long || !is_short(old) => format!("{name} was removed."),
        (None, Some(new)) => format!("{name} was set to {}.", shown(new)),
        (Some(old), None) => format!("{name} was {}, and is no longer set.", shown(old)),
        (Some(old), Some(new)) => {
            let (old_words, new_words) = (shown(old), shown(new));
            if is_long || !is_short(Some(old)) || !is_short(Some(new)) || old_words == new_words {
                format!("{name} changed.")
            } else {
                format!("{name} went from {old_words} to {new_words}.")
            }
        }
    }
}

fn shown(value: Node<'_>) -> String {
    match value.kind() {
        Syntax::String => quoted(&value.text()),
        Syntax::Number if value.source().len() > LONGEST_NUMBER => "a long number".to_owned(),
        _ => visible(value.source()).into_owned(),
    }
}
