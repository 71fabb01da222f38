//! The types with which the fields of a manifest are declared.

use super::form::Forms;
use super::format::Format;
use super::names::{EntryKind, KeyStyle};

/// A key and its declared value.
///
/// The entry of a [`Map`] is a field too; its name is a placeholder such as `<action>`.
#[derive(Debug)]
pub struct Field {
    /// The key, or the placeholder of a map's entry.
    pub name: &'static str,
    /// For the entry of a map, its kind.
    pub entry: Option<EntryKind>,
    /// The shape of the value.
    pub shape: Shape,
    /// A one-sentence explanation, in Markdown.
    pub summary: &'static str,
    /// Further details, in Markdown; may be empty.
    pub detail: &'static str,
    /// A valid value, as JSON.
    pub example: &'static str,
    /// The kind of entry that the string, or each string of the array, refers to.
    pub refers_to: Option<EntryKind>,
    /// The forms that have the field.
    pub forms: Forms,
    /// The forms that require it.
    pub required: Forms,
    /// The forms in which it may be `null`.
    pub nullable: Forms,
    /// The effect of `null`, as a verb phrase: `removes the secret`. Empty if `null` is never allowed.
    pub null: &'static str,
    /// The value that the API assumes when the key is absent, as JSON.
    pub default: Option<&'static str>,
    /// For a keyword of a JSON Schema, the types of value that it says something about; empty if it does of all.
    pub only_for: &'static [&'static str],
    /// Whether the API leaves the value unchecked, so that a wrong one has no effect rather than being refused.
    pub is_unchecked: bool,
    /// Whether the field is stable, deprecated, experimental or merely tolerated.
    pub status: Status,
}

impl Field {
    /// The kind of entry that the string, or each element of the array, refers to.
    pub fn kind_of_reference(&self) -> Option<EntryKind> {
        self.refers_to.or_else(|| self.shape.element()?.refers_to)
    }
}

/// The status of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Part of the API.
    Stable,
    /// Deprecated; the text says what to use instead.
    Deprecated(&'static str),
    /// Part of the API, but likely to change.
    Experimental,
    /// Not part of the API, but accepted; the text explains it.
    Tolerated(&'static str),
    /// Only for editors; the API does not declare it.
    EditorOnly,
    /// A keyword of another dialect of JSON Schema, which has no effect here; the text says which one, and what to write
    /// instead.
    Foreign(&'static str),
}

impl Status {
    /// Whether completion and "Did you mean" may suggest the field.
    pub fn is_offered(self) -> bool {
        !matches!(self, Self::Tolerated(_) | Self::EditorOnly | Self::Foreign(_))
    }
}

/// The shape of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string.
    Text(Text),
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A whole number that is not negative.
    Count,
    /// A number.
    Number,
    /// A number above zero.
    PositiveNumber,
    /// An object with declared keys.
    Object(&'static Object),
    /// An object whose keys are names that the author chooses.
    Map(&'static Map),
    /// An array of strings.
    TextList,
    /// An array whose elements are declared.
    List(&'static List),
    /// An embedded JSON Schema (draft 7): an object with these keywords.
    JsonSchema(&'static Object),
    /// A schema inside an embedded one: an object with these keywords, or `true` or `false`.
    Subschema(&'static Object),
    /// One of several shapes, of which no two take the same kind of value.
    Either(&'static Alternatives),
    /// Any value.
    Any,
}

impl Shape {
    /// The noun for messages, with its article: `a string`.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Count => "a whole number of at least 0",
            Self::Number => "a number",
            Self::PositiveNumber => "a number above 0",
            Self::Object(_) | Self::Map(_) => "an object",
            Self::TextList => "an array of strings",
            Self::List(list) => list.noun,
            Self::JsonSchema(_) => "an object with a JSON Schema",
            Self::Subschema(_) => "a schema",
            Self::Either(alternatives) => alternatives.noun,
            Self::Any => "any value",
        }
    }

    /// The shapes that a value may have: the alternatives, or just this one.
    pub fn alternatives(&self) -> &[Self] {
        if let Self::Either(alternatives) = self { alternatives.shapes } else { std::slice::from_ref(self) }
    }

    /// The string that the value may be.
    pub fn text(self) -> Option<Text> {
        match self {
            Self::Text(text) => Some(text),
            Self::Either(alternatives) => alternatives.shapes.iter().find_map(|shape| shape.text()),
            _ => None,
        }
    }

    /// The object with declared keys that the value may be.
    pub fn object(self) -> Option<&'static Object> {
        match self {
            Self::Object(object) | Self::JsonSchema(object) | Self::Subschema(object) => Some(object),
            Self::Either(alternatives) => alternatives.shapes.iter().find_map(|shape| shape.object()),
            _ => None,
        }
    }

    /// The map that the value may be.
    pub fn map(self) -> Option<&'static Map> {
        match self {
            Self::Map(map) => Some(map),
            Self::Either(alternatives) => alternatives.shapes.iter().find_map(|shape| shape.map()),
            _ => None,
        }
    }

    /// The declaration of the elements, if the value may be an array whose elements are declared.
    pub fn element(self) -> Option<&'static Field> {
        match self {
            Self::List(list) => Some(&list.element),
            Self::Either(alternatives) => alternatives.shapes.iter().find_map(|shape| shape.element()),
            _ => None,
        }
    }

    /// Whether the value may be a schema: an embedded one or one inside it.
    pub fn is_schema(self) -> bool {
        match self {
            Self::JsonSchema(_) | Self::Subschema(_) => true,
            Self::Either(alternatives) => alternatives.shapes.iter().any(|shape| shape.is_schema()),
            _ => false,
        }
    }

    /// The length limits of a string, in characters.
    pub fn length(self) -> Option<Bounds> {
        self.text().map(|text| text.length)
    }

    /// The format of a string.
    pub fn format(self) -> Option<Format> {
        self.text().map(|text| text.format)
    }

    /// Whether the value is an array of strings.
    pub fn is_text_list(self) -> bool {
        matches!(self, Self::TextList)
    }

    /// The fields one level below: those of an object, or the entry of a map; otherwise none.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Object(object) | Self::JsonSchema(object) | Self::Subschema(object) => object.fields,
            Self::Map(map) => std::slice::from_ref(&map.entry),
            Self::Either(_) => self.object().map_or(&[], |object| object.fields),
            _ => &[],
        }
    }

    /// The field for the key `name` of an object or a map.
    pub(super) fn field(self, name: &str) -> Option<&'static Field> {
        match (self.object(), self.map()) {
            (Some(object), _) => object.field(name),
            (None, Some(map)) => Some(&map.entry),
            (None, None) => None,
        }
    }
}

/// Shapes of which a value has one.
#[derive(Debug)]
pub struct Alternatives {
    /// The noun for messages, with its article: `a string or an array of strings`.
    pub noun: &'static str,
    /// The shapes.
    pub shapes: &'static [Shape],
}

/// An array whose elements are declared.
#[derive(Debug)]
pub struct List {
    /// The noun for messages, with its article: `an array of schemas`.
    pub noun: &'static str,
    /// The declaration of each element.
    pub element: Field,
    /// Whether it must have an element.
    pub is_filled: bool,
    /// Whether all elements must be different.
    pub is_set: bool,
}

/// A string: its length, its allowed values and its format.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Length in characters (Unicode scalar values), as
    /// [JSON Schema](https://json-schema.org/draft-07/json-schema-validation#rfc.section.6.3.1) counts.
    pub length: Bounds,
    /// The allowed values; if empty, any value is allowed.
    pub choices: &'static [Choice],
    /// Whether other values than the choices are allowed, too.
    pub is_open: bool,
    /// The format of the string.
    pub format: Format,
}

/// A minimum and a maximum, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The minimum; 0 for none.
    pub min: u32,
    /// The maximum; [`Bounds::NO_MAX`] for none.
    pub max: u32,
}

impl Bounds {
    /// No maximum.
    pub const NO_MAX: u32 = u32::MAX;

    /// The maximum, if there is one.
    pub fn limit(self) -> Option<u32> {
        (self.max != Self::NO_MAX).then_some(self.max)
    }
}

/// One allowed value of a string.
#[derive(Debug)]
pub struct Choice {
    /// The value.
    pub value: &'static str,
    /// Its meaning in one or two sentences, in Markdown.
    pub summary: &'static str,
}

/// An object with declared keys; other keys are mistakes, unless it is open.
#[derive(Debug)]
pub struct Object {
    /// The noun for messages, with its article: `an action`.
    pub noun: &'static str,
    /// The fields in a natural reading order, which completion and sorting keys follow.
    pub fields: &'static [Field],
    /// Whether the API accepts other keys.
    pub is_open: bool,
}

impl Object {
    /// The field with that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field that contains the entries of a kind: for actions, `actions` of the manifest.
    pub fn map_of(&self, kind: EntryKind) -> Option<&'static Field> {
        self.fields.iter().find(|field| matches!(field.shape, Shape::Map(map) if map.kind == kind))
    }
}

/// An object whose keys are names that the author chooses.
#[derive(Debug)]
pub struct Map {
    /// The kind of its entries.
    pub kind: EntryKind,
    /// The style of their names.
    pub keys: KeyStyle,
    /// The declaration of each entry.
    pub entry: Field,
}
