//! Comments that silence nothing.

use crate::analysis::diagnostic::Severity;
use crate::analysis::fix::{Edit, Fix, FixContext};
use crate::analysis::rule::{Check, Group, Rule, Tag};
use crate::text::TextRange;

/// The declaration.
pub(in crate::analysis) static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    summary: "A comment that silences nothing.",
    why: "It hides what is found here some day, though nobody decided that.",
    fix: "Remove it, or correct the rule's name.",
    bad: "// integration-ls-ignore secret-name: sent by hand\n{\"title\": \"Acme\"}",
    good: "// integration-ls-ignore secret-name: sent by hand\n{\"secrets\": {\"apiKey\": \"<KEY>\"}}",
    tag: Some(Tag::Unnecessary),
    check: Check::Never,
    fixes,
    ..Rule::BLANK
};

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let text = context.source.text();
    let Some(comment) = context.source.tree().comments().iter().find(|comment| comment.range.covers(context.range))
    else {
        return Vec::new();
    };
    // One of several rules: the others may be needed.
    if comment.range.of(text).split(':').next().is_some_and(|list| list.contains(',')) {
        return Vec::new();
    }
    let (start, end) = (comment.range.start as usize, comment.range.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let is_alone = text[line..start].trim().is_empty();
    let range = match text[end..].find('\n') {
        Some(rest) if is_alone && text[end..end + rest].trim().is_empty() => {
            TextRange::new(line as u32, (end + rest + 1) as u32)
        }
        _ => TextRange::new(text[..start].trim_end_matches([' ', '\t']).len() as u32, end as u32),
    };
    vec![Fix::safe("Remove the comment", vec![Edit::new(range, "")])]
}
