use crate::{
    analysis::{
        Check, Example, Fix, FixContext, Group, Implementation, Report, Rule, Severity, edits::replace_text,
        wording::quoted,
    },
    contract::{Field, Format},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "invalid-version",
        group: Group::Contract,
        severity: Some(Severity::Error),
        summary: "A version that is not a semantic version.",
        why: "Versions are compared by their three numbers. See [semver.org](https://semver.org/).",
        fix: "Use three numbers: `1.2.0`, with `-beta.1` after them if needed.",
        examples: &[
            Example::finds("Two numbers", r#"{"name": "acme-mail", "version": ⟦"1.2"⟧}"#),
            Example::fine("Three numbers", r#"{"name": "acme-mail", "version": "1.2.0"}"#),
            Example::finds("A \"v\" before them", r#"{"name": "acme-mail", "version": ⟦"v1.2.0"⟧}"#),
            Example::finds("A leading zero", r#"{"name": "acme-mail", "version": ⟦"1.02.0"⟧}"#),
            Example::finds("An empty pre-release", r#"{"name": "acme-mail", "version": ⟦"1.2.0-"⟧}"#),
            Example::fine("A pre-release and a build", r#"{"name": "acme-mail", "version": "1.2.0-beta.1+build.5"}"#),
            Example::fine("A number of any size", r#"{"name": "acme-mail", "version": "99999999999999999999.0.0"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Version], check),
    fixes,
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
