//! Both trees side by side, as the contract declares them.

use super::change::{Change, Kind, Topic, Verdict};
use super::normal::{entries, is_same, mark, said};
use super::schemas::{Flow, Known};
use super::settings::judge;
use super::version::{Bump, raised, satisfies};
use crate::contract::manifest::MANIFEST;
use crate::contract::{EntryKind, Field, Form, Map, Object, Shape, Status};
use crate::json_schema::equality::are_equal;
use crate::syntax::{Kind as Syntax, Node};
use crate::text::{TextRange, quoted};

/// The most steps for all schemas of two manifests.
const STEPS: u64 = 20_000_000;
/// The most new entries that are compared with one that is gone.
const MOST_CANDIDATES: usize = 50;

/// What has changed from one manifest to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The changes, in the order in which the contract declares the fields.
    pub changes: Vec<Change>,
    /// The version of the older manifest.
    pub old_version: Option<String>,
    /// The version of the newer manifest.
    pub new_version: Option<String>,
}

impl Comparison {
    /// The highest bump that a change calls for; `None` if nothing has changed.
    pub fn bump(&self) -> Option<Bump> {
        self.changes.iter().map(|change| change.bump).max()
    }

    /// The version that the changes call for, if the older manifest has one.
    pub fn wanted_version(&self) -> Option<String> {
        raised(self.old_version.as_ref()?, self.bump()?)
    }

    /// The version that a bump leads to after the older manifest's.
    pub fn raised(&self, bump: Bump) -> Option<String> {
        raised(self.old_version.as_ref()?, bump)
    }

    /// Whether the newer manifest has a version that is raised as far as a bump asks; `None` if that cannot be told.
    pub fn is_raised(&self, bump: Bump) -> Option<bool> {
        satisfies(self.old_version.as_ref()?, self.new_version.as_ref()?, bump)
    }

    /// The worst verdict.
    pub fn verdict(&self) -> Verdict {
        self.changes.iter().map(|change| change.verdict).max().unwrap_or(Verdict::Fine)
    }
}

/// Compares two manifests. `form`: the form of the newer one, of which an update keeps what it does not name; `witnesses`:
/// whether values are looked for that are refused now.
pub fn compare(old: Option<Node<'_>>, new: Option<Node<'_>>, form: Form, witnesses: bool) -> Comparison {
    run(old, new, form, witnesses, &mut Known::default())
}

/// Compares two manifests, of which the newer one has been compared with the same older one before, and may have been edited
/// since. Schemas that stay the same are not compared again.
pub fn compare_again(old: Option<Node<'_>>, new: Option<Node<'_>>, form: Form, known: &mut Known) -> Comparison {
    let comparison = run(old, new, form, false, known);
    known.forget_unused();
    comparison
}

/// What an update keeps although it is gone. Schemas are not compared for that.
pub fn kept(old: Option<Node<'_>>, new: Option<Node<'_>>, form: Form) -> Vec<Change> {
    let mut changes = run(old, new, form, false, &mut Known::nothing()).changes;
    changes.retain(|change| change.is_kept);
    changes
}

/// Whether two manifests have different names, so that they are of different integrations.
pub fn is_other_integration(old: Option<Node<'_>>, new: Node<'_>) -> bool {
    let name = |root: Node<'_>| root.get("name").and_then(Node::as_string).map(|name| name.into_owned());
    matches!((old.and_then(name), name(new)), (Some(old), Some(new)) if old != new)
}

fn run(old: Option<Node<'_>>, new: Option<Node<'_>>, form: Form, witnesses: bool, known: &mut Known) -> Comparison {
    let (Some(old), Some(new)) = (old, new) else { return Comparison::default() };
    let text = |root: Node<'_>, name: &str| root.get(name)?.as_string().map(|text| text.into_owned());
    let mut walk = Walk { old, new, form, witnesses, steps: STEPS, known, changes: Vec::new() };
    let top = Place { path: Vec::new(), pattern: Vec::new(), around: new.opener() };
    walk.object(&MANIFEST, Some(old), Some(new), &top);
    Comparison { changes: walk.changes, old_version: text(old, "version"), new_version: text(new, "version") }
}

struct Walk<'k, 'o, 'n> {
    known: &'k mut Known,
    old: Node<'o>,
    new: Node<'n>,
    form: Form,
    witnesses: bool,
    steps: u64,
    changes: Vec<Change>,
}

/// Where the walk is.
struct Place {
    /// The keys.
    path: Vec<String>,
    /// The names of the fields, those of entries with a placeholder.
    pattern: Vec<&'static str>,
    /// What contains it in the newer manifest.
    around: TextRange,
}

impl Place {
    fn below(&self, key: &str, field: &'static Field, around: TextRange) -> Self {
        let (mut path, mut pattern) = (self.path.clone(), self.pattern.clone());
        path.push(key.to_owned());
        pattern.push(field.name);
        Self { path, pattern, around }
    }
}

impl<'o, 'n> Walk<'_, 'o, 'n> {
    fn object(&mut self, object: &'static Object, old: Option<Node<'o>>, new: Option<Node<'n>>, place: &Place) {
        for field in object.fields {
            let is_compared = !matches!(field.status, Status::Tolerated(_) | Status::EditorOnly | Status::Foreign(_));
            // The name and the version say which manifest it is; what is deployed has no code.
            let is_known =
                !place.path.is_empty() || !["name", "version", "dev", "sdkVersion", "layers"].contains(&field.name);
            if is_compared && is_known {
                self.field(field, old, new, place);
            }
        }
    }

    fn field(&mut self, field: &'static Field, old: Option<Node<'o>>, new: Option<Node<'n>>, place: &Place) {
        let (of_old, of_new) = (old, new);
        let is_null = new.and_then(|new| new.get(field.name)).is_some_and(|value| value.kind() == Syntax::Null);
        let is_absent = new.is_none_or(|new| new.property(field.name).is_none());
        let (before, after) = (said(old, field), said(new, field));
        let around = new.map_or(place.around, |new| after_mark(new, field.name).unwrap_or(mark(new)));
        let inner = place.below(field.name, field, around);
        // An update keeps what it does not name.
        let is_kept = self.form == Form::Update && is_absent && !is_null;
        match (field.shape, before, after) {
            (_, None, None) => {}
            (Shape::Map(map), before, after) => self.map(map, before, after, &inner),
            (Shape::JsonSchema(_), Some(before), Some(after)) => self.schema(before, after, &inner),
            (Shape::Object(_), Some(before), None) if field.name == "configuration" => {
                if !is_kept && !is_blank(before) {
                    let reason = "The default configuration was removed. Installations that use it stop working.";
                    self.add(Kind::Removed, Topic::Entry, &inner, Some(mark(before)), None, Verdict::Breaks, reason);
                }
            }
            (Shape::Object(_), None, Some(after)) if field.name == "configuration" => {
                if !is_blank(after) {
                    let (verdict, effect) = match asks_for_something(after) {
                        true => (Verdict::Breaks, " Installations without what it asks for stop working."),
                        false => (Verdict::Fine, ""),
                    };
                    let reason = format!("A default configuration was added.{effect}");
                    self.add(Kind::Added, Topic::Setting, &inner, None, Some(mark(after)), verdict, reason);
                }
            }
            (Shape::Object(object), before, after) => self.object(object, before, after, &inner),
            (_, Some(before), Some(after)) if is_same(field, before, after) => {}
            // What is deployed is not known to have code.
            (_, None, Some(_)) if field.name == "code" => {}
            (_, Some(_), None) if is_kept && !field.nullable.has(Form::Update) => {}
            (_, before, after) => {
                let (old, new) = (self.old, self.new);
                let has = |root: Node<'_>, section: &str, name: &str| {
                    root.get(section).is_some_and(|map| entries(Some(map)).any(|(entry, ..)| entry == name))
                };
                let is_gone = |section: &str, name: &str| has(old, section, name) && !has(new, section, name);
                let (before, after) =
                    (before.or_else(|| written(of_old, field)), after.or_else(|| written(of_new, field)));
                let judgement = judge(&inner.pattern, before, after, is_gone);
                let topic = if is_schema(field) { Topic::Taken } else { Topic::Setting };
                self.changes.push(Change {
                    kind: judgement.kind,
                    topic,
                    path: inner.path,
                    old: before.map(mark),
                    new: after.map(mark),
                    around: Some(inner.around),
                    verdict: judgement.verdict,
                    reason: judgement.reason,
                    bump: judgement.bump,
                    is_kept: is_kept && after.is_none(),
                    witness: None,
                });
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "both sides of a change")]
    fn add(
        &mut self,
        kind: Kind,
        topic: Topic,
        place: &Place,
        old: Option<TextRange>,
        new: Option<TextRange>,
        verdict: Verdict,
        reason: impl Into<String>,
    ) {
        let bump = match (verdict, kind) {
            (Verdict::Breaks, _) => Bump::Major,
            (_, Kind::Added) => Bump::Minor,
            _ => Bump::Patch,
        };
        self.changes.push(Change {
            kind,
            topic,
            path: place.path.clone(),
            old,
            new,
            around: Some(place.around),
            verdict,
            reason: reason.into(),
            bump,
            is_kept: false,
            witness: None,
        });
    }

    fn map(&mut self, map: &'static Map, old: Option<Node<'o>>, new: Option<Node<'n>>, place: &Place) {
        let added: Vec<(String, Node<'n>, Node<'n>)> =
            entries(new).filter(|(name, ..)| get(old, name).is_none()).collect();
        for (name, property, value) in entries(old) {
            let inner = place.below(&name, &map.entry, place.around);
            match get(new, &name) {
                Some(after) => {
                    let around = mark(after);
                    self.entry(map, value, after, &Place { around, ..inner });
                }
                None => {
                    let is_written = new.is_some_and(|new| new.property(&name).is_some());
                    self.removed(map, &name, value, mark(property), is_written, &added, &inner);
                }
            }
        }
        for (name, property, _) in &added {
            let inner = place.below(name, &map.entry, place.around);
            let reason = format!("The {} {} was added.", map.kind.noun(), quoted(name));
            self.add(Kind::Added, Topic::Entry, &inner, None, Some(mark(*property)), Verdict::Fine, reason);
            if map.kind == EntryKind::Attribute
                && let Some(last) = self.changes.last_mut()
            {
                last.bump = Bump::Patch;
            }
        }
    }

    fn entry(&mut self, map: &'static Map, old: Node<'o>, new: Node<'n>, place: &Place) {
        match map.entry.shape {
            Shape::Object(object) => self.object(object, Some(old), Some(new), place),
            // Of secrets, only the names are compared.
            _ if map.holds_secrets() || is_same(&map.entry, old, new) => {}
            _ => {
                let judgement = judge(&place.pattern, Some(old), Some(new), |_, _| false);
                let name = place.path.last().map_or("", String::as_str);
                let reason = format!("The {} {} changed.", map.kind.noun(), quoted(name));
                let (old, new) = (Some(mark(old)), Some(mark(new)));
                self.add(Kind::Changed, Topic::Setting, place, old, new, judgement.verdict, reason);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an entry, and what may stand in its place")]
    fn removed(
        &mut self,
        map: &'static Map,
        name: &str,
        value: Node<'o>,
        at: TextRange,
        is_written: bool,
        added: &[(String, Node<'n>, Node<'n>)],
        place: &Place,
    ) {
        let (verdict, effect) = effect_of_removal(map.kind);
        let verdict = match map.kind {
            EntryKind::Mapping => match (place.pattern.get(2), value.get("name")) {
                (Some(section), Some(name)) if get(self.new.get(section), &name.text()).is_none() => Verdict::Breaks,
                _ => Verdict::CannotTell,
            },
            EntryKind::ExtraOperation if value.get("enabled").and_then(Node::as_bool) != Some(true) => Verdict::Fine,
            _ => verdict,
        };
        let has_schemas =
            |shape: Shape| shape.object().is_some_and(|object| object.fields.iter().any(is_schema_or_payload));
        let twin = added.iter().take(MOST_CANDIDATES).find(|(_, _, other)| {
            if has_schemas(map.entry.shape) {
                have_equal_schemas(value, *other)
            } else {
                is_titled_alike(value, *other)
            }
        });
        let rename = twin.map_or_else(String::new, |(other, ..)| {
            format!(" It may have been renamed to {}, which is otherwise the same.", quoted(other))
        });
        let reason = format!("The {} {} was removed. {effect}{rename}", map.kind.noun(), quoted(name));
        let is_kept = self.form == Form::Update && !is_written && map.entry.nullable.has(Form::Update);
        self.add(Kind::Removed, Topic::Entry, place, Some(at), None, verdict, reason.trim_end());
        if let Some(last) = self.changes.last_mut() {
            last.is_kept = is_kept;
        }
    }

    fn schema(&mut self, old: Node<'o>, new: Node<'n>, place: &Place) {
        let flow = flow(&place.pattern);
        let rows = self.known.compare(old, new, flow, &mut self.steps, self.witnesses);
        let topic = if flow == Flow::Out { Topic::Given } else { Topic::Taken };
        self.changes.extend(rows.into_iter().map(|row| {
            let mut path = place.path.clone();
            path.extend(row.path);
            Change {
                kind: row.kind,
                topic,
                path,
                old: row.old,
                new: row.new,
                around: Some(row.around),
                verdict: row.verdict,
                reason: row.reason,
                bump: row.bump,
                is_kept: false,
                witness: row.witness,
            }
        }));
    }
}

/// What is written, even if the server assumes it anyway.
fn written<'t>(object: Option<Node<'t>>, field: &Field) -> Option<Node<'t>> {
    object?.get(field.name).filter(|value| value.kind() != Syntax::Null)
}

/// The key of a member, to mark what is inside it.
fn after_mark(object: Node<'_>, name: &str) -> Option<TextRange> {
    object.property(name).map(mark)
}

fn get<'t>(map: Option<Node<'t>>, name: &str) -> Option<Node<'t>> {
    map?.get(name).filter(|value| value.kind() != Syntax::Null)
}

/// The way that the values of a schema take.
fn flow(pattern: &[&str]) -> Flow {
    match pattern {
        ["events", ..] | ["actions", _, "output", ..] => Flow::Out,
        ["entities", ..] => Flow::Both,
        _ => Flow::In,
    }
}

fn is_schema(field: &Field) -> bool {
    matches!(field.shape, Shape::JsonSchema(_))
}

fn is_schema_or_payload(field: &Field) -> bool {
    is_schema(field) || field.shape.object().is_some_and(|object| object.fields.iter().any(is_schema))
}

/// Whether all schemas of two entries are equal, and there are some.
fn have_equal_schemas(old: Node<'_>, new: Node<'_>) -> bool {
    let schemas = |entry: Node<'_>| ["schema", "input", "output", "messages"].map(|name| entry.get(name).is_some());
    let equal = |name: &str| match (old.get(name), new.get(name)) {
        (Some(old), Some(new)) => are_equal(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    schemas(old).contains(&true) && ["schema", "input", "output", "messages"].iter().all(|name| equal(name))
}

/// Whether two entries without schemas have the same title.
fn is_titled_alike(old: Node<'_>, new: Node<'_>) -> bool {
    let title = |entry: Node<'_>| entry.get("title").and_then(Node::as_string).map(|title| title.into_owned());
    title(old).is_some_and(|title_of_old| !title_of_old.is_empty() && title(new) == Some(title_of_old))
}

/// Whether a configuration asks for nothing, as the server assumes where there is none.
fn is_blank(configuration: Node<'_>) -> bool {
    let has_fields = configuration.get("schema").and_then(|schema| schema.get("properties"));
    let is_required = configuration.get("identifier").and_then(|identifier| identifier.get("required"));
    has_fields.is_none_or(|properties| properties.members().next().is_none())
        && is_required.and_then(Node::as_bool) != Some(true)
}

/// Whether an installation without any configuration does not do.
fn asks_for_something(configuration: Node<'_>) -> bool {
    let required = configuration.get("schema").and_then(|schema| schema.get("required"));
    let identifier = configuration.get("identifier").and_then(|identifier| identifier.get("required"));
    required.is_some_and(|names| names.elements().next().is_some()) || identifier.and_then(Node::as_bool) == Some(true)
}

/// What the removal of an entry does.
fn effect_of_removal(kind: EntryKind) -> (Verdict, &'static str) {
    match kind {
        EntryKind::Action => (Verdict::Breaks, "Bots that call it stop working."),
        EntryKind::Event => (Verdict::Breaks, "Bots that wait for it no longer get it."),
        EntryKind::Channel => (Verdict::Breaks, "Bots that talk through it stop working."),
        EntryKind::Message => (Verdict::Breaks, "Bots that send this type of message are refused."),
        EntryKind::State => {
            (Verdict::Breaks, "The server does not delete a state, even if nothing uses it: a bot may skip versions.")
        }
        EntryKind::Entity => (Verdict::Breaks, "Interfaces and bots that use it stop working."),
        EntryKind::Configuration => (Verdict::Breaks, "Installations that use it stop working."),
        EntryKind::Interface => (Verdict::Breaks, "Bots that use the integration through it stop working."),
        EntryKind::Tag => (Verdict::Breaks, "Bots that read or set it stop working."),
        EntryKind::Mapping => (Verdict::CannotTell, "The interface no longer leads anywhere here."),
        EntryKind::ExtraOperation => (Verdict::CannotTell, "The integration's instances no longer get the operation."),
        EntryKind::Secret => (Verdict::Fine, "Code that still reads it finds nothing."),
        _ => (Verdict::Fine, ""),
    }
}
