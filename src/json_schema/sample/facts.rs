//! What several schemas together say about one value.

use crate::json_schema::{readable, reference};
use crate::syntax::{Kind, Node};

/// How deep schemas that are about the same value may lead into each other.
const MOST_NESTED: usize = 30;
/// The most schemas about one value.
const MOST_SCHEMAS: usize = 200;

/// The schemas about a value, one alternative of each choice among them.
#[derive(Debug, Default)]
pub(super) struct Facts<'s> {
    schemas: Vec<Node<'s>>,
    /// Whether nothing fits, or it cannot be told what does.
    pub(super) is_hopeless: bool,
    /// Whether the value is a secret.
    pub(super) is_secret: bool,
}

/// Which alternatives are taken: a number whose digits, one for each choice, have the bases that are asked for.
pub(super) struct Choices(pub(super) usize);

impl Choices {
    pub(super) fn pick(&mut self, count: usize) -> usize {
        let picked = self.0 % count.max(1);
        self.0 /= count.max(1);
        picked
    }
}

impl<'s> Facts<'s> {
    /// What all these schemas say. References are resolved in `root`.
    pub(super) fn of(root: Node<'s>, schemas: &[Node<'s>], choices: &mut Choices) -> Self {
        let mut facts = Self::default();
        schemas.iter().for_each(|schema| facts.add(root, *schema, choices, 0));
        facts
    }

    fn add(&mut self, root: Node<'s>, schema: Node<'s>, choices: &mut Choices, depth: usize) {
        if schema.as_bool() == Some(true) || self.schemas.contains(&schema) {
            return;
        }
        if schema.kind() != Kind::Object || depth == MOST_NESTED || self.schemas.len() == MOST_SCHEMAS {
            self.is_hopeless = true;
            return;
        }
        if let Some(text) = reference::reference_of(schema) {
            match reference::target(root, &text.text()) {
                Some(target) => self.add(root, target, choices, depth + 1),
                None => self.is_hopeless = true,
            }
            return;
        }
        self.schemas.push(schema);
        self.is_secret |= schema.get("x-zui").and_then(|ui| ui.get("secret")).and_then(Node::as_bool) == Some(true);
        for part in schema.get("allOf").into_iter().flat_map(Node::elements) {
            self.add(root, part, choices, depth + 1);
        }
        for keyword in ["anyOf", "oneOf"] {
            let mut alternatives: Vec<Node<'s>> =
                schema.get(keyword).into_iter().flat_map(Node::elements).take(MOST_SCHEMAS).collect();
            // Null says the least.
            alternatives.sort_by_key(|schema| schema.get("type").is_some_and(|name| name.text() == "null"));
            if let Some(picked) = alternatives.get(choices.pick(alternatives.len())) {
                self.add(root, *picked, choices, depth + 1);
            }
        }
        if let Some(condition) = schema.get("if") {
            let (then, otherwise) = (schema.get("then"), schema.get("else"));
            match choices.pick(2) {
                0 => [Some(condition), then]
                    .into_iter()
                    .flatten()
                    .for_each(|part| self.add(root, part, choices, depth + 1)),
                _ => otherwise.into_iter().for_each(|part| self.add(root, part, choices, depth + 1)),
            }
        }
        for dependency in schema.get("dependencies").into_iter().flat_map(Node::members).filter_map(Node::value) {
            if dependency.kind() == Kind::Object {
                self.add(root, dependency, choices, depth + 1);
            }
        }
    }

    /// The schemas, without those that only lead to others.
    pub(super) fn schemas(&self) -> &[Node<'s>] {
        &self.schemas
    }

    /// The values of a keyword.
    pub(super) fn all(&self, name: &str) -> Vec<Node<'s>> {
        self.schemas.iter().filter_map(|schema| schema.get(name)).collect()
    }

    /// What Botpress' own keyword `x-zui` says.
    pub(super) fn zui(&self, name: &str) -> Option<Node<'s>> {
        self.all("x-zui").into_iter().find_map(|ui| ui.get(name))
    }

    /// The types that the value can have, null last.
    pub(super) fn types(&self) -> Vec<&'static str> {
        let mut types = vec!["object", "array", "string", "number", "integer", "boolean", "null"];
        let mut is_said = false;
        for said in self.all("type") {
            let names: Vec<String> = match said.kind() {
                Kind::Array => said.elements().map(|name| name.text().into_owned()).collect(),
                _ => vec![said.text().into_owned()],
            };
            let has = |name: &str| names.iter().any(|said| said == name);
            types.retain(|name| has(name) || (*name == "integer" && has("number")));
            if !is_said {
                types.sort_by_key(|name| {
                    (*name == "null", names.iter().position(|said| said == name).unwrap_or(usize::MAX))
                });
            }
            is_said = true;
        }
        let has = |keywords: &[&str]| keywords.iter().any(|keyword| !self.all(keyword).is_empty());
        if !is_said {
            // A keyword shows what is meant.
            let of_object = has(&["properties", "required", "patternProperties", "propertyNames", "minProperties"]);
            let of_array = has(&["items", "contains", "minItems", "uniqueItems"]);
            let of_number = has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]);
            types.sort_by_key(|name| match *name {
                "object" => !of_object,
                "array" => !of_array,
                "number" => !of_number,
                _ => true,
            });
            if !of_object && !of_array && !of_number {
                types.rotate_left(2);
            }
        }
        types
    }

    /// The names of the properties that must be there.
    pub(super) fn required(&self) -> Vec<String> {
        let lists = self.all("required");
        let names = lists.into_iter().flat_map(Node::elements).filter_map(readable::string);
        names.map(|name| name.into_owned()).collect()
    }
}
