//! The rules: one file each, except for those of the hub, which are rows of a table.
//!
//! To add a rule, add a file to this folder and a line to the list below. A test fails if the line is missing.

pub mod hub;

use super::implementation::{Check, Implementation};
use super::rule::Rule;

/// Declares the module of each rule and lists them all. `cargo fmt` does not find modules that a macro declares: format
/// these files with `rustfmt --edition 2024 src/analysis/rules/*.rs`, which `.ci/run` checks.
macro_rules! rules {
    ($($visibility:vis $name:ident,)*) => {
        $($visibility mod $name;)*

        /// The rules that have a file of their own.
        static OWN: [&Implementation; [$(stringify!($name)),*].len()] = [$(&$name::RULE),*];
    };
}

// In the order of the documentation, which is that of `Group::ALL`; the hub's rules come last.
rules! {
    syntax_error,
    unterminated_string,
    single_quotes,
    unquoted_key,
    invalid_escape,
    lone_surrogate,
    control_character,
    exotic_whitespace,
    byte_order_mark,
    invalid_number,
    invalid_literal,
    trailing_comma,
    comment_in_json,
    duplicate_key,

    not_an_object,
    wrong_type,
    null_not_allowed,
    unknown_key,
    other_form_key,
    missing_key,
    unknown_value,
    too_long,
    too_short,
    not_base64,
    base64_variant,
    icon_not_svg,
    icon_not_utf8,
    readme_not_utf8,
    not_positive,
    invalid_version,
    invalid_url,
    editor_key,
    deprecated_key,
    visibility_conflict,
    accepted_extra_key,

    schema_not_object,
    untyped_schema,
    empty_list,
    repeated_entry,
    repeated_choice,
    invalid_pattern,
    legacy_pattern,
    broken_reference,
    unsatisfiable_schema,
    value_mismatch,
    undeclared_property,
    inapplicable_keyword,
    contradicting_limits,
    misspelt_keyword,
    unknown_keyword,
    foreign_keyword,
    external_reference,
    ineffective_keyword,
    unknown_format,
    form_hint,

    undeclared_tag,
    unknown_mapping,
    case_collision,
    unused_entity,
    unused_tag,

    secret_name,
    doubled_secret_prefix,
    plain_secret,
    empty_secret,
    name_style,
    vendor_name,
    deprecated_creation,
    removal,
    title_repeats_key,
    description_repeats_title,
    placeholder_text,
    empty_readme,
    pub(super) server_copy,
    pub(super) unused_suppression,

    pub(super) breaking_removal,
    pub(super) breaking_input,
    pub(super) breaking_output,
    pub(super) breaking_setting,
    pub(super) possibly_breaking,
    pub(super) insufficient_version,
    pub(super) unwritten_removal,
    pub(super) missing_baseline,
}

const COUNT: usize = OWN.len() + hub::RULES.len();

/// All rules with the code behind them, in the order of the documentation.
pub static IMPLEMENTATIONS: &[&Implementation] = &{
    let mut all: [&Implementation; COUNT] = [OWN[0]; COUNT];
    let mut index = 0;
    while index < COUNT {
        all[index] = if index < OWN.len() { OWN[index] } else { &hub::RULES[index - OWN.len()] };
        index += 1;
    }
    all
};

/// All rules, in the order of the documentation.
pub static RULES: &[&Rule] = &{
    let mut all: [&Rule; COUNT] = [&IMPLEMENTATIONS[0].rule; COUNT];
    let mut index = 0;
    while index < COUNT {
        all[index] = &IMPLEMENTATIONS[index].rule;
        index += 1;
    }
    all
};

/// The code behind one of [`RULES`]; `None` for any other rule.
pub fn implementation(rule: &'static Rule) -> Option<&'static Implementation> {
    IMPLEMENTATIONS.iter().find(|implementation| std::ptr::eq(&implementation.rule, rule)).copied()
}

/// Whether a rule reports what the parser found.
pub(super) fn reports_syntax_errors(rule: &'static Rule) -> bool {
    implementation(rule).is_some_and(|own| matches!(own.check, Check::SyntaxError(_)))
}
