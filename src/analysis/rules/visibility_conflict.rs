use crate::{
    analysis::{Check, Example, Group, Implementation, Related, Report, Rule, Severity},
    syntax::Node,
};

pub(super) static RULE: Implementation = Implementation {
    rule: Rule {
        name: "visibility-conflict",
        group: Group::Contract,
        severity: Some(Severity::Warning),
        summary: "`public` and `visibility` contradict each other.",
        why: "Which of the two takes precedence is not documented.",
        fix: "Remove `public`; `visibility` replaces it.",
        examples: &[
            Example::finds("Public and private", r#"{"public": ⟦true⟧, "visibility": "private"}"#),
            Example::fine("Only the visibility", r#"{"visibility": "private"}"#),
            Example::finds("Not public, but unlisted", r#"{"public": ⟦false⟧, "visibility": "unlisted"}"#),
            Example::fine("Both agree", r#"{"public": true, "visibility": "public"}"#),
            Example::fine("A visibility that does not exist", r#"{"public": true, "visibility": "hidden"}"#),
        ],
        ..Rule::BLANK
    },
    check: Check::Document(check),
    fixes: |context| context.remove_property("Remove \"public\""),
};

fn check(report: &mut Report<'_>, root: Node<'_>) {
    let (Some(public), Some(visibility)) = (root.get("public"), root.get("visibility")) else { return };
    let (Some(is_public), Some(text)) = (public.as_bool(), visibility.as_string()) else { return };
    let says_public = match &*text {
        "public" | "unlisted" => true,
        "private" => false,
        _ => return,
    };
    if is_public != says_public {
        let message = format!(
            "\"public\" is {is_public}, but \"visibility\" is \"{text}\". Remove \"public\", which is deprecated."
        );
        let related = Related::here(visibility.range(), "The visibility is set here.");
        report.add_related(public.range(), message, vec![related]);
    }
}
