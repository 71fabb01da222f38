//! What a rule declares.

use std::fmt;

use super::described::Described;
use super::diagnostic::Severity;
use super::fix::{Fix, FixContext};
use super::report::Report;
use crate::contract::{Field, Format, Map, Object};
use crate::syntax::{Kind, Node, Source, SyntaxError};

/// One thing that can be wrong: its name, its severity, its explanation with examples. `explain`, the
/// rules page and the README's table are made from this.
#[derive(Debug)]
pub struct Rule {
    /// Stable, kebab-context. Editors show it as the diagnostic's code.
    pub name: &'static str,
    /// What it belongs to.
    pub group: Group,
    /// How bad it is by default; nothing for a rule that is off until somebody turns it on.
    pub severity: Option<Severity>,
    /// What it finds, in a few words.
    pub summary: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// A document that has exactly this diagnostic.
    pub bad: &'static str,
    /// The same document, mended.
    pub good: &'static str,
    /// The rule of the vendor's `bp lint` that it stands for.
    pub bp_lint: Option<&'static str>,
    /// How editors show it.
    pub tag: Option<Tag>,
    /// What it wants to see.
    pub check: Check,
    /// The ways out of one of its diagnostics, the best first. Asked for when somebody wants them, not with every edit.
    pub fixes: fn(&FixContext<'_>) -> Vec<Fix>,
}

impl Rule {
    /// What holds where a declaration says nothing.
    pub const BLANK: Self = Self {
        name: "",
        group: Group::Contract,
        severity: None,
        summary: "",
        why: "",
        fix: "",
        bad: "",
        good: "",
        bp_lint: None,
        tag: None,
        check: Check::Never,
        fixes: |_| Vec::new(),
    };

    /// Its default severity as a word: `error`, `warning`, `info`, `hint` or `off`.
    pub fn severity_name(&self) -> String {
        self.severity.map_or_else(|| "off".to_owned(), |severity| severity.to_string())
    }
}

/// Rules that belong together, so that they can be raised or lowered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The text is no JSON.
    Syntax,
    /// The API refuses it.
    Contract,
    /// One place of the manifest contradicts another.
    References,
    /// Accepted, but most likely not meant so.
    Hygiene,
    /// What a person who reads about the integration will miss.
    Hub,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 5] = [Self::Syntax, Self::Contract, Self::References, Self::Hygiene, Self::Hub];

    /// The name that settings use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Contract => "contract",
            Self::References => "references",
            Self::Hygiene => "hygiene",
            Self::Hub => "hub",
        }
    }

    /// What its rules are about.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Syntax => "The text is no JSON.",
            Self::Contract => "The API refuses it, or soon will.",
            Self::References => "One place of the manifest does not fit another.",
            Self::Hygiene => "Accepted, but most likely not meant so.",
            Self::Hub => "What the hub and its readers will miss: titles, descriptions, icon, readme.",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How an editor shows a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Struck through.
    Deprecated,
    /// Faded.
    Unnecessary,
}

/// Gives the message for a flaw of the text, or nothing if the flaw is another rule's.
pub type ProblemCheck = fn(&SyntaxError, &Source) -> Option<String>;
/// Looks at the comments.
pub type CommentsCheck = fn(&mut Report<'_>);
/// Looks at a node.
pub type NodeCheck = fn(&mut Report<'_>, Node<'_>);
/// Looks at an object with declared keys.
pub type ObjectCheck = fn(&mut Report<'_>, Node<'_>, &'static Object);
/// Looks at a property, at what is declared for it, and at the object that declares it or does not.
pub type MemberCheck = fn(&mut Report<'_>, Node<'_>, Option<&'static Field>, &'static Object);
/// Looks at a value and the field that is declared for it.
pub type ValueCheck = fn(&mut Report<'_>, Node<'_>, &'static Field);
/// Looks at the key of a map's entry.
pub type NameCheck = fn(&mut Report<'_>, Node<'_>, &'static Map);

/// Kinds of values, so that a rule is not shown those that it has nothing to say of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// All values.
    pub const ANY: Self = Self(u8::MAX);
    /// Objects.
    pub const OBJECT: Self = Self(1);
    /// Strings.
    pub const TEXT: Self = Self(2);
    /// Numbers.
    pub const NUMBER: Self = Self(4);
    /// `null`.
    pub const NULL: Self = Self(8);
    const OTHER: Self = Self(16);

    /// The kind of a node.
    pub fn of(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Object => Self::OBJECT,
            Kind::String => Self::TEXT,
            Kind::Number => Self::NUMBER,
            Kind::Null => Self::NULL,
            _ => Self::OTHER,
        }
    }

    /// Whether some kind is in both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a rule is shown. All but [`Check::Document`], [`Check::Comments`] and [`Check::Never`] must look at nothing
/// outside of what they are given, because what they find is kept while other parts change.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Nothing: the engine itself reports it.
    Never,
    /// A flaw of the text.
    SyntaxError(ProblemCheck),
    /// The comments.
    Comments(CommentsCheck),
    /// Any object, inside of embedded schemas too.
    AnyObject(NodeCheck),
    /// An object with declared keys.
    Object(ObjectCheck),
    /// A property that is not simply as declared: unknown, of the other form, deprecated, tolerated.
    Member(MemberCheck),
    /// A value of one of these kinds, and the field that is declared for it.
    Value(Kinds, ValueCheck),
    /// A value whose field holds one of these.
    Content(&'static [Format], ValueCheck),
    /// The key of a map's entry.
    Name(NameCheck),
    /// The document's root.
    Document(NodeCheck),
    /// Whether something carries the words that people read about it.
    Described(&'static Described),
}
