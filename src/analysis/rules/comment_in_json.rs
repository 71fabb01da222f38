use crate::{
    analysis::{Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::remove_comment},
    syntax::Dialect,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "comment-in-json",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "A comment in a `.json` file.",
        why: "The API reads strict JSON, which has no comments. A `.jsonc` file can contain them.",
        fix: "Remove the comment, or rename the file to `.jsonc`.",
        examples: &[
            Example::finds("A line comment", "{\n  ⟦// Who we are⟧\n  \"title\": \"Acme Mail\"\n}"),
            Example::fine("No comment", "{\n  \"title\": \"Acme Mail\"\n}"),
            Example::finds("A block comment", r#"{"title": ⟦/* Who we are */⟧ "Acme Mail"}"#),
            Example::fine("A comment in a `.jsonc` file", "{\n  // Who we are\n  \"title\": \"Acme Mail\"\n}").jsonc(),
            Example::fine("Slashes in a string", r#"{"url": "https://acme.example/hook"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Comments(check),
    fixes,
};

fn check(report: &mut Report<'_>) {
    if report.source.dialect() == Dialect::Json {
        for comment in report.source.tree().comments() {
            report.add(comment.range, "JSON does not allow comments. Remove this one, or rename the file to .jsonc.");
        }
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    vec![Fix::to_review("Remove the comment", vec![remove_comment(context.source, context.range)])]
}
