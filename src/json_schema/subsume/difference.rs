//! What is said about two schemas.

use super::types::TypeSet;
use crate::syntax::Node;

/// A schema and the top of the one that it is a part of, from which its references start.
#[derive(Clone, Copy, Debug)]
pub struct Side<'t> {
    /// The top.
    pub root: Node<'t>,
    /// The schema.
    pub schema: Node<'t>,
}

impl<'t> Side<'t> {
    /// A whole schema.
    pub fn whole(root: Node<'t>) -> Self {
        Self { root, schema: root }
    }
}

/// What is taken into account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The most steps: a keyword, a property or a value that is looked at.
    pub steps: u64,
    /// Whether objects may have other properties than the wider schema allows, since who reads them ignores those.
    pub is_open: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { steps: 200_000, is_open: false }
    }
}

/// Whether every value that fits one schema fits the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Yes,
    /// Some do not.
    No,
    /// The steps did not suffice, or part of the schemas is beyond what is compared.
    CannotTell,
}

/// How two schemas compare.
#[derive(Clone, Debug)]
pub struct Subsumption<'a, 'b> {
    /// The verdict on the whole.
    pub verdict: Verdict,
    /// Why it is not a plain yes, as far as a place can be named.
    pub differences: Vec<Difference<'a, 'b>>,
    /// The number of steps that it took.
    pub steps: u64,
}

/// A place at which the wider schema may refuse what the narrower one takes.
#[derive(Clone, Debug)]
pub struct Difference<'a, 'b> {
    /// The way to the part of the value.
    pub path: Vec<Step>,
    /// The keyword with its value, or else the schema, on the narrower side.
    pub narrow: Node<'a>,
    /// The same on the wider side.
    pub wide: Node<'b>,
    /// What differs.
    pub what: What<'a>,
    /// Whether something is refused for sure.
    pub certainty: Certainty,
    /// A string that is refused there, if one had to be tried.
    pub example: Option<String>,
}

/// Whether a value is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// One is, unless the narrower schema takes nothing there.
    Refused,
    /// Perhaps.
    Unclear,
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// A property by its name.
    Property(String),
    /// Each element of a list.
    Items,
    /// Each property that is not declared.
    Additional,
    /// Each property whose name matches a pattern.
    Pattern(String),
}

/// What differs. "Narrower" and "wider" say which side takes values and which is to take them too, whatever they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// These types are not taken.
    Type {
        /// The types.
        lost: TypeSet,
        /// Whether they are all that there were.
        is_all: bool,
    },
    /// These values are not taken. Empty if the narrower schema does not list its values.
    Values {
        /// The values.
        lost: Vec<Node<'a>>,
        /// Whether they are all that there were.
        is_all: bool,
    },
    /// A limit is tighter; the keyword of the wider schema.
    Limit(&'static str),
    /// A property must be there that need not.
    Required(String),
    /// A property is declared by the narrower schema, and not allowed by the wider one.
    Undeclared(String),
    /// A property is declared by the wider schema alone, where the narrower one takes anything.
    Declared(String),
    /// Properties that neither declares.
    Additional,
    /// None of the alternatives takes it.
    Alternative,
    /// Nothing is taken.
    Nothing,
    /// A keyword that cannot be compared, or what it leads to.
    Unclear(&'static str),
}
