//! What a change to a schema does, in the direction in which its values flow.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::change::{Kind, Verdict};
use super::normal::mark;
use super::version::Bump;
use crate::json_schema::equality::are_equal;
use crate::json_schema::subsume::{Certainty, Difference, Direction, Settings, Side, Step, What, subsume, witness};
use crate::syntax::{Kind as Syntax, Node, NodeId};
use crate::text::{TextRange, list, quoted};

/// The way that values take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// Into the integration, which has to take whatever it took.
    In,
    /// Out of it: it has to stay with what it promised. Who reads an object ignores properties that it does not know.
    Out,
    /// Both, or it cannot be told.
    Both,
}

/// A change inside a schema.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) kind: Kind,
    /// Where it is in either schema, as far as it is there.
    pub(super) old: Option<TextRange>,
    pub(super) new: Option<TextRange>,
    /// What would contain it in the newer one.
    pub(super) around: TextRange,
    /// The way to it below the top, in the newer schema or else in the older one.
    pub(super) path: Vec<String>,
    pub(super) verdict: Verdict,
    pub(super) bump: Bump,
    pub(super) reason: String,
    pub(super) witness: Option<String>,
}

/// What is known of schemas that have changed, so that only those which change again are compared again.
#[derive(Debug, Default)]
pub struct Known {
    /// By where the older schema starts and what the property of the newer one says; whether it was asked for.
    schemas: HashMap<(u32, u64), (Vec<Row>, bool)>,
    is_nothing_asked: bool,
}

impl Known {
    /// For comparisons in which schemas do not matter.
    pub(super) fn nothing() -> Self {
        Self { is_nothing_asked: true, ..Self::default() }
    }

    /// Forgets what has not been asked for since this was called.
    pub(super) fn forget_unused(&mut self) {
        self.schemas.retain(|_, (_, is_used)| std::mem::replace(is_used, false));
    }

    /// The changes from one schema to another, in about that many steps; whether a `witness` is looked for.
    pub(super) fn compare(
        &mut self,
        old: Node<'_>,
        new: Node<'_>,
        flow: Flow,
        steps: &mut u64,
        witnesses: bool,
    ) -> Vec<Row> {
        if self.is_nothing_asked || old.source() == new.source() {
            return Vec::new();
        }
        // With its key, which may be marked.
        let property = new.parent().unwrap_or(new);
        let mut hasher = DefaultHasher::new();
        property.source().hash(&mut hasher);
        let key = (old.range().start, hasher.finish());
        let start = i64::from(property.range().start);
        let (rows, is_used) = self.schemas.entry(key).or_insert_with(|| {
            let rows = compare(old, new, flow, steps, witnesses);
            (rows.iter().map(|row| row.shifted(-start)).collect(), true)
        });
        *is_used = true;
        rows.iter().map(|row| row.shifted(start)).collect()
    }
}

impl Row {
    /// The same, moved by `by` bytes in the newer manifest.
    fn shifted(&self, by: i64) -> Self {
        let mut row = self.clone();
        row.new = row.new.map(|range| range.shifted(by));
        row.around = row.around.shifted(by);
        row
    }
}

/// Keywords that say nothing about values.
const ANNOTATIONS: [&str; 11] = [
    "title",
    "description",
    "default",
    "examples",
    "x-zui",
    "$comment",
    "discriminator",
    "readOnly",
    "writeOnly",
    "deprecated",
    "example",
];
/// The most pairs of schemas that are looked at for what does not matter to values.
const MOST_PAIRS: usize = 5_000;

/// Two schemas, and what has been found out about them.
struct Comparing<'o, 'n> {
    old: Node<'o>,
    new: Node<'n>,
    flow: Flow,
    /// Properties that only one side declares.
    added: HashMap<NodeId, Node<'n>>,
    removed: HashMap<NodeId, Node<'o>>,
    /// The same by the schema and the name.
    added_names: HashSet<(NodeId, String)>,
    removed_names: HashSet<(NodeId, String)>,
    rows: Vec<Row>,
}

fn compare(old: Node<'_>, new: Node<'_>, flow: Flow, steps: &mut u64, witnesses: bool) -> Vec<Row> {
    if old.source() == new.source() || are_equal(old, new) {
        return Vec::new();
    }
    let mut comparing = Comparing {
        old,
        new,
        flow,
        added: HashMap::new(),
        removed: HashMap::new(),
        added_names: HashSet::new(),
        removed_names: HashSet::new(),
        rows: Vec::new(),
    };
    let settings = |is_open| Settings { steps: Settings::default().steps.min(*steps), is_open };
    let (before, after) = (Side::whole(old), Side::whole(new));
    let tightened = subsume(before, after, settings(false));
    let loosened = subsume(after, before, settings(flow == Flow::Out));
    *steps = steps.saturating_sub(tightened.steps + loosened.steps);
    comparing.pairs(&tightened.differences);
    for difference in &tightened.differences {
        let value = |comparing: &Comparing<'_, '_>| {
            let is_asked = witnesses && comparing.flow == Flow::In && difference.certainty == Certainty::Refused;
            is_asked.then(|| witness(before, after, difference)).flatten().map(|value| value.to_json())
        };
        comparing.tightened(difference, value);
    }
    loosened.differences.iter().for_each(|difference| comparing.loosened(difference));
    let judged = match flow {
        Flow::In => tightened.verdict,
        Flow::Out | Flow::Both => loosened.verdict,
    };
    comparing.whole(judged);
    comparing.rows
}

impl<'o, 'n> Comparing<'o, 'n> {
    /// What one property is called that only one side has, and which keywords are not about values.
    fn pairs(&mut self, tightened: &[Difference<'o, 'n>]) {
        let mut pending = vec![(self.old, self.new)];
        let mut count = 0;
        while let Some((old, new)) = pending.pop().filter(|_| count < MOST_PAIRS) {
            count += 1;
            if old.source() == new.source() {
                continue;
            }
            self.annotations(old, new);
            self.properties(old, new, tightened);
            for keyword in ["items", "additionalProperties", "not"] {
                pending.extend(objects(old.get(keyword), new.get(keyword)));
            }
            for keyword in ["properties", "patternProperties", "definitions", "$defs"] {
                let Some((before, after)) = objects(old.get(keyword), new.get(keyword)) else { continue };
                for member in after.members() {
                    let Some(name) = member.name() else { continue };
                    pending.extend(objects(before.get(&name), member.value()));
                }
            }
            for keyword in ["anyOf", "oneOf", "allOf"] {
                let elements = |value: Option<Node<'o>>| value.into_iter().flat_map(Node::elements).collect::<Vec<_>>();
                let before = elements(old.get(keyword));
                let after: Vec<Node<'n>> = new.get(keyword).into_iter().flat_map(Node::elements).collect();
                if before.len() == after.len() {
                    pending
                        .extend(before.into_iter().zip(after).filter_map(|(old, new)| objects(Some(old), Some(new))));
                }
            }
        }
    }

    fn annotations(&mut self, old: Node<'o>, new: Node<'n>) {
        let is_changed = |keyword: &&&str| match (old.get(keyword), new.get(keyword)) {
            (Some(before), Some(after)) => before.source() != after.source() && !are_equal(before, after),
            (before, after) => before.is_some() != after.is_some(),
        };
        let changed: Vec<&&str> = ANNOTATIONS.iter().filter(is_changed).collect();
        let Some(first) = changed.first() else { return };
        let names: Vec<String> = changed.iter().map(|keyword| quoted(keyword)).collect();
        let place = property_name(new).map_or_else(String::new, |name| format!(" of {}", quoted(&name)));
        let (before, after) = (old.property(first), new.property(first));
        let kind = match (before, after) {
            (None, _) if changed.len() == 1 => Kind::Added,
            (_, None) if changed.len() == 1 => Kind::Removed,
            _ => Kind::Changed,
        };
        let row = Row {
            kind,
            old: before.map(mark),
            new: after.map(mark),
            around: mark(new),
            path: after.or(before).map(|node| self.below(node)).unwrap_or_default(),
            verdict: Verdict::Fine,
            bump: Bump::Patch,
            reason: format!("{}{place} {}.", list(&names, "and"), verb(kind)),
            witness: None,
        };
        self.rows.push(row);
    }

    /// Properties that only one side declares.
    fn properties(&mut self, old: Node<'o>, new: Node<'n>, tightened: &[Difference<'o, 'n>]) {
        let (before, after) = (old.get("properties"), new.get("properties"));
        let is_required = |schema: Node<'_>, name: &str| {
            schema.get("required").is_some_and(|list| list.elements().any(|one| one.text() == name))
        };
        let place = property_name(new).map_or_else(String::new, |name| format!(" in {}", quoted(&name)));
        for member in after.into_iter().flat_map(Node::members) {
            let Some(name) = member.name().filter(|name| before.is_none_or(|map| map.property(name).is_none())) else {
                continue;
            };
            self.added.insert(member.id(), member);
            self.added_names.insert((new.id(), name.to_string()));
            let is_required = is_required(new, &name);
            let has_default = member.value().is_some_and(|schema| schema.get("default").is_some());
            // What was written under this name before had no schema, or another one.
            let was_open = old.get("additionalProperties").is_some_and(|schema| schema.as_bool() != Some(false));
            let conflict = tightened
                .iter()
                .find(|difference| matches!(&difference.what, What::Declared(_)) && difference.wide == member);
            let verdict = match self.flow {
                Flow::Out => Verdict::Fine,
                _ if is_required && !has_default => Verdict::Breaks,
                _ if is_required => Verdict::CannotTell,
                _ if was_open && conflict.is_some() => Verdict::CannotTell,
                _ => Verdict::Fine,
            };
            let effect = match (self.flow, is_required, has_default) {
                (Flow::Out, ..) => "",
                (_, true, true) => {
                    " It is required, and has a default; whether that is filled in depends on who calls."
                }
                (_, true, false) => " It is required, so whoever does not know it is refused.",
                (_, false, _) if verdict != Verdict::Fine => " What was given under this name before may not fit.",
                _ => "",
            };
            self.rows.push(Row {
                kind: Kind::Added,
                old: None,
                new: Some(mark(member)),
                around: mark(new),
                path: self.below(member),
                verdict: self.softened(verdict),
                bump: bump(self.softened(verdict), Bump::Minor),
                reason: format!("{} was added{place}.{effect}", quoted(&name)),
                witness: None,
            });
        }
        let is_closed = new.get("additionalProperties").and_then(Node::as_bool) == Some(false);
        let around = after.map_or_else(|| mark(new), mark);
        for member in before.into_iter().flat_map(Node::members) {
            let Some(name) = member.name().filter(|name| after.is_none_or(|map| map.property(name).is_none())) else {
                continue;
            };
            self.removed.insert(member.id(), member);
            self.removed_names.insert((old.id(), name.to_string()));
            let was_required = is_required(old, &name);
            let (verdict, effect) = match self.flow {
                Flow::In if is_closed => (Verdict::Breaks, "Whoever still gives it is refused."),
                Flow::In => (Verdict::CannotTell, "Whoever still gives it is not refused, but nothing may come of it."),
                _ if was_required => (Verdict::Breaks, "It was always there, so others rely on it."),
                _ => (Verdict::CannotTell, "Whoever reads it finds nothing any more."),
            };
            self.rows.push(Row {
                kind: Kind::Removed,
                old: Some(mark(member)),
                new: None,
                around,
                path: self.below(member),
                verdict: self.softened(verdict),
                bump: bump(self.softened(verdict), Bump::Patch),
                reason: format!("{} was removed{place}. {effect}", quoted(&name)),
                witness: None,
            });
        }
    }

    /// Of what flows both ways, nothing is certain.
    fn softened(&self, verdict: Verdict) -> Verdict {
        if self.flow == Flow::Both { verdict.min(Verdict::CannotTell) } else { verdict }
    }

    /// Something that was taken may be refused.
    fn tightened(&mut self, difference: &Difference<'o, 'n>, value: impl Fn(&Self) -> Option<String>) {
        let (old, new) = (difference.narrow, difference.wide);
        let schema = new.parent().and_then(Node::parent).and_then(Node::parent).map(Node::id);
        let is_of_added = match &difference.what {
            What::Declared(_) => self.added.contains_key(&new.id()),
            What::Undeclared(_) => self.removed.contains_key(&old.id()),
            What::Required(name) => schema.is_some_and(|schema| self.added_names.contains(&(schema, name.clone()))),
            _ => false,
        };
        if is_of_added {
            if let Some(value) = value(self) {
                self.give_witness(&difference.what, new.id(), old.id(), value);
            }
            return;
        }
        let verdict = match (self.flow, difference.certainty) {
            (Flow::Out, _) if matches!(difference.what, What::Unclear(_)) => return,
            (Flow::Out, _) => Verdict::Fine,
            (_, Certainty::Refused) => Verdict::Breaks,
            (_, Certainty::Unclear) => Verdict::CannotTell,
        };
        let value = value(self);
        self.add(difference, Direction::Tightened, old, new, verdict, Bump::Patch, value);
    }

    /// Something that was refused may be taken, or given.
    fn loosened(&mut self, difference: &Difference<'n, 'o>) {
        let (old, new) = (difference.wide, difference.narrow);
        let schema = old.parent().and_then(Node::parent).and_then(Node::parent).map(Node::id);
        let is_of_removed = match &difference.what {
            What::Declared(_) => self.removed.contains_key(&old.id()),
            What::Undeclared(_) => self.added.contains_key(&new.id()),
            What::Required(name) => schema.is_some_and(|schema| self.removed_names.contains(&(schema, name.clone()))),
            _ => false,
        };
        if is_of_removed || (self.flow == Flow::In && matches!(difference.what, What::Unclear(_))) {
            return;
        }
        let is_sure = difference.certainty == Certainty::Refused;
        let verdict = match (&difference.what, self.flow) {
            (_, Flow::In) => Verdict::Fine,
            (What::Additional | What::Undeclared(_) | What::Nothing, _) => Verdict::Fine,
            (What::Type { .. } | What::Required(_) | What::Alternative, _) if is_sure => Verdict::Breaks,
            _ => Verdict::CannotTell,
        };
        let least = match difference.what {
            What::Values { .. } | What::Alternative => Bump::Minor,
            _ => Bump::Patch,
        };
        self.add(difference, Direction::Loosened, old, new, verdict, least, None);
    }

    #[expect(clippy::too_many_arguments, reason = "both sides of a row")]
    fn add(
        &mut self,
        difference: &Difference<'_, '_>,
        direction: Direction,
        old: Node<'o>,
        new: Node<'n>,
        verdict: Verdict,
        least: Bump,
        witness: Option<String>,
    ) {
        let verdict = self.softened(verdict);
        let mut reason = difference.reason(direction);
        if difference.path.len() > 1 && matches!(difference.path.last(), Some(Step::Property(_))) {
            let outer: Vec<String> = difference
                .path
                .iter()
                .filter_map(|step| match step {
                    Step::Property(name) => Some(name.clone()),
                    _ => None,
                })
                .collect();
            if let [.., owner, _] = outer.as_slice() {
                reason =
                    reason.strip_suffix('.').map_or(reason.clone(), |stem| format!("{stem}, in {}.", quoted(owner)));
            }
        }
        // Of a name that is gone from a list, the property says more than what had the list.
        let property = match &difference.what {
            What::Required(name) if direction == Direction::Loosened => {
                new.get("properties").and_then(|map| map.property(name))
            }
            _ => None,
        };
        let path = property.map_or_else(|| self.below_range(difference, direction), |property| self.below(property));
        let (old, new) = (mark(old), mark(property.unwrap_or(new)));
        if let Some(row) = self.rows.iter_mut().find(|row| row.new == Some(new) && row.reason == reason) {
            if row.verdict < verdict {
                (row.verdict, row.bump) = (verdict, bump(verdict, least));
            }
            return;
        }
        self.rows.push(Row {
            kind: Kind::Changed,
            old: Some(old),
            new: Some(new),
            around: new,
            path,
            verdict,
            bump: bump(verdict, least),
            reason,
            witness,
        });
    }

    /// The value that shows what the addition or removal of a property does.
    fn give_witness(&mut self, what: &What<'_>, new: NodeId, old: NodeId, value: String) {
        let range = match what {
            What::Undeclared(_) => self.removed.get(&old).map(|node| mark(*node)),
            What::Declared(_) => self.added.get(&new).map(|node| mark(*node)),
            What::Required(name) => {
                let named = |node: &&Node<'n>| node.is_named(name);
                self.added.values().find(named).map(|node| mark(*node))
            }
            _ => None,
        };
        let row = self.rows.iter_mut().find(|row| range.is_some() && (row.new == range || row.old == range));
        if let Some(row) = row.filter(|row| row.witness.is_none() && row.verdict == Verdict::Breaks) {
            row.witness = Some(value);
        }
    }

    /// Says something of the whole where nothing is said of a part.
    fn whole(&mut self, judged: crate::json_schema::subsume::Verdict) {
        use crate::json_schema::subsume::Verdict as Subsumes;
        let is_said = self.rows.iter().any(|row| row.verdict != Verdict::Fine);
        let (verdict, reason) = match judged {
            Subsumes::CannotTell if !is_said => (
                Verdict::CannotTell,
                "The schema changed, and is too large or too unusual to tell what that does.".to_owned(),
            ),
            Subsumes::No if !is_said && self.rows.is_empty() => {
                (Verdict::CannotTell, "The schema changed, and may take other values.".to_owned())
            }
            _ if self.rows.is_empty() => {
                let same = if self.flow == Flow::Out { "what it gives still fits" } else { "takes the same values" };
                (Verdict::Fine, format!("The schema is written differently, but {same}."))
            }
            _ => return,
        };
        self.rows.push(Row {
            kind: Kind::Changed,
            old: Some(mark(self.old)),
            new: Some(mark(self.new)),
            around: mark(self.new),
            path: Vec::new(),
            verdict,
            bump: Bump::Patch,
            reason,
            witness: None,
        });
    }

    /// The way to a node below the top of its schema.
    fn below(&self, node: Node<'_>) -> Vec<String> {
        let all = node.pointer().segments().to_vec();
        let is_new = std::ptr::eq(node.document(), self.new.document());
        let top = if is_new { self.new.pointer() } else { self.old.pointer() };
        all.get(top.segments().len()..).map(<[String]>::to_vec).unwrap_or_default()
    }

    fn below_range(&self, difference: &Difference<'_, '_>, direction: Direction) -> Vec<String> {
        match direction {
            Direction::Tightened => self.below(difference.wide),
            Direction::Loosened => self.below(difference.narrow),
        }
    }
}

fn objects<'o, 'n>(old: Option<Node<'o>>, new: Option<Node<'n>>) -> Option<(Node<'o>, Node<'n>)> {
    let is_object = |kind| kind == Syntax::Object;
    old.zip(new).filter(|(old, new)| is_object(old.kind()) && is_object(new.kind()))
}

/// The name of the property that a schema describes.
fn property_name(schema: Node<'_>) -> Option<String> {
    let property = schema.parent().filter(|parent| parent.kind() == Syntax::Property)?;
    let map = property.parent()?.parent()?;
    map.is_named("properties").then(|| property.name().map(|name| name.into_owned())).flatten()
}

fn verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "was added",
        Kind::Changed => "changed",
        Kind::Removed => "was removed",
    }
}

fn bump(verdict: Verdict, least: Bump) -> Bump {
    if verdict == Verdict::Breaks { Bump::Major } else { least }
}
