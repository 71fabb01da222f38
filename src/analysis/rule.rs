//! What a rule is, for those who read about it: its name, its default severity, its explanation with examples.
//!
//! How it works is in [`super::implementation`]. A diagnostic names its rule, so this is all that the two share.

use std::fmt;

use super::example::Example;
use super::severity::Severity;

/// One thing that can be wrong. `explain`, the rules page and the README's table are made from this.
#[derive(Debug)]
pub struct Rule {
    /// Stable and in kebab-case. Editors show it as the diagnostic's code.
    pub name: &'static str,
    /// The group that it belongs to.
    pub group: Group,
    /// How bad its diagnostics are by default; `None` for a rule that is off until it is turned on.
    pub severity: Option<Severity>,
    /// What it finds, in one short sentence.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// A document for each of its branches. The first that finds something and the first that is fine explain the
    /// rule; all are run as tests.
    pub examples: &'static [Example],
    /// The rule of the vendor's `bp lint` that it stands for.
    pub bp_lint: Option<&'static str>,
    /// How editors show its diagnostics.
    pub tag: Option<Tag>,
}

impl Rule {
    /// The default of every field, for `..Rule::BLANK`.
    pub const BLANK: Self = Self {
        name: "",
        group: Group::Contract,
        severity: None,
        summary: "",
        why: "",
        fix: "",
        examples: &[],
        bp_lint: None,
        tag: None,
    };

    /// Its default severity as a word: `error`, `warning`, `info`, `hint` or `off`.
    pub fn severity_name(&self) -> String {
        self.severity.map_or_else(|| "off".to_owned(), |severity| severity.to_string())
    }
}

/// Rules that belong together, so that one setting raises or lowers them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The text itself.
    Syntax,
    /// What the API accepts.
    Contract,
    /// Names, and what refers to them.
    References,
    /// Accepted, but most likely a mistake.
    Hygiene,
    /// What people read about the integration.
    Hub,
}

impl Group {
    /// All groups, in the order of the documentation.
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

    /// What its rules are about, in one sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Syntax => "The file is not valid JSON.",
            Self::Contract => "The manifest differs from what the API declares.",
            Self::References => "Two parts of the manifest contradict each other.",
            Self::Hygiene => "The API accepts it, but it is probably a mistake.",
            Self::Hub => "Titles, descriptions, the icon or the readme are missing from what people see.",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How an editor shows a diagnostic
/// ([`DiagnosticTag`](https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#diagnosticTag)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Struck through.
    Deprecated,
    /// Faded.
    Unnecessary,
}
