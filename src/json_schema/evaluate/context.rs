//! What an evaluation has read so far, and the steps that it has left.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::verdict::Settings;
use crate::json_schema::equality::{Class, Classes};
use crate::json_schema::keywords::ASSERTIONS;
use crate::json_schema::readable;
use crate::json_schema::regular_expression::Expression;
use crate::syntax::{Node, NodeId};

/// The keywords of one schema, each with its property.
#[derive(Debug, Default)]
pub(super) struct Keywords<'s>(Vec<(&'static str, Node<'s>)>);

impl<'s> Keywords<'s> {
    /// The keywords of a schema, and the number of its members.
    fn of(schema: Node<'s>) -> (Self, u64) {
        let (mut found, mut members): (Vec<(&'static str, Node<'s>)>, u64) = (Vec::new(), 0);
        for member in schema.members() {
            members += 1;
            let Some(name) = member.name().and_then(|name| ASSERTIONS.into_iter().find(|known| *known == name)) else {
                continue;
            };
            // The last of several members with one name counts.
            found.retain(|(known, _)| *known != name);
            found.push((name, member));
        }
        (Self(found), members)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, Node<'s>)> {
        self.0.iter().copied()
    }

    /// The value of a keyword.
    pub(super) fn get(&self, name: &str) -> Option<Node<'s>> {
        self.0.iter().find(|(known, _)| *known == name)?.1.value()
    }
}

/// The values that a keyword allows.
#[derive(Debug)]
pub(super) struct Allowed {
    classes: HashSet<Class>,
    /// Whether all of them can be read.
    is_clear: bool,
}

/// What has been read of the schema and the value.
#[derive(Debug)]
pub(super) struct Context<'s> {
    pub(super) settings: Settings,
    steps: u64,
    keywords: HashMap<NodeId, Rc<Keywords<'s>>>,
    expressions: HashMap<NodeId, Option<Rc<Expression>>>,
    classes: Classes,
    of_schema: HashMap<NodeId, Option<Class>>,
    of_value: HashMap<NodeId, Option<Class>>,
    allowed: HashMap<NodeId, Allowed>,
}

impl<'s> Context<'s> {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            settings,
            steps: settings.steps,
            keywords: HashMap::new(),
            expressions: HashMap::new(),
            classes: Classes::default(),
            of_schema: HashMap::new(),
            of_value: HashMap::new(),
            allowed: HashMap::new(),
        }
    }

    /// Takes steps; `None` if there are not as many left, and then there are none.
    pub(super) fn take(&mut self, steps: usize) -> Option<()> {
        let left = self.steps.checked_sub(steps as u64);
        self.steps = left.unwrap_or(0);
        left.map(|_| ())
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.steps == 0
    }

    /// The steps that have been taken.
    pub(super) fn taken(&self) -> u64 {
        self.settings.steps - self.steps
    }

    pub(super) fn keywords(&mut self, schema: Node<'s>) -> Rc<Keywords<'s>> {
        let Self { keywords, steps, .. } = self;
        let read = keywords.entry(schema.id()).or_insert_with(|| {
            let (read, members) = Keywords::of(schema);
            *steps = steps.saturating_sub(members);
            Rc::new(read)
        });
        Rc::clone(read)
    }

    /// Whether a text has a match of a pattern; `None` if that cannot be told.
    pub(super) fn matches(&mut self, pattern: Node<'s>, text: &str) -> Option<bool> {
        let Self { expressions, steps, .. } = self;
        let expression = expressions.entry(pattern.id()).or_insert_with(|| {
            let expression = Expression::new(&readable::string(pattern)?)?;
            *steps = steps.saturating_sub(expression.cost());
            Some(Rc::new(expression))
        });
        // One text must not use up what others need.
        let mut own = (*steps).min(MOST_FOR_ONE_TEXT);
        let before = own;
        let result = expression.as_ref()?.matches(text, &mut own);
        *steps -= before - own;
        result
    }

    /// The class of all values that equal this one of the value's document.
    pub(super) fn class_of_value(&mut self, value: Node<'_>) -> Option<Class> {
        if !self.of_value.contains_key(&value.id()) {
            self.take(value.subtree().count())?;
            self.classes.classify(value, &mut self.of_value);
        }
        self.of_value.get(&value.id()).copied().flatten()
    }

    /// Whether a value is the one of a `const`, or one of those of an `enum`; `None` if that cannot be told.
    pub(super) fn is_allowed(&mut self, value: Node<'_>, limit: Node<'s>, is_enum: bool) -> Option<bool> {
        if !self.allowed.contains_key(&limit.id()) {
            self.take(limit.subtree().count())?;
            self.classes.classify(limit, &mut self.of_schema);
            let class = |value: Node<'s>| self.of_schema.get(&value.id()).copied().flatten();
            let classes: Vec<Option<Class>> =
                if is_enum { limit.elements().map(class).collect() } else { vec![class(limit)] };
            let is_clear = classes.iter().all(Option::is_some);
            let allowed = Allowed { classes: classes.into_iter().flatten().collect(), is_clear };
            self.allowed.insert(limit.id(), allowed);
        }
        let class = self.class_of_value(value)?;
        let allowed = self.allowed.get(&limit.id())?;
        let is_among = allowed.classes.contains(&class);
        (allowed.is_clear || is_among).then_some(is_among)
    }
}

/// The most steps to match one text.
const MOST_FOR_ONE_TEXT: u64 = 500_000;
