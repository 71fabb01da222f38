//! A value that one schema takes and the other refuses.

use super::difference::{Difference, Side, Step, What};
use super::types::TypeSet;
use crate::json_schema::evaluate::{Settings, Verdict, evaluate};
use crate::json_schema::sample::{Value, sample};
use crate::syntax::literal::encode;
use crate::syntax::{Dialect, Kind, Node, Source};

/// The deepest place that a value is made for.
const DEEPEST: usize = 20;
/// The steps for seeing whether a value fits.
const STEPS: u64 = 500_000;

/// A value that fits `narrow` and not `wide` because of a difference between them. Only where both are whole schemas.
pub fn witness(narrow: Side<'_>, wide: Side<'_>, difference: &Difference<'_, '_>) -> Option<Value> {
    if difference.path.len() > DEEPEST || narrow.root != narrow.schema || wide.root != wide.schema {
        return None;
    }
    conditions(difference).into_iter().find_map(|condition| {
        let condition = wrapped(&difference.path, condition);
        let text = restricted(narrow.root, &condition)?;
        let schema = Source::new(text, Dialect::Jsonc);
        let root = schema.root()?;
        let value = sample(root, root, None).ok()?;
        let text = Source::new(value.to_json(), Dialect::Json);
        let fits = |side: Side<'_>| {
            let settings = Settings { steps: STEPS, ..Settings::default() };
            Some(evaluate(side.root, side.schema, text.root()?, settings) == Verdict::Fits)
        };
        let is_unclear = evaluate(wide.root, wide.schema, text.root()?, Settings::default()) == Verdict::CannotTell;
        (fits(narrow) == Some(true) && fits(wide) == Some(false) && !is_unclear).then_some(value)
    })
}

/// A schema with a further condition. References start from the same top as before.
fn restricted(root: Node<'_>, condition: &str) -> Option<String> {
    if root.kind() != Kind::Object || !root.is_closed() || root.get("$ref").is_some() {
        return (root.as_bool() == Some(true)).then(|| condition.to_owned());
    }
    let source = root.source();
    let Some(all) = root.get("allOf") else {
        let rest = source.get(1..)?;
        let comma = if root.members().next().is_some() { "," } else { "" };
        return Some(format!("{{\"allOf\": [{condition}]{comma}{rest}"));
    };
    let at = (all.range().start + 1 - root.range().start) as usize;
    let comma = if all.elements().next().is_some() { "," } else { "" };
    (all.kind() == Kind::Array).then(|| format!("{}{condition}{comma}{}", &source[..at], &source[at..]))
}

/// A condition on a part of the value, as one on the whole.
fn wrapped(path: &[Step], condition: String) -> String {
    path.iter().rev().fold(condition, |inner, step| match step {
        Step::Property(name) => {
            let name = encode(name);
            format!("{{\"type\": \"object\", \"required\": [{name}], \"properties\": {{{name}: {inner}}}}}")
        }
        Step::Items => format!("{{\"type\": \"array\", \"minItems\": 1, \"items\": {inner}}}"),
        Step::Additional => wrapped(&[Step::Property(FRESH.to_owned())], inner),
        Step::Pattern(pattern) => format!(
            "{{\"type\": \"object\", \"minProperties\": 1, \"patternProperties\": {{{}: {inner}}}}}",
            encode(pattern)
        ),
    })
}

/// The name of a property that is not declared.
const FRESH: &str = "anotherProperty";

/// Conditions under which a value probably is refused.
fn conditions(difference: &Difference<'_, '_>) -> Vec<String> {
    let wide = difference.wide;
    let limit = wide.value().map_or("", Node::source);
    let constants = |values: &[&str]| values.iter().map(|value| format!("{{\"const\": {value}}}")).collect::<Vec<_>>();
    let mut conditions = match &difference.what {
        What::Type { lost, .. } => {
            let mut all: Vec<String> = lost.names().map(|name| format!("{{\"type\": \"{name}\"}}")).collect();
            if lost.meets(TypeSet::FRACTION) {
                all = constants(&["0.5", "1.5", "10.5", "-0.5", "100.5"]);
            }
            all
        }
        What::Values { lost, .. } => {
            lost.iter().take(20).map(|value| format!("{{\"const\": {}}}", value.source())).collect()
        }
        What::Limit(keyword) => limits(keyword, limit, wide),
        What::Required(name) => vec![format!("{{\"properties\": {{{}: false}}}}", encode(name))],
        What::Undeclared(name) => vec![format!("{{\"required\": [{}]}}", encode(name))],
        What::Declared(name) => {
            let name = encode(name);
            let all = ["{}", "[]", "\"x\"", "1", "0.5", "true", "null"];
            let of = |value| format!("{{\"required\": [{name}], \"properties\": {{{name}: {{\"const\": {value}}}}}}}");
            all.into_iter().map(of).collect()
        }
        What::Additional => vec![
            format!("{{\"required\": [\"{FRESH}\"]}}"),
            format!("{{\"required\": [\"{FRESH}\"], \"properties\": {{\"{FRESH}\": {{\"type\": \"null\"}}}}}}"),
            format!("{{\"required\": [\"{FRESH}\"], \"properties\": {{\"{FRESH}\": {{\"type\": \"object\"}}}}}}"),
        ],
        What::Alternative => vec![difference.narrow.source().to_owned()],
        What::Nothing | What::Unclear(_) => Vec::new(),
    };
    conditions.extend(difference.example.iter().map(|text| format!("{{\"const\": {}}}", encode(text))));
    conditions.push("{}".to_owned());
    conditions
}

/// Conditions that go beyond a limit.
fn limits(keyword: &str, limit: &str, wide: Node<'_>) -> Vec<String> {
    let count = limit.parse::<u64>().ok();
    let of = |keyword: &str, limit: &str| vec![format!("{{\"{keyword}\": {limit}}}")];
    let of_count =
        |keyword: &str, count: Option<u64>| count.map(|count| of(keyword, &count.to_string())).unwrap_or_default();
    match keyword {
        "minLength" => of_count("maxLength", count.and_then(|count| count.checked_sub(1))),
        "maxLength" => of_count("minLength", count.map(|count| count.saturating_add(1))),
        "minItems" => of_count("maxItems", count.and_then(|count| count.checked_sub(1))),
        "maxItems" => of_count("minItems", count.map(|count| count.saturating_add(1))),
        "minimum" => of("exclusiveMaximum", limit),
        "maximum" => of("exclusiveMinimum", limit),
        "exclusiveMinimum" => of("maximum", limit),
        "exclusiveMaximum" => of("minimum", limit),
        "multipleOf" => ["1", "2", "3", "5", "7", "0.5", "0.1"].iter().map(|n| format!("{{\"const\": {n}}}")).collect(),
        "uniqueItems" if wide.value().is_some() => vec![
            "{\"minItems\": 2, \"items\": {\"const\": 1}}".to_owned(),
            "{\"minItems\": 2, \"items\": {\"const\": \"x\"}}".to_owned(),
            "{\"minItems\": 2}".to_owned(),
        ],
        _ => ["\"\"", "\"a\"", "\"0\"", "\" \"", "\"a b\""].iter().map(|n| format!("{{\"const\": {n}}}")).collect(),
    }
}
