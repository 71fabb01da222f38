//! Which values are equal: `1` and `1.0` are, and so are objects with their members in another order.

use std::collections::{BTreeMap, HashMap};

use super::number::Number;
use super::readable;
use crate::syntax::{Kind, Node, NodeId};

/// The class of all values that equal each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Class(u32);

/// Whether two values, perhaps of different documents, are equal. Values that cannot be read equal nothing.
pub fn are_equal(one: Node<'_>, other: Node<'_>) -> bool {
    let mut classes = Classes::default();
    let (mut of_one, mut of_other) = (HashMap::new(), HashMap::new());
    classes.classify(one, &mut of_one);
    classes.classify(other, &mut of_other);
    let class = of_one.get(&one.id()).copied().flatten();
    class.is_some() && of_other.get(&other.id()).copied().flatten() == class
}

/// What a value is, with the classes of what it contains.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Shape {
    Null,
    Boolean(bool),
    Number(Number),
    String(Box<str>),
    Array(Box<[Class]>),
    Object(Box<[(Box<str>, Class)]>),
}

/// The classes of values so far. Values of several documents can be compared.
#[derive(Debug, Default)]
pub(super) struct Classes(HashMap<Shape, Class>);

impl Classes {
    /// The class of each value in `value` and below, or `None` where something in it cannot be read. Takes as many steps
    /// as there are nodes.
    pub(super) fn classify(&mut self, value: Node<'_>, known: &mut HashMap<NodeId, Option<Class>>) {
        let nodes: Vec<Node<'_>> = value
            .subtree()
            .filter(|node| node.kind() != Kind::Property && (*node == value || !node.is_key()))
            .collect();
        // What a value contains comes after it.
        for node in nodes.into_iter().rev() {
            let shape = shape(node, known);
            let class = shape.map(|shape| {
                let next = Class(self.0.len() as u32);
                *self.0.entry(shape).or_insert(next)
            });
            known.insert(node.id(), class);
        }
    }
}

fn shape(node: Node<'_>, known: &HashMap<NodeId, Option<Class>>) -> Option<Shape> {
    let class = |node: Node<'_>| known.get(&node.id()).copied().flatten();
    match node.kind() {
        Kind::Null => Some(Shape::Null),
        Kind::Boolean => node.as_bool().map(Shape::Boolean),
        Kind::Number => readable::number(node).map(Shape::Number),
        Kind::String => readable::string(node).map(|text| Shape::String(text.into())),
        Kind::Array if node.is_closed() => node.elements().map(class).collect::<Option<_>>().map(Shape::Array),
        Kind::Object if node.is_closed() => {
            // The last of several members with one name counts.
            let mut members = BTreeMap::new();
            for member in node.members() {
                members.insert(Box::from(readable::name(member)?), class(member.value()?)?);
            }
            Some(Shape::Object(members.into_iter().collect()))
        }
        _ => None,
    }
}
