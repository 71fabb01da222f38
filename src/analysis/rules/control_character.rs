use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{SyntaxError, SyntaxErrorKind, literal::encode},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "control-character",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "An unescaped control character in a string.",
        why: "The document is not valid JSON: in a string, control characters must be escaped.",
        fix: r#"Write an escape: `\t` for a tab, `\n` for a line break, `\u0001` for others."#,
        examples: &[
            Example::finds("A tab", "{\"title\": \"Acme⟦\t⟧Mail\"}"),
            Example::fine("The escape for a tab", r#"{"title": "Acme\tMail"}"#),
            Example::finds("A character without a short escape", "{\"title\": \"Acme⟦\u{1}⟧Mail\"}"),
            Example::fine("A tab between values", "{\t\"title\":\t\"Acme Mail\"\t}"),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, _: &Report<'_>) -> Option<String> {
    let SyntaxErrorKind::ControlCharacter(c) = error.kind else { return None };
    let code = u32::from(c);
    Some(format!("The control character U+{code:04X} must be escaped in a string. Write {} instead.", escape(c)))
}

fn escape(c: char) -> String {
    encode(c.encode_utf8(&mut [0; 4])).trim_matches('"').to_owned()
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let character = context.range.of(context.source.text()).chars().next();
    character
        .map(|c| Fix::safe(format!("Replace with {}", escape(c)), vec![Edit::new(context.range, escape(c))]))
        .into_iter()
        .collect()
}
