//! One pass over tree and contract that calls every rule where it applies.
//!
//! The document is divided into units: the root's members, and the entries of those members that are maps (actions,
//! events, channels and so on). Most rules check one unit at a time, so their diagnostics for a unit remain valid while its
//! text does not change: see [`super::cache`]. In the same way, the properties in a schema without references are parts of
//! their unit.
//!
//! Nothing here recurses. Pending nodes are kept in a list, so documents and declarations can be nested to any depth.

use super::rule_table::{Enabled, RuleTable};
use super::text::Text;
use crate::analysis::implementation::Kinds;
use crate::analysis::report::Report;
use crate::analysis::rules::hub::check::{self as requirements, UnitIndex};
use crate::analysis::schema_keywords::{Keywords, Schema};
use crate::contract::manifest::MANIFEST;
use crate::contract::{EntryKind, Field, Form, Format, Map, Object, Shape, Status};
use crate::syntax::{Kind, Node};

/// A part of the document that is checked on its own.
#[derive(Clone, Copy)]
pub(super) struct Unit<'t> {
    /// Its property.
    pub(super) property: Node<'t>,
    /// The declaration of its value.
    pub(super) field: Option<&'static Field>,
}

/// A part of a unit that the rules about declared values check on its own: a property that an embedded schema describes, or
/// the unit without those.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    /// The property in the document.
    pub(super) property: Node<'t>,
    /// The declaration of its value.
    pub(super) field: &'static Field,
    /// The top of the embedded schema that it belongs to.
    top: Option<Node<'t>>,
}

impl<'t> Part<'t> {
    /// What there is of a unit beside the parts inside it.
    pub(super) fn of(unit: Unit<'t>) -> Option<Self> {
        unit.field.map(|field| Self { property: unit.property, field, top: None })
    }
}

/// The rules, and the report that they write to.
pub(super) struct Walk<'s> {
    pub(super) report: Report<'s>,
    rules: &'s RuleTable,
    most_errors: usize,
}

impl<'s> Walk<'s> {
    pub(super) fn new(text: Text<'s>, rules: &'s RuleTable) -> Self {
        let Text { source, secrets, form, most_errors } = text;
        Self { report: Report::new(source, secrets, form), rules, most_errors }
    }

    /// Calls `work` for each of these rules.
    fn each<F: Copy>(&mut self, rules: &[Enabled<F>], mut run: impl FnMut(&mut Report<'s>, F)) {
        for &(rule, severity, check) in rules {
            (self.report.rule, self.report.severity) = (rule, severity);
            run(&mut self.report, check);
        }
    }
}

/// Checks everything outside the units: the text itself, the root's keys and the names in maps. Calls `unit` for each
/// unit.
pub(super) fn document<'s>(walk: &mut Walk<'s>, mut unit: impl FnMut(&mut Walk<'s>, Unit<'s>)) {
    let rules = walk.rules;
    syntax_errors(walk);
    walk.each(&rules.comments, |report, check| check(report));
    let Some(root) = walk.report.source.root() else { return };
    walk.each(&rules.documents, |report, check| check(report, root));
    if root.kind() != Kind::Object {
        any_objects(walk, root);
        return;
    }
    walk.each(&rules.root_requirements, |report, requirement| requirements::root(report, root, requirement));
    walk.each(&rules.any_objects, |report, check| check(report, root));
    walk.each(&rules.objects, |report, check| check(report, root, &MANIFEST));
    for property in root.members() {
        let declared = member(walk, property, &MANIFEST);
        let field = declared.map(|(_, field)| field).filter(|field| is_checked(field, walk.report.form));
        match (field, property.value()) {
            (Some(field @ Field { shape: Shape::Map(map), .. }), Some(value)) if value.kind() == Kind::Object => {
                check_value(walk, value, field);
                walk.each(&rules.any_objects, |report, check| check(report, value));
                names(walk, value, map);
                for entry in value.members() {
                    unit(walk, Unit { property: entry, field: Some(&map.entry) });
                }
            }
            _ => unit(walk, Unit { property, field }),
        }
    }
}

/// Checks what a unit declares, but for the parts inside it, which it returns in the order of the text.
pub(super) fn part<'s>(walk: &mut Walk<'s>, part: Part<'s>) -> Vec<Part<'s>> {
    part.property.value().map(|value| declared_value(walk, value, part)).unwrap_or_default()
}

/// Checks what is left of a unit once its parts are checked: objects of any kind, and the unit as a whole.
pub(super) fn unit<'s>(walk: &mut Walk<'s>, unit: Unit<'s>) {
    let Some(value) = unit.property.value() else { return };
    let index = any_objects(walk, value);
    let rules = walk.rules;
    if !rules.unit_requirements.is_empty() {
        let path = requirements::path(unit.property);
        let path: Vec<&str> = path.iter().map(|name| &**name).collect();
        walk.each(&rules.unit_requirements, |report, requirement| {
            requirements::unit(report, unit.property, &path, &index, requirement);
        });
    }
}

fn syntax_errors(walk: &mut Walk<'_>) {
    let (source, rules) = (walk.report.source, walk.rules);
    let mut last = None;
    for error in source.tree().errors().iter().take(walk.most_errors) {
        let found = rules
            .syntax_errors
            .iter()
            .find_map(|&(rule, severity, check)| check(error, &walk.report).map(|message| (rule, severity, message)));
        let Some((rule, severity, message)) = found else { continue };
        // Report one diagnostic per place, since later ones would only follow from the first.
        if last.replace(error.range.start) == Some(error.range.start) {
            continue;
        }
        (walk.report.rule, walk.report.severity) = (rule, severity);
        walk.report.add(error.range, message);
    }
}

/// Checks a property of an object with declared keys. Returns its field, if there is one, and the position of that.
fn member(walk: &mut Walk<'_>, property: Node<'_>, object: &'static Object) -> Option<(usize, &'static Field)> {
    let index = match property.key()?.plain_bytes() {
        Some(name) => object.fields.iter().position(|field| field.name.as_bytes() == name),
        None => property.name().and_then(|name| object.fields.iter().position(|field| field.name == name)),
    };
    let field = index.map(|index| &object.fields[index]);
    let is_in_form = field.is_some_and(|field| field.forms.has(walk.report.form));
    if !is_in_form || field.is_some_and(|field| field.status != Status::Stable) {
        let rules = walk.rules;
        walk.each(&rules.members, |report, check| check(report, property, field, object));
    }
    index.zip(field)
}

/// Whether a value must match its field.
fn is_checked(field: &Field, form: Form) -> bool {
    field.forms.has(form) && !matches!(field.status, Status::Tolerated(_) | Status::EditorOnly | Status::Foreign(_))
}

/// The shortest property that is worth being a part, in bytes: to remember a part takes some dozens.
const WORTHWHILE: u32 = 64;

/// Whether nothing in an embedded schema refers to another place in it. Escapes of ASCII characters may write such a
/// reference too.
fn is_free_of_references(top: Node<'_>) -> bool {
    let text = top.source().as_bytes();
    [b"$ref".as_slice(), b"\\u00"].iter().all(|sign| memchr::memmem::find(text, sign).is_none())
}

/// Checks a value and everything declared below it, in the order of the text, but for the parts inside it. Returns those.
fn declared_value<'s>(walk: &mut Walk<'s>, value: Node<'s>, part: Part<'s>) -> Vec<Part<'s>> {
    let rules = walk.rules;
    let (mut next, mut ahead) = (Some((value, part.field)), Vec::new());
    // Schemas are not embedded in each other, so the last top that was met is that of every schema after it.
    let (mut top, mut keywords) = (part.top.unwrap_or(value), Vec::<(Node<'_>, &'static Field)>::new());
    let (mut has_parts, mut parts) = (part.top.is_some(), Vec::new());
    while let Some((value, field)) = next {
        check_value(walk, value, field);
        let first = ahead.len();
        match (field.shape.object(), field.shape.map(), field.shape.element()) {
            (_, _, Some(element)) if value.kind() == Kind::Array => {
                ahead.extend(value.elements().map(|value| (value, element)));
            }
            _ if value.kind() != Kind::Object => {}
            (Some(object), _, _) => {
                let is_schema = field.shape.is_schema();
                // No keyword is required, and the rules about objects know nothing else of schemas.
                if !is_schema {
                    walk.each(&rules.objects, |report, check| check(report, value, object));
                }
                keywords.clear();
                let mut present = Keywords::default();
                for property in value.members() {
                    let Some((index, field)) = member(walk, property, object) else { continue };
                    // Of doubled keywords, the last counts.
                    if is_schema && !present.insert(index) {
                        keywords.retain(|(_, other)| !std::ptr::eq(*other, field));
                    }
                    keywords.push((property, field));
                    ahead.extend(
                        property.value().map(|value| (value, field)).filter(|_| is_checked(field, walk.report.form)),
                    );
                }
                if is_schema {
                    let is_top = matches!(field.shape, Shape::JsonSchema(_));
                    if is_top {
                        (top, has_parts) = (value, is_free_of_references(value));
                    }
                    let schema = Schema { node: value, top, keywords: &keywords };
                    if is_top {
                        walk.each(&rules.top_schemas, |report, check| check(report, &schema));
                    }
                    walk.each(&rules.schemas, |report, (about, check)| {
                        if about.meets(present) {
                            check(report, &schema);
                        }
                    });
                }
            }
            (None, Some(map), _) => {
                names(walk, value, map);
                for property in value.members() {
                    if has_parts && map.kind == EntryKind::Property && property.range().len() >= WORTHWHILE {
                        parts.push(Part { property, field: &map.entry, top: Some(top) });
                    } else {
                        ahead.extend(property.value().map(|value| (value, &map.entry)));
                    }
                }
            }
            (None, None, _) => {}
        }
        ahead[first..].reverse();
        next = ahead.pop();
    }
    parts
}

fn check_value(walk: &mut Walk<'_>, value: Node<'_>, field: &'static Field) {
    // Syntax errors already say what is wrong with these.
    if value.is_malformed() {
        return;
    }
    let rules = walk.rules;
    let own = Kinds::of(value);
    walk.each(&rules.values, |report, (kinds, check)| {
        if kinds.meets(own) {
            check(report, value, field);
        }
    });
    if let Some(format) = field.shape.format().filter(|format| *format != Format::Plain) {
        walk.each(&rules.contents, |report, (formats, check)| {
            if formats.contains(&format) {
                check(report, value, field);
            }
        });
    }
}

fn names(walk: &mut Walk<'_>, value: Node<'_>, map: &'static Map) {
    let rules = walk.rules;
    walk.each(&rules.names, |report, check| {
        for key in value.members().filter_map(Node::key).filter(|key| !key.range().is_empty()) {
            check(report, key, map);
        }
    });
}

/// Calls the rules for every object at and below a value. Returns the index for the requirements, built on the way.
fn any_objects<'s>(walk: &mut Walk<'s>, value: Node<'s>) -> UnitIndex<'s> {
    let (rules, mut index) = (walk.rules, UnitIndex::default());
    for node in value.subtree() {
        match node.kind() {
            Kind::Object => walk.each(&rules.any_objects, |report, check| check(report, node)),
            Kind::Property if !rules.unit_requirements.is_empty() => index.note(node),
            _ => {}
        }
    }
    index.sort();
    index
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::severities::Severities;
    use crate::contract::Secrets;
    use crate::contract::ring::RING;
    use crate::syntax::{Dialect, Source};

    #[test]
    fn a_declaration_that_holds_itself_is_followed_to_any_depth() {
        const DEPTH: usize = 100_000;
        let text = format!("{}1{}", "{\"inner\":".repeat(DEPTH), "}".repeat(DEPTH));
        let source = Source::new(text, Dialect::Json);
        let rules = RuleTable::of(&Severities::default());
        let secrets = Secrets::of(&source, &std::sync::OnceLock::new());
        let text = Text { source: &source, secrets: &secrets, form: Form::Update, most_errors: 0 };
        let mut walk = Walk::new(text, &rules);
        let root = source.root().expect("a root");
        declared_value(&mut walk, root, Part { property: root, field: &RING.fields[0], top: None });
        let found: Vec<_> = walk.report.diagnostics.iter().map(|found| (found.rule.name, &*found.message)).collect();
        assert_eq!(found, [("wrong-type", "\"inner\" is a number, but must be an object.")]);
    }
}
