//! The rules, as Markdown. The README's table and the rules page are made of the same.

use crate::analysis::{RULES, Rule, Verdict};
use crate::syntax::Dialect;
use crate::text::nearest;

/// One line for each rule.
pub(super) fn table() -> String {
    let mut text = String::from("| rule | group | severity | what it finds |\n| --- | --- | --- | --- |\n");
    for rule in RULES {
        text += &format!("| `{}` | {} | {} | {} |\n", rule.name, rule.group, rule.severity_name(), rule.summary);
    }
    text
}

/// Every rule in full.
pub(super) fn all() -> String {
    let pages: Vec<String> = RULES.iter().map(|rule| page(rule)).collect();
    format!(
        "# Rules\n\nWhat integration-ls finds. `integration-ls explain RULE` shows one of these.\n\n{}",
        pages.join("\n")
    )
}

/// One rule in full, or what to say if there is none of that name.
pub(super) fn one(name: &str) -> Result<String, String> {
    if let Some(rule) = RULES.iter().find(|rule| rule.name == name) {
        return Ok(page(rule));
    }
    let guess = nearest(name, RULES.iter().map(|rule| rule.name));
    let guess = guess.map_or(String::new(), |rule| format!(" Did you mean {rule}?"));
    Err(format!("there is no rule \"{}\".{guess} `integration-ls rules` lists them all.", name.escape_debug()))
}

fn page(rule: &Rule) -> String {
    let bp_lint = rule.bp_lint.map_or(String::new(), |name| format!(" It is `{name}` of the vendor's `bp lint`."));
    let off = if rule.severity.is_none() { " It is off until you turn it on." } else { "" };
    format!(
        "## {}\n\n{} Severity: {}. Group: {}.{off}{bp_lint}\n\n{}\n\n{}\n{}{}",
        rule.name,
        rule.summary,
        rule.severity_name(),
        rule.group,
        rule.why,
        rule.fix,
        examples(rule, Verdict::Finds, "Reported"),
        examples(rule, Verdict::Fine, "Fine"),
    )
}

/// The first example with that verdict, and the titles of the others.
fn examples(rule: &Rule, verdict: Verdict, heading: &str) -> String {
    let mut all = rule.examples.iter().filter(|example| example.verdict == verdict);
    let Some(first) = all.next() else { return String::new() };
    let language = if first.dialect == Dialect::Json { "json" } else { "jsonc" };
    let text = visible(&first.written().text);
    let mut page = format!("\n**{heading}:** {}\n\n```{language}\n{text}\n```\n", first.title);
    let others: String = all.map(|example| format!("- {}\n", example.title)).collect();
    if !others.is_empty() {
        page += &format!("\n**Also {}:**\n\n{others}", heading.to_lowercase());
    }
    page
}

/// Shows what would not be seen: control characters and exotic blanks.
fn visible(text: &str) -> String {
    let invisible = |c: char| c != '\n' && (c.is_control() || c == '\u{feff}' || (c.is_whitespace() && c != ' '));
    text.chars().map(|c| if invisible(c) { format!("⟨U+{:04X}⟩", u32::from(c)) } else { c.to_string() }).collect()
}
