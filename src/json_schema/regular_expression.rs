//! Whether a text has a match of a pattern, in a number of steps that is counted and bounded.
//!
//! The library that reads the patterns matches by trying every way, which can take forever. Here a place in the pattern
//! and a place in the text are tried together at most once, so there are at most as many steps as their product. What
//! one character may be (`[a-z]`, `\p{L}`) is still asked of the library. Back references, flags for a group and
//! octal escapes are left out: with them, nothing can be told.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::pattern::compiled;

/// The most groups inside each other.
const MOST_NESTED: usize = 60;
/// The most instructions of a program. Counted repetitions are written out.
const MOST_INSTRUCTIONS: usize = 20_000;

/// The most bytes of an example.
const LONGEST_EXAMPLE: usize = 2_000;
/// What examples are made of, the plainest first.
const EXAMPLES: &str = "abcdefghijklmnopqrstuvwxyz1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ-_. :/@#+,;=!?%&*()[]{}<>|~^$'`\"\\\n\téßΩж中\u{1f600}";

/// A piece of a pattern.
#[derive(Debug)]
pub(super) enum Piece {
    /// One character.
    Character(char),
    /// One character of a class: an index into [`Expression::classes`].
    Class(usize),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// A place between a letter, digit or underscore and something else, or any other place.
    WordBoundary { is_negated: bool },
    /// One after the other.
    Sequence(Vec<Piece>),
    /// Any of these.
    Choice(Vec<Piece>),
    /// The same several times.
    Repeat { piece: Box<Piece>, least: usize, most: Option<usize> },
    /// A condition on what comes next, or on what came before.
    Look { piece: Box<Piece>, is_behind: bool, is_negated: bool },
}

/// A class of characters.
#[derive(Debug)]
pub(super) struct Class {
    expression: regress::Regex,
    /// The ASCII characters that have been asked for, and those of them that belong to the class.
    asked: Cell<[u128; 2]>,
}

impl Class {
    pub(super) fn has(&self, c: char) -> bool {
        let ask = || self.expression.find(c.encode_utf8(&mut [0; 4])).is_some();
        if !c.is_ascii() {
            return ask();
        }
        let bit = 1 << u32::from(c);
        let [mut asked, mut has] = self.asked.get();
        if asked & bit == 0 {
            asked |= bit;
            has |= if ask() { bit } else { 0 };
            self.asked.set([asked, has]);
        }
        has & bit != 0
    }
}

/// An instruction. Those that take a character take the one before in a program for what came before.
#[derive(Debug)]
enum Instruction {
    Character(char),
    Class(usize),
    Start,
    End,
    WordBoundary {
        is_negated: bool,
    },
    /// Goes on at both places.
    Split(usize, usize),
    Jump(usize),
    /// The condition is the program that follows, up to its [`Instruction::Done`]; what comes after it is at `next`.
    Look {
        is_behind: bool,
        is_negated: bool,
        next: usize,
    },
    Done,
}

/// A pattern that can be matched.
#[derive(Debug)]
pub(super) struct Expression {
    piece: Piece,
    /// Its classes of characters.
    classes: Vec<Class>,
    /// Whether it counts characters as the flag `u` does. Otherwise one outside the basic plane counts as two.
    is_unicode: bool,
    program: Vec<Instruction>,
}

impl Expression {
    /// Reads a pattern; `None` if it is invalid or has something that is left out.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let is_unicode = compiled(pattern, true).is_ok();
        if !is_unicode {
            compiled(pattern, false).ok()?;
        }
        let rest = pattern.chars().collect();
        let mut reader = Reader { characters: rest, at: 0, is_unicode, classes: Vec::new(), known: HashMap::new() };
        let piece = reader.choice(0)?;
        if reader.at < reader.characters.len() {
            return None;
        }
        let mut program = Vec::new();
        write(&piece, false, &mut program)?;
        program.push(Instruction::Done);
        Some(Self { piece, classes: reader.classes, is_unicode, program })
    }

    /// The length of the program, which stands for the cost of having read the pattern.
    pub(super) fn cost(&self) -> u64 {
        self.program.len() as u64
    }

    /// A text that probably has a match, since conditions on what comes next are left out. Other numbers give other texts,
    /// and higher ones longer texts. `None` if it is long.
    pub(super) fn example(&self, number: usize) -> Option<String> {
        let mut text = String::new();
        self.add_example(&self.piece, number, &mut text)?;
        Some(text)
    }

    fn add_example(&self, piece: &Piece, number: usize, text: &mut String) -> Option<()> {
        if text.len() > LONGEST_EXAMPLE {
            return None;
        }
        match piece {
            Piece::Character(c) => text.push(*c),
            Piece::Class(class) => {
                let class = &self.classes[*class];
                let members: Vec<char> = EXAMPLES.chars().filter(|c| class.has(*c)).collect();
                // Different characters look more like a text.
                text.push(*members.get((text.chars().count() + number) % members.len().max(1))?);
            }
            Piece::Start | Piece::End | Piece::WordBoundary { .. } | Piece::Look { .. } => {}
            Piece::Sequence(pieces) => pieces.iter().try_for_each(|piece| self.add_example(piece, number, text))?,
            Piece::Choice(choices) => self.add_example(choices.get(number % choices.len())?, number, text)?,
            Piece::Repeat { piece, least, most } => {
                let wanted = match number {
                    0 => (*least).max(1),
                    1 => *least,
                    more => least + more,
                };
                for _ in 0..wanted.min(most.unwrap_or(usize::MAX)) {
                    self.add_example(piece, number, text)?;
                }
            }
        }
        Some(())
    }

    /// Whether the text has a match anywhere. Takes each step off `steps`; `None` if they do not suffice, or if it depends
    /// on how characters are counted.
    pub(super) fn matches(&self, text: &str, steps: &mut u64) -> Option<bool> {
        let text: Vec<char> = text.chars().collect();
        if !self.is_unicode && text.iter().any(|c| c.len_utf16() > 1) {
            return None;
        }
        *steps = steps.checked_sub(text.len() as u64)?;
        let mut run = Run { expression: self, text: &text, steps, conditions: HashMap::new() };
        let mut tried = HashSet::new();
        for at in 0..=text.len() {
            if run.from(0, at, false, &mut tried)? {
                return Some(true);
            }
        }
        Some(false)
    }
}

struct Run<'e> {
    expression: &'e Expression,
    text: &'e [char],
    steps: &'e mut u64,
    /// Whether the condition of an instruction holds at a place.
    conditions: HashMap<(usize, usize), bool>,
}

impl Run<'_> {
    /// Whether the program from `start` on matches at a place. `tried` has the instructions and places from which no match was found.
    fn from(&mut self, start: usize, at: usize, is_behind: bool, tried: &mut HashSet<(usize, usize)>) -> Option<bool> {
        let mut pending = vec![(start, at)];
        while let Some((mut next, mut at)) = pending.pop() {
            loop {
                *self.steps = self.steps.checked_sub(1)?;
                let goes_on = match &self.expression.program[next] {
                    Instruction::Done => return Some(true),
                    Instruction::Split(first, second) => {
                        let is_new = tried.insert((next, at));
                        if is_new {
                            pending.push((*second, at));
                            next = *first;
                            continue;
                        }
                        false
                    }
                    Instruction::Jump(target) => {
                        next = *target;
                        continue;
                    }
                    Instruction::Start => at == 0,
                    Instruction::End => at == self.text.len(),
                    Instruction::WordBoundary { is_negated } => self.is_word_boundary(at) != *is_negated,
                    Instruction::Look { is_behind, is_negated, next: behind } => {
                        let (is_behind, is_negated, behind) = (*is_behind, *is_negated, *behind);
                        let holds = match self.conditions.get(&(next, at)) {
                            Some(holds) => *holds,
                            None => {
                                let holds = self.from(next + 1, at, is_behind, &mut HashSet::new())?;
                                self.conditions.insert((next, at), holds);
                                holds
                            }
                        };
                        if holds != is_negated {
                            next = behind;
                            continue;
                        }
                        false
                    }
                    Instruction::Character(c) => {
                        let is_there = self.character(at, is_behind) == Some(*c);
                        step(&mut at, is_behind, is_there)
                    }
                    Instruction::Class(class) => {
                        let c = self.character(at, is_behind);
                        let is_there = c.is_some_and(|c| self.expression.classes[*class].has(c));
                        step(&mut at, is_behind, is_there)
                    }
                };
                if !goes_on {
                    break;
                }
                next += 1;
            }
        }
        Some(false)
    }

    fn character(&self, at: usize, is_behind: bool) -> Option<char> {
        let index = if is_behind { at.checked_sub(1)? } else { at };
        self.text.get(index).copied()
    }

    fn is_word_boundary(&self, at: usize) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        is_word(self.character(at, true)) != is_word(self.character(at, false))
    }
}

/// Goes over a character if it is the right one, and says so.
fn step(at: &mut usize, is_behind: bool, is_there: bool) -> bool {
    if is_there {
        *at = if is_behind { *at - 1 } else { *at + 1 };
    }
    is_there
}

/// Adds the instructions for a piece; `None` if there are too many.
fn write(piece: &Piece, is_behind: bool, program: &mut Vec<Instruction>) -> Option<()> {
    if program.len() > MOST_INSTRUCTIONS {
        return None;
    }
    match piece {
        Piece::Character(c) => program.push(Instruction::Character(*c)),
        Piece::Class(class) => program.push(Instruction::Class(*class)),
        Piece::Start => program.push(Instruction::Start),
        Piece::End => program.push(Instruction::End),
        Piece::WordBoundary { is_negated } => program.push(Instruction::WordBoundary { is_negated: *is_negated }),
        Piece::Sequence(pieces) if is_behind => {
            pieces.iter().rev().try_for_each(|piece| write(piece, true, program))?
        }
        Piece::Sequence(pieces) => pieces.iter().try_for_each(|piece| write(piece, false, program))?,
        Piece::Choice(choices) => {
            let (last, others) = choices.split_last()?;
            let mut jumps = Vec::new();
            for choice in others {
                let split = program.len();
                program.push(Instruction::Split(split + 1, split));
                write(choice, is_behind, program)?;
                jumps.push(program.len());
                program.push(Instruction::Jump(0));
                program[split] = Instruction::Split(split + 1, program.len());
            }
            write(last, is_behind, program)?;
            let end = program.len();
            jumps.into_iter().for_each(|jump| program[jump] = Instruction::Jump(end));
        }
        Piece::Repeat { piece, least, most } => {
            if most.unwrap_or(*least) > MOST_INSTRUCTIONS {
                return None;
            }
            for _ in 0..*least {
                let before = program.len();
                write(piece, is_behind, program)?;
                // Nothing is as often as one likes.
                if program.len() == before {
                    return Some(());
                }
            }
            let mut splits = Vec::new();
            for _ in *least..most.unwrap_or(*least + 1) {
                splits.push(program.len());
                program.push(Instruction::Split(0, 0));
                write(piece, is_behind, program)?;
            }
            if let (None, [split]) = (most, splits.as_slice()) {
                program.push(Instruction::Jump(*split));
            }
            let end = program.len();
            splits.into_iter().for_each(|split| program[split] = Instruction::Split(split + 1, end));
        }
        Piece::Look { piece, is_behind, is_negated } => {
            let look = program.len();
            program.push(Instruction::Done);
            write(piece, *is_behind, program)?;
            program.push(Instruction::Done);
            let next = program.len();
            program[look] = Instruction::Look { is_behind: *is_behind, is_negated: *is_negated, next };
        }
    }
    Some(())
}

/// Reads a pattern that is known to be valid.
struct Reader {
    characters: Vec<char>,
    at: usize,
    is_unicode: bool,
    classes: Vec<Class>,
    /// The indices of classes by how they are written.
    known: HashMap<String, usize>,
}

impl Reader {
    fn rest(&self) -> &[char] {
        &self.characters[self.at..]
    }

    /// Goes over a sign if it is next.
    fn takes(&mut self, sign: &str) -> bool {
        let is_next = self.rest().iter().take(sign.len()).copied().eq(sign.chars());
        self.at += if is_next { sign.len() } else { 0 };
        is_next
    }

    /// Alternatives, up to a closing parenthesis or the end.
    fn choice(&mut self, depth: usize) -> Option<Piece> {
        let mut choices = Vec::new();
        loop {
            choices.push(self.sequence(depth)?);
            if !self.takes("|") {
                break;
            }
        }
        Some(if choices.len() == 1 { choices.remove(0) } else { Piece::Choice(choices) })
    }

    fn sequence(&mut self, depth: usize) -> Option<Piece> {
        let mut pieces = Vec::new();
        while !matches!(self.rest(), [] | ['|' | ')', ..]) {
            let piece = self.piece(depth)?;
            pieces.push(self.repeated(piece)?);
        }
        Some(Piece::Sequence(pieces))
    }

    fn piece(&mut self, depth: usize) -> Option<Piece> {
        let start = self.at;
        self.at += 1;
        match self.characters[start] {
            '^' => Some(Piece::Start),
            '$' => Some(Piece::End),
            '.' => self.class(start),
            '[' => {
                self.skip_class()?;
                self.class(start)
            }
            '(' => self.group(depth),
            '\\' => self.escape(start),
            c => Some(Piece::Character(c)),
        }
    }

    fn group(&mut self, depth: usize) -> Option<Piece> {
        if depth == MOST_NESTED {
            return None;
        }
        let looks = [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)];
        let look = looks.into_iter().find(|(sign, ..)| self.takes(sign));
        if look.is_none() && !self.takes("?:") && self.takes("?") {
            // A name. Anything else sets flags.
            if !self.takes("<") {
                return None;
            }
            self.at += self.rest().iter().position(|c| *c == '>')? + 1;
        }
        let piece = self.choice(depth + 1)?;
        if !self.takes(")") {
            return None;
        }
        Some(match look {
            Some((_, is_behind, is_negated)) => Piece::Look { piece: Box::new(piece), is_behind, is_negated },
            None => piece,
        })
    }

    /// Goes over the rest of a class.
    fn skip_class(&mut self) -> Option<()> {
        loop {
            match self.rest() {
                [] => return None,
                [']', ..] => {
                    self.at += 1;
                    return Some(());
                }
                ['\\', ..] => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// The class that is written from `start` to here.
    fn class(&mut self, start: usize) -> Option<Piece> {
        let written: String = self.characters.get(start..self.at)?.iter().collect();
        if let Some(known) = self.known.get(&written) {
            return Some(Piece::Class(*known));
        }
        let expression = compiled(&written, self.is_unicode).ok()?;
        self.classes.push(Class { expression, asked: Cell::default() });
        let index = self.classes.len() - 1;
        self.known.insert(written, index);
        Some(Piece::Class(index))
    }

    /// An escape, whose backslash is at `start`.
    fn escape(&mut self, start: usize) -> Option<Piece> {
        let c = *self.rest().first()?;
        self.at += 1;
        let hexadecimal =
            |count: usize, rest: &[char]| rest.len() >= count && rest[..count].iter().all(char::is_ascii_hexdigit);
        match c {
            'b' | 'B' => return Some(Piece::WordBoundary { is_negated: c == 'B' }),
            // Back references and octal escapes.
            '1'..='9' | 'k' => return None,
            '0' if self.rest().first().is_some_and(char::is_ascii_digit) => return None,
            'c' if !self.rest().first().is_some_and(char::is_ascii_alphabetic) => return None,
            'c' => self.at += 1,
            'x' if hexadecimal(2, self.rest()) => self.at += 2,
            'p' | 'P' if self.is_unicode => self.at += self.rest().iter().position(|c| *c == '}')? + 1,
            'u' if self.is_unicode && self.takes("{") => self.at += self.rest().iter().position(|c| *c == '}')? + 1,
            'u' if hexadecimal(4, self.rest()) => {
                let is_high = matches!(self.rest(), ['d' | 'D', '8' | '9' | 'a' | 'A' | 'b' | 'B', ..]);
                self.at += 4;
                let is_pair = matches!(self.rest(), ['\\', 'u', 'd' | 'D', 'c'..='f' | 'C'..='F', ..]);
                if self.is_unicode && is_high && is_pair {
                    self.at += 6;
                }
            }
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'f' | 'n' | 'r' | 't' | 'v' | '0' => {}
            c => return Some(Piece::Character(c)),
        }
        self.class(start)
    }

    /// The piece with the quantifier that follows it, if there is one.
    fn repeated(&mut self, piece: Piece) -> Option<Piece> {
        let (least, most) = match self.rest() {
            ['*', ..] => (0, None),
            ['+', ..] => (1, None),
            ['?', ..] => (0, Some(1)),
            ['{', ..] => match self.counts()? {
                Some(counts) => counts,
                None => return Some(piece),
            },
            _ => return Some(piece),
        };
        self.at += 1;
        // Fewer or more first: there is a match or not.
        self.takes("?");
        Some(Piece::Repeat { piece: Box::new(piece), least, most })
    }

    /// The numbers in braces, and goes on to the closing brace. `Some(None)` if the brace stands for itself; `None` if a number is huge.
    fn counts(&mut self) -> Option<Option<(usize, Option<usize>)>> {
        let Some(end) = self.rest().iter().position(|c| *c == '}') else { return Some(None) };
        let inside: String = self.rest()[1..end].iter().collect();
        let (least, most) = inside.split_once(',').map_or((&*inside, None), |(least, most)| (least, Some(most)));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(least) || !most.is_none_or(|most| most.is_empty() || is_number(most)) {
            return Some(None);
        }
        self.at += end;
        let least = least.parse().ok()?;
        let most = match most {
            None => Some(least),
            Some("") => None,
            Some(most) => Some(most.parse().ok()?),
        };
        Some(Some((least, most)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> Option<bool> {
        Expression::new(pattern)?.matches(text, &mut 100_000)
    }

    #[test]
    fn real_patterns() {
        let email = r"^(?!\.)(?!.*\.\.)([a-zA-Z0-9_+-\.]*)[a-zA-Z0-9_+-]@([a-zA-Z0-9][a-zA-Z0-9\-]*\.)+[a-zA-Z]{2,}$";
        for (text, expected) in
            [("jane.doe@example.com", true), ("a..b@example.com", false), (".a@b.cd", false), ("a@b", false)]
        {
            assert_eq!(matches(email, text), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_meaning_is_that_of_ecmascript() {
        for (pattern, text, expected) in [
            ("^a$", "a\n", false),
            (r"^\d$", "٣", false),
            (r"^\w$", "é", false),
            (r"^\s$", "\u{feff}", true),
            (r"\bé\b", "é", false),
            ("^.$", "\u{2028}", false),
            ("^.$", "😀", true),
            (r"^\u{1f600}\ud83d\ude00$", "😀😀", true),
            (r"^[^\S\n]+$", " \t", true),
            ("^[^]$", "\n", true),
            ("[]", "a", false),
            (r"^[\b]$", "\u{8}", true),
            (r"(?<=\$)\d+(?!\d|\.)", "$42", true),
            (r"(?<=ab|c\b)d", "cd", false),
            (r"(?<!a)b", "ab", false),
            ("^(?:a|ab)(?:c|bcd)$", "abcd", true),
            ("^a{2,3}$", "aaaa", false),
            ("^a{2,}?$", "aaaa", true),
            ("^(?<n>a)?$", "", true),
            ("(?:)*(?:a*)*b", "aab", true),
            (r"^\x41\cJ\0$", "A\n\0", true),
            (r"^\-\_$", "-_", true),
            ("^a{,3}$", "a{,3}", true),
            ("^]{}$", "]{}", true),
            (r"\p{Lu}", "aÉ", true),
        ] {
            assert_eq!(matches(pattern, text), Some(expected), "{pattern} {text:?}");
        }
    }

    #[test]
    fn what_cannot_be_told() {
        for pattern in
            ["(", r"(a)\1", r"(?<n>a)\k<n>", r"\07", "(?i:a)", "(?:a{1000}){1000}", "a{99999999999999999999}"]
        {
            assert_eq!(matches(pattern, "aa"), None, "{pattern}");
        }
        assert_eq!(matches(r"^\-.$", "-😀"), None, "it depends on the flag u");
        assert_eq!(matches(&("(".repeat(200) + &")".repeat(200)), ""), None);
    }

    #[test]
    fn steps_grow_with_the_text_and_not_with_the_ways_to_match() {
        for pattern in
            ["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "^((a?)*)*$"]
        {
            let steps = |length: usize| {
                let mut left = u64::MAX;
                let text = "a".repeat(length) + "!";
                assert_eq!(Expression::new(pattern).expect("a pattern").matches(&text, &mut left), Some(false));
                u64::MAX - left
            };
            assert!(steps(2_000) < 3 * steps(1_000), "{pattern}: {} and {}", steps(1_000), steps(2_000));
            assert!(steps(1_000) < 60_000, "{pattern}: {}", steps(1_000));
        }
        let conditions = Expression::new("^(?=(a+)+$)(?=(?=(a*)*b)a|(.*)*c)").expect("a pattern");
        assert_eq!(conditions.matches(&"a".repeat(50_000), &mut 10_000), None, "steps that do not suffice");
    }

    #[test]
    fn matches_are_those_of_the_library() {
        const PIECES: [&str; 28] = [
            "a", "b", "ab", ".", "*", "+", "?", "{2}", "{0,2}", "{1,}", "(", "(", ")", ")", "|", "[ab]", "[^a]", r"\w",
            r"\W", r"\b", r"\B", "^", "$", "(?=", "(?!", "(?<=", "(?<!", "é",
        ];
        let mut random = fastrand::Rng::with_seed(1);
        let mut compared = 0;
        for _ in 0..60_000 {
            let pattern: String = (0..random.usize(1..9)).map(|_| PIECES[random.usize(..PIECES.len())]).collect();
            let (Ok(theirs), Some(ours)) = (compiled(&pattern, true), Expression::new(&pattern)) else { continue };
            for _ in 0..4 {
                let text: String =
                    (0..random.usize(..6)).map(|_| ["a", "b", "é", "-", "ab"][random.usize(..5)]).collect();
                compared += 1;
                assert_eq!(ours.matches(&text, &mut 100_000), Some(theirs.find(&text).is_some()), "{pattern} {text:?}");
            }
        }
        assert!(compared > 30_000, "{compared}");
    }

    #[test]
    fn examples_match() {
        for pattern in
            ["^[a-z]{3}$", r"^\d{4}-\d\d$", "a|b", "^x?y*z+$", r"^[\w.]+@[\w.]+\.[a-z]{2,}$", "^.{5}$", "[😀]"]
        {
            let expression = Expression::new(pattern).expect("a pattern");
            for number in 0..5 {
                let example = expression.example(number).expect("an example");
                assert_eq!(expression.matches(&example, &mut 100_000), Some(true), "{pattern} {example}");
            }
        }
        assert_eq!(Expression::new("(a{1000}){9}").expect("a pattern").example(0), None, "it is long");
    }
}
