//! The search for a value that fits.

use std::collections::HashSet;
use std::fmt;

use super::facts::{Choices, Facts};
use super::scalars::{numbers, strings};
use super::value::Value;
use crate::json_schema::evaluate::{Settings, Verdict, examine};
use crate::json_schema::readable;
use crate::json_schema::regular_expression::Expression;
use crate::syntax::{Dialect, Kind, Node, NodeId, Source};

/// The most combinations of alternatives that are tried for one value.
const MOST_ATTEMPTS: usize = 20;
/// The most work: a value that is made, fitting or not, or a schema that is read for it.
const MOST_WORK: usize = 20_000;
/// How deep a value can be nested.
const MOST_NESTED: usize = 24;
/// Deeper than this, properties that need not be there are left out.
const MOST_NESTED_OPTIONAL: usize = 6;
/// The most properties of an object that need not be there.
const MOST_OPTIONAL: usize = 60;
/// The most elements of a list.
const MOST_ELEMENTS: usize = 200;
/// The steps for seeing whether values fit.
const STEPS: u64 = 5_000_000;

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSample {
    /// None was found, and perhaps there is none.
    NothingFits,
    /// Whether the value that was found fits cannot be told: part of the schema has no clear meaning.
    Unclear,
}

impl fmt::Display for NoSample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NothingFits => "no value that fits the schema was found",
            Self::Unclear => "part of the schema is unclear, so no value is known to fit",
        })
    }
}

/// A value that fits `schema`. References are resolved in `root`. `name` is the name of the property that the schema describes,
/// which tells what a string is likely to be.
///
/// # Errors
/// No value that is known to fit has been found.
pub fn sample<'s>(root: Node<'s>, schema: Node<'s>, name: Option<&str>) -> Result<Value, NoSample> {
    sample_of_all(root, &[schema], name)
}

/// Like [`sample`], a value that fits all of several schemas.
///
/// # Errors
/// No value that is known to fit has been found.
pub fn sample_of_all<'s>(root: Node<'s>, schemas: &[Node<'s>], name: Option<&str>) -> Result<Value, NoSample> {
    let mut maker = Maker { root, active: Vec::new(), work: 0, steps: STEPS };
    let made = maker.make(schemas, name, 0).ok_or(NoSample::NothingFits)?;
    match made.is_certain {
        true => Ok(made.value),
        false => Err(NoSample::Unclear),
    }
}

/// A value that probably fits.
struct Made {
    value: Value,
    /// Whether it is known to fit.
    is_certain: bool,
}

struct Maker<'s> {
    root: Node<'s>,
    /// The schemas of the values that are being made, outermost first.
    active: Vec<NodeId>,
    work: usize,
    steps: u64,
}

impl<'s> Maker<'s> {
    /// A value that fits all schemas. Another seed gives another value where that is easy.
    fn make(&mut self, schemas: &[Node<'s>], name: Option<&str>, seed: usize) -> Option<Made> {
        if self.work > MOST_WORK || self.active.len() > MOST_NESTED * 4 {
            return None;
        }
        let mut unclear = None;
        let mut last = None;
        for attempt in 0..MOST_ATTEMPTS {
            let mut choices = Choices(attempt);
            let facts = Facts::of(self.root, schemas, &mut choices);
            self.work += 1 + facts.schemas().len();
            let types = facts.types();
            let kind = types.get(choices.pick(types.len())).copied();
            let picked: Vec<NodeId> = facts.schemas().iter().map(|schema| schema.id()).collect();
            // All alternatives have been tried.
            if choices.0 > 0 || last.as_ref() == Some(&(picked.clone(), kind)) {
                break;
            }
            last = Some((picked.clone(), kind));
            // A schema inside itself.
            if facts.is_hopeless || picked.iter().any(|schema| self.active.contains(schema)) {
                continue;
            }
            let before = self.active.len();
            self.active.extend(picked);
            let made = self.attempt(schemas, &facts, kind, name, seed);
            self.active.truncate(before);
            match made {
                Some(made) if made.is_certain => return Some(made),
                Some(made) => unclear = unclear.or(Some(made)),
                None => {}
            }
        }
        unclear
    }

    fn attempt(
        &mut self,
        schemas: &[Node<'s>],
        facts: &Facts<'s>,
        kind: Option<&'static str>,
        name: Option<&str>,
        seed: usize,
    ) -> Option<Made> {
        let mut unclear = None;
        let mut given: Vec<Value> = Vec::new();
        // What is secret is not repeated.
        if !facts.is_secret {
            given.extend(facts.all("examples").into_iter().flat_map(Node::elements).filter_map(Value::copy));
            given.extend(facts.all("default").into_iter().filter_map(Value::copy).filter(|value| !value.is_empty()));
        }
        given.extend(facts.all("const").into_iter().filter_map(Value::copy));
        given
            .extend(facts.all("enum").into_iter().flat_map(Node::elements).take(MOST_ELEMENTS).filter_map(Value::copy));
        if !given.is_empty() {
            let count = given.len();
            given.rotate_left(seed % count);
        }
        if let Some(made) = self.first_fitting(schemas, given, &mut unclear) {
            return Some(made);
        }
        let made = match kind? {
            "object" => {
                let full = self.object(facts, true);
                let full = full.into_iter().collect();
                if let Some(made) = self.first_fitting(schemas, full, &mut unclear) {
                    return Some(made);
                }
                self.object(facts, false).into_iter().collect()
            }
            "array" => {
                let full = self.array(facts, true).into_iter().collect();
                if let Some(made) = self.first_fitting(schemas, full, &mut unclear) {
                    return Some(made);
                }
                self.array(facts, false).into_iter().collect()
            }
            "string" => strings(facts, name, seed),
            "number" | "integer" => numbers(facts, name, seed),
            "boolean" if seed % 2 == 1 => ["false", "true"].map(|word| Value::Scalar(word.to_owned())).to_vec(),
            "boolean" => ["true", "false"].map(|word| Value::Scalar(word.to_owned())).to_vec(),
            _ => vec![Value::Scalar("null".to_owned())],
        };
        self.first_fitting(schemas, made, &mut unclear).or(unclear)
    }

    /// The first value that is known to fit; the first for which that cannot be told goes to `unclear`.
    fn first_fitting(&mut self, schemas: &[Node<'s>], values: Vec<Value>, unclear: &mut Option<Made>) -> Option<Made> {
        for value in values {
            match self.fits(schemas, &value) {
                Some(true) => return Some(Made { value, is_certain: true }),
                Some(false) => {}
                None if unclear.is_none() => *unclear = Some(Made { value, is_certain: false }),
                None => {}
            }
        }
        None
    }

    fn fits(&mut self, schemas: &[Node<'s>], value: &Value) -> Option<bool> {
        self.work += 1;
        let source = Source::new(value.to_json(), Dialect::Json);
        let node = source.root()?;
        let mut fits = Some(true);
        for schema in schemas {
            let settings = Settings { steps: self.steps.min(Settings::default().steps), ..Settings::default() };
            let evaluation = examine(self.root, *schema, node, settings);
            self.steps -= evaluation.steps;
            match evaluation.verdict {
                Verdict::Fits => {}
                Verdict::Mismatches(_) => return Some(false),
                Verdict::CannotTell => fits = None,
            }
        }
        fits
    }

    /// An object, with the properties that need not be there or without.
    fn object(&mut self, facts: &Facts<'s>, is_full: bool) -> Option<Value> {
        let mut required = facts.required();
        let mut is_required: HashSet<String> = required.iter().cloned().collect();
        let maps = facts.all("properties");
        let mut names: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        let is_full = is_full && self.active.len() <= MOST_NESTED_OPTIONAL * 4;
        let mut optional = 0;
        for member in maps.iter().flat_map(|map| map.members()) {
            let Some(name) = readable::name(member) else { continue };
            let is_needed = is_required.contains(&*name);
            if (is_needed || (is_full && optional < MOST_OPTIONAL)) && known.insert(name.clone().into_owned()) {
                optional += usize::from(!is_needed);
                names.push(name.into_owned());
            }
        }
        // What is there may demand more.
        let demands = |name: &String| {
            let dependencies = facts.all("dependencies").into_iter().filter_map(|map| map.get(name));
            dependencies
                .flat_map(Node::elements)
                .filter_map(|name| Some(readable::string(name)?.into_owned()))
                .collect::<Vec<_>>()
        };
        let demanded: Vec<String> = names.iter().chain(&required).flat_map(demands).collect();
        is_required.extend(demanded.iter().cloned());
        required.extend(demanded);
        names.extend(required.iter().filter(|name| known.insert((*name).clone())).cloned());
        let mut members = Vec::new();
        for name in names {
            match self.make(&self.of_property(facts, &name), Some(&name), 0) {
                Some(made) => members.push((name, made.value)),
                None if is_required.contains(&name) => return None,
                None => {}
            }
        }
        let counts = facts.all("minProperties").into_iter().filter_map(|least| readable::number(least)?.as_count());
        // An object without declared properties is a map: one entry shows what it has.
        let least = counts
            .max()
            .unwrap_or(0)
            .max(usize::from(is_full && maps.iter().all(|map| map.members().next().is_none())));
        for seed in 0..least.min(MOST_ELEMENTS) {
            if members.len() >= least {
                break;
            }
            let Some(name) = self.other_name(facts, seed) else { break };
            if known.insert(name.clone())
                && let Some(made) = self.make(&self.of_property(facts, &name), Some(&name), 0)
            {
                members.push((name, made.value));
            }
        }
        Some(Value::Object(members))
    }

    /// The schemas of a property.
    fn of_property(&self, facts: &Facts<'s>, name: &str) -> Vec<Node<'s>> {
        let mut found = Vec::new();
        for schema in facts.schemas() {
            let before = found.len();
            found.extend(schema.get("properties").and_then(|map| map.get(name)));
            for pattern in schema.get("patternProperties").into_iter().flat_map(Node::members) {
                let matches = readable::name(pattern)
                    .and_then(|pattern| Expression::new(&pattern))
                    .and_then(|expression| expression.matches(name, &mut 100_000));
                found.extend(pattern.value().filter(|_| matches == Some(true)));
            }
            if found.len() == before {
                found.extend(schema.get("additionalProperties"));
            }
        }
        found
    }

    /// The name of a property that is not declared.
    fn other_name(&mut self, facts: &Facts<'s>, seed: usize) -> Option<String> {
        let wanted = facts.all("propertyNames");
        if !wanted.is_empty() {
            let made = self.make(&wanted, Some("key"), seed)?;
            let source = Source::new(made.value.to_json(), Dialect::Json);
            return source.root().and_then(readable::string).map(|name| name.into_owned());
        }
        let mut patterns =
            facts.all("patternProperties").into_iter().flat_map(Node::members).filter_map(readable::name);
        if let Some(pattern) = patterns.next() {
            return Expression::new(&pattern)?.example(seed);
        }
        Some(if seed == 0 { "key".to_owned() } else { format!("key{}", seed + 1) })
    }

    /// A list, with an element that need not be there or without.
    fn array(&mut self, facts: &Facts<'s>, is_full: bool) -> Option<Value> {
        let counts = |name| facts.all(name).into_iter().filter_map(|limit| readable::number(limit)?.as_count());
        let (least, most) = (counts("minItems").max().unwrap_or(0), counts("maxItems").min().unwrap_or(usize::MAX));
        let contained = facts.all("contains");
        let listed = facts
            .all("items")
            .iter()
            .filter(|items| items.kind() == Kind::Array)
            .map(|items| items.elements().count())
            .max();
        let wanted = match listed {
            Some(count) if is_full => count,
            _ => usize::from(is_full || !contained.is_empty()),
        };
        let mut elements = Vec::new();
        for index in 0..wanted.max(least).min(most).min(MOST_ELEMENTS) {
            let mut schemas = of_element(facts, index);
            schemas.extend(contained.iter().copied().filter(|_| index == 0));
            match self.make(&schemas, None, index) {
                Some(made) => elements.push(made.value),
                None if index < least => return None,
                None => break,
            }
        }
        Some(Value::Array(elements))
    }
}

/// The schemas of an element.
fn of_element<'s>(facts: &Facts<'s>, index: usize) -> Vec<Node<'s>> {
    let of = |schema: &Node<'s>| {
        let items = schema.get("items")?;
        match items.kind() {
            Kind::Array => items.elements().nth(index).or_else(|| schema.get("additionalItems")),
            _ => Some(items),
        }
    };
    facts.schemas().iter().filter_map(of).collect()
}
