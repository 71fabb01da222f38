//! A manifest with its diagnostics, which are updated after edits.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::diagnostic::Diagnostic;
use super::engine::{Cache, RuleTable, Text, analyse};
use super::fix::{Applicability, Fix, FixContext};
use super::form::{FormReason, detect, has_key_of_one_form};
use super::options::Options;
use super::references::Uses;
use super::rules::implementation;
use crate::contract::{Form, Occurrences, Secrets};
use crate::syntax::{Dialect, Source};
use crate::text::TextRange;

/// The most syntax errors to report. More would say nothing new, and a file that is not JSON may have millions.
const MOST_ERRORS: usize = 2_000;

/// One manifest.
///
/// All results are functions of its text and its options, computed on first use. No result depends on earlier requests.
#[derive(Debug)]
pub struct Document {
    source: Source,
    options: Options,
    rules: Arc<RuleTable>,
    most_errors: usize,
    form: OnceLock<(Form, FormReason)>,
    diagnostics: OnceLock<Vec<Diagnostic>>,
    uses: OnceLock<Uses>,
    secrets: OnceLock<Secrets>,
    /// Where the name of the secrets is written. Edits keep it up to date.
    names: OnceLock<Occurrences>,
    /// The document without its secrets, if it has any.
    shown: OnceLock<Option<Source>>,
    uses_shown: OnceLock<Uses>,
    /// The diagnostics of each part when they were last computed. The cache saves time but does not change results.
    cache: Mutex<Cache>,
}

impl Document {
    /// Parses a text of at most [`crate::text::MAX_BYTES`] bytes.
    pub fn new(text: String, dialect: Dialect, options: Options) -> Self {
        Self {
            source: Source::new(text, dialect),
            rules: RuleTable::of(&options.severities),
            options,
            most_errors: MOST_ERRORS,
            form: OnceLock::new(),
            diagnostics: OnceLock::new(),
            uses: OnceLock::new(),
            secrets: OnceLock::new(),
            names: OnceLock::new(),
            shown: OnceLock::new(),
            uses_shown: OnceLock::new(),
            cache: Mutex::default(),
        }
    }

    /// The same manifest with another text, and with diagnostics for more of its syntax errors than anyone reads.
    pub(super) fn to_fix(&self, text: String) -> Self {
        let document = Self::new(text, self.source.dialect(), self.options.clone());
        Self { most_errors: MOST_ERRORS * 100, ..document }
    }

    /// Whether some of its syntax errors have no diagnostic.
    pub(super) fn leaves_out_errors(&self) -> bool {
        self.source.tree().errors().len() > self.most_errors
    }

    /// Replaces the bytes of `range` with `inserted`.
    ///
    /// # Panics
    /// The range is not within the text, or does not start and end at character boundaries.
    pub fn edit(&mut self, range: TextRange, inserted: &str) {
        self.source.edit(range, inserted);
        if let Some(names) = self.names.get_mut() {
            names.edited(self.source.text(), range, inserted.len() as u32);
        }
        let length = self.source.text().len() as u32;
        self.cache_mut().edited(range, inserted.len() as u32, length);
        self.forget();
    }

    /// Changes the options.
    pub fn set_options(&mut self, options: Options) {
        self.rules = RuleTable::of(&options.severities);
        self.options = options;
        *self.cache_mut() = Cache::default();
        self.forget();
    }

    fn cache_mut(&mut self) -> &mut Cache {
        // If a rule panicked, the cache is empty at worst.
        self.cache.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&mut self) {
        self.form = OnceLock::new();
        self.diagnostics = OnceLock::new();
        self.uses = OnceLock::new();
        self.secrets = OnceLock::new();
        self.shown = OnceLock::new();
        self.uses_shown = OnceLock::new();
    }

    /// The text with its lines and tree.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The places that no output shows.
    pub fn secrets(&self) -> &Secrets {
        self.secrets.get_or_init(|| Secrets::of(&self.source, &self.names))
    }

    /// The same text and tree with all secrets masked: what an output may show.
    pub fn shown(&self) -> &Source {
        let secrets = self.secrets();
        let masked =
            || (!secrets.is_empty()).then(|| self.source.masked(secrets.sections(), |at, c| secrets.hide(at, c)));
        self.shown.get_or_init(masked).as_ref().unwrap_or(&self.source)
    }

    /// The text and tree for answers that know from the declarations what is secret: the document itself, or what may be
    /// shown of it while it is unclear what is secret. A sound document is not copied.
    pub fn readable(&self) -> &Source {
        if self.secrets().are_doubtful() { self.shown() } else { &self.source }
    }

    /// The options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether it is a create or an update, and why.
    pub fn form(&self) -> (Form, FormReason) {
        *self.form.get_or_init(|| detect(&self.source, self.options.form))
    }

    /// The form, unless nothing in the document or the options decides it yet. It is checked as an update until then.
    pub fn settled_form(&self) -> Option<Form> {
        let (form, reason) = self.form();
        (reason != FormReason::Keys || has_key_of_one_form(&self.source)).then_some(form)
    }

    /// All diagnostics, in the order of the text.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| {
            let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            let text = Text {
                source: self.readable(),
                secrets: self.secrets(),
                form: self.form().0,
                most_errors: self.most_errors,
            };
            analyse(text, &self.options, &self.rules, &mut cache)
        })
    }

    /// The fixes for a diagnostic of this document, the best one first. The others are suggestions: if there is more than
    /// one way, only the author can choose a lesser one.
    pub fn fixes(&self, diagnostic: &Diagnostic) -> Vec<Fix> {
        let fixes = |source, uses| {
            let context = FixContext::new(source, self.form().0, self.options.baseline.as_deref(), uses, diagnostic);
            implementation(diagnostic.rule).map(|implementation| (implementation.fixes)(&context)).unwrap_or_default()
        };
        let mut found: Vec<Fix> = fixes(&self.source, &self.uses);
        if !found.is_empty() && self.secrets().touch(diagnostic.range) {
            // A title that depends on what is hidden says too much.
            let shown = fixes(self.shown(), &self.uses_shown);
            for fix in found.iter_mut().filter(|fix| shown.iter().all(|shown| shown.title != fix.title)) {
                "Fix this secret".clone_into(&mut fix.title);
            }
        }
        // The wrong one could turn a secret into a name, so the author has to choose.
        let first_lesser = usize::from(!self.secrets().are_doubtful_at(diagnostic.range));
        for lesser in found.iter_mut().skip(first_lesser) {
            lesser.applicability = Applicability::Suggestion;
        }
        found
    }
}
