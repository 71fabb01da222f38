//! The words in which fields are declared.

use super::form::Forms;
use super::format::Format;
use super::names::{EntryKind, KeyStyle};
use super::shape::{Bounds, Choice, Field, Map, Shape, Status, Text};

pub(super) const PLAIN: Text =
    Text { length: Bounds { min: 0, max: Bounds::NO_MAX }, choices: &[], is_open: false, format: Format::Plain };

/// A string of any length.
pub(super) const ANY_TEXT: Shape = Shape::Text(PLAIN);

/// A string of at most `max` characters.
pub(super) const fn text(max: u32) -> Shape {
    text_between(0, max)
}

/// A string of `min` to `max` characters.
pub(super) const fn text_between(min: u32, max: u32) -> Shape {
    Shape::Text(Text { length: Bounds { min, max }, ..PLAIN })
}

/// One of a few strings.
pub(super) const fn one_of(choices: &'static [Choice]) -> Shape {
    Shape::Text(Text { choices, ..PLAIN })
}

/// A string in a format, of any length.
pub(super) const fn formatted(format: Format) -> Shape {
    Shape::Text(Text { format, ..PLAIN })
}

/// A string in a format, of at most `max` characters.
pub(super) const fn formatted_to(format: Format, max: u32) -> Shape {
    Shape::Text(Text { length: Bounds { min: 0, max }, format, ..PLAIN })
}

/// A stable field of both forms that is optional and never null.
pub(super) const fn field(name: &'static str, shape: Shape, summary: &'static str) -> Field {
    Field {
        name,
        entry: None,
        shape,
        summary,
        detail: "",
        example: "",
        refers_to: None,
        forms: Forms::Both,
        required: Forms::None,
        nullable: Forms::None,
        null: "",
        default: None,
        only_for: &[],
        is_unchecked: false,
        status: Status::Stable,
    }
}

/// The field for each value of a map; [`map`] sets its name.
pub(super) const fn value(shape: Shape, summary: &'static str) -> Field {
    field("", shape, summary)
}

/// A map of entries of a kind, with names in a style.
pub(super) const fn map(kind: EntryKind, keys: KeyStyle, value: Field) -> Map {
    Map { kind, keys, entry: Field { name: kind.placeholder(), entry: Some(kind), ..value } }
}

impl Field {
    pub(super) const fn detail(mut self, text: &'static str) -> Self {
        self.detail = text;
        self
    }

    pub(super) const fn example(mut self, json: &'static str) -> Self {
        self.example = json;
        self
    }

    /// Its strings refer to entries of that kind, declared in the innermost enclosing object with such a map.
    pub(super) const fn refers_to(mut self, kind: EntryKind) -> Self {
        self.refers_to = Some(kind);
        self
    }

    pub(super) const fn only(mut self, forms: Forms) -> Self {
        self.forms = forms;
        self
    }

    pub(super) const fn required(mut self, forms: Forms) -> Self {
        self.required = forms;
        self
    }

    /// It may be null in an update, with the given effect.
    pub(super) const fn removable(mut self, null: &'static str) -> Self {
        self.nullable = Forms::Update;
        self.null = null;
        self
    }

    /// It may be null in these forms.
    pub(super) const fn nullable_in(mut self, forms: Forms) -> Self {
        self.nullable = forms;
        self
    }

    pub(super) const fn default_is(mut self, json: &'static str) -> Self {
        self.default = Some(json);
        self
    }

    /// It says something only about values of these types.
    pub(super) const fn only_for(mut self, types: &'static [&'static str]) -> Self {
        self.only_for = types;
        self
    }

    /// The API does not look at the value.
    pub(super) const fn unchecked(mut self) -> Self {
        self.is_unchecked = true;
        self
    }

    pub(super) const fn is(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}
