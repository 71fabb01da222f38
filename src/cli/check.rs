//! `check`: reads manifests, in parallel, mends them if asked to, and reports in the order in which they were given.

use std::io::{self, IsTerminal, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::configuration::Configurations;
use super::report::{self, Checked, Format};
use super::{COULD_NOT_RUN, FormArgument, complain, diff, discover};
use crate::analysis::{self, Document, FormChoice, Severity, fix_all};
use crate::syntax::Dialect;
use crate::text::MAX_BYTES;

/// The arguments of `check`.
#[derive(Args)]
pub(super) struct Options {
    /// Files and folders; - is standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// What the manifests are taken for; auto: a create if there is a name or a version
    #[arg(long, value_enum)]
    form: Option<FormOption>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value = "full")]
    output_format: Format,
    /// Apply the safe fixes
    #[arg(long)]
    fix: bool,
    /// Apply all fixes, also those that somebody should look at
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what the fixes would change, and change nothing; exit status 1 if they would change something
    #[arg(long)]
    diff: bool,
    /// Count the diagnostics of each rule instead of listing them
    #[arg(long)]
    statistics: bool,
    /// Report errors only
    #[arg(long, short)]
    quiet: bool,
    /// Exit status 1 for warnings only if there are more than this
    #[arg(long, value_name = "N", default_value_t = 0)]
    max_warnings: usize,
    /// Exit status 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// This configuration, whatever lies beside the manifests
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// No configuration file at all
    #[arg(long)]
    no_config: bool,
    /// Whether to use colours; auto: on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
    /// What standard input is called: its name says whether it is JSON or JSONC, and which configuration holds
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

    fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin(name) => (!name.starts_with('<')).then_some(Path::new(name)),
        }
    }
}

/// What is to be done with fixes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mending {
    No,
    Write,
    Show,
}

/// What came of one input.
struct Outcome {
    checked: Checked,
    /// How many warnings there are, told or not.
    warnings: usize,
    /// The difference that fixes would make.
    diff: String,
    /// The mended text of standard input.
    mended: Option<String>,
}

/// Checks what the options name, and says with what status to end.
pub(super) fn run(options: &Options) -> ExitCode {
    let configurations = match Configurations::new(options.config.as_deref(), options.no_config) {
        Ok(configurations) => configurations,
        Err(message) => {
            complain(&message);
            return ExitCode::from(COULD_NOT_RUN);
        }
    };
    let mut failed = false;
    let mut inputs = Vec::new();
    for path in &options.paths {
        match expand(path, options, &configurations) {
            Ok(found) => inputs.extend(found),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let mut outcomes = Vec::new();
    for result in check_all(&inputs, options, &configurations) {
        match result {
            Ok(one) => outcomes.push(one),
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    let diagnostics = outcomes.iter().flat_map(|one| &one.checked.diagnostics);
    let errors = diagnostics.filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings: usize = outcomes.iter().map(|one| one.warnings).sum();
    let would_change = outcomes.iter().any(|one| !one.diff.is_empty());
    if !write(options, outcomes) {
        failed = true;
    }
    let has_diagnostics = match options.mending() {
        Mending::Show => would_change,
        Mending::No | Mending::Write => errors > 0 || warnings > options.max_warnings,
    };
    match (failed, has_diagnostics && !options.exit_zero) {
        (true, _) => ExitCode::from(COULD_NOT_RUN),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    }
}

/// Writes what is to be told; whether that could be done.
fn write(options: &Options, outcomes: Vec<Outcome>) -> bool {
    let mut standard_output = String::new();
    let mut report = String::new();
    if options.mending() == Mending::Show {
        standard_output.extend(outcomes.iter().map(|one| one.diff.as_str()));
        let fixes: usize = outcomes.iter().map(|one| one.checked.fixed).sum();
        let files = outcomes.iter().filter(|one| !one.diff.is_empty()).count();
        report = match files {
            0 => "Nothing to fix.\n".to_owned(),
            _ => format!("{} would change {}.\n", report::plural(fixes, "fix"), report::plural(files, "file")),
        };
    } else {
        let mended: Vec<String> = outcomes.iter().filter_map(|one| one.mended.clone()).collect();
        let checked: Vec<Checked> = outcomes.into_iter().map(|one| one.checked).collect();
        let told = if options.statistics {
            report::statistics(&checked, options.output_format)
        } else {
            report::write(&checked, options.output_format, options.color.is_wanted())
        };
        // The mended text of standard input takes the place of the report, which moves to standard error.
        match mended.is_empty() {
            true => standard_output = told,
            false => (standard_output, report) = (mended.concat(), told),
        }
    }
    let written = io::stdout().lock().write_all(standard_output.as_bytes());
    let _ = io::stderr().lock().write_all(report.as_bytes());
    // A reader that has gone away wants no more: that is no failure.
    written.map_or_else(|error| error.kind() == io::ErrorKind::BrokenPipe, |()| true)
}

impl Options {
    fn mending(&self) -> Mending {
        match (self.diff, self.fix || self.unsafe_fixes) {
            (true, _) => Mending::Show,
            (false, true) => Mending::Write,
            (false, false) => Mending::No,
        }
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

fn expand(path: &Path, options: &Options, configurations: &Configurations) -> Result<Vec<Input>, String> {
    if path.as_os_str() == "-" {
        let name = options.stdin_filename.clone().unwrap_or_else(|| "<stdin>".to_owned());
        return Ok(vec![Input::Stdin(name)]);
    }
    if path.is_dir() {
        let config = configurations.of_folder(path)?;
        return Ok(discover::manifests_below(path, &config)?.into_iter().map(Input::File).collect());
    }
    Ok(vec![Input::File(path.to_owned())])
}

/// Checks every input on as many threads as there are processors; the results keep the order.
fn check_all(inputs: &[Input], options: &Options, configurations: &Configurations) -> Vec<Result<Outcome, String>> {
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<Result<Outcome, String>>>> = inputs.iter().map(|_| Mutex::new(None)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((input, slot)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    inputs.get(index).zip(results.get(index))
                } {
                    let result = check_guarded(input, options, configurations);
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(result);
                    }
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        if io::stderr().is_terminal() {
            scope.spawn(|| progress(&done, inputs.len()));
        }
    });
    let results = results.into_iter().map(|slot| slot.into_inner().ok().flatten());
    results.map(|result| result.unwrap_or_else(|| Err("a file was not checked".to_owned()))).collect()
}

/// Says on a terminal how far it is, if it takes longer than a second.
fn progress(done: &AtomicUsize, total: usize) {
    const STEP: Duration = Duration::from_millis(50);
    let mut steps = 0;
    while done.load(Ordering::Relaxed) < total {
        std::thread::sleep(STEP);
        steps += 1;
        if steps >= 20 && steps % 4 == 0 {
            let _ = write!(io::stderr().lock(), "\r{} of {total} manifests", done.load(Ordering::Relaxed));
        }
    }
    if steps >= 20 {
        let _ = write!(io::stderr().lock(), "\r\x1b[K");
    }
}

/// One faulty file must not cost the others their diagnostics.
fn check_guarded(input: &Input, options: &Options, configurations: &Configurations) -> Result<Outcome, String> {
    catch_unwind(AssertUnwindSafe(|| check_one(input, options, configurations))).unwrap_or_else(|_| {
        Err(format!("a fault of integration-ls itself while checking {}; please report it", input.name()))
    })
}

fn check_one(input: &Input, options: &Options, configurations: &Configurations) -> Result<Outcome, String> {
    let name = input.name();
    let text = read(input)?;
    let mut settings = configurations.options(input.path())?;
    match options.form {
        None => {}
        Some(FormOption::Auto) => settings.form = FormChoice::Auto,
        Some(FormOption::Create) => settings.form = FormChoice::Force(FormArgument::Create.into()),
        Some(FormOption::Update) => settings.form = FormChoice::Force(FormArgument::Update.into()),
    }
    let dialect = Dialect::of_name(&name);
    let document = Document::new(text, dialect, settings.clone());
    let (mut document, mut fixed, mut diff, mut mended) = (document, 0, String::new(), None);
    if options.mending() != Mending::No {
        let (text, count) = fix_all(&document, |fix| fix.is_safe() || options.unsafe_fixes);
        fixed = count;
        if options.mending() == Mending::Show {
            diff = diff::unified(&name, document.source(), &text);
        } else {
            match input {
                Input::File(path) if count > 0 => {
                    std::fs::write(path, &text).map_err(|error| format!("cannot write {name}: {error}"))?;
                }
                Input::File(_) => {}
                Input::Stdin(_) => mended = Some(text.clone()),
            }
            document = analysis::Document::new(text, dialect, settings);
        }
    }
    let mut diagnostics = document.diagnostics().to_vec();
    let warnings = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).count();
    if options.quiet {
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    }
    let mut checked = Checked::new(name, &document, diagnostics);
    checked.fixed = fixed;
    Ok(Outcome { checked, warnings, diff, mended })
}

fn read(input: &Input) -> Result<String, String> {
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
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let wide = matches!(error.as_bytes(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
        let advice = if wide { "it looks like UTF-16: save it as UTF-8" } else { "save it as UTF-8" };
        format!("cannot read {name}: it is not UTF-8 (byte {at} is the first wrong one); {advice}")
    })
}
