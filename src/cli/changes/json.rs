//! The report for programs.

use serde_json::{Value, json};

use super::Compared;
use crate::analysis::Document;
use crate::compare::{Bump, Change, Verdict};
use crate::syntax::Pointer;
use crate::text::{Encoding, TextRange};

pub(super) fn report(compared: &Compared<'_>) -> String {
    let comparison = &compared.comparison;
    let count = |verdict: Verdict| comparison.changes.iter().filter(|change| change.verdict == verdict).count();
    let object = json!({
        "file": compared.new_name,
        "against": compared.old_name,
        "form": compared.form.to_string(),
        "verdict": comparison.verdict().name(),
        "breaks": count(Verdict::Breaks),
        "cannotTell": count(Verdict::CannotTell),
        "fine": count(Verdict::Fine),
        "bump": comparison.bump().map(Bump::name),
        "oldVersion": comparison.old_version,
        "newVersion": comparison.new_version,
        "wantedVersion": comparison.wanted_version(),
        "isRaised": compared.is_raised(),
        "nulls": compared.kept().map(|change| pointer(&change.path)).collect::<Vec<_>>(),
        "changes": comparison.changes.iter().map(|change| one(compared, change)).collect::<Vec<_>>(),
    });
    crate::cli::report::pretty(&object)
}

fn one(compared: &Compared<'_>, change: &Change) -> Value {
    let mut object = json!({
        "kind": change.kind.name(),
        "pointer": pointer(&change.path),
        "verdict": change.verdict.name(),
        "bump": change.bump.name(),
        "reason": change.reason,
        "old": change.old.map(|range| place(compared.old, range)),
        "new": change.new.map(|range| place(compared.new, range)),
    });
    if let Some(witness) = &change.witness {
        object["example"] = serde_json::from_str(witness).unwrap_or_default();
    }
    if change.is_kept {
        object["needsNull"] = true.into();
    }
    object
}

fn pointer(path: &[String]) -> String {
    path.iter().map(|segment| format!("/{}", Pointer::escape(segment))).collect()
}

fn place(document: &Document, range: TextRange) -> Value {
    let location = |offset: u32| {
        let position = document.source().position(offset, Encoding::Utf32);
        json!({"line": position.line + 1, "column": position.column + 1, "offset": offset})
    };
    json!({"start": location(range.start), "end": location(range.end)})
}
