//! Which form a document is taken for.

use integration_ls::analysis::{Document, FormChoice, FormReason, Options};
use integration_ls::contract::Form;
use integration_ls::syntax::Dialect;

fn form(text: &str, choice: FormChoice) -> (Form, FormReason) {
    Document::new(text.to_owned(), Dialect::Jsonc, Options { form: choice, ..Options::default() }).form()
}

#[test]
fn a_name_or_a_version_makes_a_create() {
    for text in [r#"{"name": "acme"}"#, r#"{"version": "1.0.0"}"#, r#"{"title": "x", "name""#, r#"{"n\u0061me": 1}"#] {
        assert_eq!(form(text, FormChoice::Auto), (Form::Create, FormReason::Keys), "{text}");
    }
    for text in ["", "{}", r#"{"title": "name"}"#, r#"{"actions": {"name": {}}}"#, "[]", r#"["name"]"#] {
        assert_eq!(form(text, FormChoice::Auto), (Form::Update, FormReason::Keys), "{text}");
    }
}

#[test]
fn a_form_comment_overrides_keys_and_settings() {
    for head in
        ["// integration-ls-form: create", "/* integration-ls-form: create */", "// x\n//integration-ls-form:create"]
    {
        let text = format!("{head}\n{{\"title\": \"x\"}}");
        assert_eq!(form(&text, FormChoice::Auto), (Form::Create, FormReason::Comment), "{head}");
        assert_eq!(form(&text, FormChoice::Prefer(Form::Update)), (Form::Create, FormReason::Comment), "{head}");
        assert_eq!(form(&text, FormChoice::Force(Form::Update)), (Form::Update, FormReason::Setting), "{head}");
    }
    for text in [
        "{} // integration-ls-form: create",
        "// integration-ls-form: delete\n{}",
        "{\"a\": \"// integration-ls-form: create\"}",
    ] {
        assert_eq!(form(text, FormChoice::Auto), (Form::Update, FormReason::Keys), "{text}");
    }
}

#[test]
fn the_form_setting_overrides_keys() {
    assert_eq!(form(r#"{"name": "x"}"#, FormChoice::Prefer(Form::Update)), (Form::Update, FormReason::Setting));
}
