//! A rule that looks at one unit of the document must look at nothing outside it: what it found is kept while other
//! units change.
//!
//! So everything around a unit is blanked out, and what is found inside the unit has to stay the same.

use integration_ls::analysis::rules::implementation;
use integration_ls::analysis::{Check, Diagnostic, Document, FormChoice, Group, Options, RULES, Severity, Verdict};
use integration_ls::contract::Shape;
use integration_ls::contract::manifest::MANIFEST;
use integration_ls::syntax::{Dialect, Kind, Node, Source};
use integration_ls::text::TextRange;

use crate::mutation::SEEDS;
use crate::rules::examples;
use crate::shared::manifests;

/// Whole manifests, one of them with many mistakes.
const EXAMPLES: [&str; 2] =
    [include_str!("../../examples/acme-mail.integration.json"), include_str!("../../examples/broken.integration.json")];

/// All rules, those included that are off by default; the form is settled, since the keys that show it may be blanked.
fn read(text: String, like: &Document) -> Document {
    let mut options = Options { form: FormChoice::Force(like.form().0), ..Options::default() };
    for rule in RULES.iter().filter(|rule| rule.severity.is_none()) {
        options.severities.set_rule(rule.name, Some(Severity::Hint));
    }
    Document::new(text, Dialect::Json, options)
}

/// The units of a document: the members of the root, and the entries of its maps.
fn units(source: &Source) -> Vec<Node<'_>> {
    let members = source.root().into_iter().flat_map(Node::members);
    members
        .flat_map(|member| {
            let field = member.name().and_then(|name| MANIFEST.field(&name));
            let is_map = field.is_some_and(|field| matches!(field.shape, Shape::Map(_)));
            let map = member.value().filter(|value| is_map && value.kind() == Kind::Object);
            map.map_or_else(|| vec![member], |map| map.members().collect())
        })
        .collect()
}

/// The text with whitespace in place of everything around a unit but the brackets and keys that lead to it. It stays
/// as long, and its lines stay where they are.
fn alone(text: &str, unit: Node<'_>) -> String {
    let mut kept = vec![unit.range()];
    for outer in unit.ancestors() {
        match outer.kind() {
            Kind::Object => {
                let range = outer.range();
                kept.extend([outer.opener(), TextRange::new(range.end - 1, range.end)]);
            }
            _ => {
                let colon = outer.colon().unwrap_or(outer.range().start);
                kept.push(TextRange::new(outer.range().start, colon + 1));
            }
        }
    }
    kept.sort_unstable();
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for range in kept {
        blank(&text[at..range.start as usize], &mut blanked);
        blanked.push_str(range.of(text));
        at = range.end as usize;
    }
    blank(&text[at..], &mut blanked);
    blanked
}

fn blank(text: &str, out: &mut String) {
    out.extend(text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }));
}

/// What rules that look at one unit found in it. What they found in the root (among its keys, or comparing two of its
/// values) is not of a unit; neither are the names in a map.
fn found_inside(document: &Document, property: TextRange, value: Node<'_>) -> Vec<String> {
    let is_own = |diagnostic: &&Diagnostic| {
        let check = implementation(diagnostic.rule).unwrap().check;
        let unit = if diagnostic.rule.group == Group::Hub { property } else { value.range() };
        let is_of_root = matches!(check, Check::Object(_)) && value.kind() != Kind::Object;
        check.is_local() && unit.covers(diagnostic.range) && !is_of_root
    };
    let show = |found: &Diagnostic| {
        format!("{:?} {} {} {} {:?}", found.range, found.severity, found.rule.name, found.message, found.related)
    };
    document.diagnostics().iter().filter(is_own).map(show).collect()
}

/// Compares what is found in each unit with what is found when it is alone; how many diagnostics that were.
fn compare(name: &str, text: String) -> usize {
    let plain = Document::new(text, Dialect::Json, Options::default());
    let (source, text) = (plain.source(), plain.source().text());
    let is_clean = source.tree().errors().is_empty() && source.tree().comments().is_empty();
    if !is_clean || source.root().is_none_or(|root| root.kind() != Kind::Object) {
        return 0;
    }
    // What implements an interface's action or event is left out of the hub's diagnostics afterwards: with the
    // interfaces it is missing, without them it is there.
    let interfaces = source.root().and_then(|root| root.property("interfaces"));
    let without = interfaces.map(|interfaces| {
        let mut without = text.to_owned();
        let name = interfaces.key().unwrap().content_range();
        without.replace_range(name.to_std_range(), &"_".repeat(name.len() as usize));
        read(without, &plain)
    });
    let all = read(text.to_owned(), &plain);
    let mut compared = 0;
    for unit in units(source) {
        let Some(value) = unit.value() else { continue };
        let is_interface = unit.pointer().segments().first().is_some_and(|first| first == "interfaces");
        let around = without.as_ref().filter(|_| !is_interface).unwrap_or(&all);
        let expected = found_inside(around, unit.range(), value);
        let blanked = read(alone(text, unit), &plain);
        assert!(blanked.source().tree().errors().is_empty(), "{name} {}", unit.pointer());
        let found = found_inside(&blanked, unit.range(), value);
        assert_eq!(found, expected, "{name} {}: a rule looks at something outside this unit", unit.pointer());
        compared += expected.len();
    }
    compared
}

#[test]
fn diagnostics_of_a_unit_rule_depend_only_on_the_unit() {
    let mut compared = 0;
    for verdict in [Verdict::Finds, Verdict::Fine] {
        for (rule, example, written) in examples(verdict) {
            compared += compare(&format!("{}: {}", rule.name, example.title), written.text);
        }
    }
    for seed in SEEDS.iter().chain(&EXAMPLES) {
        compared += compare(seed, (*seed).to_owned());
    }
    assert!(compared > 200, "hardly anything was compared: {compared}");
}

#[test]
fn real_manifests_agree() {
    for (name, text) in manifests() {
        // Blanking is quadratic in the number of units: the largest files are code, which is one unit.
        if text.len() < 200_000 {
            compare(&name, text);
        }
    }
}
