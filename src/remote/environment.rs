//! What the process is told from outside.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The value of an environment variable.
type Lookup<'a> = dyn Fn(&str) -> Option<OsString> + Send + Sync + 'a;

/// The environment variables, the person's folder and the working directory. A test gives its own.
pub struct Environment<'a> {
    variable: Box<Lookup<'a>>,
    home: Option<PathBuf>,
    folder: PathBuf,
}

impl Environment<'static> {
    /// Those of this process.
    pub fn of_process() -> Self {
        let folder = std::env::current_dir().unwrap_or_default();
        Self::new(|name| std::env::var_os(name), std::env::home_dir(), folder)
    }
}

impl<'a> Environment<'a> {
    /// `variable`: the value of an environment variable. `home`: the person's folder, in which `.botpress` lies. `folder`: the
    /// working directory, for relative paths.
    pub fn new(
        variable: impl Fn(&str) -> Option<OsString> + Send + Sync + 'a,
        home: Option<PathBuf>,
        folder: PathBuf,
    ) -> Self {
        let home = home.filter(|home| !home.as_os_str().is_empty());
        Self { variable: Box::new(variable), home, folder }
    }

    /// A variable; an empty one is not set.
    pub(super) fn variable(&self, name: &str) -> Option<OsString> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    pub(super) fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// A path as seen from the working directory.
    pub(super) fn absolute(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }
}
