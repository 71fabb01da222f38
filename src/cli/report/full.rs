//! The full report: source lines with their diagnostics.

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Shown};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Config};
use termcolor::{Ansi, NoColor};

use super::excerpt::Excerpt;
use super::{Checked, Reported};
use crate::analysis::Severity;

/// All diagnostics, with or without ANSI colors.
pub(super) fn full(checked: &[Checked], color: bool) -> String {
    let mut out = Vec::new();
    for one in checked {
        for diagnostic in &one.diagnostics {
            let view = View { name: &one.name, excerpts: excerpts(diagnostic) };
            let drawn = drawn(diagnostic).with_code(one.code(diagnostic));
            // Writing to memory does not fail, and the summary counts all diagnostics anyway.
            let _ = if color {
                term::emit_to_write_style(&mut Ansi::new(&mut out), &Config::default(), &view, &drawn)
            } else {
                term::emit_to_write_style(&mut NoColor::new(&mut out), &Config::default(), &view, &drawn)
            };
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn drawn(diagnostic: &Reported) -> Diagnostic<usize> {
    let severity = match diagnostic.severity {
        Severity::Error => Shown::Error,
        Severity::Warning => Shown::Warning,
        Severity::Info => Shown::Note,
        Severity::Hint => Shown::Help,
    };
    let mut labels = vec![Label::new(LabelStyle::Primary, 0, diagnostic.excerpt.mark.clone())];
    for (index, (excerpt, message)) in diagnostic.related.iter().enumerate() {
        labels.push(Label::new(LabelStyle::Secondary, index + 1, excerpt.mark.clone()).with_message(message));
    }
    let notes = diagnostic.fix.iter().map(|fix| {
        let flag = if fix.is_safe() { "--fix" } else { "--fix --unsafe-fixes" };
        format!("{flag}: {}", fix.title)
    });
    let notes = diagnostic.baseline.iter().cloned().chain(notes).collect();
    Diagnostic::new(severity).with_message(&diagnostic.message).with_labels(labels).with_notes(notes)
}

fn excerpts(diagnostic: &Reported) -> Vec<&Excerpt> {
    std::iter::once(&diagnostic.excerpt).chain(diagnostic.related.iter().map(|(excerpt, _)| excerpt)).collect()
}

/// The excerpts of one diagnostic. The library sees each of them as a file with one line and its real line number.
struct View<'c> {
    name: &'c str,
    excerpts: Vec<&'c Excerpt>,
}

impl View<'_> {
    fn excerpt(&self, id: usize) -> Result<&Excerpt, Error> {
        self.excerpts.get(id).copied().ok_or(Error::FileMissing)
    }
}

impl<'f> Files<'f> for View<'_> {
    type FileId = usize;
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, _: usize) -> Result<&'f str, Error> {
        Ok(self.name)
    }

    fn source(&'f self, id: usize) -> Result<&'f str, Error> {
        Ok(&self.excerpt(id)?.text)
    }

    fn line_index(&'f self, _: usize, _: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_number(&'f self, id: usize, _: usize) -> Result<usize, Error> {
        Ok(self.excerpt(id)?.line)
    }

    fn column_number(&'f self, id: usize, _: usize, _: usize) -> Result<usize, Error> {
        Ok(self.excerpt(id)?.column)
    }

    fn line_range(&'f self, id: usize, _: usize) -> Result<std::ops::Range<usize>, Error> {
        Ok(0..self.excerpt(id)?.text.len())
    }
}
