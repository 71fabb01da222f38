//! A manifest with its diagnostics, kept true through edits.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::diagnostic::Diagnostic;
use super::engine::{Cache, RuleTable, analyse};
use super::fix::{Fix, FixContext};
use super::form::{FormReason, detect};
use super::options::Options;
use super::rules::implementation;
use crate::contract::Form;
use crate::syntax::{Dialect, Source};
use crate::text::TextRange;

/// One manifest.
///
/// Whatever is asked of it is a function of its text and its options, and is worked out when it is first asked for:
/// no answer depends on what was asked before.
#[derive(Debug)]
pub struct Document {
    source: Source,
    options: Options,
    rules: Arc<RuleTable>,
    form: OnceLock<(Form, FormReason)>,
    diagnostics: OnceLock<Vec<Diagnostic>>,
    /// What was found in each part when the diagnostics were last worked out. It makes the next time faster and
    /// changes no answer.
    cache: Mutex<Cache>,
}

impl Document {
    /// Reads a text of at most [`crate::text::MAX_BYTES`] bytes.
    pub fn new(text: String, dialect: Dialect, options: Options) -> Self {
        Self {
            source: Source::new(text, dialect),
            rules: RuleTable::of(&options.severities),
            options,
            form: OnceLock::new(),
            diagnostics: OnceLock::new(),
            cache: Mutex::default(),
        }
    }

    /// Replaces the bytes of `range` with `inserted`.
    ///
    /// # Panics
    /// If the range is not of this text, or does not begin and end at characters.
    pub fn edit(&mut self, range: TextRange, inserted: &str) {
        self.source.edit(range, inserted);
        let length = self.source.text().len() as u32;
        self.cache_mut().edited(range, inserted.len() as u32, length);
        self.forget();
    }

    /// Other settings hold from now on.
    pub fn set_options(&mut self, options: Options) {
        self.rules = RuleTable::of(&options.severities);
        self.options = options;
        *self.cache_mut() = Cache::default();
        self.forget();
    }

    fn cache_mut(&mut self) -> &mut Cache {
        // A rule that panicked has left the cache empty, at worst.
        self.cache.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&mut self) {
        self.form = OnceLock::new();
        self.diagnostics = OnceLock::new();
    }

    /// Text, lines and tree.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The settings that hold.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether it is taken for a create or an update, and why.
    pub fn form(&self) -> (Form, FormReason) {
        *self.form.get_or_init(|| detect(&self.source, self.options.form))
    }

    /// Everything that was found, sorted by place.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.diagnostics.get_or_init(|| {
            let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            analyse(&self.source, self.form().0, &self.options, &self.rules, &mut cache)
        })
    }

    /// How a diagnostic of this document can be fixed, the best fix first.
    pub fn fixes(&self, diagnostic: &Diagnostic) -> Vec<Fix> {
        let context = FixContext::new(&self.source, self.form().0, diagnostic);
        implementation(diagnostic.rule).map(|implementation| (implementation.fixes)(&context)).unwrap_or_default()
    }
}
