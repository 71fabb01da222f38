//! The keywords that say something about a value itself, and not with further schemas.

use super::context::Context;
use super::verdict::{Fit, Found};
use super::wording::{count, kind, shown, subject, type_noun};
use crate::json_schema::number::Number;
use crate::json_schema::{format, readable};
use crate::syntax::{Kind, Node};
use crate::text::{list, nearest, quoted};

/// The most values that a message lists.
const MOST_LISTED: usize = 6;

/// A keyword that is applied to a value.
pub(super) struct Assertion<'a, 's, 'v> {
    pub(super) context: &'a mut Context<'s>,
    /// The name of the keyword.
    pub(super) name: &'static str,
    /// Its property in the schema.
    pub(super) keyword: Node<'s>,
    pub(super) value: Node<'v>,
    /// Whether the value is secret, so no message shows it.
    pub(super) is_secret: bool,
    pub(super) found: &'a mut Found<'s, 'v>,
}

impl<'s> Assertion<'_, 's, '_> {
    /// Whether the value fits. A keyword whose own value is wrong says nothing.
    pub(super) fn check(mut self, limit: Node<'s>) -> Fit {
        let kind = self.value.kind();
        match self.name {
            "enum" => self.one_of(limit),
            "const" => self.constant(limit),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => match kind {
                Kind::Number => self.number(limit),
                _ => Fit::Yes,
            },
            "minLength" | "maxLength" | "pattern" | "format" => match kind {
                Kind::String => self.string(limit),
                _ => Fit::Yes,
            },
            "minItems" | "maxItems" => match kind {
                Kind::Array => self.count(limit, self.value.elements().count(), "element"),
                _ => Fit::Yes,
            },
            "uniqueItems" => match (kind, limit.as_bool()) {
                (Kind::Array, Some(true)) => self.unique(),
                (_, Some(_)) => Fit::Yes,
                (_, None) => Fit::Unclear,
            },
            _ => Fit::Yes,
        }
    }

    /// Adds that the value is something that it must not be.
    fn is_but(&mut self, must: &str) -> Fit {
        let subject = subject(self.value);
        let message = match self.is_secret || self.value.is_key() {
            true => format!("{subject} must {must}."),
            false => format!("{subject} is {}, but must {must}.", shown(self.value)),
        };
        self.found.add(self.value, self.keyword, message)
    }

    /// Adds that the value has a length that it must not have.
    fn has_but(&mut self, has: &str, must: &str) -> Fit {
        let message = format!("{} has {has}, but must have {must}.", subject(self.value));
        self.found.add(self.value, self.keyword, message)
    }

    fn one_of(&mut self, list: Node<'s>) -> Fit {
        if list.elements().next().is_none() || !list.is_closed() {
            return Fit::Unclear;
        }
        match self.context.is_allowed(self.value, list, true) {
            Some(true) => return Fit::Yes,
            None => return Fit::Unclear,
            Some(false) if self.found.is_full() => return Fit::No,
            Some(false) => {}
        }
        let values: Vec<Node<'s>> = list.elements().collect();
        self.context.take(values.len() / 4);
        self.is_but(&format!("be {}", one_of(&values)));
        let text = self.value.as_string().filter(|text| !self.is_secret && text.len() > 2);
        let texts = || values.iter().filter_map(|value| Some(value.as_string()?.into_owned()));
        let guess = text.and_then(|text| nearest(&text, texts()));
        if let (Some(guess), Some(last)) = (guess, self.found.0.last_mut()) {
            last.message += &format!(" Did you mean {}?", quoted(&guess));
        }
        Fit::No
    }

    fn constant(&mut self, constant: Node<'s>) -> Fit {
        match self.context.is_allowed(self.value, constant, false) {
            Some(true) => Fit::Yes,
            None => Fit::Unclear,
            Some(false) => self.is_but(&format!("be {}", one_of(&[constant]))),
        }
    }

    fn number(&mut self, limit: Node<'s>) -> Fit {
        let (Some(value), Some(number)) = (readable::number(self.value), readable::number(limit)) else {
            return Fit::Unclear;
        };
        let (fits, must) = match self.name {
            "minimum" => (Some(value >= number), "be at least"),
            "maximum" => (Some(value <= number), "be at most"),
            "exclusiveMinimum" => (Some(value > number), "be more than"),
            "exclusiveMaximum" => (Some(value < number), "be less than"),
            _ if !number.is_positive() => return Fit::Unclear,
            _ => (value.is_multiple_of(&number), "be a multiple of"),
        };
        match fits {
            None => Fit::Unclear,
            Some(true) => Fit::Yes,
            Some(false) => self.is_but(&format!("{must} {}", shown(limit))),
        }
    }

    fn string(&mut self, limit: Node<'s>) -> Fit {
        let Some(text) = readable::string(self.value) else { return Fit::Unclear };
        if self.context.take(text.len() / 32).is_none() {
            return Fit::Unclear;
        }
        if self.name == "minLength" || self.name == "maxLength" {
            return self.count(limit, text.chars().count(), "character");
        }
        let Some(wanted) = readable::string(limit) else { return Fit::Unclear };
        if self.name == "format" {
            let noun = format::noun(&wanted).filter(|_| self.context.settings.formats);
            return match noun.filter(|_| !format::may_be(&wanted, &text)) {
                Some(noun) => self.is_but(&format!("be {noun}")),
                None => Fit::Yes,
            };
        }
        match self.context.matches(limit, &text) {
            None => Fit::Unclear,
            Some(true) => Fit::Yes,
            Some(false) => self.is_but(&format!("match the pattern {}", quoted(&wanted))),
        }
    }

    /// A number of characters, elements or properties.
    pub(super) fn count(&mut self, limit: Node<'s>, has: usize, noun: &str) -> Fit {
        let Some(limit) = readable::number(limit).filter(|limit| limit.is_integer() && *limit >= Number::from_count(0))
        else {
            return Fit::Unclear;
        };
        let is_least = self.name.starts_with("min");
        let number = Number::from_count(has);
        if self.context.take(has / 32).is_none() {
            return Fit::Unclear;
        }
        if if is_least { number >= limit } else { number <= limit } {
            return Fit::Yes;
        }
        let words = if is_least { "at least" } else { "at most" };
        let limit = limit
            .as_count()
            .map_or_else(|| format!("far more {noun}s"), |limit| format!("{words} {}", just(limit, has, noun)));
        self.has_but(&count(has, noun), &limit)
    }

    fn unique(&mut self) -> Fit {
        let mut first = std::collections::HashMap::new();
        let mut fit = if self.value.is_closed() { Fit::Yes } else { Fit::Unclear };
        for (index, element) in self.value.elements().enumerate() {
            if self.context.take(1).is_none() {
                return Fit::Unclear;
            }
            let Some(class) = self.context.class_of_value(element) else {
                fit = fit.and(Fit::Unclear);
                continue;
            };
            if let Some(before) = first.insert(class, index) {
                let subject = subject(element);
                let message = format!("{subject} equals element {}, but all elements must differ.", before + 1);
                fit = self.found.add(element, self.keyword, message);
            }
        }
        fit
    }
}

/// Whether the value has one of the types. Adds nothing for null where OpenAPI's `nullable` is set, which some validators know.
pub(super) fn has_type(value: Node<'_>, types: Node<'_>) -> Fit {
    let is_list = types.kind() == Kind::Array;
    let each: Vec<Node<'_>> = if is_list { types.elements().collect() } else { vec![types] };
    let fits = each.iter().map(|name| match readable::string(*name) {
        Some(name) if type_noun(&name).is_some() => Fit::of(is_of_type(value, &name)),
        _ => Fit::Unclear,
    });
    fits.min().unwrap_or(Fit::Unclear)
}

fn is_of_type(value: Node<'_>, name: &str) -> bool {
    match value.kind() {
        Kind::Number => {
            name == "number" || (name == "integer" && readable::number(value).is_none_or(|number| number.is_integer()))
        }
        Kind::String => name == "string",
        Kind::Boolean => name == "boolean",
        Kind::Null => name == "null",
        Kind::Object => name == "object",
        Kind::Array => name == "array",
        Kind::Property | Kind::Word => true,
    }
}

/// The types of a schema as a message says them: `a string or null`.
pub(super) fn types(types: Node<'_>) -> Vec<String> {
    let is_list = types.kind() == Kind::Array;
    let each: Vec<Node<'_>> = if is_list { types.elements().collect() } else { vec![types] };
    each.iter().filter_map(|name| type_noun(&name.text()).map(str::to_owned)).collect()
}

/// The message for a value of a wrong type.
pub(super) fn wrong_type(value: Node<'_>, nouns: &[String], is_secret: bool) -> String {
    let subject = subject(value);
    let wanted = list(nouns, "or");
    // "is a number, but must be a whole number" does not say what is wrong.
    let is_fraction = value.kind() == Kind::Number && nouns.iter().any(|noun| noun == "a whole number");
    match value.kind() {
        Kind::Number if is_fraction && !is_secret => format!("{subject} is {}, but must be {wanted}.", shown(value)),
        Kind::Boolean if !is_secret => format!("{subject} is {}, but must be {wanted}.", shown(value)),
        _ => format!("{subject} is {}, but must be {wanted}.", kind(value)),
    }
}

/// The values of an `enum`, if they are few enough to be listed.
pub(super) fn one_of(values: &[Node<'_>]) -> String {
    match values {
        // "an object" would not tell which.
        [one] if matches!(one.kind(), Kind::Object | Kind::Array) => "the value that the schema gives".to_owned(),
        few if few.len() <= MOST_LISTED => list(&few.iter().map(|value| shown(*value)).collect::<Vec<_>>(), "or"),
        many => format!("one of the {} values that the schema lists", many.len()),
    }
}

/// A limit with its noun, which is left out where the count before has it.
fn just(limit: usize, has: usize, noun: &str) -> String {
    if has == 0 { count(limit, noun) } else { limit.to_string() }
}
