//! Reads a file as it is in a git revision, through the program `git`.
//!
//! The repository may be a stranger's, and so may the revision be, which a configuration file names. So `git` runs no program
//! that the repository names, asks no other machine, and takes nothing of what it is given for an option.

use std::fmt;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The most bytes of a file.
const MOST_BYTES: u64 = 64 << 20;
/// The longest name of a revision.
const LONGEST_REVISION: usize = 200;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file in a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its content.
    pub bytes: Vec<u8>,
    /// The commit.
    pub commit: String,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GitError {
    /// This is not how a revision is named.
    NotARevision,
    /// There is no program `git`.
    Missing,
    /// It is no repository, or does not have the revision, or belongs to somebody else.
    NoSuchRevision,
    /// The revision does not have the file.
    NoSuchFile,
    /// The file is larger than is read.
    TooLarge,
    /// It took too long, or was stopped.
    Failed,
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotARevision => "this is not the name of a git revision",
            Self::Missing => "git is not installed, or not in PATH",
            Self::NoSuchRevision => {
                "there is no such git revision here, or git does not trust this folder because it belongs to someone else"
            }
            Self::NoSuchFile => "the file is not in that git revision",
            Self::TooLarge => "the file in that git revision is larger than 64 MB",
            Self::Failed => "git gave no answer",
        })
    }
}

impl std::error::Error for GitError {}

/// Reads a file, which need not exist any more, as it is in a revision of the repository that its folder is in.
///
/// # Errors
/// There is no such revision, no such file in it, or no `git`.
pub fn read(file: &Path, revision: &str) -> Result<Blob, GitError> {
    let is_strange = |c: char| c.is_control() || c == ':' || c.is_whitespace();
    if revision.is_empty()
        || revision.starts_with('-')
        || revision.len() > LONGEST_REVISION
        || revision.contains(is_strange)
    {
        return Err(GitError::NotARevision);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().and_then(|name| name.to_str()).ok_or(GitError::NoSuchFile)?;
    let commit = output(
        git(folder)
            .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
            .arg(format!("{revision}^{{commit}}")),
    )?;
    let commit = commit.and_then(|text| String::from_utf8(text).ok()).map(|text| text.trim().to_owned());
    let is_commit = |text: &String| text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let commit = commit.filter(is_commit).ok_or(GitError::NoSuchRevision)?;
    let bytes = output(git(folder).args(["cat-file", "blob"]).arg(format!("{commit}:./{name}")))?;
    Ok(Blob { bytes: bytes.ok_or(GitError::NoSuchFile)?, commit })
}

/// `git` in a folder, with nothing that could make it run another program or ask another machine.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    let settings = [
        "protocol.allow=never",
        "protocol.file.allow=never",
        "protocol.git.allow=never",
        "protocol.ssh.allow=never",
        "protocol.http.allow=never",
        "protocol.https.allow=never",
        "protocol.ext.allow=never",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "core.alternateRefsCommand=false",
        "core.pager=cat",
        "safe.bareRepository=explicit",
    ];
    for setting in settings {
        command.args(["-c", setting]);
    }
    command
        .args(["--no-pager", "--no-replace-objects", "--no-optional-locks"])
        // In a partial clone, what is missing would be fetched, by a program that the repository names.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// What the program writes; `None` if it fails.
fn output(command: &mut Command) -> Result<Option<Vec<u8>>, GitError> {
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => GitError::Missing,
        _ => GitError::Failed,
    })?;
    let Some(stdout) = child.stdout.take() else { return Err(stopped(child)) };
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.take(MOST_BYTES + 1).read_to_end(&mut bytes);
        // If nobody waits any more, nobody needs it.
        let _ = sender.send(read.map(|_| bytes));
    });
    let bytes = match receiver.recv_timeout(PATIENCE) {
        Ok(Ok(bytes)) => bytes,
        _ => return Err(stopped(child)),
    };
    if bytes.len() as u64 > MOST_BYTES {
        stopped(child);
        return Err(GitError::TooLarge);
    }
    let status = child.wait().map_err(|_| GitError::Failed)?;
    Ok(status.success().then_some(bytes))
}

fn stopped(mut child: Child) -> GitError {
    // It may have ended already.
    let _ = child.kill();
    let _ = child.wait();
    GitError::Failed
}
