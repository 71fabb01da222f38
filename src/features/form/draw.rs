//! The fields of a schema.

use super::html::Html;
use super::input;
use super::label::Label;
use crate::json_schema::view::{Alternatives, Reader, Schema, Type, View};
use crate::json_schema::words::{Part, words};
use crate::syntax::{Kind, Node, NodeId};

/// The most fields, the deepest of them, and the longest page, in bytes. People fill in less.
const MOST_FIELDS: usize = 400;
const DEEPEST: usize = 10;
const LONGEST_PAGE: usize = 400_000;
/// The most kinds of which each is drawn.
const MOST_KINDS: usize = 20;
/// The most fields that are named as hidden.
const MOST_HIDDEN: usize = 20;
/// The most steps for one page.
pub(super) const STEPS: usize = 100_000;

/// What says nothing that the input does not show.
const PLAIN: [&str; 10] = [
    "a text",
    "a text or null",
    "a number",
    "a number or null",
    "true or false",
    "true or false, or null",
    "a date and time (date-time)",
    "an email address",
    "a URL",
    "an object",
];

/// What is drawn of a schema, field by field.
pub(super) struct Drawing<'r, 't> {
    reader: &'r Reader<'t>,
    top: Node<'t>,
    pub(super) html: Html,
    /// The names of fields that are not shown to people.
    pub(super) hidden: Vec<String>,
    /// Whether something is left out because it is too much.
    pub(super) is_cut: bool,
    fields: usize,
    ids: usize,
    /// The schemas around the one that is drawn, since a schema may contain itself.
    around: Vec<NodeId>,
}

impl<'r, 't> Drawing<'r, 't> {
    pub(super) fn new(top: Node<'t>, reader: &'r Reader<'t>) -> Self {
        Self {
            reader,
            top,
            html: Html::default(),
            hidden: Vec::new(),
            is_cut: false,
            fields: 0,
            ids: 0,
            around: Vec::new(),
        }
    }

    /// The fields of a whole form, without a frame around them.
    pub(super) fn form(&mut self, schema: Node<'t>) {
        self.inside(Some(schema), "Value", None);
    }

    /// The fields of an object, or one field for anything else, where something around it has the title. `tag`: a property
    /// that is already chosen.
    fn inside(&mut self, schema: Option<Node<'t>>, fallback: &'static str, tag: Option<&str>) {
        match schema.map(|node| self.reader.view(node)) {
            Some(View::Schema(view))
                if view.alternatives().is_none() && has_fields(&view) && !self.is_around(&view) =>
            {
                self.around.extend(view.id());
                self.properties(&view, tag);
                self.around.pop();
            }
            _ => self.field(Label::named(fallback), schema),
        }
    }

    /// The fields of one of several: of an entry of a list, or of a kind.
    fn one_of_them(&mut self, schema: Option<Node<'t>>, fallback: &'static str, tag: Option<&str>) {
        let mut label = Label::named(fallback);
        if let Some(View::Schema(view)) = schema.map(|node| self.reader.view(node))
            && has_fields(&view)
        {
            label.add(&view);
            let id = self.id();
            self.help(&label, &id);
        }
        let before = self.html.len();
        self.inside(schema, fallback, tag);
        if self.html.len() == before {
            self.html.raw("<p class=\"note\">There is nothing more to fill in</p>");
        }
    }

    /// Whether a schema contains itself, or is too far in.
    fn is_around(&self, schema: &Schema<'_, 't>) -> bool {
        self.around.len() >= DEEPEST || schema.id().is_some_and(|id| self.around.contains(&id))
    }

    fn properties(&mut self, schema: &Schema<'_, 't>, tag: Option<&str>) {
        let (properties, has_more) = schema.properties();
        let required = schema.required();
        for (key, schema) in properties.into_iter().filter(|(key, _)| tag != Some(key)) {
            let is_required = required.contains(&key);
            self.field(Label::of_property(key, is_required), schema);
        }
        self.is_cut |= has_more;
    }

    /// The field of one value. Calls itself for what is inside, at most [`DEEPEST`] levels.
    fn field(&mut self, mut label: Label<'t>, schema: Option<Node<'t>>) {
        if self.fields >= MOST_FIELDS || self.html.len() > LONGEST_PAGE || self.reader.is_exhausted() {
            self.is_cut = true;
            return;
        }
        self.fields += 1;
        let Some(node) = schema else { return self.any(&label, None) };
        match self.reader.view(node) {
            View::Schema(schema) => {
                label.add(&schema);
                match label.is_hidden {
                    true if self.hidden.len() < MOST_HIDDEN => self.hidden.push(label.title()),
                    true => {}
                    false => self.schema(label, &schema, node),
                }
            }
            View::Any => self.any(&label, None),
            View::Nothing | View::NoSchema | View::DeadEnd(_) => {
                self.open(&label, "<div class=\"field\"><p class=\"label\">", "</p>");
                self.hint(node);
                self.html.raw("</div>");
            }
        }
    }

    /// The field of a value that has a schema with keywords, which `node` stands for.
    fn schema(&mut self, label: Label<'t>, schema: &Schema<'_, 't>, node: Node<'t>) {
        if self.is_around(schema) {
            self.open(&label, "<div class=\"field\"><p class=\"label\">", "</p>");
            let is_deep = self.around.len() >= DEEPEST;
            let why = if is_deep { "More fields inside" } else { "The same fields again" };
            self.html.raw("<p class=\"note\">").raw(why).raw("</p></div>");
            return;
        }
        self.around.extend(schema.id());
        if label.is_secret && schema.values().is_some() {
            self.leaf(&label, None, |html, id| input::text(html, id, &label, schema));
        } else if let Some((values, has_more)) = schema.values() {
            self.leaf(&label, None, |html, id| input::select(html, id, &label, &values, has_more));
        } else if let Some(alternatives) = schema.alternatives() {
            self.alternatives(label, &alternatives, node);
        } else {
            self.typed(&label, schema, node);
        }
        self.around.pop();
    }

    fn typed(&mut self, label: &Label<'t>, schema: &Schema<'_, 't>, node: Node<'t>) {
        let types = schema.types();
        let mut types = types.iter().filter(|one| **one != Type::Null);
        match (types.next().copied().or_else(|| guessed(schema)), types.next()) {
            (Some(Type::Text), None) => {
                self.leaf(label, Some(node), |html, id| input::text(html, id, label, schema));
            }
            (Some(one @ (Type::Number | Type::Integer)), None) => {
                // A slider shows its ends.
                let said = (!label.is_shown_as("slider")).then_some(node);
                self.leaf(label, said, |html, id| input::number(html, id, label, schema, one));
            }
            (Some(Type::Boolean), None) => self.checkbox(label),
            (Some(Type::List), None) => self.list(label, schema, node),
            (Some(Type::Object), None) if has_fields(schema) => {
                self.group(label, |drawing| drawing.properties(schema, None));
            }
            (Some(Type::Object), None) => match schema.get("additionalProperties") {
                Some(others) if others.kind() == Kind::Object && others.members().next().is_some() => {
                    self.group(label, |drawing| {
                        drawing.html.raw("<div class=\"entry\">");
                        let id = drawing.id();
                        drawing.html.raw("<div class=\"field\"><label").attribute("for", &id);
                        drawing
                            .html
                            .raw("><span class=\"title\">Name</span></label><input type=\"text\" autocomplete=\"off\"");
                        drawing.html.attribute("id", &id).raw("></div>");
                        drawing.field(Label::named("Value"), Some(others));
                        drawing.html.raw("</div><p class=\"add\">Add another</p>");
                    });
                }
                Some(others) if others.as_bool() == Some(false) => {
                    self.group(label, |drawing| {
                        drawing.html.raw("<p class=\"note\">There is nothing to fill in</p>");
                    });
                }
                _ => self.any(label, Some(node)),
            },
            _ => self.any(label, Some(node)),
        }
    }

    /// One sample entry of a list.
    fn list(&mut self, label: &Label<'t>, schema: &Schema<'_, 't>, node: Node<'t>) {
        let items = schema.get("items");
        let sample =
            items.and_then(|items| if items.kind() == Kind::Array { items.elements().next() } else { Some(items) });
        let is_limited = ["minItems", "maxItems", "uniqueItems"].iter().any(|keyword| schema.get(keyword).is_some());
        self.group(label, |drawing| {
            if is_limited {
                drawing.hint(node);
            }
            drawing.html.raw("<div class=\"entry\">");
            drawing.one_of_them(sample, "Entry", None);
            drawing.html.raw("</div><p class=\"add\">Add another</p>");
        });
    }

    fn alternatives(&mut self, mut label: Label<'t>, alternatives: &Alternatives<'t>, node: Node<'t>) {
        let Alternatives { all, tag, has_more, .. } = alternatives;
        if let [single] = all.as_slice() {
            return match self.reader.view(*single) {
                View::Schema(schema) => {
                    label.add(&schema);
                    self.schema(label, &schema, *single);
                }
                _ => self.any(&label, Some(*single)),
            };
        }
        if let Some((values, more_values)) = self.all_values(all) {
            let has_more = *has_more || more_values;
            return self.leaf(&label, None, |html, id| input::select(html, id, &label, &values, has_more));
        }
        if all.is_empty() {
            return self.any(&label, Some(node));
        }
        let group = self.id();
        self.group(&label, |drawing| {
            drawing.html.raw("<div class=\"kinds\">");
            for (index, kind) in all.iter().enumerate().take(MOST_KINDS) {
                // A browser keeps one of those with the same name open.
                drawing.html.raw("<details").attribute("name", &group);
                drawing.html.raw(if index == 0 { " open><summary>" } else { "><summary>" });
                drawing.kind_name(*kind, tag.as_ref().and_then(|tag| tag.values.get(index)).copied());
                drawing.html.raw("</summary><div class=\"kind\">");
                drawing.one_of_them(Some(*kind), "Value", tag.as_ref().map(|tag| tag.name.as_ref()));
                drawing.html.raw("</div></details>");
            }
            drawing.html.raw("</div>");
            drawing.is_cut |= all.len() > MOST_KINDS || *has_more;
        });
    }

    /// What tells a kind apart, its title, or what it is.
    fn kind_name(&mut self, kind: Node<'t>, tag: Option<Node<'t>>) {
        let mut label = Label::named("");
        if let View::Schema(schema) = self.reader.view(kind) {
            label.add(&schema);
        }
        match (label.title(), tag) {
            (title, _) if !title.is_empty() => {
                self.html.shortened(&title, 100);
            }
            (_, Some(tag)) => {
                self.html.shortened(&tag.text(), 100);
            }
            (_, None) => self.words(kind),
        }
    }

    /// All values, if every alternative only lists some.
    fn all_values(&self, alternatives: &[Node<'t>]) -> Option<(Vec<Node<'t>>, bool)> {
        let mut all = Vec::new();
        let mut has_more = false;
        for one in alternatives {
            let View::Schema(schema) = self.reader.view(*one) else { return None };
            let (values, more) = schema.values()?;
            has_more |= more;
            all.extend(values);
        }
        (!all.is_empty()).then_some((all, has_more))
    }

    fn any(&mut self, label: &Label<'t>, node: Option<Node<'t>>) {
        self.leaf(label, node, |html, id| input::json(html, id, label));
    }

    /// A field with one input. `node`: the schema to say in words.
    fn leaf(&mut self, label: &Label<'t>, node: Option<Node<'t>>, input: impl FnOnce(&mut Html, &str)) {
        let id = self.id();
        self.html.raw("<div class=\"field\"><label").attribute("for", &id);
        self.open(label, ">", "</label>");
        self.help(label, &id);
        input(&mut self.html, &id);
        if let Some(node) = node {
            self.hint(node);
        }
        self.html.raw("</div>");
    }

    fn checkbox(&mut self, label: &Label<'t>) {
        let id = self.id();
        self.html.raw("<div class=\"field check\">");
        input::checkbox(&mut self.html, &id, label);
        self.html.raw("<div><label").attribute("for", &id);
        self.open(label, ">", "</label>");
        self.help(label, &id);
        self.html.raw("</div></div>");
    }

    fn group(&mut self, label: &Label<'t>, inside: impl FnOnce(&mut Self)) {
        self.open(label, "<fieldset><legend>", "</legend>");
        let id = self.id();
        self.help(label, &id);
        inside(self);
        self.html.raw("</fieldset>");
    }

    /// The title between two pieces of markup, with a mark if it is required, and the name of the property.
    fn open(&mut self, label: &Label<'t>, before: &'static str, after: &'static str) {
        self.html.raw(before).raw("<span class=\"title\">").shortened(&label.title(), 200).raw("</span>");
        if label.is_required {
            self.html.raw("<span class=\"required\" title=\"required\">*</span>");
        }
        if let Some(key) = &label.key {
            self.html.raw("<code class=\"key\">").shortened(key, 60).raw("</code>");
        }
        self.html.raw(after);
    }

    fn help(&mut self, label: &Label<'t>, id: &str) {
        if let Some(description) = &label.description {
            self.html.raw("<p class=\"help\"").attribute("id", &format!("{id}-help")).raw(">");
            self.html.text(description).raw("</p>");
        }
        if label.is_conditional {
            self.html.raw("<p class=\"note\">Shown only under a condition</p>");
        }
        if label.is_secret && label.default.is_some() {
            self.html.raw("<p class=\"note\">It has a default, which is a secret and not shown</p>");
        }
    }

    /// The schema in words, unless they say nothing that the input does not show.
    fn hint(&mut self, schema: Node<'t>) {
        if !PLAIN.contains(&words(self.top, schema).to_string().as_str()) {
            self.html.raw("<p class=\"hint\">");
            self.words(schema);
            self.html.raw("</p>");
        }
    }

    fn words(&mut self, schema: Node<'t>) {
        for (index, part) in words(self.top, schema).parts().iter().enumerate() {
            match part {
                Part::Said(said) if index == 0 => {
                    let mut characters = said.chars();
                    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
                    self.html.text(&first).text(characters.as_str());
                }
                Part::Said(said) => {
                    self.html.text(said);
                }
                Part::Quoted(quoted) => {
                    self.html.raw("<code>").text(quoted).raw("</code>");
                }
            }
        }
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        format!("field-{}", self.ids)
    }
}

/// Whether it declares properties.
fn has_fields(schema: &Schema<'_, '_>) -> bool {
    schema.get("properties").is_some_and(|properties| properties.members().next().is_some())
}

/// The type that the keywords of a schema speak of, if it names none.
fn guessed(schema: &Schema<'_, '_>) -> Option<Type> {
    let keywords = [
        (Type::Object, &["properties", "additionalProperties", "required"][..]),
        (Type::List, &["items", "minItems", "maxItems"]),
        (Type::Text, &["minLength", "maxLength", "pattern", "format"]),
        (Type::Number, &["minimum", "maximum", "multipleOf"]),
    ];
    let speaks_of = |keywords: &[&str]| keywords.iter().any(|keyword| schema.get(keyword).is_some());
    keywords.iter().find(|(_, keywords)| speaks_of(keywords)).map(|(one, _)| *one)
}
