//! Writing a changed manifest back. Whatever goes wrong, the old file is whole.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use tempfile::Builder;

/// Replaces the text of a file, `old` as it was read, with `new`: a file that somebody else has changed meanwhile is left
/// alone.
///
/// The new text is written to a file in the same folder, and takes the place of the old one when all of it is on the
/// disk. Links are followed, so that a link stays one; permissions and owner stay.
///
/// # Errors
/// The file has changed, or something cannot be read or written; then the file is as it was.
pub(super) fn replace(path: &Path, old: &str, new: &str) -> Result<()> {
    let path = fs::canonicalize(path)?;
    let file = OpenOptions::new().read(true).write(true).open(&path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        bail!("it is not a regular file");
    }
    if has_other_names(&metadata) {
        bail!("it has more than one name (a hard link), and the others would keep the old text");
    }
    let folder = path.parent().context("it is in no folder")?;
    let beside = Builder::new().prefix(".integration-ls-").suffix(".tmp").tempfile_in(folder);
    // The library's own message has the path of that file, which nobody knows.
    let mut beside =
        beside.map_err(|error| anyhow!("no file can be made in {}: {}", folder.display(), error.kind()))?;
    beside.write_all(new.as_bytes())?;
    keep_owner(beside.as_file(), &metadata)?;
    // After the owner, since a change of owner takes some permissions away.
    beside.as_file().set_permissions(metadata.permissions())?;
    beside.as_file().sync_all()?;
    if fs::read(&path)? != old.as_bytes() {
        bail!("it has changed since it was read");
    }
    beside.persist(&path).map_err(|error| error.error)?;
    // The new name is safe once the folder is; where folders cannot be synced, the system does what it does.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

#[cfg(unix)]
fn has_other_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid())).context("its owner cannot be kept")?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) -> Result<()> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::fs;

    use tempfile::{TempDir, tempdir};

    use super::replace;

    /// The names in a folder, sorted.
    fn names(folder: &TempDir) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn the_text_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "old").unwrap();
        replace(&file, "old", "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(names(&folder), ["a.json"]);
    }

    #[test]
    fn a_file_that_has_changed_is_left_alone() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "saved meanwhile").unwrap();
        let error = replace(&file, "old", "new").unwrap_err();
        assert_eq!(error.to_string(), "it has changed since it was read");
        assert_eq!(fs::read_to_string(&file).unwrap(), "saved meanwhile");
        assert_eq!(names(&folder), ["a.json"]);
        fs::remove_file(&file).unwrap();
        replace(&file, "old", "new").unwrap_err();
        assert!(names(&folder).is_empty(), "what has vanished is not made again");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempdir().unwrap();
        let (file, link) = (folder.path().join("a.json"), folder.path().join("link.json"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.json", &link).unwrap();
        replace(&link, "old", "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        fs::hard_link(&file, folder.path().join("b.json")).unwrap();
        let error = replace(&file, "new", "newer").unwrap_err();
        assert!(error.to_string().starts_with("it has more than one name"), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }
}
