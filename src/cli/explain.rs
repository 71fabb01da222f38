//! `rules` and `explain`: the rules in Markdown, and single fields. The rules generate the table in the README and the page of rules.

use anyhow::{Result, bail};
use heck::ToKebabCase;

use super::fields_page;
use crate::analysis::{Baseline, Group, RULES, Rule, Verdict};
use crate::contract::manifest::MANIFEST;
use crate::submission::error_types;
use crate::syntax::Dialect;
use crate::text::{is_invisible, nearest};

/// A table with one row per rule.
pub(super) fn table() -> String {
    let mut text = String::from("| rule | group | severity | what it reports |\n| --- | --- | --- | --- |\n");
    for rule in RULES {
        text += &format!("| `{}` | {} | {} | {} |\n", rule.name, rule.group, rule.severity_name(), rule.summary);
    }
    text
}

/// A page with a section for every rule.
pub(super) fn all() -> String {
    let sections: Vec<String> = RULES.iter().map(|rule| section(rule)).collect();
    format!("# Rules\n\n`integration-ls explain RULE` prints one of these sections.\n\n{}", sections.join("\n"))
}

/// The section about the rule with that name, in whatever case and with whatever separators it is written, about that type of
/// error of the API, or about the field that the name or path leads to.
///
/// # Errors
/// There is none of them.
pub(super) fn one(name: &str) -> Result<String> {
    let plain = name.to_kebab_case();
    let is_named = |rule: &Rule| rule.name == plain || rule.bp_lint.is_some_and(|vendors| vendors == name);
    if let Some(rule) = RULES.iter().find(|rule| is_named(rule)) {
        return Ok(section(rule));
    }
    if let Some(error_type) = error_types::of_name(name) {
        return Ok(format!(
            "## {}\n\nAn error of the Botpress API, with HTTP status {}. {}\n\n{}\n",
            error_type.name(),
            error_type.status,
            error_type.meaning(),
            error_type.advice()
        ));
    }
    if let Some(text) = fields_page::about(name) {
        return Ok(text);
    }
    let fields = MANIFEST.fields.iter().map(|field| field.name);
    let guess = nearest(name, fields).or_else(|| nearest(&plain, RULES.iter().map(|rule| rule.name)));
    let guess = guess.map_or(String::new(), |name| format!(" Did you mean {name}?"));
    bail!(
        "there is no rule and no field \"{}\".{guess} `integration-ls rules` lists all rules, and `integration-ls fields` all fields.",
        name.escape_debug()
    )
}

fn section(rule: &Rule) -> String {
    let bp_lint = rule.bp_lint.map_or(String::new(), |name| format!(" Equivalent to `{name}` in `bp lint`."));
    let off = if rule.severity.is_none() { " Off by default." } else { "" };
    format!(
        "## {}\n\n{} Severity: {}. Group: {}.{off}{bp_lint}\n\n{}\n\n{}\n{}{}",
        rule.name,
        rule.summary,
        rule.severity_name(),
        rule.group,
        rule.why,
        rule.fix,
        examples(rule, Verdict::Finds, "Reported"),
        examples(rule, Verdict::Fine, "Fine") + &baseline(rule),
    )
}

/// The first example with the given verdict, and the titles of the others.
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

/// What the examples are compared with.
fn baseline(rule: &Rule) -> String {
    match rule.group {
        Group::Breaking => format!("\n**The baseline of these examples:**\n\n```json\n{}\n```\n", Baseline::example()),
        _ => String::new(),
    }
}

/// Replaces invisible characters (control characters and unusual spaces) with their code points.
fn visible(text: &str) -> String {
    let is_unseen = |c: char| !matches!(c, '\n' | ' ') && (c.is_whitespace() || is_invisible(c));
    text.chars().map(|c| if is_unseen(c) { format!("⟨U+{:04X}⟩", u32::from(c)) } else { c.to_string() }).collect()
}
