//! The globs of a configuration, compiled once when it is read.

use std::path::Path;
use std::sync::Arc;

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::Set;

/// Whether a glob is valid.
///
/// # Errors
/// It is not, and the error says why.
pub(super) fn check(glob: &str) -> Result<(), globset::Error> {
    Glob::new(glob).map(|_| ())
}

/// The globs that match what a glob means: paths have no `./` in front and no `/` at the end, and a folder stands for what
/// is `inside`. A `/` in front is the configuration's folder, as in `.gitignore`, or the start of an absolute path.
fn forms(glob: &str, inside: &str) -> Vec<String> {
    let segments: Vec<&str> = glob.split('/').filter(|segment| !matches!(*segment, "" | ".")).collect();
    let plain = segments.join("/");
    if plain.is_empty() {
        return vec![inside.to_owned()];
    }
    let mut forms = vec![format!("{plain}/{inside}"), plain];
    if glob.starts_with('/') {
        let absolute: Vec<String> = forms.iter().map(|form| format!("/{form}")).collect();
        forms.extend(absolute);
    }
    forms
}

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
    /// Compiles globs. `inside`: what a glob that names a folder stands for in it, as a glob.
    ///
    /// # Errors
    /// The globs together are too large for a regular expression. Check each glob with [`check`] first.
    pub(super) fn new(globs: Vec<Set<String>>, inside: &str) -> Result<Self, globset::Error> {
        if globs.is_empty() {
            return Ok(Self::default());
        }
        let mut set = GlobSetBuilder::new();
        for glob in &globs {
            for form in forms(&glob.value, inside) {
                set.add(Glob::new(&form)?);
            }
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

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn one_folder_in_many_spellings() {
        for glob in ["src/sub", "src/sub/", "./src/sub", "././src//sub/", "src/./sub"] {
            assert_eq!(forms(glob, "**"), ["src/sub/**", "src/sub"], "{glob}");
        }
        assert_eq!(forms("./src/sub/**", "**"), ["src/sub/**/**", "src/sub/**"]);
        assert_eq!(forms("/src", "**"), ["src/**", "src", "/src/**", "/src"]);
        assert_eq!(forms("./", "**"), ["**"]);
        assert_eq!(forms("{./a,[/]b}", "**"), ["{./a,[/]b}/**", "{./a,[/]b}"], "what is in brackets stays");
    }
}
