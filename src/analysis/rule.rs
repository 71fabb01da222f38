//! The description of a rule: its name, its default severity, and its explanation with examples.
//!
//! Its code is in [`super::implementation`]. Diagnostics refer only to this description.

use std::fmt;

use super::example::Example;
use super::severity::Severity;

/// A rule. `explain`, the rules page and the table in the README are generated from it.
#[derive(Debug)]
pub struct Rule {
    /// The stable name, in kebab-case. Editors show it as the diagnostic's code.
    pub name: &'static str,
    /// The group that it belongs to.
    pub group: Group,
    /// The default severity; `None` for a rule that is off by default.
    pub severity: Option<Severity>,
    /// What it reports, in one short sentence.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// A document for each of its branches. The first one with a diagnostic and the first one without explain the rule;
    /// all of them are run as tests.
    pub examples: &'static [Example],
    /// The equivalent rule of the vendor's `bp lint`.
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

    /// The name of its default severity: `error`, `warning`, `info`, `hint` or `off`.
    pub fn severity_name(&self) -> String {
        self.severity.map_or_else(|| "off".to_owned(), |severity| severity.to_string())
    }
}

/// Rules that belong together, so that one setting can change the severity of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The text itself.
    Syntax,
    /// Conformity with the API.
    Contract,
    /// What is wrong inside the JSON Schemas of the manifest.
    Schema,
    /// Names and references to them.
    References,
    /// Things that are accepted but probably mistakes.
    Hygiene,
    /// What breaks those who use the integration, compared with a baseline.
    Breaking,
    /// The texts and images that people see in the hub.
    Hub,
}

impl Group {
    /// All groups, in the order of the documentation.
    pub const ALL: [Self; 7] =
        [Self::Syntax, Self::Contract, Self::Schema, Self::References, Self::Hygiene, Self::Hub, Self::Breaking];

    /// The name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Contract => "contract",
            Self::Schema => "schema",
            Self::References => "references",
            Self::Hygiene => "hygiene",
            Self::Hub => "hub",
            Self::Breaking => "breaking",
        }
    }

    /// The subject of its rules, in one sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Syntax => "The file is not valid JSON.",
            Self::Contract => "The manifest does not match what the API declares.",
            Self::Schema => "A JSON Schema in the manifest is wrong, or does not mean what it seems to say.",
            Self::References => "Two parts of the manifest contradict each other.",
            Self::Hygiene => "The API accepts it, but it is probably a mistake.",
            Self::Hub => "Titles, descriptions, the icon or the readme, which people see in the hub, are missing.",
            Self::Breaking => "A change since the baseline breaks bots or installations that work today.",
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
    /// Shown struck through.
    Deprecated,
    /// Shown faded.
    Unnecessary,
}
