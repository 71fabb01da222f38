//! Which rules run, sorted by what they want to see, so that no value is shown to those that do not want it.

use std::sync::{Arc, LazyLock};

use super::described::{At, Described};
use super::diagnostic::Severity;
use super::rule::{
    Check, CommentsCheck, Kinds, MemberCheck, NameCheck, NodeCheck, ObjectCheck, ProblemCheck, Rule, ValueCheck,
};
use super::severities::Severities;
use crate::contract::Format;

/// A rule that is on, how bad it is, and what it does.
pub(super) type Enabled<F> = (&'static Rule, Severity, F);

/// The rules that are on.
#[derive(Debug, Default)]
pub(super) struct RuleTable {
    pub(super) errors: Vec<Enabled<ProblemCheck>>,
    pub(super) comments: Vec<Enabled<CommentsCheck>>,
    pub(super) any_objects: Vec<Enabled<NodeCheck>>,
    pub(super) objects: Vec<Enabled<ObjectCheck>>,
    pub(super) members: Vec<Enabled<MemberCheck>>,
    pub(super) values: Vec<Enabled<(Kinds, ValueCheck)>>,
    pub(super) contents: Vec<Enabled<(&'static [Format], ValueCheck)>>,
    pub(super) names: Vec<Enabled<NameCheck>>,
    pub(super) documents: Vec<Enabled<NodeCheck>>,
    /// Those that look at the document as a whole.
    pub(super) root: Vec<Enabled<&'static Described>>,
    /// Those that look at one unit.
    pub(super) units: Vec<Enabled<&'static Described>>,
}

impl RuleTable {
    /// The rules for these severities; that of the default ones is made once.
    pub(super) fn of(severities: &Severities) -> Arc<Self> {
        static DEFAULT: LazyLock<(Severities, Arc<RuleTable>)> = LazyLock::new(|| {
            let severities = Severities::default();
            let rules = Arc::new(RuleTable::new(&severities));
            (severities, rules)
        });
        if *severities == DEFAULT.0 { Arc::clone(&DEFAULT.1) } else { Arc::new(Self::new(severities)) }
    }

    fn new(severities: &Severities) -> Self {
        let mut rules = Self::default();
        for (rule, severity) in severities.active() {
            match rule.check {
                Check::Never => {}
                Check::SyntaxError(check) => rules.errors.push((rule, severity, check)),
                Check::Comments(check) => rules.comments.push((rule, severity, check)),
                Check::AnyObject(check) => rules.any_objects.push((rule, severity, check)),
                Check::Object(check) => rules.objects.push((rule, severity, check)),
                Check::Member(check) => rules.members.push((rule, severity, check)),
                Check::Content(formats, check) => rules.contents.push((rule, severity, (formats, check))),
                Check::Value(kinds, check) => rules.values.push((rule, severity, (kinds, check))),
                Check::Name(check) => rules.names.push((rule, severity, check)),
                Check::Document(check) => rules.documents.push((rule, severity, check)),
                Check::Described(described @ Described { at: At::Root, .. }) => {
                    rules.root.push((rule, severity, described))
                }
                Check::Described(described) => rules.units.push((rule, severity, described)),
            }
        }
        rules
    }
}
