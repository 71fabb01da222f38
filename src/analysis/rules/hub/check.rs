//! Checks whether the elements of a manifest meet a [`Requirement`].

use std::borrow::Cow;

use super::key;
use super::requirement::{Expectation, Requirement, Selector};
use crate::analysis::report::Report;
use crate::analysis::wording::quoted;
use crate::contract::Form;
use crate::syntax::{Kind, Node, NodeId};
use crate::text::TextRange;

/// Checks the manifest itself.
pub(in crate::analysis) fn root(report: &mut Report<'_>, root: Node<'_>, requirement: &Requirement) {
    let key = requirement.expectation.key();
    let value = root.get(key);
    // An update leaves absent keys as they are.
    let is_kept = report.form == Form::Update && value.is_none_or(|value| value.kind() == Kind::Null);
    if is_kept || value.is_some_and(says_something) {
        return;
    }
    let range = value.map_or(root.opener(), Node::opener);
    report.add(range, format!("The integration has no {key}. {}", report.rule.why));
}

/// The names that lead to a unit: that of the map it is in, if any, and its own.
pub(in crate::analysis) fn path(unit: Node<'_>) -> Vec<Cow<'_, str>> {
    let map = unit.parent().and_then(Node::parent).filter(|map| map.kind() == Kind::Property);
    map.into_iter().chain([unit]).filter_map(Node::name).collect()
}

/// Checks one unit of the document: the property that `path` leads to.
pub(in crate::analysis) fn unit(
    report: &mut Report<'_>,
    unit: Node<'_>,
    path: &[&str],
    index: &UnitIndex<'_>,
    requirement: &Requirement,
) {
    match requirement.selector {
        Selector::Root => {}
        Selector::Entry(pattern) => {
            matching(unit, path, pattern, &mut |entry| element(report, entry, index, requirement));
        }
        Selector::Field(pattern) => matching(unit, path, pattern, &mut |top| {
            for field in index.inside(top).iter().filter(|field| !field.surely_meets(requirement.expectation)) {
                element(report, field.property, index, requirement);
            }
        }),
        Selector::NestedField => {
            for field in &index.fields {
                for nested in nested_fields(field.property) {
                    element(report, nested, index, requirement);
                }
            }
        }
        Selector::LegacyUi => {
            for ui in &index.legacy_uis {
                legacy_ui(report, *ui, requirement);
            }
        }
    }
}

/// Everything that requirements look for at any depth of a unit, collected in one pass.
#[derive(Default)]
pub(in crate::analysis) struct UnitIndex<'s> {
    /// The fields of the JSON Schemas under a key `schema`.
    fields: Vec<SchemaField<'s>>,
    /// The descriptions of branches.
    descriptions: BranchTexts<'s>,
    /// The titles of branches.
    titles: BranchTexts<'s>,
    /// The properties whose key is `ui`.
    legacy_uis: Vec<Node<'s>>,
}

/// Texts of the branches of unions (`anyOf`, `allOf`), in the order in which the vendor's linter looks at them: each with
/// the object that has the union.
#[derive(Default)]
struct BranchTexts<'s>(Vec<(NodeId, Node<'s>)>);

impl<'s> BranchTexts<'s> {
    fn add(&mut self, owner: Node<'s>, text: Option<Node<'s>>) {
        self.0.extend(text.filter(|text| text.kind() == Kind::String).map(|text| (owner.id(), text)));
    }

    /// The linter looks at all unions of an object before it looks at what is inside.
    fn sort(&mut self) {
        self.0.sort_by_key(|(owner, _)| *owner);
    }

    /// The first one in a schema: the only one that counts.
    fn first_in(&self, schema: Node<'s>) -> Option<Node<'s>> {
        let first = self.0.partition_point(|(owner, _)| *owner < schema.id());
        let (_, text) = *self.0.get(first)?;
        schema.range().covers(text.range()).then_some(text)
    }
}

impl<'s> UnitIndex<'s> {
    /// Records a property if some requirement looks for it.
    pub(in crate::analysis) fn note(&mut self, property: Node<'s>) {
        let Some(name) = property.name() else { return };
        if name == key::SCHEMA {
            let fields = property.value().and_then(|schema| schema.get(key::PROPERTIES));
            self.fields.extend(fields.into_iter().flat_map(Node::members).map(SchemaField::of));
        } else if name == key::UI {
            self.legacy_uis.push(property);
        } else if key::BRANCHES.contains(&&*name) {
            self.note_branches(property);
        }
    }

    fn note_branches(&mut self, union: Node<'s>) {
        let (Some(owner), Some(branches)) = (union.parent(), union.value()) else { return };
        for branch in branches.elements().chain(branches.members().filter_map(Node::value)) {
            self.descriptions.add(owner, branch.get(key::DESCRIPTION));
            self.titles.add(owner, branch.get(key::ZUI).and_then(|zui| zui.get(key::TITLE)));
        }
    }

    /// Brings what was recorded into order, once everything is: the fields into that of the text, where those of a schema
    /// come before those of a schema inside it.
    pub(in crate::analysis) fn sort(&mut self) {
        self.fields.sort_by_key(|field| field.property.range());
        self.descriptions.sort();
        self.titles.sort();
    }

    /// The fields inside a property of the unit.
    fn inside(&self, property: Node<'s>) -> &[SchemaField<'s>] {
        let range = property.range();
        let first = self.fields.partition_point(|field| field.property.range().start < range.start);
        let count = self.fields[first..].partition_point(|field| field.property.range().start < range.end);
        &self.fields[first..first + count]
    }
}

/// A property of a JSON Schema, with its own title and description looked up in advance.
struct SchemaField<'s> {
    property: Node<'s>,
    has_title: bool,
    has_description: bool,
}

impl<'s> SchemaField<'s> {
    fn of(property: Node<'s>) -> Self {
        let mut field = Self { property, has_title: false, has_description: false };
        for member in property.value().into_iter().flat_map(Node::members) {
            let Some(name) = member.key().and_then(Node::plain_bytes) else { continue };
            if name == key::DESCRIPTION.as_bytes() {
                field.has_description = member.value().is_some_and(says_something);
            } else if name == key::ZUI.as_bytes() {
                let title = member.value().and_then(|zui| zui.get(key::TITLE));
                field.has_title = title.is_some_and(says_something);
            }
        }
        field
    }

    /// Whether the expectation is certainly met; if not, a closer look is needed.
    fn surely_meets(&self, expectation: Expectation) -> bool {
        match expectation {
            Expectation::FieldTitle => self.has_title,
            Expectation::FieldDescription => self.has_description,
            _ => false,
        }
    }
}

/// Checks the `ui` of an older user interface, unless `ui` is the name of a field.
fn legacy_ui(report: &mut Report<'_>, ui: Node<'_>, requirement: &Requirement) {
    let key = requirement.expectation.key();
    if ui.parent().and_then(Node::parent).is_some_and(|owner| owner.is_named(key::PROPERTIES)) {
        return;
    }
    for old in ui.value().into_iter().flat_map(Node::members).filter_map(|member| member.value()?.property(key)) {
        if let (Some(name), true) = (old.key(), old.value().is_some_and(says_something)) {
            report.add(name.range(), format!("\"ui.{key}\" is obsolete. {}", report.rule.fix.replace('`', "\"")));
        }
    }
}

/// Calls `found` for each property at or below a unit that matches the pattern; `path` leads to the unit.
fn matching<'s>(unit: Node<'s>, path: &[&str], pattern: &[&str], found: &mut impl FnMut(Node<'s>)) {
    let fits = |(name, wanted): (&&str, &&str)| *wanted == "*" || wanted == name;
    if pattern.len() >= path.len() && path.iter().zip(pattern).all(fits) {
        descend(unit, &pattern[path.len()..], found);
    }
}

/// The recursion is at most as deep as the pattern is long.
fn descend<'s>(property: Node<'s>, pattern: &[&str], found: &mut impl FnMut(Node<'s>)) {
    let Some((wanted, rest)) = pattern.split_first() else { return found(property) };
    for member in property.value().into_iter().flat_map(Node::members) {
        if *wanted == "*" || member.is_named(wanted) {
            descend(member, rest, found);
        }
    }
}

/// The properties inside a schema's field, at any depth.
fn nested_fields(field: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let objects = field.value().into_iter().flat_map(Node::subtree).filter(|node| node.is_named(key::PROPERTIES));
    objects.filter_map(Node::value).flat_map(Node::members)
}

fn element<'s>(report: &mut Report<'_>, property: Node<'s>, index: &UnitIndex<'s>, requirement: &Requirement) {
    let (Some(key), Some(value)) = (property.key(), property.value()) else { return };
    if let Some(range) = missing(key, value, index, requirement.expectation) {
        let what = match requirement.expectation {
            Expectation::FieldTitle => format!("{} (\"{}\": {{\"{}\": \"…\"}})", key::TITLE, key::ZUI, key::TITLE),
            expectation => expectation.key().to_owned(),
        };
        let name = quoted(&key.text());
        report.add(range, format!("The {} {name} has no {what}. {}", requirement.noun, report.rule.why));
    }
}

/// Where a text is missing: the range of the key, of the nearest object that should contain it, or of an empty value.
fn missing<'s>(key: Node<'s>, value: Node<'s>, index: &UnitIndex<'s>, expectation: Expectation) -> Option<TextRange> {
    let (in_branch, path): (_, &[&str]) = match expectation {
        Expectation::FieldDescription => (Some(&index.descriptions), &[key::DESCRIPTION]),
        Expectation::FieldTitle => (Some(&index.titles), &[key::ZUI, key::TITLE]),
        Expectation::Title => (None, &[key::TITLE]),
        Expectation::Description => (None, &[key::DESCRIPTION]),
        Expectation::Icon => (None, &[key::ICON]),
        Expectation::Readme => (None, &[key::README]),
        Expectation::NoTitle | Expectation::NoExamples => return None,
    };
    if value.kind() != Kind::Object {
        // A null entry is being removed; one that is incomplete or of another type is reported by another rule. The schema of
        // a field may be `true`, but the linter asks for more than `false`.
        let is_schema = in_branch.is_some() && value.kind() != Kind::Null && !value.is_malformed();
        return (is_schema && !says_something(value)).then(|| key.range());
    }
    let (place, own) = nearest(key, value, path);
    if own.is_some_and(says_something) {
        return None;
    }
    match in_branch.and_then(|texts| texts.first_in(value)) {
        Some(text) if says_something(text) => None,
        Some(text) => Some(text.range()),
        None => Some(place),
    }
}

/// The range of what exists at the end of a path or, failing that, nearest to it: the key of an object, or a value. The
/// value itself if the whole path exists.
fn nearest<'s>(key: Node<'s>, value: Node<'s>, path: &[&str]) -> (TextRange, Option<Node<'s>>) {
    let (mut place, mut at) = (key.range(), Some(value));
    for (index, name) in path.iter().enumerate() {
        let Some(property) = at.and_then(|object| object.property(name)) else { return (place, None) };
        at = property.value();
        let is_last = index + 1 == path.len();
        place = match (at, property.key()) {
            (Some(found), _) if is_last => found.opener(),
            (_, Some(key)) => key.range(),
            _ => place,
        };
    }
    (place, at)
}

/// Whether a value is truthy in JavaScript, as the vendor's linter asks: an empty string, `null`, `0` and `false` are not.
fn says_something(value: Node<'_>) -> bool {
    match value.kind() {
        Kind::String => !value.content_range().is_empty(),
        Kind::Null => false,
        Kind::Boolean => value.source() == "true",
        Kind::Number => value.source().parse::<f64>().is_ok_and(|number| number != 0.0),
        _ => true,
    }
}
