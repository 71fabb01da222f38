//! The enabled rules, grouped by the kind of check, so that each rule is called only for relevant values.

use std::sync::{Arc, LazyLock};

use crate::analysis::implementation::{
    Check, CommentsCheck, Kinds, MemberCheck, NameCheck, NodeCheck, ObjectCheck, SchemaCheck, SyntaxErrorCheck,
    ValueCheck,
};
use crate::analysis::rule::Rule;
use crate::analysis::rules::IMPLEMENTATIONS;
use crate::analysis::rules::hub::requirement::{Requirement, Selector};
use crate::analysis::schema_keywords::Keywords;
use crate::analysis::severities::Severities;
use crate::analysis::severity::Severity;
use crate::contract::Format;

/// An enabled rule, with its severity and its check.
pub(super) type Enabled<F> = (&'static Rule, Severity, F);

/// The enabled rules by kind of check.
#[derive(Debug, Default)]
pub(in crate::analysis) struct RuleTable {
    pub(super) syntax_errors: Vec<Enabled<SyntaxErrorCheck>>,
    pub(super) comments: Vec<Enabled<CommentsCheck>>,
    pub(super) any_objects: Vec<Enabled<NodeCheck>>,
    pub(super) objects: Vec<Enabled<ObjectCheck>>,
    pub(super) members: Vec<Enabled<MemberCheck>>,
    pub(super) values: Vec<Enabled<(Kinds, ValueCheck)>>,
    pub(super) contents: Vec<Enabled<(&'static [Format], ValueCheck)>>,
    pub(super) schemas: Vec<Enabled<(Keywords, SchemaCheck)>>,
    pub(super) top_schemas: Vec<Enabled<SchemaCheck>>,
    pub(super) names: Vec<Enabled<NameCheck>>,
    pub(super) documents: Vec<Enabled<NodeCheck>>,
    /// The requirements for the manifest itself.
    pub(super) root_requirements: Vec<Enabled<&'static Requirement>>,
    /// The requirements for elements inside a unit.
    pub(super) unit_requirements: Vec<Enabled<&'static Requirement>>,
}

impl RuleTable {
    /// The table for these severities. The table for the default severities is built once.
    pub(in crate::analysis) fn of(severities: &Severities) -> Arc<Self> {
        static DEFAULT: LazyLock<Arc<RuleTable>> = LazyLock::new(|| Arc::new(RuleTable::new(&Severities::default())));
        if severities.is_default() { Arc::clone(&DEFAULT) } else { Arc::new(Self::new(severities)) }
    }

    fn new(severities: &Severities) -> Self {
        let mut table = Self::default();
        for implementation in IMPLEMENTATIONS {
            let rule = &implementation.rule;
            let Some(severity) = severities.of(rule) else { continue };
            match implementation.check {
                Check::Engine => {}
                Check::SyntaxError(check) => table.syntax_errors.push((rule, severity, check)),
                Check::Comments(check) => table.comments.push((rule, severity, check)),
                Check::AnyObject(check) => table.any_objects.push((rule, severity, check)),
                Check::Object(check) => table.objects.push((rule, severity, check)),
                Check::Member(check) => table.members.push((rule, severity, check)),
                Check::Content(formats, check) => table.contents.push((rule, severity, (formats, check))),
                Check::Value(kinds, check) => table.values.push((rule, severity, (kinds, check))),
                Check::Schema(is_about, check) => {
                    table.schemas.push((rule, severity, (Keywords::all(is_about), check)));
                }
                Check::TopSchema(check) => table.top_schemas.push((rule, severity, check)),
                Check::Name(check) => table.names.push((rule, severity, check)),
                Check::Document(check) => table.documents.push((rule, severity, check)),
                Check::Requirement(requirement) => match requirement.selector {
                    Selector::Root => table.root_requirements.push((rule, severity, requirement)),
                    _ => table.unit_requirements.push((rule, severity, requirement)),
                },
            }
        }
        table
    }
}
