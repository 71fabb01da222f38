//! Who asks: a token, a workspace and the URL of the API, found where the vendor's tool looks for them.
//!
//! 1. A profile that is named: `BP_PROFILE`, `BP_P` or what the caller was told. It counts as a whole.
//! 2. Else each of the three from its environment variable, then from what the caller was told.
//! 3. Else from `global.cache.json`, which `bp login` writes.
//!
//! Nothing has a default.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::address::Address;
use super::environment::Environment;
use super::redact::Redactor;
use super::stored;
use super::token::{CANNOT_BE_SENT, Token};
use crate::text::{list, quoted, visible_path};

/// A value and what gave it, as people write that: `--profile`, or the name of an editor's setting.
#[derive(Clone, Debug)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// What gave it.
    pub by: &'static str,
}

/// What the command line or a person's own settings say. Nothing of a project may get in here: whoever opens a stranger's
/// folder would send the token to a stranger.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// The name of a profile.
    pub profile: Option<Given<String>>,
    /// The token.
    pub token: Option<Given<Token>>,
    /// The ID of the workspace.
    pub workspace_id: Option<Given<String>>,
    /// The URL of the API.
    pub api_url: Option<Given<String>>,
    /// The folder of `profiles.json` and `global.cache.json`.
    pub home: Option<Given<PathBuf>>,
}

/// The parts of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The token.
    Token,
    /// The ID of the workspace.
    WorkspaceId,
    /// The URL of the API.
    ApiUrl,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Token, Self::WorkspaceId, Self::ApiUrl];

    /// The environment variable.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Token => "BP_TOKEN",
            Self::WorkspaceId => "BP_WORKSPACE_ID",
            Self::ApiUrl => "BP_API_URL",
        }
    }

    /// The key in the files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::WorkspaceId => "workspaceId",
            Self::ApiUrl => "apiUrl",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Token => "the token",
            Self::WorkspaceId => "the workspace ID",
            Self::ApiUrl => "the API URL",
        }
    }
}

/// Where a part of a login is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// An environment variable.
    Variable(&'static str),
    /// What [`Given::by`] says.
    Given(&'static str),
    /// A profile.
    Profile {
        /// Its name.
        name: String,
        /// `profiles.json`.
        path: PathBuf,
    },
    /// What the vendor's `bp login` has written.
    Cache(PathBuf),
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) | Self::Given(name) => formatter.write_str(name),
            Self::Profile { name, path } => write!(formatter, "the profile {} in {}", quoted(name), visible_path(path)),
            Self::Cache(path) => formatter.write_str(&visible_path(path)),
        }
    }
}

/// All that a request needs to be authorized.
#[derive(Clone)]
pub struct Login {
    pub(super) token: Token,
    pub(super) workspace_id: String,
    pub(super) address: Address,
    sources: [Source; 3],
    warnings: Vec<String>,
}

impl fmt::Debug for Login {
    /// Only where the parts are from: somebody may have put the token in the place of another.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Login").field("sources", &self.sources).finish_non_exhaustive()
    }
}

/// A part and where it is from.
type Found = (String, Source);

impl Login {
    /// Finds out who asks. Files are read, never written.
    ///
    /// # Errors
    /// Something is missing, or is there and cannot be used: then there is no fallback.
    pub fn find(flags: &Flags, environment: &Environment<'_>) -> Result<Self, LoginError> {
        let profile = match (text(environment, "BP_PROFILE")?, text(environment, "BP_P")?) {
            (Some(name), _) | (None, Some(name)) => Some(name),
            (None, None) => flags.profile.as_ref().map(|given| given.value.clone()).filter(|name| !name.is_empty()),
        };
        match profile {
            Some(name) => Self::from_profile(name, flags, environment),
            None => Self::from_parts(flags, environment),
        }
    }

    /// Where a part is from.
    pub fn source(&self, part: Part) -> &Source {
        &self.sources[part as usize]
    }

    /// What may be other than expected, in sentences.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The ID of the workspace, for messages.
    pub fn workspace_id(&self) -> String {
        self.redactor().redact(&self.workspace_id)
    }

    /// The API's address.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// What removes the token from texts.
    pub(super) fn redactor(&self) -> Redactor {
        self.token.redactor()
    }

    fn from_profile(name: String, flags: &Flags, environment: &Environment<'_>) -> Result<Self, LoginError> {
        let path = home(flags, environment)?.join("profiles.json");
        let unreadable = |why: String| LoginError::Unreadable { path: path.clone(), why };
        let profiles = stored::read(&path).map_err(unreadable)?;
        let profiles = profiles.ok_or_else(|| unreadable("there is no such file".to_owned()))?;
        let Some(profile) = profiles.get(&name) else {
            let known = profiles.keys().take(MOST_NAMED).cloned().collect();
            return Err(LoginError::UnknownProfile { name, path, known });
        };
        let source = Source::Profile { name, path };
        let profile = profile.as_object().ok_or_else(|| LoginError::NotAProfile(source.clone()))?;
        let find = |part| match stored_part(profile, part, &source)? {
            Some(found) => Ok(found),
            None => Err(LoginError::Incomplete { part, source: source.clone() }),
        };
        let mut login = Self::new(find(Part::Token)?, find(Part::WorkspaceId)?, find(Part::ApiUrl)?)?;
        let others: Vec<String> = Part::ALL.into_iter().flat_map(|part| set(part, flags, environment)).collect();
        if !others.is_empty() {
            let verb = if others.len() == 1 { "is" } else { "are" };
            let others = list(&others, "and");
            login.warnings.push(format!("{others} {verb} ignored, because {source} is used."));
        }
        Ok(login)
    }

    fn from_parts(flags: &Flags, environment: &Environment<'_>) -> Result<Self, LoginError> {
        let mut cache = Cache { flags, environment, read: None };
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for part in Part::ALL {
            let told = match text(environment, part.variable())? {
                Some(value) => Some((value, Source::Variable(part.variable()))),
                None => given(part, flags),
            };
            match told.map_or_else(|| cache.part(part), |told| Ok(Some(told)))? {
                Some(part) => found.push(part),
                None => missing.push(part),
            }
        }
        match <[Found; 3]>::try_from(found) {
            Ok([token, workspace_id, api_url]) => Self::new(token, workspace_id, api_url),
            Err(_) => Err(LoginError::NotLoggedIn { missing }),
        }
    }

    fn new(token: Found, workspace_id: Found, api_url: Found) -> Result<Self, LoginError> {
        let invalid = |part, source: &Source, why| LoginError::Invalid { part, source: source.clone(), why };
        let (token, token_source) = token;
        let token = Token::new(token);
        token.check().map_err(|why| invalid(Part::Token, &token_source, why))?;
        let (workspace_id, workspace_source) = workspace_id;
        if !workspace_id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(invalid(Part::WorkspaceId, &workspace_source, CANNOT_BE_SENT));
        }
        let (api_url, url_source) = api_url;
        let address = Address::parse(&api_url).map_err(|why| invalid(Part::ApiUrl, &url_source, why))?;
        let sources = [token_source, workspace_source, url_source];
        Ok(Self { token, workspace_id, address, sources, warnings: Vec::new() })
    }
}

/// An environment variable that is text.
fn text(environment: &Environment<'_>, name: &'static str) -> Result<Option<String>, LoginError> {
    let value = environment.variable(name).map(OsString::into_string).transpose();
    value.map_err(|_| LoginError::NotUnicode(name))
}

/// The most profiles that a message names.
const MOST_NAMED: usize = 8;

/// The cache, which is read when it is needed.
struct Cache<'a> {
    flags: &'a Flags,
    environment: &'a Environment<'a>,
    read: Option<(Option<Map<String, Value>>, Source)>,
}

impl Cache<'_> {
    fn part(&mut self, part: Part) -> Result<Option<Found>, LoginError> {
        if self.read.is_none() {
            let path = home(self.flags, self.environment)?.join("global.cache.json");
            let object = stored::read(&path).map_err(|why| LoginError::Unreadable { path: path.clone(), why })?;
            self.read = Some((object, Source::Cache(path)));
        }
        match &self.read {
            Some((Some(object), source)) => stored_part(object, part, source),
            _ => Ok(None),
        }
    }
}

fn stored_part(object: &Map<String, Value>, part: Part, source: &Source) -> Result<Option<Found>, LoginError> {
    match stored::text(object, part.key()) {
        Ok(text) => Ok(text.map(|text| (text, source.clone()))),
        Err(why) => Err(LoginError::Invalid { part, source: source.clone(), why }),
    }
}

/// A part that the caller was told.
fn given(part: Part, flags: &Flags) -> Option<Found> {
    let text = |given: &Given<String>| (given.value.clone(), Source::Given(given.by));
    let found = match part {
        Part::Token => flags.token.as_ref().map(|given| (given.value.text().to_owned(), Source::Given(given.by))),
        Part::WorkspaceId => flags.workspace_id.as_ref().map(text),
        Part::ApiUrl => flags.api_url.as_ref().map(text),
    };
    found.filter(|(value, _)| !value.is_empty())
}

/// What sets a part besides a profile.
fn set(part: Part, flags: &Flags, environment: &Environment<'_>) -> impl Iterator<Item = String> {
    let variable = environment.variable(part.variable()).map(|_| part.variable().to_owned());
    variable.into_iter().chain(given(part, flags).map(|(_, source)| source.to_string()))
}

/// The folder of the files.
fn home(flags: &Flags, environment: &Environment<'_>) -> Result<PathBuf, LoginError> {
    let named = environment.variable("BP_BOTPRESS_HOME").map(PathBuf::from);
    let named = named.or_else(|| flags.home.as_ref().map(|given| given.value.clone()));
    match named.filter(|path| !path.as_os_str().is_empty()) {
        Some(path) => Ok(environment.absolute(&path)),
        None => Ok(environment.home().ok_or(LoginError::NoHome)?.join(Path::new(".botpress"))),
    }
}

/// Why nobody could be found who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginError {
    /// Nothing says some of the parts.
    NotLoggedIn {
        /// Those that are missing.
        missing: Vec<Part>,
    },
    /// A file is there and cannot be read, or one that is needed is not there.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// There is no profile with that name.
    UnknownProfile {
        /// The name.
        name: String,
        /// `profiles.json`.
        path: PathBuf,
        /// Some profiles that there are.
        known: Vec<String>,
    },
    /// A profile is something else than an object.
    NotAProfile(Source),
    /// A profile lacks a part.
    Incomplete {
        /// The part.
        part: Part,
        /// The profile.
        source: Source,
    },
    /// A part cannot be used.
    Invalid {
        /// The part.
        part: Part,
        /// Where it is from.
        source: Source,
        /// What is wrong, as in "is not a string".
        why: &'static str,
    },
    /// An environment variable is not Unicode.
    NotUnicode(&'static str),
    /// The person's folder is unknown.
    NoHome,
}

impl fmt::Display for LoginError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoggedIn { missing } => {
                let nouns: Vec<String> = missing.iter().map(|part| part.noun().to_owned()).collect();
                let variables: Vec<String> = missing.iter().map(|part| part.variable().to_owned()).collect();
                let verb = if missing.len() == 1 { "is" } else { "are" };
                write!(
                    formatter,
                    "You are not logged in: {} {verb} missing. Run `bp login`, name a profile, or set {}.",
                    list(&nouns, "and"),
                    list(&variables, "and")
                )
            }
            Self::Unreadable { path, why } => write!(formatter, "{} cannot be read: {why}.", visible_path(path)),
            Self::UnknownProfile { name, path, known } if known.is_empty() => {
                write!(formatter, "There is no profile {} in {}, and no other.", quoted(name), visible_path(path))
            }
            Self::UnknownProfile { name, path, known } => {
                let known: Vec<String> = known.iter().map(|name| quoted(name)).collect();
                let path = visible_path(path);
                write!(formatter, "There is no profile {} in {path}. Use {}.", quoted(name), list(&known, "or"))
            }
            Self::NotAProfile(source) => write!(formatter, "{} is not a JSON object.", capital(source)),
            Self::Incomplete { part, source } => {
                write!(formatter, "{} has no {}. Log in again.", capital(source), quoted(part.key()))
            }
            Self::Invalid { part, source, why } => {
                write!(formatter, "{} from {source} {why}.", capital(part.noun()))
            }
            Self::NotUnicode(name) => write!(formatter, "The environment variable {name} is not valid Unicode."),
            Self::NoHome => formatter.write_str("Your home folder is unknown: set HOME or BP_BOTPRESS_HOME."),
        }
    }
}

/// With a capital at the start of a sentence.
fn capital(words: impl fmt::Display) -> String {
    let words = words.to_string();
    match words.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => words,
    }
}

impl std::error::Error for LoginError {}
