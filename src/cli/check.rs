//! `check`: reads manifests, in parallel, and reports in the order in which they were given.

use std::io::{self, IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Args, ValueEnum};

use super::report::{self, Checked};
use super::{COULD_NOT_RUN, FormArgument, complain, discover};
use crate::analysis::{self, Document, FormChoice, Severity};
use crate::syntax::Dialect;
use crate::text::MAX_BYTES;

/// The arguments of `check`.
#[derive(Args)]
pub(super) struct Options {
    /// Files and folders; - is standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// What the manifests are taken for; auto: a create if there is a name or a version
    #[arg(long, value_enum, default_value = "auto")]
    form: FormOption,
    /// How findings are written
    #[arg(long, value_enum, default_value = "full")]
    output_format: Format,
    /// Whether to use colours; auto: on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
    /// What standard input is called, and whether it is JSON or JSONC
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormOption {
    Auto,
    Create,
    Update,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: source lines, carets, a summary
    Full,
    /// One array of objects
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Something to read.
enum Input {
    File(PathBuf),
    Stdin(String),
}

impl Input {
    fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin(name) => name.clone(),
        }
    }
}

/// Checks what the options name, and says with what status to end.
pub(super) fn run(options: &Options) -> ExitCode {
    let mut failed = false;
    let mut inputs = Vec::new();
    for path in &options.paths {
        match expand(path, options) {
            Ok(found) => inputs.extend(found),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let form = match options.form {
        FormOption::Auto => FormChoice::Auto,
        FormOption::Create => FormChoice::Force(FormArgument::Create.into()),
        FormOption::Update => FormChoice::Force(FormArgument::Update.into()),
    };
    let mut checked = Vec::new();
    for result in check_all(&inputs, &analysis::Options { form }) {
        match result {
            Ok(one) => checked.push(one),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let written = match options.output_format {
        Format::Full => report::full(&checked, options.color.is_wanted()),
        Format::Json => report::json(&checked),
    };
    let has_findings =
        checked.iter().flat_map(|one| &one.findings).any(|finding| finding.severity <= Severity::Warning);
    match io::stdout().lock().write_all(written.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => failed = true,
        _ => {}
    }
    match (failed, has_findings) {
        (true, _) => ExitCode::from(COULD_NOT_RUN),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    }
}

impl Color {
    fn is_wanted(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                io::stdout().is_terminal() && !refused
            }
        }
    }
}

fn expand(path: &Path, options: &Options) -> Result<Vec<Input>, String> {
    if path.as_os_str() == "-" {
        let name = options.stdin_filename.clone().unwrap_or_else(|| "<stdin>".to_owned());
        return Ok(vec![Input::Stdin(name)]);
    }
    if path.is_dir() {
        return Ok(discover::manifests_below(path)?.into_iter().map(Input::File).collect());
    }
    Ok(vec![Input::File(path.to_owned())])
}

/// Checks every input on as many threads as there are processors; the results keep the order.
fn check_all(inputs: &[Input], options: &analysis::Options) -> Vec<Result<Checked, String>> {
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<Result<Checked, String>>>> = inputs.iter().map(|_| Mutex::new(None)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(index) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&index| index < inputs.len())
                {
                    let result = check_guarded(&inputs[index], options);
                    if let Ok(mut slot) = results[index].lock() {
                        *slot = Some(result);
                    }
                }
            });
        }
    });
    results.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
}

/// A fault of ours in one file must not cost the others their findings.
fn check_guarded(input: &Input, options: &analysis::Options) -> Result<Checked, String> {
    catch_unwind(AssertUnwindSafe(|| check_one(input, options))).unwrap_or_else(|_| {
        Err(format!("a fault of integration-ls itself while checking {}; please report it", input.name()))
    })
}

fn check_one(input: &Input, options: &analysis::Options) -> Result<Checked, String> {
    let name = input.name();
    let bytes = match input {
        Input::File(path) => std::fs::read(path),
        Input::Stdin(_) => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    let bytes = bytes.map_err(|error| format!("cannot read {name}: {error}"))?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("cannot read {name}: it is larger than 4 GiB"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let wide = matches!(error.as_bytes(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
        let advice = if wide { "it looks like UTF-16: save it as UTF-8" } else { "save it as UTF-8" };
        format!("cannot read {name}: it is not UTF-8 (byte {at} is the first wrong one); {advice}")
    })?;
    let mut document = Document::new(text, Dialect::of_name(&name), options.clone());
    let findings = document.findings().to_vec();
    Ok(Checked::new(name, &document, findings))
}
