use crate::{
    analysis::{Check, Edit, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity},
    syntax::{SyntaxError, SyntaxErrorKind},
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "exotic-whitespace",
        group: Group::Syntax,
        severity: Some(Severity::Error),
        summary: "Whitespace or an invisible character that JSON does not allow.",
        why: "A no-break space looks like a space, and a zero-width character cannot be seen at all, but JSON allows only spaces, tabs and line breaks between values. Such characters often come from pasted text.",
        fix: "Replace whitespace with a plain space, and remove invisible characters.",
        examples: &[
            Example::finds("A no-break space", "{\"title\":⟦\u{a0}⟧\"Acme Mail\"}"),
            Example::fine("A plain space", r#"{"title": "Acme Mail"}"#),
            Example::finds("A form feed", "{⟦\u{c}⟧\"title\": \"Acme Mail\"}"),
            Example::finds("A word joiner before a key", "{⟦\u{2060}⟧\"title\": \"Acme Mail\"}"),
            Example::finds("A byte order mark that is not at the start", "{\"title\"⟦\u{feff}⟧: \"Acme Mail\"}"),
            Example::finds(
                "Several in a row",
                "{\"title\": \"Acme Mail\"⟦\u{ad}⟧⟦\u{202e}⟧⟦\u{200b}⟧, \"description\": \"\"}",
            ),
            Example::finds(
                "Inside a word",
                "{\"user\": {\"creation\": {\"enabled\": tr⟦\u{200b}⟧ue, \"requiredTags\": []}}}",
            ),
            Example::finds("After the manifest", "{\"title\": \"Acme Mail\"}\n⟦\u{2069}⟧"),
            Example::finds("A control character", "{⟦\u{0}⟧\"title\": \"Acme Mail\"⟦\u{7f}⟧}"),
            Example::fine("Such characters in a string", "{\"title\": \"Acme\u{a0}\u{2060}Mail\"}"),
        ],
        ..Rule::BLANK
    },
    check: Check::SyntaxError(check),
    fixes,
};

fn check(error: &SyntaxError, _: &Report<'_>) -> Option<String> {
    let SyntaxErrorKind::ExoticWhitespace(c) = error.kind else { return None };
    let code = u32::from(c);
    Some(match c.is_whitespace() {
        true => format!("JSON does not allow the whitespace U+{code:04X}. Use a plain space instead."),
        false => format!("JSON does not allow the invisible character U+{code:04X} here. Remove it."),
    })
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let text = context.source.text();
    let Some(c) = context.range.of(text).chars().next() else { return Vec::new() };
    // What is on both sides must not become a comment, nor a word that ends in one.
    let (before, after) = (&text[..context.range.start as usize], &text[context.range.end as usize..]);
    let is_word = |c: char| !c.is_whitespace() && !"{}[],:\"".contains(c);
    let makes_comment = before.ends_with(is_word) && after.starts_with(['/', '*']);
    let (title, text) = match c.is_whitespace() || makes_comment {
        true => ("Replace with a space".to_owned(), " "),
        false => (format!("Remove U+{:04X}", u32::from(c)), ""),
    };
    vec![Fix::safe(title, vec![Edit::new(context.range, text)])]
}
