//! Patterns, which are regular expressions as ECMAScript has them. The library `regress` reads them.

use std::cell::RefCell;
use std::collections::VecDeque;

use regress::{Flags, Regex};

/// The most characters of a pattern that are looked at. The library looks for names of groups in all of it again and again.
const MOST_CHARACTERS: usize = 10_000;

/// Whether a pattern is a regular expression of ECMAScript. The reasons complete a sentence such as "This is not a regular
/// expression: …", without a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// With and without the flag `u`, or beyond what can be told: longer or more deeply nested than is looked at.
    Valid,
    /// Only without the flag `u`. Validators such as Ajv set it, and refuse the pattern for this reason.
    OnlyWithoutUnicode(&'static str),
    /// Neither with nor without the flag `u`, for this reason.
    Invalid(&'static str),
}

/// How many patterns a thread remembers.
const REMEMBERED: usize = 32;

/// Whether a pattern is valid, in steps that grow in proportion to its length. To read one takes as long as all rules about
/// a schema take, and those of an open document are asked about again and again; so the last ones are remembered.
pub fn validity(pattern: &str) -> Validity {
    thread_local!(static LAST: RefCell<VecDeque<(Box<str>, Validity)>> = const { RefCell::new(VecDeque::new()) });
    if pattern.chars().nth(MOST_CHARACTERS).is_some() {
        return Validity::Valid;
    }
    LAST.with_borrow_mut(|last| {
        if let Some((_, known)) = last.iter().find(|(known, _)| **known == *pattern) {
            return *known;
        }
        let found = read(pattern);
        last.truncate(REMEMBERED - 1);
        last.push_front((pattern.into(), found));
        found
    })
}

fn read(pattern: &str) -> Validity {
    // Beyond the library's limits, nothing is known of the pattern.
    let with = match compiled(pattern, true) {
        Err(error) if !is_limit(&error) => error,
        _ => return Validity::Valid,
    };
    match compiled(pattern, false) {
        Err(error) if is_limit(&error) => Validity::Valid,
        Ok(_) => Validity::OnlyWithoutUnicode(reason(pattern, &with)),
        Err(without) => Validity::Invalid(reason(pattern, &without)),
    }
}

/// The pattern as the library has it, with the flag `u` or without.
pub(super) fn compiled(pattern: &str, unicode: bool) -> Result<Regex, regress::Error> {
    Regex::with_flags(pattern, Flags { unicode, no_opt: true, ..Flags::default() })
}

fn is_limit(error: &regress::Error) -> bool {
    error.text.contains("limit exceeded") || error.text.contains("too deeply nested")
}

/// What other languages write, and what the same is called here.
const FOREIGN: [(&str, &str); 5] = [
    ("(?P<", "\"(?P<name>\" is Python's way to name a group; write \"(?<name>\""),
    ("(?P=", "\"(?P=name)\" is Python's way to repeat a group; write \"\\k<name>\""),
    ("(?>", "\"(?>\" begins an atomic group, which JavaScript does not have"),
    ("(?#", "\"(?#\" begins a comment, which JavaScript does not have"),
    ("(?i)", "\"(?i)\" sets a flag, which JavaScript does not have; write both cases, such as \"[aA]\""),
];

/// Why the library refuses a pattern, in our words.
fn reason(pattern: &str, error: &regress::Error) -> &'static str {
    let foreign = FOREIGN.iter().find(|(sign, _)| pattern.contains(sign));
    match (error.text.as_str(), foreign) {
        ("Invalid group modifier" | "Invalid token at named capture group identifier", Some((_, words))) => words,
        ("Invalid group modifier" | "Invalid token at named capture group identifier", None) => {
            "\"(?\" is not followed by a kind of group, such as \":\", \"=\", \"!\" or \"<name>\""
        }
        ("Unbalanced parenthesis", _) => "a parenthesis has no partner",
        ("Unbalanced bracket", _) => "a \"[\" has no \"]\"",
        (text, _) if text.contains("range") || text.contains("Range") => {
            "a range in brackets must run from a lower to a higher character, such as \"a-z\""
        }
        ("Incomplete escape" | "Unterminated escape", _) => "a backslash at the end escapes nothing",
        ("Invalid atom character", _) => {
            "a sign such as \"*\", \"+\", \"{\" or \"]\" has nothing before it that it belongs to"
        }
        ("Quantifier not allowed here", _) => "a quantifier such as \"*\" follows something that cannot be repeated",
        ("Invalid braced quantifier", _) => "a quantifier such as \"{2}\" has nothing before it to repeat",
        ("Invalid quantifier", _) => "braces must hold one number, or two in order, such as \"{2}\" or \"{2,5}\"",
        ("Duplicate capture group name", _) => "two groups have the same name",
        ("Invalid named backreference syntax", _) => {
            "\"\\k\" must be followed by the name of a group, such as \"\\k<name>\""
        }
        ("Invalid unicode escape", _) => "\"\\u\" must be followed by four hexadecimal digits, or by a code in braces",
        ("Invalid property name" | "Invalid character at property escape start" | "Invalid property escape", _) => {
            "\"\\p\" must be followed by a Unicode property in braces, such as \"\\p{L}\""
        }
        ("Invalid character escape", _) => "an escape such as \"\\-\" or \"\\1\" means nothing where it stands",
        _ => "its syntax is not JavaScript's",
    }
}
