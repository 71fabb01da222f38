//! One pass over tree and contract that shows every rule what it wants to see.
//!
//! The document falls into units: the root's members, and of those that are maps (actions, events,
//! channels …) the entries. Rules look at one unit at a time, so what they found in a unit whose text
//! has not changed still holds: see [`super::cache`].

use super::described::{self, Sights};
use super::report::Report;
use super::rule::Kinds;
use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Format, Map, Object, Shape, Status};
use crate::syntax::{Kind, Node};

/// A part of the document that is looked at on its own.
#[derive(Clone, Copy)]
pub(super) struct Unit<'t> {
    /// The property that it is.
    pub(super) property: Node<'t>,
    /// What is declared for its value.
    pub(super) field: Option<&'static Field>,
}

/// What is wrong between the units: the text itself, the root's keys, the maps' names. Calls `unit` for each of them.
pub(super) fn document<'s>(report: &mut Report<'s>, mut unit: impl FnMut(&mut Report<'s>, Unit<'s>)) {
    let (source, rules) = (report.source, report.rules);
    errors(report);
    report.each(&rules.comments, |report, check| check(report));
    let Some(root) = source.root() else { return };
    report.each(&rules.documents, |report, check| check(report, root));
    if root.kind() != Kind::Object {
        any_objects(report, root);
        return;
    }
    report.each(&rules.root, |report, described| described::document(report, root, described));
    report.each(&rules.any_objects, |report, check| check(report, root));
    declared_object(report, root, &MANIFEST);
    for property in root.members() {
        let field = member(report, property, &MANIFEST);
        match (field, property.value()) {
            (Some(field @ Field { shape: Shape::Map(map), .. }), Some(value)) if value.kind() == Kind::Object => {
                check_value(report, value, field);
                report.each(&rules.any_objects, |report, check| check(report, value));
                names(report, value, map);
                for entry in value.members() {
                    unit(report, Unit { property: entry, field: Some(&map.entry) });
                }
            }
            _ => unit(report, Unit { property, field }),
        }
    }
}

/// What is wrong inside of one unit.
pub(super) fn unit(report: &mut Report<'_>, unit: Unit<'_>) {
    if let Some(value) = unit.property.value() {
        if let Some(field) = unit.field {
            walk(report, value, field);
        }
        let sights = any_objects(report, value);
        described::unit(report, unit.property, &sights);
    }
}

fn errors(report: &mut Report<'_>) {
    /// More say nothing new, and a text that is no manifest at all has millions.
    const MOST: usize = 2_000;
    let (source, rules) = (report.source, report.rules);
    let mut last = None;
    for error in source.tree().errors().iter().take(MOST) {
        let found = rules
            .errors
            .iter()
            .find_map(|&(rule, severity, check)| check(error, source).map(|message| (rule, severity, message)));
        let Some((rule, severity, message)) = found else { continue };
        // One diagnostic for one place: the first says what is wrong, the next would follow from it.
        if last.replace(error.range.start) == Some(error.range.start) {
            continue;
        }
        (report.rule, report.severity) = (rule, severity);
        report.add(error.range, message);
    }
}

/// Looks at one property of an object with declared keys; gives the field that its value is held to, if it is to any.
fn member(report: &mut Report<'_>, property: Node<'_>, object: &'static Object) -> Option<&'static Field> {
    let field = match property.key()?.plain_bytes() {
        Some(name) => object.fields.iter().find(|field| field.name.as_bytes() == name),
        None => property.name().and_then(|name| object.field(&name)),
    };
    let is_in_form = field.is_some_and(|field| field.forms.has(report.form));
    if !is_in_form || field.is_some_and(|field| field.status != Status::Stable) {
        let rules = report.rules;
        report.each(&rules.members, |report, check| check(report, property, field, object));
    }
    field.filter(|field| is_in_form && !matches!(field.status, Status::Tolerated(_) | Status::EditorOnly))
}

fn walk(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    check_value(report, value, field);
    if value.kind() != Kind::Object {
        return;
    }
    match field.shape {
        Shape::Object(object) => {
            declared_object(report, value, object);
            for property in value.members() {
                let field = member(report, property, object);
                if let (Some(field), Some(value)) = (field, property.value()) {
                    walk(report, value, field);
                }
            }
        }
        Shape::Map(map) => {
            names(report, value, map);
            for value in value.members().filter_map(Node::value) {
                walk(report, value, &map.entry);
            }
        }
        _ => {}
    }
}

fn check_value(report: &mut Report<'_>, value: Node<'_>, field: &'static Field) {
    // What is half typed is not judged: the text's own diagnostics say what is missing.
    if value.kind() == Kind::Word || value.is_unterminated() {
        return;
    }
    let rules = report.rules;
    let own = Kinds::of(value);
    report.each(&rules.values, |report, (kinds, check)| {
        if kinds.meets(own) {
            check(report, value, field);
        }
    });
    if let Some(format) = field.shape.format().filter(|format| *format != Format::Plain) {
        report.each(&rules.contents, |report, (formats, check)| {
            if formats.contains(&format) {
                check(report, value, field);
            }
        });
    }
}

fn declared_object(report: &mut Report<'_>, value: Node<'_>, object: &'static Object) {
    let rules = report.rules;
    report.each(&rules.objects, |report, check| check(report, value, object));
}

fn names(report: &mut Report<'_>, value: Node<'_>, map: &'static Map) {
    let rules = report.rules;
    report.each(&rules.names, |report, check| {
        for key in value.members().filter_map(Node::key).filter(|key| !key.range().is_empty()) {
            check(report, key, map);
        }
    });
}

/// Shows every object at and below a value, and gives what else there is to see.
fn any_objects<'s>(report: &mut Report<'_>, value: Node<'s>) -> Sights<'s> {
    let (rules, mut sights) = (report.rules, Sights::default());
    for node in value.subtree() {
        match node.kind() {
            Kind::Object => report.each(&rules.any_objects, |report, check| check(report, node)),
            Kind::Property if !rules.units.is_empty() => sights.see(node),
            _ => {}
        }
    }
    sights
}
