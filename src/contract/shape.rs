//! The vocabulary in which the manifest's fields are declared.

use super::form::Forms;

/// A key and what may stand behind it. An entry of a map is a field too: its name is a placeholder such as `<action>`.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What the value looks like.
    pub shape: Shape,
    /// One sentence: what it is.
    pub summary: &'static str,
    /// More of it: what it does, what to look out for. May be empty.
    pub detail: &'static str,
    /// A JSON value that fits.
    pub example: &'static str,
    /// The forms in which it exists.
    pub forms: Forms,
    /// The forms in which it must be there.
    pub required: Forms,
    /// The forms in which it may be null.
    pub nullable: Forms,
    /// What null does, where it is allowed.
    pub null: &'static str,
    /// What holds if the key is absent, as JSON.
    pub default: Option<&'static str>,
    /// Deprecated, experimental, tolerated.
    pub status: Status,
}

/// How settled a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// To be used.
    Stable,
    /// To be replaced; the text says by what.
    Deprecated(&'static str),
    /// May change.
    Experimental,
    /// Undeclared by the API, yet accepted; the text says what it is.
    Tolerated(&'static str),
    /// For editors alone; the API refuses it.
    EditorOnly,
}

impl Status {
    /// Whether completion and "did you mean" may propose it.
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
    /// An object whose keys are names.
    Map(&'static Map),
    /// A list of strings.
    TextList,
    /// An embedded JSON Schema (draft 7): an object of which nothing more is declared.
    JsonSchema,
}

impl Shape {
    /// What a person calls it, with its article.
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

    /// The limits of its length, if it is a string.
    pub fn length(self) -> Option<Bounds> {
        if let Self::Text(text) = self { Some(text.length) } else { None }
    }

    /// What it holds, if it is a string.
    pub fn format(self) -> Option<Format> {
        if let Self::Text(text) = self { Some(text.format) } else { None }
    }

    /// Whether it is a list of strings.
    pub fn is_text_list(self) -> bool {
        matches!(self, Self::TextList)
    }
}

/// Limits of a string, and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Length in characters (Unicode scalar values), as JSON Schema counts.
    pub length: Bounds,
    /// The only values allowed; empty if any is.
    pub choices: &'static [Choice],
    /// What is in it.
    pub format: Format,
}

/// The least and the most, both allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At least so many.
    pub min: u32,
    /// At most so many; [`Bounds::NO_MAX`] for no limit.
    pub max: u32,
}

impl Bounds {
    /// No upper limit.
    pub const NO_MAX: u32 = u32::MAX;

    /// The upper limit, if there is one.
    pub fn limit(self) -> Option<u32> {
        (self.max != Self::NO_MAX).then_some(self.max)
    }
}

/// One allowed value of a string.
#[derive(Debug)]
pub struct Choice {
    /// The value.
    pub value: &'static str,
    /// What it means.
    pub summary: &'static str,
}

/// What a string holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Words for people, or anything.
    Plain,
    /// A semantic version.
    Version,
    /// An absolute http or https URL.
    Url,
    /// The base64 of an SVG document.
    Svg,
    /// The base64 of a Markdown document.
    Markdown,
    /// JavaScript.
    Code,
    /// A program in VRL.
    Vrl,
    /// A secret's value: never shown.
    Secret,
}

/// An object with declared keys; any other is a mistake.
#[derive(Debug)]
pub struct Object {
    /// What a person calls it, with its article: `an action`.
    pub noun: &'static str,
    /// In the order of the API's documentation.
    pub fields: &'static [Field],
}

impl Object {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// An object whose keys are names that the author chooses.
#[derive(Debug)]
pub struct Map {
    /// What a key looks like.
    pub keys: KeyStyle,
    /// What stands behind each key.
    pub entry: Field,
}

/// What the names in a map look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStyle {
    /// camelCase, 2 to 100 letters and digits.
    Identifier,
    /// camelCase by custom.
    Custom,
    /// camelCase or snake_case by custom.
    Tag,
    /// SCREAMING_SNAKE_CASE.
    Secret,
    /// Anything.
    Free,
}
