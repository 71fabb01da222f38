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
        fix: "Use three numbers, for example `1.2.0`, optionally followed by a pre-release such as `-beta.1`.",
        examples: &[
            Example::finds("Two numbers", r#"{"name": "acme-mail", "version": ⟦"1.2"⟧}"#),
            Example::fine("Three numbers", r#"{"name": "acme-mail", "version": "1.2.0"}"#),
            Example::finds("A leading \"v\"", r#"{"name": "acme-mail", "version": ⟦"v1.2.0"⟧}"#),
            Example::finds("A leading zero", r#"{"name": "acme-mail", "version": ⟦"1.02.0"⟧}"#),
            Example::finds("An empty pre-release identifier", r#"{"name": "acme-mail", "version": ⟦"1.2.0-"⟧}"#),
            Example::fine(
                "A pre-release and build metadata",
                r#"{"name": "acme-mail", "version": "1.2.0-beta.1+build.5"}"#,
            ),
            Example::fine("A number of any size", r#"{"name": "acme-mail", "version": "99999999999999999999.0.0"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Content(&[Format::Version], check),
    fixes,
};

fn check(report: &mut Report<'_>, value: Node<'_>, _: &'static Field) {
    if let Some(text) = value.as_string().filter(|text| !Format::Version.accepts(text)) {
        let message = format!("{} is not a semantic version. Use three numbers, for example \"1.2.0\".", quoted(&text));
        report.add(value.range(), message);
    }
}

fn fixes(context: &FixContext<'_>) -> Vec<Fix> {
    let completed = || {
        let value = context.node()?;
        let text = value.as_string()?;
        let bare = text.trim().trim_start_matches(['v', 'V']);
        let parts = bare.split('.').count();
        let version = format!("{bare}{}", ".0".repeat(3_usize.saturating_sub(parts)));
        let is_version = Format::Version.accepts(&version);
        is_version.then(|| Fix::to_review(format!("Replace with \"{version}\""), vec![replace_text(value, &version)]))
    };
    completed().into_iter().collect()
}
