//! What a field is called and how it looks, from `x-zui` and the keywords of JSON Schema.

use std::borrow::Cow;

use heck::ToTitleCase;

use crate::json_schema::view::Schema;
use crate::syntax::{Kind, Node};

/// What a schema says of how its field looks. The outer of two schemas for the same value wins.
#[derive(Clone, Debug, Default)]
pub(super) struct Label<'t> {
    /// The name of the property.
    pub(super) key: Option<Cow<'t, str>>,
    pub(super) is_required: bool,
    pub(super) description: Option<String>,
    pub(super) placeholder: Option<String>,
    pub(super) default: Option<Node<'t>>,
    pub(super) is_secret: bool,
    pub(super) is_hidden: bool,
    pub(super) is_disabled: bool,
    /// A condition decides whether the field is shown.
    pub(super) is_conditional: bool,
    /// The component of `displayAs`, in lower case, with its parameters.
    pub(super) component: Option<(String, Option<Node<'t>>)>,
    title: Option<String>,
    fallback: &'static str,
}

impl<'t> Label<'t> {
    /// The label of a property.
    pub(super) fn of_property(key: Cow<'t, str>, is_required: bool) -> Self {
        Self { key: Some(key), is_required, ..Self::default() }
    }

    /// The label of a value without a name of its own.
    pub(super) fn named(fallback: &'static str) -> Self {
        Self { fallback, ..Self::default() }
    }

    /// Adds what a schema says, where nothing is said yet.
    pub(super) fn add(&mut self, schema: &Schema<'_, 't>) {
        let or = |there: &mut Option<String>, text: Option<String>| {
            if there.is_none() {
                *there = text;
            }
        };
        let text = |key| schema.text(key).filter(|text| !text.trim().is_empty()).map(Cow::into_owned);
        if let Some(look) = schema.get("x-zui") {
            let is_true = |key| look.get(key).and_then(Node::as_bool) == Some(true);
            or(&mut self.title, text_of(look, "title"));
            or(&mut self.placeholder, text_of(look, "placeholder"));
            self.is_secret |= is_true("secret");
            self.is_hidden |= is_true("hidden");
            self.is_disabled |= is_true("disabled");
            self.is_conditional |= look.get("hidden").is_some_and(|hidden| hidden.kind() == Kind::String);
            if self.component.is_none() {
                let mut parts = look.get("displayAs").into_iter().flat_map(Node::elements);
                let name = parts.next().and_then(Node::as_string);
                self.component = name.map(|name| (name.to_lowercase(), parts.next()));
            }
        }
        or(&mut self.title, text("title"));
        or(&mut self.description, text("description"));
        self.default = self.default.or_else(|| schema.get("default"));
    }

    /// What people call the field.
    pub(super) fn title(&self) -> String {
        let from_key = || self.key.as_deref().map(|key| key.chars().take(100).collect::<String>().to_title_case());
        let title = self.title.clone().or_else(from_key).filter(|title| !title.is_empty());
        title.or_else(|| self.key.as_deref().map(str::to_owned)).unwrap_or_else(|| self.fallback.to_owned())
    }

    /// Whether `displayAs` names such a component.
    pub(super) fn is_shown_as(&self, component: &str) -> bool {
        self.component.as_ref().is_some_and(|(name, _)| name.contains(component))
    }

    /// A parameter of the component.
    pub(super) fn parameter(&self, name: &str) -> Option<Node<'t>> {
        self.component.as_ref()?.1?.get(name)
    }
}

/// The text of a member, if it has one that is not empty.
pub(super) fn text_of(node: Node<'_>, key: &str) -> Option<String> {
    node.get(key)?.as_string().filter(|text| !text.trim().is_empty()).map(Cow::into_owned)
}
