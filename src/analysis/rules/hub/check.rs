//! Checks whether the elements of a manifest meet a [`Requirement`].

use std::borrow::Cow;

use super::key;
use super::requirement::{Expectation, Requirement, Selector};
use crate::analysis::report::Report;
use crate::analysis::wording::quoted;
use crate::contract::Form;
use crate::syntax::{Kind, Node};
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
            matching(unit, path, pattern, &mut |entry| element(report, entry, requirement));
        }
        Selector::Field(pattern) => matching(unit, path, pattern, &mut |top| {
            for field in index.inside(top).iter().filter(|field| !field.surely_meets(requirement.expectation)) {
                element(report, field.property, requirement);
            }
        }),
        Selector::NestedField => {
            for field in &index.fields {
                for nested in nested_fields(field.property) {
                    element(report, nested, requirement);
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
    /// The properties whose key is `ui`.
    legacy_uis: Vec<Node<'s>>,
}

impl<'s> UnitIndex<'s> {
    /// Records a property if some requirement looks for it.
    pub(in crate::analysis) fn note(&mut self, property: Node<'s>) {
        let Some(name) = property.key().and_then(Node::plain_bytes) else { return };
        if name == key::SCHEMA.as_bytes() {
            let fields = property.value().and_then(|schema| schema.get(key::PROPERTIES));
            self.fields.extend(fields.into_iter().flat_map(Node::members).map(SchemaField::of));
        } else if name == key::UI.as_bytes() {
            self.legacy_uis.push(property);
        }
    }

    /// Brings the fields into the order of the text: those of a schema come before those of a schema inside it.
    pub(in crate::analysis) fn sort(&mut self) {
        self.fields.sort_by_key(|field| field.property.range());
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

fn element(report: &mut Report<'_>, property: Node<'_>, requirement: &Requirement) {
    let (Some(key), Some(value)) = (property.key(), property.value()) else { return };
    // A null entry is being removed; one that is incomplete or not an object is reported by another rule.
    if value.kind() != Kind::Object {
        return;
    }
    if let Some(range) = missing(key, value, requirement.expectation) {
        let what = match requirement.expectation {
            Expectation::FieldTitle => format!("{} (\"{}\": {{\"{}\": \"…\"}})", key::TITLE, key::ZUI, key::TITLE),
            expectation => expectation.key().to_owned(),
        };
        let name = quoted(&key.text());
        report.add(range, format!("The {} {name} has no {what}. {}", requirement.noun, report.rule.why));
    }
}

/// Where a text is missing: the range of the key, of the nearest object that should contain it, or of an empty value.
fn missing(key: Node<'_>, value: Node<'_>, expectation: Expectation) -> Option<TextRange> {
    match expectation {
        Expectation::FieldDescription => {
            let is_said = in_branch(value, &|branch| branch.get(key::DESCRIPTION));
            (!is_said).then(|| missing_in(key, value, key::DESCRIPTION)).flatten()
        }
        Expectation::FieldTitle => {
            if in_branch(value, &|branch| branch.get(key::ZUI)?.get(key::TITLE)) {
                return None;
            }
            match value.property(key::ZUI).map(|zui| (zui.key(), zui.value())) {
                Some((Some(key), Some(zui))) if zui.kind() == Kind::Object => missing_in(key, zui, key::TITLE),
                _ => Some(key.range()),
            }
        }
        Expectation::Title | Expectation::Description | Expectation::Icon | Expectation::Readme => {
            missing_in(key, value, expectation.key())
        }
        Expectation::NoTitle | Expectation::NoExamples => None,
    }
}

fn missing_in(key: Node<'_>, value: Node<'_>, name: &str) -> Option<TextRange> {
    match value.get(name) {
        None => Some(key.range()),
        Some(found) if says_something(found) => None,
        Some(found) => Some(found.opener()),
    }
}

/// Whether the schema, or a branch (`anyOf`, `allOf`) at any depth below it, has the text. The vendor's linter looks
/// there too.
fn in_branch<'s>(schema: Node<'s>, get: &impl Fn(Node<'s>) -> Option<Node<'s>>) -> bool {
    let says = |schema: Node<'s>| get(schema).is_some_and(says_something);
    says(schema)
        || schema
            .subtree()
            .filter(|node| node.kind() == Kind::Property)
            .filter(|node| key::BRANCHES.into_iter().any(|branches| node.is_named(branches)))
            .filter_map(Node::value)
            .flat_map(Node::elements)
            .any(says)
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
