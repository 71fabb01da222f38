//! The rules of `.gitignore` and its like, for a search.
//!
//! The library that knows the rules also reads the files, and would wait for a named pipe of that name. So the files are
//! read here, and only if they are files; their lines and what matches them are the library's.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};

use super::regular_file;

/// The ignore files that hold in a folder: its own and those of the folders above. Cloning it is cheap.
#[derive(Clone, Debug)]
pub(super) struct IgnoreRules {
    nearest: Option<Arc<Level>>,
    /// The user's own rules for all repositories.
    global: Arc<Gitignore>,
}

/// The ignore files of one folder.
#[derive(Debug)]
struct Level {
    above: Option<Arc<Self>>,
    /// `.ignore`, which other tools read, too.
    general: Gitignore,
    /// `.gitignore`.
    git: Gitignore,
    /// `.git/info/exclude`, if the folder is the root of a repository. Rules of Git from further up do not hold there.
    repository: Option<Gitignore>,
}

/// Something with the name of an ignore file that cannot be read: its path, and why.
pub(super) type Unreadable = (PathBuf, std::io::Error);

impl IgnoreRules {
    /// The rules of the folders above `folder`, an absolute path.
    pub(super) fn above(folder: &Path, unreadable: &mut Vec<Unreadable>) -> Self {
        let global = gitconfig_excludes_path().map(|file| rules_in(folder, &file, unreadable));
        let mut rules = Self { nearest: None, global: Arc::new(global.unwrap_or_else(Gitignore::empty)) };
        let above: Vec<&Path> = folder.ancestors().skip(1).collect();
        for folder in above.into_iter().rev() {
            rules = rules.within(folder, |_| true, unreadable);
        }
        rules
    }

    /// No rules at all.
    pub(super) fn none() -> Self {
        Self { nearest: None, global: Arc::new(Gitignore::empty()) }
    }

    /// The rules in a folder below. `may_have`: whether the folder may have an entry with that name.
    pub(super) fn within(
        &self,
        folder: &Path,
        may_have: impl Fn(&str) -> bool,
        unreadable: &mut Vec<Unreadable>,
    ) -> Self {
        let mut rules = |name: &str, file: PathBuf| {
            if may_have(name) { rules_in(folder, &file, unreadable) } else { Gitignore::empty() }
        };
        let general = rules(".ignore", folder.join(".ignore"));
        let git = rules(".gitignore", folder.join(".gitignore"));
        let is_repository = may_have(".git") && folder.join(".git").exists();
        let repository = is_repository.then(|| rules(".git", exclude_file(folder)));
        if general.is_empty() && git.is_empty() && repository.is_none() {
            return self.clone();
        }
        let level = Level { above: self.nearest.clone(), general, git, repository };
        Self { nearest: Some(Arc::new(level)), global: Arc::clone(&self.global) }
    }

    /// The file with the rule that ignores a path in the folder, if there is one. As in Git, the nearest file decides.
    pub(super) fn ignoring(&self, path: &Path, is_folder: bool) -> Option<PathBuf> {
        let matched = |rules: &Gitignore| match rules.matched(path, is_folder) {
            Match::None => None,
            Match::Whitelist(_) => Some(None),
            Match::Ignore(glob) => Some(Some(glob.from().unwrap_or(Path::new(".gitignore")).to_owned())),
        };
        let levels = || std::iter::successors(self.nearest.as_deref(), |level| level.above.as_deref());
        if let Some(decided) = levels().find_map(|level| matched(&level.general)) {
            return decided;
        }
        for level in levels() {
            if let Some(decided) = matched(&level.git) {
                return decided;
            }
            if let Some(exclude) = &level.repository {
                if let Some(decided) = matched(exclude) {
                    return decided;
                }
                break;
            }
        }
        matched(&self.global).flatten()
    }
}

/// The rules in a file, which hold in `folder`. A rule that is not valid is passed over, as Git does.
fn rules_in(folder: &Path, file: &Path, unreadable: &mut Vec<Unreadable>) -> Gitignore {
    let bytes = match regular_file::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                unreadable.push((file.to_owned(), error));
            }
            return Gitignore::empty();
        }
    };
    let mut rules = GitignoreBuilder::new(folder);
    for line in String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').lines() {
        let _ = rules.add_line(Some(file.to_owned()), line);
    }
    rules.build().unwrap_or_else(|_| Gitignore::empty())
}

/// The rules of a repository that are not under version control. In a further work tree, `.git` is a file that names the
/// tree's folder, and that one's `commondir` names the folder that all trees share.
fn exclude_file(folder: &Path) -> PathBuf {
    let git = folder.join(".git");
    let named = |file: &Path, base: &Path| -> Option<PathBuf> {
        let text = String::from_utf8(regular_file::read(file).ok()?).ok()?;
        Some(base.join(text.trim().trim_start_matches("gitdir:").trim()))
    };
    let own = named(&git, folder).unwrap_or(git);
    let shared = named(&own.join("commondir"), &own).unwrap_or(own);
    shared.join("info").join("exclude")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::IgnoreRules;

    #[test]
    fn the_nearest_rule_decides_and_a_repository_ends_those_of_git() {
        let top = tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = top.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(".gitignore", "*.json\n");
        write(".ignore", "never/\n");
        write("repository/.git/info/exclude", "mine.json\n");
        write("repository/.gitignore", "\u{feff}/out\nkept*\n!kept.json\n");
        let mut unreadable = Vec::new();
        let outside = IgnoreRules::none().within(top.path(), |_| true, &mut unreadable);
        let folder = top.path().join("repository");
        let inside = outside.within(&folder, |_| true, &mut unreadable);
        assert!(unreadable.is_empty());
        let file = |rules: &IgnoreRules, path: &str, is_folder| {
            let found = rules.ignoring(&top.path().join(path), is_folder)?;
            Some(found.strip_prefix(top.path()).unwrap().to_str().unwrap().to_owned())
        };
        assert_eq!(file(&outside, "a.json", false).as_deref(), Some(".gitignore"));
        assert_eq!(file(&inside, "repository/a.json", false), None);
        assert_eq!(file(&inside, "repository/out", true).as_deref(), Some("repository/.gitignore"));
        assert_eq!(file(&inside, "repository/kept.json", false), None);
        assert_eq!(file(&inside, "repository/mine.json", false).as_deref(), Some("repository/.git/info/exclude"));
        assert_eq!(file(&inside, "repository/never", true).as_deref(), Some(".ignore"), "which is not Git's");
    }

    #[test]
    fn a_work_tree_shares_the_rules_of_its_repository() {
        let top = tempdir().unwrap();
        let (shared, tree) = (top.path().join("main/.git"), top.path().join("tree"));
        fs::create_dir_all(shared.join("info")).unwrap();
        fs::create_dir_all(shared.join("worktrees/tree")).unwrap();
        fs::create_dir(&tree).unwrap();
        fs::write(shared.join("info/exclude"), "mine.json\n").unwrap();
        fs::write(shared.join("worktrees/tree/commondir"), "../..\n").unwrap();
        fs::write(tree.join(".git"), format!("gitdir: {}\n", shared.join("worktrees/tree").display())).unwrap();
        let rules = IgnoreRules::none().within(&tree, |_| true, &mut Vec::new());
        assert!(rules.ignoring(&tree.join("mine.json"), false).is_some());
        assert!(rules.ignoring(&tree.join("other.json"), false).is_none());
    }
}
