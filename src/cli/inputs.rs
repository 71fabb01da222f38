//! The inputs of `check` and `format`: files, the manifests in folders, and standard input.

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;

use super::configuration::config_in;
use super::{Failures, remark};
use crate::config::search::{Found, Reason, below, below_without_exceptions, is_never_searched};
use crate::config::{Config, Resolver, regular_file};
use crate::text::{MAX_BYTES, visible_path};

/// What to read.
#[derive(Args)]
pub(super) struct Selection {
    /// Files and folders; - is standard input [default: this folder, or - with --stdin-filename]
    paths: Vec<PathBuf>,
    /// The file name to assume for standard input, which determines JSON or JSONC and the configuration
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
    /// Skip files that are excluded or in a folder that is never searched even if they are named, for hooks that name
    /// files
    #[arg(long)]
    force_exclude: bool,
}

/// An input to read.
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, with the file name that it is given.
    Stdin(Option<PathBuf>),
}

/// The name of standard input without a name.
const STDIN: &str = "<stdin>";
/// The most files and folders to look through for what a search has left out.
const MOST_LEFT_OUT: usize = 50_000;

impl Selection {
    /// The inputs, each file once, however it is written: a file that is checked by two threads could be written by one
    /// while the other reads it. What cannot be found is noted.
    pub(super) fn inputs(&self, resolver: &Resolver, failures: &mut Failures) -> Vec<Input> {
        let mut inputs: Vec<Input> = self.paths.iter().flat_map(|path| self.named(path, resolver, failures)).collect();
        let names_stdin = self.paths.iter().any(|path| is_stdin(path));
        if self.stdin_filename.is_some() && !names_stdin {
            inputs.push(self.stdin());
        } else if self.paths.is_empty() {
            inputs = self.named(Path::new("."), resolver, failures);
        }
        let mut known = HashSet::new();
        inputs.retain(|input| match input {
            Input::File(path) => known.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
            Input::Stdin(_) => known.insert(PathBuf::from("-")),
        });
        for path in resolver.passed_over() {
            remark(format!("{} is not a file, and was passed over", visible_path(&path)));
        }
        inputs
    }

    /// The files with values that are named, which are not searched for.
    ///
    /// # Errors
    /// None is named, or a folder is.
    pub(super) fn values(&self) -> Result<Vec<Input>> {
        if let Some(folder) = self.paths.iter().find(|path| path.is_dir()) {
            bail!("{} is a folder: name the files with the values to check", visible_path(folder));
        }
        if self.paths.is_empty() && self.stdin_filename.is_none() {
            bail!("name the files with the values to check; - is standard input");
        }
        let named = self.paths.iter().filter(|path| !is_stdin(path)).map(|path| Input::File(path.clone()));
        let has_stdin = self.stdin_filename.is_some() || self.paths.iter().any(|path| is_stdin(path));
        Ok(named.chain(has_stdin.then(|| self.stdin())).collect())
    }

    /// The manifest of this folder, if it is the only one.
    ///
    /// # Errors
    /// There is none, or more than one.
    pub(super) fn only_manifest(&self, resolver: &Resolver, failures: &mut Failures) -> Result<Input> {
        let config = config_in(Path::new("."), resolver)?;
        let mut found = manifests_in(Path::new("."), &config, failures)?;
        match found.as_slice() {
            [_] => Ok(Input::File(found.remove(0))),
            [] => bail!("no manifest in this folder could be read"),
            [first, ..] => bail!(
                "there are {} manifests in this folder: write the one with the schema before the pointer, as in {}#/actions/sendMail/input",
                found.len(),
                visible_path(first)
            ),
        }
    }

    fn stdin(&self) -> Input {
        Input::Stdin(self.stdin_filename.clone())
    }

    /// The inputs for one path.
    fn named(&self, path: &Path, resolver: &Resolver, failures: &mut Failures) -> Vec<Input> {
        if is_stdin(path) {
            return vec![self.stdin()];
        }
        if path.is_dir() {
            let Some(config) = failures.note(config_in(path, resolver)) else { return Vec::new() };
            let files = manifests_in(path, &config, failures);
            return failures.note(files).into_iter().flatten().map(Input::File).collect();
        }
        if self.force_exclude {
            let folder = path.parent().unwrap_or(Path::new("."));
            let Some(config) = failures.note(config_in(folder, resolver)) else { return Vec::new() };
            if config.excludes(path) || is_never_searched(path) {
                return Vec::new();
            }
        }
        vec![Input::File(path.to_owned())]
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Input {
    /// The input that is written like this; - is standard input.
    pub(super) fn named(path: &Path) -> Self {
        if is_stdin(path) { Self::Stdin(None) } else { Self::File(path.to_owned()) }
    }

    /// The name in reports and messages.
    pub(super) fn name(&self) -> String {
        self.path().map_or_else(|| STDIN.to_owned(), visible_path)
    }

    /// The path, which determines the configuration; `None` for standard input without a name.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin(name) => name.as_deref(),
        }
    }

    /// Reads the text.
    ///
    /// # Errors
    /// It cannot be read, is larger than [`MAX_BYTES`], or is not UTF-8.
    pub(super) fn read(&self) -> Result<String> {
        let context = || format!("cannot read {}", self.name());
        let bytes = match self {
            Self::File(path) => regular_file::read(path),
            Self::Stdin(_) => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        text(bytes.with_context(context)?).with_context(context)
    }
}

fn text(bytes: Vec<u8>) -> Result<String> {
    if bytes.len() > MAX_BYTES {
        bail!("larger than 4 GiB");
    }
    let looks_like_utf16 = is_utf16(&bytes);
    String::from_utf8(bytes)
        .map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            anyhow!("not UTF-8 (first invalid byte at offset {offset})")
        })
        .and_then(|text| if looks_like_utf16 { Err(anyhow!("not UTF-8")) } else { Ok(text) })
        .map_err(|error| match looks_like_utf16 {
            true => anyhow!("{error}; it looks like UTF-16; save it as UTF-8"),
            false => anyhow!("{error}; save it as UTF-8"),
        })
}

/// Whether a text starts as one in UTF-16: with a [byte order mark](https://www.unicode.org/faq/utf_bom.html#bom4), or with
/// an ASCII character in two bytes, which is valid UTF-8, too, but no JSON.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=0xFF, ..] | [1..=0x7F, 0, ..])
}

/// The manifests in `folder` and below, sorted. What could not be searched is noted.
///
/// # Errors
/// There is no manifest.
pub(super) fn manifests_in(folder: &Path, config: &Config, failures: &mut Failures) -> Result<Vec<PathBuf>> {
    let found = below(folder, config, usize::MAX);
    for problem in &found.problems {
        let text = format!("{}: {}", visible_path(&problem.path), problem.why);
        if problem.is_failure {
            failures.note::<()>(Err(anyhow!("cannot read {text}")));
        } else {
            remark(format!("passed over {text}"));
        }
    }
    let has_failed = found.problems.iter().any(|problem| problem.is_failure);
    if found.files.is_empty() && !has_failed {
        bail!("no manifest in {}: {}", visible_path(folder), why_none(folder, config, &found));
    }
    Ok(found.files)
}

/// Why a search has found nothing.
fn why_none(folder: &Path, config: &Config, found: &Found) -> String {
    let all = below_without_exceptions(folder, config, MOST_LEFT_OUT).files;
    let left_out = all.iter().find_map(|file| {
        let (path, reason) = found.left_out.iter().find(|(path, _)| file.starts_with(path))?;
        Some(match reason {
            Reason::Ignored(rules) if rules.file_name().is_some_and(|name| name == ".ignore") => {
                format!("{} is ignored by {}", visible_path(path), visible_path(rules))
            }
            Reason::Ignored(rules) => format!("git ignores {} because of {}", visible_path(path), visible_path(rules)),
            Reason::Excluded => format!("the configuration excludes {}", visible_path(path)),
            Reason::NeverSearched => format!("{} is never searched", visible_path(path)),
        })
    });
    match left_out {
        Some(reason) => format!("{reason}. Name a file to check it anyway."),
        None => "looked for integration.json, integration.jsonc, *.integration.json and *.integration.jsonc".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::text;

    #[test]
    fn texts_in_other_encodings() {
        let why = |bytes: &[u8]| text(bytes.to_vec()).unwrap_err().to_string();
        assert_eq!(why(b"{\"a\": \"Caf\xe9\"}"), "not UTF-8 (first invalid byte at offset 10); save it as UTF-8");
        let utf16 = "it looks like UTF-16; save it as UTF-8";
        for bytes in [b"\xff\xfe{\0}\0", b"\xfe\xff\0{\0}"] {
            assert_eq!(why(bytes), format!("not UTF-8 (first invalid byte at offset 0); {utf16}"));
        }
        for bytes in [b"{\0}\0", b"\0{\0}"] {
            assert_eq!(why(bytes), format!("not UTF-8; {utf16}"), "without a byte order mark");
        }
        for plain in ["", "\0", "{", "{}", "é"] {
            assert_eq!(text(plain.into()).unwrap(), plain);
        }
    }
}
