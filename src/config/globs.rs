//! The globs of a configuration, compiled once when it is read.

use std::path::Path;
use std::sync::Arc;

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::Set;

/// The globs of one key. Cloning them is cheap.
///
/// Merged configurations keep one list each, as it was compiled.
#[derive(Clone, Debug, Default)]
pub struct Globs(Vec<Arc<List>>);

/// The globs of one configuration.
#[derive(Debug)]
struct List {
    globs: Vec<Set<String>>,
    compiled: GlobSet,
}

impl Globs {
    /// Compiles globs.
    ///
    /// # Errors
    /// The globs together are too large for a regular expression. Check each glob with [`Glob::new`] first.
    pub(super) fn new(globs: Vec<Set<String>>) -> Result<Self, globset::Error> {
        if globs.is_empty() {
            return Ok(Self::default());
        }
        let mut set = GlobSetBuilder::new();
        for glob in &globs {
            set.add(Glob::new(&glob.value)?);
        }
        Ok(Self(vec![Arc::new(List { compiled: set.build()?, globs })]))
    }

    /// Adds the globs of another configuration.
    pub(super) fn extend(&mut self, more: &Self) {
        self.0.extend(more.0.iter().cloned());
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of them matches a path, which is relative to the configuration's folder.
    pub fn is_match(&self, path: &Path) -> bool {
        self.0.iter().any(|list| list.compiled.is_match(path))
    }

    /// The globs as written, each with its origin.
    pub fn iter(&self) -> impl Iterator<Item = &Set<String>> {
        self.0.iter().flat_map(|list| &list.globs)
    }
}
