//! What has changed from one manifest to another, and what of it breaks: the layer `src/compare`, and what stands on it.

mod command;
#[cfg(feature = "remote")]
mod deployed;
mod normal;
mod nulls;
mod rules;
mod schemas;
mod whole;

use integration_ls::compare::{Comparison, compare};
use integration_ls::contract::Form;
use integration_ls::syntax::{Dialect, Source};

/// The changes from one manifest to another, as if the newer one were a create.
fn changes(old: &str, new: &str) -> Comparison {
    changes_of(old, new, Form::Create)
}

fn changes_of(old: &str, new: &str, form: Form) -> Comparison {
    let (old, new) = (Source::new(old.to_owned(), Dialect::Jsonc), Source::new(new.to_owned(), Dialect::Jsonc));
    compare(old.root(), new.root(), form, true)
}

/// The changes, a line for each.
fn lines(comparison: &Comparison) -> Vec<String> {
    let line = |change: &integration_ls::compare::Change| {
        let witness = change.witness.as_ref().map_or_else(String::new, |value| format!(" ← {value}"));
        format!(
            "{} {} ({}): {}{witness}",
            change.verdict.name(),
            change.path.join("/"),
            change.bump.name(),
            change.reason
        )
    };
    comparison.changes.iter().map(line).collect()
}
