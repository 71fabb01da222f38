//! Which rules run, sorted by what they want to see, so that no value is shown to those that do not want it.

use std::sync::{Arc, LazyLock};

use super::described::{At, Described};
use super::finding::Severity;
use super::levels::Levels;
use super::rule::{
    Check, CommentsCheck, Kinds, MemberCheck, NameCheck, NodeCheck, ObjectCheck, ProblemCheck, Rule, ValueCheck,
};
use crate::contract::Format;

/// A rule that is on, how bad it is, and what it does.
pub(super) type Step<F> = (&'static Rule, Severity, F);

/// The rules that are on.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) problems: Vec<Step<ProblemCheck>>,
    pub(super) comments: Vec<Step<CommentsCheck>>,
    pub(super) any_objects: Vec<Step<NodeCheck>>,
    pub(super) objects: Vec<Step<ObjectCheck>>,
    pub(super) members: Vec<Step<MemberCheck>>,
    pub(super) values: Vec<Step<(Kinds, ValueCheck)>>,
    pub(super) contents: Vec<Step<(&'static [Format], ValueCheck)>>,
    pub(super) names: Vec<Step<NameCheck>>,
    pub(super) documents: Vec<Step<NodeCheck>>,
    /// Those that look at the document as a whole.
    pub(super) root: Vec<Step<&'static Described>>,
    /// Those that look at one unit.
    pub(super) units: Vec<Step<&'static Described>>,
}

impl Plan {
    /// The plan for these levels; that of the default ones is made once.
    pub(super) fn of(levels: &Levels) -> Arc<Self> {
        static DEFAULT: LazyLock<(Levels, Arc<Plan>)> = LazyLock::new(|| {
            let levels = Levels::default();
            let plan = Arc::new(Plan::new(&levels));
            (levels, plan)
        });
        if *levels == DEFAULT.0 { Arc::clone(&DEFAULT.1) } else { Arc::new(Self::new(levels)) }
    }

    fn new(levels: &Levels) -> Self {
        let mut plan = Self::default();
        for (rule, level) in levels.active() {
            match rule.check {
                Check::Never => {}
                Check::Problem(check) => plan.problems.push((rule, level, check)),
                Check::Comments(check) => plan.comments.push((rule, level, check)),
                Check::AnyObject(check) => plan.any_objects.push((rule, level, check)),
                Check::Object(check) => plan.objects.push((rule, level, check)),
                Check::Member(check) => plan.members.push((rule, level, check)),
                Check::Content(formats, check) => plan.contents.push((rule, level, (formats, check))),
                Check::Value(kinds, check) => plan.values.push((rule, level, (kinds, check))),
                Check::Name(check) => plan.names.push((rule, level, check)),
                Check::Document(check) => plan.documents.push((rule, level, check)),
                Check::Described(described @ Described { at: At::Root, .. }) => {
                    plan.root.push((rule, level, described))
                }
                Check::Described(described) => plan.units.push((rule, level, described)),
            }
        }
        plan
    }
}
