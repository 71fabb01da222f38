//! What is asked.

use super::address::path_part;
use super::failure::{Failure, FailureKind};
use crate::text::quoted;

/// A request, without what identifies the person: that is added when it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub(super) method: &'static str,
    /// Begins with a `/`.
    pub(super) path: String,
    pub(super) body: Option<Vec<u8>>,
}

impl Request {
    /// Whether an update of the integration with this ID would be accepted. Nothing is changed.
    ///
    /// # Errors
    /// The ID cannot be part of a URL.
    pub fn validate_update(id: &str, body: Vec<u8>) -> Result<Self, Failure> {
        let path = format!("{INTEGRATIONS}/{}/validate", part("ID", id)?);
        Ok(Self { method: "PUT", path, body: Some(body) })
    }

    /// Whether an integration could be created like this. Nothing is created.
    pub fn validate_create(body: Vec<u8>) -> Self {
        Self { method: "POST", path: format!("{INTEGRATIONS}/validate"), body: Some(body) }
    }

    /// What is deployed in the workspace.
    pub(super) fn get(reference: &Reference) -> Result<Self, Failure> {
        Self::get_below(INTEGRATIONS, reference)
    }

    /// What is published on the hub.
    pub(super) fn get_from_hub(reference: &Reference) -> Result<Self, Failure> {
        Self::get_below(HUB_INTEGRATIONS, reference)
    }

    fn get_below(folder: &str, reference: &Reference) -> Result<Self, Failure> {
        let path = match reference {
            Reference::Id(id) => format!("{folder}/{}", part("ID", id)?),
            Reference::Name { name, version } => {
                format!("{folder}/{}/{}", part("name", name)?, part("version", version)?)
            }
        };
        Ok(Self { method: "GET", path, body: None })
    }

    /// `PUT`, `POST` or `GET`.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The body, if there is one.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }
}

const INTEGRATIONS: &str = "/v1/admin/integrations";
const HUB_INTEGRATIONS: &str = "/v1/admin/hub/integrations";

fn part(noun: &str, text: &str) -> Result<String, Failure> {
    path_part(text).map_err(|why| {
        let what = format!("The {noun} {} {why}", quoted(text));
        Failure::new(FailureKind::Request, what, format!("Give the {noun} of an integration"))
    })
}

/// What the API calls the latest version.
const LATEST: &str = "latest";

/// Which integration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The one with this ID.
    Id(String),
    /// The one with this name.
    Name {
        /// As in `acme/mail`.
        name: String,
        /// A version, `latest`, or a range such as `<1.2.0`.
        version: String,
    },
}

impl Reference {
    /// What is said of an integration: its ID, or else its name and perhaps a version; without one, the latest is meant.
    /// `None` if neither is said.
    pub fn of(id: Option<String>, name: Option<String>, version: Option<String>) -> Option<Self> {
        let named = |name| Self::Name { name, version: version.unwrap_or_else(|| LATEST.to_owned()) };
        id.map(Self::Id).or_else(|| name.map(named))
    }

    /// `NAME@VERSION`, or `NAME` for the latest version.
    pub fn parse(text: &str) -> Self {
        let (name, version) = match text.rsplit_once('@') {
            Some((name, version)) if !name.is_empty() => (name, version),
            _ => (text, LATEST),
        };
        Self::Name { name: name.to_owned(), version: version.to_owned() }
    }
}
