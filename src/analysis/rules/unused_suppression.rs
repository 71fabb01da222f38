use crate::analysis::{
    Check, Example, Fix, FixContext, Group, Implementation, Rule, Severity, Tag, edits::remove_comment,
};

pub(in crate::analysis) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "unused-suppression",
        group: Group::Hygiene,
        severity: Some(Severity::Warning),
        summary: "An `integration-ls-ignore` comment that ignores nothing.",
        why: "It could hide a later diagnostic that nobody meant to ignore.",
        fix: "Remove the comment, or correct the rule's name.",
        examples: &[
            Example::finds(
                "The rule reports nothing here",
                "// integration-ls-ignore ⟦secret-name⟧: named by the vendor\n{\"title\": \"Acme\"}",
            )
            .jsonc(),
            Example::fine(
                "The rule would report something",
                "// integration-ls-ignore secret-name: named by the vendor\n{\"secrets\": {\"apiKey\": \"<KEY>\"}}",
            )
            .jsonc(),
            Example::finds("A misspelt rule", "// integration-ls-ignore-file ⟦secret-nmae⟧\n{\"title\": \"Acme\"}")
                .jsonc(),
            Example::finds("A comment that names no rule", "⟦// integration-ls-ignore⟧\n{\"title\": \"Acme\"}").jsonc(),
            Example::finds(
                "One of several rules",
                "{\"secrets\": {\"apiKey\": \"<KEY>\"}} // integration-ls-ignore secret-name, ⟦plain-secret⟧: old",
            )
            .jsonc(),
            Example::fine("A rule that is off", "// integration-ls-ignore nested-field-title\n{\"title\": \"Acme\"}")
                .jsonc(),
            Example::fine("Another tool's comment", "// integration-ls-ignored\n{\"title\": \"Acme\"}").jsonc(),
        ],
        tag: Some(Tag::Unnecessary),
        ..Rule::BLANK
    },
    check: Check::Engine,
    fixes,
};

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let comments = context.source.tree().comments();
    let before = comments.partition_point(|comment| comment.range.start <= context.range.start);
    let around = comments[..before].last().filter(|comment| comment.range.covers(context.range));
    let Some(comment) = around else { return Vec::new() };
    // The other rules that the comment names may be needed.
    let text = comment.range.of(context.source.text());
    if text.find([':', ',']).is_some_and(|at| text[at..].starts_with(',')) {
        return Vec::new();
    }
    vec![Fix::safe("Remove the comment", vec![remove_comment(context.source, comment.range)])]
}
