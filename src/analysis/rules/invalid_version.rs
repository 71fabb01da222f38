//! Versions.

use crate::analysis::diagnostic::Severity;
use crate::analysis::edits::replace_text;
use crate::analysis::fix::{Fix, FixContext};
use crate::analysis::report::Report;
use crate::analysis::rule::{Check, Group, Rule};
use crate::analysis::wording::quoted;
use crate::contract::{Field, Format};
use crate::syntax::Node;

/// The declaration.
pub(super) static RULE: Rule = Rule {
    name: "invalid-version",
    group: Group::Contract,
    severity: Some(Severity::Error),
    summary: "A version that is no semantic version.",
    why: "Versions are compared by their three numbers.",
    fix: "Write three numbers: `1.2.0`, with `-beta.1` behind them if need be.",
    bad: r#"{"name": "acme-mail", "version": "1.2"}"#,
    good: r#"{"name": "acme-mail", "version": "1.2.0"}"#,
    check: Check::Content(&[Format::Version], check),
    fixes,
    ..Rule::BLANK
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    if let Some(text) = value.as_string().filter(|text| !is_semantic_version(text)) {
        report.add(
            value.range(),
            format!("{} is no semantic version. Write three numbers, such as \"1.2.0\".", quoted(&text)),
        );
    }
}

/// The grammar of semver.org, version 2.0.0.
fn is_semantic_version(text: &str) -> bool {
    let (rest, build) = text.split_once('+').map_or((text, None), |(rest, build)| (rest, Some(build)));
    let (core, pre) = rest.split_once('-').map_or((rest, None), |(core, pre)| (core, Some(pre)));
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| numeric(part) && (part == "0" || !part.starts_with('0'));
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    core.split('.').count() == 3
        && core.split('.').all(number)
        && pre.is_none_or(|pre| pre.split('.').all(|part| word(part) && (!numeric(part) || number(part))))
        && build.is_none_or(|build| build.split('.').all(word))
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let Some(value) = context.node() else { return Vec::new() };
    let Some(text) = value.as_string() else { return Vec::new() };
    let bare = text.trim().trim_start_matches(['v', 'V']);
    let parts = bare.split('.').count();
    let guess = format!("{bare}{}", ".0".repeat(3_usize.saturating_sub(parts)));
    if !is_semantic_version(&guess) {
        return Vec::new();
    }
    vec![Fix::to_review(format!("Write \"{guess}\""), vec![replace_text(value, &guess)])]
}
