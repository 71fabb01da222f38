//! Where files are for a service that reads a report: it knows them by their paths from the root of the project.

use std::path::{Component, Path, PathBuf};

use super::Checked;
use crate::config::absolute;

/// The variables in which services name the folder that they have checked out.
const VARIABLES: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The roots that paths can be relative to, without links, the best first: the folder that a service has checked out, the
/// Git repository, the working directory.
pub(super) struct Places(Vec<PathBuf>);

impl Places {
    pub(super) fn new() -> Self {
        let named = VARIABLES.iter().filter_map(std::env::var_os).filter(|value| !value.is_empty());
        let here = absolute(Path::new("."));
        let repository = here.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
        let roots = named.map(PathBuf::from).chain(repository).chain([here]);
        Self(roots.filter_map(|root| root.canonicalize().ok()).collect())
    }

    /// The path from the root of the project, with `/` between folders; for a file outside, the absolute path.
    pub(super) fn path(&self, checked: &Checked) -> String {
        let Some(path) = &checked.path else { return checked.name.clone() };
        match self.below_root(path) {
            Some(path) => path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
            None => absolute(path).display().to_string(),
        }
    }

    /// The same as a URI reference (RFC 3986, section 4.2), which may be of any bytes.
    pub(super) fn uri(&self, checked: &Checked) -> String {
        let Some(path) = &checked.path else { return encoded(checked.name.as_bytes()) };
        match self.below_root(path) {
            Some(path) => path.iter().map(|part| encoded(part.as_encoded_bytes())).collect::<Vec<_>>().join("/"),
            None => {
                let path = absolute(path);
                let parts = path.components().filter_map(|component| match component {
                    Component::RootDir => None,
                    Component::Prefix(drive) => Some(format!("/{}", drive.as_os_str().to_string_lossy())),
                    other => Some(format!("/{}", encoded(other.as_os_str().as_encoded_bytes()))),
                });
                format!("file://{}", parts.collect::<String>())
            }
        }
    }

    /// The path below the first root that the file is in, without links except for its own name.
    fn below_root(&self, path: &Path) -> Option<PathBuf> {
        let path = absolute(path);
        let folder = path.parent()?;
        // Standard input may have a name in a folder that does not exist.
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).join(path.file_name()?);
        self.0.iter().find_map(|root| real.strip_prefix(root).ok()).map(Path::to_owned)
    }
}

/// Percent-encoded, except for what may stand in a URI as it is.
fn encoded(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(*byte)),
            _ => text += &format!("%{byte:02X}"),
        }
    }
    text
}
