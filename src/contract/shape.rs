//! The vocabulary in which the manifest's fields are declared.

use super::form::Forms;
use super::format::Format;
use super::names::{EntryKind, KeyStyle};

/// A key and what its value must look like.
///
/// The entry of a [`Map`] is a field too; its name is a placeholder such as `<action>`.
#[derive(Debug)]
pub struct Field {
    /// The key, or the placeholder of a map's entry.
    pub name: &'static str,
    /// For the entry of a map: what the entry is.
    pub entry: Option<EntryKind>,
    /// What the value looks like.
    pub shape: Shape,
    /// What the field is, in one sentence. Markdown.
    pub summary: &'static str,
    /// What it does and what to look out for; may be empty. Markdown.
    pub detail: &'static str,
    /// A valid value, as JSON.
    pub example: &'static str,
    /// The kind of entry that the string, or each string of the list, names.
    pub refers_to: Option<EntryKind>,
    /// The forms that have the field.
    pub forms: Forms,
    /// The forms that require it.
    pub required: Forms,
    /// The forms in which it may be `null`.
    pub nullable: Forms,
    /// What `null` does there, as a verb phrase: `removes the secret`. Empty if `null` is never allowed.
    pub null: &'static str,
    /// The value that the API assumes when the key is absent, as JSON.
    pub default: Option<&'static str>,
    /// Whether the field is stable, deprecated, experimental or merely tolerated.
    pub status: Status,
}

/// How settled a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Part of the API.
    Stable,
    /// Superseded; the text says what to write instead.
    Deprecated(&'static str),
    /// Part of the API, but likely to change.
    Experimental,
    /// Not part of the API, which accepts it all the same; the text says what it is.
    Tolerated(&'static str),
    /// Read by editors only; the API rejects it.
    EditorOnly,
}

impl Status {
    /// Whether completion and "Did you mean" may suggest the field.
    pub fn is_offered(self) -> bool {
        !matches!(self, Self::Tolerated(_) | Self::EditorOnly)
    }
}

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string.
    Text(Text),
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// An object with declared keys.
    Object(&'static Object),
    /// An object whose keys are names that the author chooses.
    Map(&'static Map),
    /// A list of strings.
    TextList,
    /// An embedded JSON Schema (draft 7): an object whose content is not declared here.
    JsonSchema,
}

impl Shape {
    /// What to call the value in a message, with its article: `a string`.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Object(_) | Self::Map(_) => "an object",
            Self::TextList => "a list of strings",
            Self::JsonSchema => "an object that holds a JSON Schema",
        }
    }

    /// The length limits of a string, in characters.
    pub fn length(self) -> Option<Bounds> {
        if let Self::Text(text) = self { Some(text.length) } else { None }
    }

    /// What a string holds.
    pub fn format(self) -> Option<Format> {
        if let Self::Text(text) = self { Some(text.format) } else { None }
    }

    /// Whether the value is a list of strings.
    pub fn is_text_list(self) -> bool {
        matches!(self, Self::TextList)
    }

    /// The fields declared one level below: those of an object, the entry of a map, none for anything else.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Object(object) => object.fields,
            Self::Map(map) => std::slice::from_ref(&map.entry),
            Self::Text(_) | Self::Boolean | Self::Integer | Self::TextList | Self::JsonSchema => &[],
        }
    }

    /// What is declared for the value of the key `name`, for an object or a map.
    pub(super) fn field(self, name: &str) -> Option<&'static Field> {
        match self {
            Self::Object(object) => object.field(name),
            Self::Map(map) => Some(&map.entry),
            _ => None,
        }
    }
}

/// A string: its length, its allowed values, and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Length in characters (Unicode scalar values), as
    /// [JSON Schema](https://json-schema.org/draft-07/json-schema-validation#rfc.section.6.3.1) counts.
    pub length: Bounds,
    /// The only values allowed; any value is, if there are none.
    pub choices: &'static [Choice],
    /// What the string holds.
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
    /// What it means, in a sentence or two. Markdown.
    pub summary: &'static str,
}

/// An object with declared keys; any other key is a mistake.
#[derive(Debug)]
pub struct Object {
    /// What to call it in a message, with its article: `an action`.
    pub noun: &'static str,
    /// The fields, in the order in which they read best; "Sort keys" and completion follow it.
    pub fields: &'static [Field],
}

impl Object {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field that holds the entries of a kind: for actions, `actions` of the manifest.
    pub fn map_of(&self, kind: EntryKind) -> Option<&'static Field> {
        self.fields.iter().find(|field| matches!(field.shape, Shape::Map(map) if map.kind == kind))
    }
}

/// An object whose keys are names that the author chooses.
#[derive(Debug)]
pub struct Map {
    /// What its entries are.
    pub kind: EntryKind,
    /// What their names must look like.
    pub keys: KeyStyle,
    /// What is declared for each value.
    pub entry: Field,
}
