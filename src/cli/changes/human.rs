//! The report for people.

use std::fmt::Write;

use super::{Compared, pointer};
use crate::analysis::Document;
use crate::cli::diff::lines_between;
use crate::cli::report::plural;
use crate::compare::text::{decoded, is_encoded, value_at};
use crate::compare::{Bump, Change, Verdict};
use crate::contract::Form;
use crate::text::{Encoding, TextRange, list, visible};

/// The most lines of a text that are shown.
const MOST_LINES: usize = 60;
/// The longest line of it, and the longest example, in characters.
const LONGEST: usize = 160;

/// The changes, those that break first, and a summary.
pub(super) fn report(compared: &Compared<'_>, color: bool) -> String {
    let mut text = String::new();
    for verdict in [Verdict::Breaks, Verdict::CannotTell, Verdict::Fine] {
        for change in compared.comparison.changes.iter().filter(|change| change.verdict == verdict) {
            add(&mut text, compared, change, color);
        }
    }
    text + &summary(compared)
}

fn add(text: &mut String, compared: &Compared<'_>, change: &Change, color: bool) {
    let (word, paint) = match change.verdict {
        Verdict::Breaks => ("breaks", "\x1b[1;31m"),
        Verdict::CannotTell => ("may break", "\x1b[1;33m"),
        Verdict::Fine => ("fine", "\x1b[32m"),
    };
    let (paint, bold, plain) = if color { (paint, "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
    let path = pointer(&change.path);
    // Writing to a string does not fail.
    let _ = writeln!(text, "{paint}{word}{plain}: {bold}{path}{plain} {}", change.kind.name());
    let _ = writeln!(text, "    {}", visible(&change.reason));
    if let Some(witness) = &change.witness {
        let _ = writeln!(text, "    Taken before, refused now: {}", shortened(witness));
    }
    if change.is_kept {
        let _ = writeln!(text, "    An update keeps it unless it says null.");
    }
    for line in texts(compared, change) {
        let paint = match line.chars().next() {
            Some('+') if color => "\x1b[32m",
            Some('-') if color => "\x1b[31m",
            _ => "",
        };
        let _ = writeln!(text, "    | {paint}{line}{}", if paint.is_empty() { "" } else { plain });
    }
    let at = |name: &str, document: &Document, range: TextRange| {
        let position = document.source().position(range.start, Encoding::Utf32);
        format!("{name}:{}:{}", position.line + 1, position.column + 1)
    };
    let old = change.old.map(|range| at(compared.old_name, compared.old, range));
    let new = change.new.map(|range| at(compared.new_name, compared.new, range));
    let places = match (old, new) {
        (Some(old), Some(new)) => format!("{new}, was {old}"),
        (Some(old), None) => format!("was {old}"),
        (None, new) => new.unwrap_or_default(),
    };
    let _ = writeln!(text, "    --> {places}\n");
}

/// The lines of a text that is kept in base64 that differ.
fn texts(compared: &Compared<'_>, change: &Change) -> Vec<String> {
    if !is_encoded(&change.path) {
        return Vec::new();
    }
    let text = |document: &Document| {
        document.readable().root().and_then(|root| decoded(value_at(root, &change.path)?)).unwrap_or_default()
    };
    let (old, new) = (text(compared.old), text(compared.new));
    let mut lines: Vec<String> = lines_between(&old, &new).iter().map(|line| shortened(line)).collect();
    if lines.len() > MOST_LINES {
        let rest = lines.len() - MOST_LINES;
        lines.truncate(MOST_LINES);
        lines.push(format!("… {}", plural(rest, "more line")));
    }
    lines
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", visible(&text[..end])),
        None => visible(text).into_owned(),
    }
}

fn summary(compared: &Compared<'_>) -> String {
    let comparison = &compared.comparison;
    let Some(bump) = comparison.bump() else {
        return format!("Nothing has changed since {}.\n", compared.old_name);
    };
    let count = |verdict: Verdict| comparison.changes.iter().filter(|change| change.verdict == verdict).count();
    let mut text = format!(
        "{} since {}: {} break, {} may break, {} fine.\n",
        plural(comparison.changes.len(), "change"),
        compared.old_name,
        count(Verdict::Breaks),
        count(Verdict::CannotTell),
        count(Verdict::Fine)
    );
    text += &version(compared, bump);
    let kept: Vec<String> = compared.kept().map(|change| pointer(&change.path)).collect();
    if !kept.is_empty() {
        let _ = writeln!(text, "To remove them, an update needs null at {}; --fix writes it.", list(&kept, "and"));
    }
    text
}

fn version(compared: &Compared<'_>, bump: Bump) -> String {
    let comparison = &compared.comparison;
    let (Some(old), Some(wanted)) = (&comparison.old_version, comparison.wanted_version()) else {
        let refused = match (compared.form, comparison.verdict()) {
            (Form::Update, Verdict::Breaks) => " An update has no version, so the server may refuse it.",
            _ => "",
        };
        return format!("They call for a {} version.{refused}\n", bump.name());
    };
    let is_below_one = bump == Bump::Major && old.starts_with("0.");
    let custom = if is_below_one { ", going by the custom below 1.0" } else { "" };
    let now = match (&comparison.new_version, compared.is_raised()) {
        (Some(new), Some(true)) => format!("; {} is enough", visible(new)),
        (Some(new), _) if new == old => format!("; it is still {}", visible(new)),
        (Some(new), _) => format!("; {} is not enough", visible(new)),
        (None, _) => String::new(),
    };
    format!("They call for a {} version: {wanted} or higher after {}{custom}{now}.\n", bump.name(), visible(old))
}
