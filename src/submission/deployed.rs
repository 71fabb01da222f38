//! What the API says is deployed, as a manifest.

use std::fmt;

use crate::contract::manifest::MANIFEST;
use crate::contract::{Field, Form, Format, Shape, Status, base64};
use crate::syntax::{Dialect, Kind, Node, Source, literal};
use crate::text::visible;

/// A deployed integration, as the API describes it.
///
/// The description is not a manifest: it names the secrets without their values, has URLs in the place of the icon and the
/// readme, and keys that only the server writes. One of those, `signingSecret`, is a secret.
pub struct Deployed(Source);

/// The files that the description has only URLs of.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The icon.
    pub icon: Option<Vec<u8>>,
    /// The readme.
    pub readme: Option<Vec<u8>>,
}

/// Why a description cannot become a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not a JSON object.
    NotAnObject,
    /// It is nested deeper than anything that a person could read.
    TooDeep,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => {
                f.write_str("the API describes the integration by something that is not a JSON object")
            }
            Self::TooDeep => write!(f, "the API describes the integration by JSON of more than {DEEPEST} levels"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// The most levels; the schemas of real manifests have some twenty.
const DEEPEST: usize = 200;

/// The largest icon or readme that is worth downloading, in bytes. The API takes manifests of less.
pub const LARGEST_FILE: u64 = 16 << 20;

/// The keys of a manifest that the description never has.
const NOT_TOLD: &[&str] = &["code", "layers", "sdkVersion", "extraOperations"];

/// The secrets are in it, and others.
impl fmt::Debug for Deployed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deployed").finish_non_exhaustive()
    }
}

impl Deployed {
    /// Reads the description: the value of `integration` in the API's answer.
    ///
    /// # Errors
    /// It is not one.
    pub fn read(description: &str) -> Result<Self, Unreadable> {
        if depth(description) > DEEPEST {
            return Err(Unreadable::TooDeep);
        }
        let source = Source::new(description.to_owned(), Dialect::Json);
        let is_object = source.root().is_some_and(|root| root.kind() == Kind::Object);
        if is_object && source.tree().errors().is_empty() { Ok(Self(source)) } else { Err(Unreadable::NotAnObject) }
    }

    /// The name, if it has one.
    pub fn name(&self) -> Option<String> {
        self.text("name")
    }

    /// Which integration it is: `acme/mail 1.2.0`.
    pub fn label(&self) -> String {
        let parts = [self.name(), self.version()].into_iter().flatten();
        let parts: Vec<String> = parts.map(|part| visible(&part).into_owned()).collect();
        if parts.is_empty() { "an integration without a name".to_owned() } else { parts.join(" ") }
    }

    /// The version, if it has one.
    pub fn version(&self) -> Option<String> {
        self.text("version")
    }

    /// Where the icon is, if there is one.
    pub fn icon_url(&self) -> Option<String> {
        self.text("iconUrl")
    }

    /// Where the readme is, if there is one.
    pub fn readme_url(&self) -> Option<String> {
        self.text("readmeUrl")
    }

    /// The names of the secrets.
    pub fn secrets(&self) -> Vec<String> {
        let names = self.root().and_then(|root| root.get("secrets"));
        let names = names.into_iter().flat_map(|names| names.elements().chain(names.members().filter_map(Node::key)));
        names.filter_map(|name| name.as_string().map(Into::into)).collect()
    }

    /// The manifest: what the contract declares for the form, in one line, with values as they were written. Secrets have empty
    /// values, to be filled in.
    pub fn manifest(&self, form: Form, files: &Files) -> String {
        self.with(form, files, Vec::new(), None)
    }

    /// The same to compare a local manifest with, whose root is `local`: what the API does not tell, such as the values of
    /// secrets, is as there. So is a file that cannot be had: `download` gets what it is and its URL.
    pub fn manifest_beside(
        &self,
        form: Form,
        local: Option<Node<'_>>,
        download: impl Fn(&'static str, String) -> Option<Vec<u8>>,
    ) -> String {
        let mut untold = NOT_TOLD.to_vec();
        let mut get = |key, url: Option<String>| {
            let file = download(key, url?);
            untold.extend(file.is_none().then_some(key));
            file
        };
        let files = Files { icon: get("icon", self.icon_url()), readme: get("readme", self.readme_url()) };
        let own = |key: &str| local.and_then(|local| local.get(key));
        let members = untold.into_iter().filter_map(|key| Some((key, own(key)?.source().to_owned())));
        self.with(form, &files, members.collect(), own("secrets"))
    }

    fn with(
        &self,
        form: Form,
        files: &Files,
        mut members: Vec<(&'static str, String)>,
        local_secrets: Option<Node<'_>>,
    ) -> String {
        if let Some(root) = self.root() {
            let has_visibility = root.get("visibility").is_some_and(|value| value.kind() == Kind::String);
            members.extend(root.members().filter_map(|member| {
                let (field, value) = kept(member, Shape::Object(&MANIFEST), form)?;
                let is_server_view = ["icon", "readme", "secrets"].contains(&field.name);
                let is_doubled = has_visibility && matches!(field.status, Status::Deprecated(_));
                let is_empty = value.kind() == Kind::Object && value.members().next().is_none();
                let is_left_out = is_server_view || is_doubled || is_empty;
                (!is_left_out).then(|| (field.name, written(value, field.shape, form)))
            }));
        }
        for (name, file) in [("icon", &files.icon), ("readme", &files.readme)] {
            members.extend(file.iter().map(|bytes| (name, format!("\"{}\"", base64::encode(bytes)))));
        }
        let value = |name: &str| local_secrets.and_then(|local| local.get(name)).map_or("\"\"", Node::source);
        let secrets: Vec<String> =
            self.secrets().iter().map(|name| format!("{}:{}", literal::encode(name), value(name))).collect();
        if !secrets.is_empty() {
            members.push(("secrets", format!("{{{}}}", secrets.join(","))));
        }
        let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    }

    fn root(&self) -> Option<Node<'_>> {
        self.0.root()
    }

    /// A text that is not empty.
    fn text(&self, key: &str) -> Option<String> {
        let text = self.root()?.get(key)?.as_string()?.into_owned();
        Some(text).filter(|text| !text.is_empty())
    }
}

/// The declaration and the value of a member that belongs into a manifest of that form.
fn kept<'t>(member: Node<'t>, shape: Shape, form: Form) -> Option<(&'static Field, Node<'t>)> {
    let (name, value) = (member.name()?, member.value()?);
    let field = match shape.map() {
        Some(map) => &map.entry,
        None => shape.object()?.field(&name)?,
    };
    let is_declared = field.forms.has(form) && !matches!(field.status, Status::Tolerated(_) | Status::EditorOnly);
    // In a manifest, an absent key says the same.
    let is_absent =
        value.kind() == Kind::Null || (value.as_string().is_some_and(|text| text.is_empty()) && needs_text(field));
    (is_declared && !is_absent).then_some((field, value))
}

fn needs_text(field: &Field) -> bool {
    field.shape.text().is_some_and(|text| text.length.min > 0 || matches!(text.format, Format::Url | Format::Version))
}

/// A value with what belongs into a manifest. A stack takes the place of recursion.
fn written(value: Node<'_>, shape: Shape, form: Form) -> String {
    let mut json = String::new();
    let mut to_write = vec![Piece::Value(value, shape)];
    while let Some(piece) = to_write.pop() {
        let (value, shape) = match piece {
            Piece::Text(text) => {
                json.push_str(text);
                continue;
            }
            Piece::Value(value, shape) => (value, shape),
        };
        let has_fields = !shape.is_schema() && shape.object().is_some_and(|object| !object.is_open);
        if value.kind() != Kind::Object || !(has_fields || shape.map().is_some()) {
            json.push_str(value.source());
            continue;
        }
        let mut pieces = vec![Piece::Text("{")];
        for member in value.members() {
            let (Some((field, inner)), Some(key)) = (kept(member, shape, form), member.key()) else { continue };
            if pieces.len() > 1 {
                pieces.push(Piece::Text(","));
            }
            pieces.extend([Piece::Text(key.source()), Piece::Text(":"), Piece::Value(inner, field.shape)]);
        }
        pieces.push(Piece::Text("}"));
        to_write.extend(pieces.into_iter().rev());
    }
    json
}

enum Piece<'t> {
    Text(&'t str),
    Value(Node<'t>, Shape),
}

/// How deep a JSON text is nested.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest): (usize, usize) = (0, 0);
    let (mut is_in_string, mut is_escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_in_string => is_escaped = true,
            b'"' => is_in_string = !is_in_string,
            b'{' | b'[' if !is_in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !is_in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
