//! The walk over a schema and a value: the keywords with further schemas.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::alternatives::{Branch, explain};
use super::assertions::{Assertion, has_type, types, wrong_type};
use super::context::{Context, Keywords};
use super::verdict::{Fit, Found};
use super::wording::subject;
use crate::json_schema::{readable, reference};
use crate::syntax::{Kind, Node, NodeId};
use crate::text::{nearest, quoted};

/// How deep schemas may lead into each other. Deeper, nothing can be told, and the stack is safe.
const MOST_NESTED: usize = 100;

/// A walk over a value.
pub(super) struct Check<'c, 's, 'v> {
    context: &'c mut Context<'s>,
    root: Node<'s>,
    depth: usize,
    /// The references that are being followed, each with the value that it is applied to.
    following: Vec<(NodeId, NodeId)>,
    members: HashMap<NodeId, Rc<Members<'v>>>,
    is_secret: bool,
    secrets: Vec<Node<'v>>,
}

/// The members of an object, the last of those with the same name.
struct Members<'v> {
    list: Vec<(String, Node<'v>)>,
    names: HashSet<String>,
    /// Whether it has no other members: it is closed, and every name can be read.
    is_clear: bool,
}

impl<'v> Members<'v> {
    fn of(object: Node<'v>) -> Self {
        let mut is_clear = object.is_closed();
        let (mut list, mut names) = (Vec::new(), HashSet::new());
        let all: Vec<Node<'v>> = object.members().collect();
        for member in all.into_iter().rev() {
            match readable::name(member) {
                Some(name) if names.insert(name.clone().into_owned()) => list.push((name.into_owned(), member)),
                Some(_) => {}
                None => is_clear = false,
            }
        }
        list.reverse();
        Self { list, names, is_clear }
    }
}

impl<'c, 's, 'v> Check<'c, 's, 'v> {
    pub(super) fn new(context: &'c mut Context<'s>, root: Node<'s>) -> Self {
        Self {
            context,
            root,
            depth: 0,
            following: Vec::new(),
            members: HashMap::new(),
            is_secret: false,
            secrets: Vec::new(),
        }
    }

    /// Whether a value fits a schema. Adds why it does not.
    pub(super) fn schema(&mut self, schema: Node<'s>, value: Node<'v>, found: &mut Found<'s, 'v>) -> Fit {
        if self.context.take(1).is_none() || self.depth == MOST_NESTED {
            return Fit::Unclear;
        }
        match (schema.kind(), schema.as_bool()) {
            (_, Some(true)) => return Fit::Yes,
            (_, Some(false)) => {
                return found.add(value, schema, format!("{} is not allowed here.", subject(value)));
            }
            (Kind::Object, _) if !value.is_malformed() => {}
            _ => return Fit::Unclear,
        }
        self.depth += 1;
        let was_secret = self.is_secret;
        let keywords = self.context.keywords(schema);
        if keywords.get("x-zui").and_then(|ui| ui.get("secret")).and_then(Node::as_bool) == Some(true) {
            self.is_secret = true;
            self.secrets.push(value);
        }
        let fit = match keywords.get("$ref").filter(|text| text.kind() == Kind::String) {
            // Draft 7 ignores what stands beside a reference.
            Some(text) => self.reference(schema, text, value, found),
            None => self.keywords(&keywords, value, found),
        };
        self.is_secret = was_secret;
        self.depth -= 1;
        fit
    }

    /// The parts of the value that are marked as secret.
    pub(super) fn into_secrets(self) -> Vec<Node<'v>> {
        self.secrets
    }

    /// Whether a value fits a schema, if nobody wants to know why not.
    fn silently(&mut self, schema: Node<'s>, value: Node<'v>) -> Fit {
        self.schema(schema, value, &mut Found::default())
    }

    fn reference(&mut self, schema: Node<'s>, text: Node<'s>, value: Node<'v>, found: &mut Found<'s, 'v>) -> Fit {
        let step = (schema.id(), value.id());
        // An `$id` further out changes what references are relative to.
        let mut is_elsewhere = false;
        for node in std::iter::once(schema).chain(schema.ancestors()).take_while(|node| *node != self.root) {
            if self.context.take(1).is_none() {
                return Fit::Unclear;
            }
            is_elsewhere |= node.get("$id").is_some_and(|id| id.kind() == Kind::String);
        }
        let is_known = !self.following.contains(&step) && !is_elsewhere;
        let target = readable::string(text).filter(|_| is_known).and_then(|text| {
            self.context.take(text.len() / 8)?;
            reference::target(self.root, &text)
        });
        let Some(target) = target else { return Fit::Unclear };
        self.following.push(step);
        let fit = self.schema(target, value, found);
        self.following.pop();
        fit
    }

    fn keywords(&mut self, keywords: &Keywords<'s>, value: Node<'v>, found: &mut Found<'s, 'v>) -> Fit {
        let mut fit = Fit::Yes;
        for (name, keyword) in keywords.all() {
            if self.context.take(1).is_none() {
                return Fit::Unclear;
            }
            let Some(limit) = keyword.value() else {
                fit = fit.and(Fit::Unclear);
                continue;
            };
            let this = Keyword { name, keyword, limit, value };
            fit = fit.and(match name {
                "type" => self.type_(keywords, &this, found),
                "allOf" | "anyOf" | "oneOf" => self.combined(&this, found),
                "not" => self.negated(&this, found),
                "if" => self.condition(keywords, &this, found),
                "properties"
                | "patternProperties"
                | "additionalProperties"
                | "propertyNames"
                | "required"
                | "dependencies"
                | "minProperties"
                | "maxProperties"
                    if value.kind() == Kind::Object =>
                {
                    self.object(keywords, &this, found)
                }
                "items" | "additionalItems" | "contains" if value.kind() == Kind::Array => {
                    self.array(keywords, &this, found)
                }
                _ => self.assertion(&this, found).check(limit),
            });
        }
        fit
    }

    fn assertion<'a>(&'a mut self, this: &Keyword<'s, 'v>, found: &'a mut Found<'s, 'v>) -> Assertion<'a, 's, 'v> {
        let Keyword { name, keyword, value, .. } = *this;
        Assertion { context: self.context, name, keyword, value, is_secret: self.is_secret, found }
    }

    fn type_(&mut self, keywords: &Keywords<'s>, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let fit = has_type(this.value, this.limit);
        if fit != Fit::No {
            return fit;
        }
        // OpenAPI's keyword, which some validators know.
        let may_be_null = keywords.get("nullable").and_then(Node::as_bool) == Some(true);
        if this.value.kind() == Kind::Null && may_be_null {
            return Fit::Unclear;
        }
        found.add(this.value, this.keyword, wrong_type(this.value, &types(this.limit), self.is_secret))
    }

    fn combined(&mut self, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let value = this.value;
        let schemas: Vec<Node<'s>> = this.limit.elements().collect();
        if schemas.is_empty() || !this.limit.is_closed() {
            return Fit::Unclear;
        }
        if this.name == "allOf" {
            return schemas.into_iter().fold(Fit::Yes, |fit, schema| fit.and(self.schema(schema, value, found)));
        }
        let (mut fitting, mut is_unclear, mut branches) = (Vec::new(), false, Vec::new());
        for (index, schema) in schemas.into_iter().enumerate() {
            let mut own = Found::default();
            match self.schema(schema, value, &mut own) {
                Fit::Yes => fitting.push(index),
                Fit::Unclear => is_unclear = true,
                Fit::No => branches.push(Branch(own.0)),
            }
            if this.name == "anyOf" && !fitting.is_empty() {
                return Fit::Yes;
            }
        }
        match fitting[..] {
            [first, second, ..] => {
                let message = format!(
                    "{} fits alternatives {} and {}, but must fit only one.",
                    subject(value),
                    first + 1,
                    second + 1
                );
                found.add(value, this.keyword, message)
            }
            _ if is_unclear => Fit::Unclear,
            [_] => Fit::Yes,
            [] => {
                explain(value, this.keyword, branches, self.is_secret, found);
                Fit::No
            }
        }
    }

    fn negated(&mut self, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let fit = self.silently(this.limit, this.value).not();
        if fit == Fit::No {
            let message = format!("{} fits the schema of \"not\", which it must not.", subject(this.value));
            found.add(this.value, this.keyword, message);
        }
        fit
    }

    fn condition(&mut self, keywords: &Keywords<'s>, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let (then, otherwise) = (keywords.get("then"), keywords.get("else"));
        if then.is_none() && otherwise.is_none() {
            return Fit::Yes;
        }
        let next = match self.silently(this.limit, this.value) {
            Fit::Yes => then,
            Fit::No => otherwise,
            Fit::Unclear => return Fit::Unclear,
        };
        next.map_or(Fit::Yes, |schema| self.schema(schema, this.value, found))
    }

    fn array(&mut self, keywords: &Keywords<'s>, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let listed = keywords.get("items").filter(|items| items.kind() == Kind::Array);
        let elements = this.value.elements();
        match this.name {
            "items" if listed.is_some() => {
                let pairs = this.limit.elements().zip(elements);
                pairs.fold(Fit::Yes, |fit, (schema, element)| fit.and(self.schema(schema, element, found)))
            }
            "items" => elements.fold(Fit::Yes, |fit, element| fit.and(self.schema(this.limit, element, found))),
            "additionalItems" => {
                let Some(listed) = listed else { return Fit::Yes };
                let least = listed.elements().count();
                let mut others = elements.skip(least);
                if this.limit.as_bool() != Some(false) {
                    return others.fold(Fit::Yes, |fit, element| fit.and(self.schema(this.limit, element, found)));
                }
                let Some(first) = others.next() else { return Fit::Yes };
                let has = least + 1 + others.count();
                let message = format!("{} has {has} elements, but must have at most {least}.", subject(this.value));
                found.add(first, this.keyword, message)
            }
            _ => {
                let mut best = if this.value.is_closed() { Fit::No } else { Fit::Unclear };
                for element in elements {
                    best = best.min(self.silently(this.limit, element));
                    if best == Fit::Yes {
                        return best;
                    }
                }
                if best == Fit::No {
                    let list = subject(this.value);
                    let message = format!("{list} must have an element that fits \"contains\", but none does.");
                    found.add(this.value, this.keyword, message);
                }
                best
            }
        }
    }

    fn members(&mut self, object: Node<'v>) -> Rc<Members<'v>> {
        if let Some(known) = self.members.get(&object.id()) {
            return Rc::clone(known);
        }
        let members = Rc::new(Members::of(object));
        self.context.take(members.list.len());
        self.members.insert(object.id(), Rc::clone(&members));
        members
    }

    fn object(&mut self, keywords: &Keywords<'s>, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let members = self.members(this.value);
        let whole = if members.is_clear { Fit::Yes } else { Fit::Unclear };
        let is_map = this.limit.kind() == Kind::Object;
        match this.name {
            "properties" if is_map => whole.and(self.properties(&members, this, found)),
            "patternProperties" if is_map => whole.and(self.pattern_properties(&members, this, found)),
            "additionalProperties" => whole.and(self.additional(keywords, &members, this, found)),
            "propertyNames" => members.list.iter().fold(whole, |fit, (_, member)| {
                let key = member.key().unwrap_or(*member);
                fit.and(self.schema(this.limit, key, found))
            }),
            "required" if this.limit.kind() == Kind::Array => self.required(&members, this.limit, this, None, found),
            "dependencies" if is_map => self.dependencies(&members, this, found),
            "minProperties" | "maxProperties" if members.is_clear => {
                self.assertion(this, found).count(this.limit, members.list.len(), "property")
            }
            _ => Fit::Unclear,
        }
    }

    fn properties(&mut self, members: &Members<'v>, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let mut fit = Fit::Yes;
        for (name, member) in &members.list {
            if self.context.take(1).is_none() {
                return Fit::Unclear;
            }
            let Some(schema) = this.limit.property(name) else { continue };
            fit = fit.and(match (schema.value(), member.value()) {
                (Some(schema), Some(value)) => self.schema(schema, value, found),
                _ => Fit::Unclear,
            });
        }
        fit
    }

    fn pattern_properties(&mut self, members: &Members<'v>, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let mut fit = Fit::Yes;
        for pattern in this.limit.members() {
            // The last of several members with one name counts.
            let is_last = pattern.name().and_then(|name| this.limit.property(&name)) == Some(pattern);
            let Some((key, schema)) = pattern.key().zip(pattern.value()).filter(|_| is_last) else { continue };
            for (name, member) in &members.list {
                if self.context.take(1).is_none() {
                    return Fit::Unclear;
                }
                fit = fit.and(match (self.context.matches(key, name), member.value()) {
                    (Some(true), Some(value)) => self.schema(schema, value, found),
                    (Some(false), _) => Fit::Yes,
                    _ => Fit::Unclear,
                });
            }
        }
        fit
    }

    fn additional(
        &mut self,
        keywords: &Keywords<'s>,
        members: &Members<'v>,
        this: &Keyword<'s, 'v>,
        found: &mut Found<'s, 'v>,
    ) -> Fit {
        if this.limit.as_bool() == Some(true) {
            return Fit::Yes;
        }
        let (properties, patterns) = (keywords.get("properties"), keywords.get("patternProperties"));
        // What is declared is not known if the keyword beside it cannot be read.
        if [properties, patterns].into_iter().flatten().any(|map| map.kind() != Kind::Object) {
            return Fit::Unclear;
        }
        let patterns: Vec<Node<'s>> = patterns.into_iter().flat_map(Node::members).filter_map(Node::key).collect();
        let mut fit = Fit::Yes;
        for (name, member) in &members.list {
            if self.context.take(1 + patterns.len()).is_none() {
                return Fit::Unclear;
            }
            if properties.is_some_and(|properties| properties.property(name).is_some()) {
                continue;
            }
            let matched: Vec<Option<bool>> =
                patterns.iter().map(|pattern| self.context.matches(*pattern, name)).collect();
            if matched.contains(&Some(true)) {
                continue;
            }
            fit = fit.and(match (this.limit.as_bool(), member.value()) {
                _ if matched.contains(&None) => Fit::Unclear,
                (Some(false), _) if found.is_full() => Fit::No,
                (Some(false), _) => {
                    let declared = properties
                        .into_iter()
                        .flat_map(Node::members)
                        .filter_map(|member| Some(member.name()?.into_owned()));
                    let guess = nearest(name, declared.filter(|name| !members.names.contains(name)));
                    let guess = guess.map_or_else(String::new, |guess| format!(" Did you mean {}?", quoted(&guess)));
                    let message = format!("{} is not a property that the schema allows.{guess}", quoted(name));
                    found.add(member.key().unwrap_or(*member), this.keyword, message)
                }
                (_, Some(value)) => self.schema(this.limit, value, found),
                (_, None) => Fit::Unclear,
            });
        }
        fit
    }

    /// Whether the object has all properties in the list `names`, which another property may demand.
    fn required(
        &mut self,
        members: &Members<'v>,
        names: Node<'s>,
        this: &Keyword<'s, 'v>,
        because_of: Option<&str>,
        found: &mut Found<'s, 'v>,
    ) -> Fit {
        let mut fit = if names.is_closed() { Fit::Yes } else { Fit::Unclear };
        let place = match subject(this.value) {
            _ if this.value.parent().is_none() => String::new(),
            name => format!(" in {}", name.replacen("Element", "element", usize::from(name.starts_with("Element")))),
        };
        for name in names.elements() {
            let Some(name) = self.context.take(1).and_then(|()| readable::string(name)) else {
                fit = fit.and(Fit::Unclear);
                continue;
            };
            if members.names.contains(&*name) {
                continue;
            }
            fit = fit.and(match because_of {
                _ if !members.is_clear => Fit::Unclear,
                None => {
                    found.add(this.value, this.keyword, format!("{} is required{place}, but missing.", quoted(&name)))
                }
                Some(other) => {
                    let message = format!("{} requires {}{place}, which is missing.", quoted(other), quoted(&name));
                    found.add(this.value, this.keyword, message)
                }
            });
        }
        fit
    }

    fn dependencies(&mut self, members: &Members<'v>, this: &Keyword<'s, 'v>, found: &mut Found<'s, 'v>) -> Fit {
        let mut fit = if members.is_clear { Fit::Yes } else { Fit::Unclear };
        for (name, _) in &members.list {
            if self.context.take(1).is_none() {
                return Fit::Unclear;
            }
            let Some(dependency) = this.limit.property(name) else { continue };
            fit = fit.and(match dependency.value() {
                Some(names) if names.kind() == Kind::Array => self.required(members, names, this, Some(name), found),
                Some(schema) => self.schema(schema, this.value, found),
                None => Fit::Unclear,
            });
        }
        fit
    }
}

/// A keyword that is applied to a value.
struct Keyword<'s, 'v> {
    name: &'static str,
    /// Its property in the schema.
    keyword: Node<'s>,
    /// The value of that property.
    limit: Node<'s>,
    value: Node<'v>,
}
