//! The rules, one file each. A new one is a file here and its line in [`RULES`]; a test finds what is forgotten.

use super::rule::Rule;

mod accepted_extra_key;
mod byte_order_mark;
mod comment_in_json;
mod control_character;
mod deprecated_key;
mod duplicate_key;
mod editor_key;
mod exotic_whitespace;
mod icon_not_svg;
mod invalid_escape;
mod invalid_literal;
mod invalid_number;
mod invalid_url;
mod invalid_version;
mod lone_surrogate;
mod missing_key;
mod name_style;
mod not_base64;
mod not_positive;
mod null_not_allowed;
mod other_form_key;
mod readme_not_utf8;
mod secret_name;
mod single_quotes;
mod syntax_error;
mod too_long;
mod too_short;
mod trailing_comma;
mod undeclared_tag;
mod unknown_key;
mod unknown_value;
mod unquoted_key;
mod unterminated_string;
mod visibility_conflict;
mod wrong_type;

/// All rules, in the order of the documentation.
pub static RULES: &[&Rule] = &[
    &syntax_error::RULE,
    &unterminated_string::RULE,
    &single_quotes::RULE,
    &unquoted_key::RULE,
    &invalid_escape::RULE,
    &lone_surrogate::RULE,
    &control_character::RULE,
    &exotic_whitespace::RULE,
    &byte_order_mark::RULE,
    &invalid_number::RULE,
    &invalid_literal::RULE,
    &trailing_comma::RULE,
    &comment_in_json::RULE,
    &duplicate_key::RULE,
    &wrong_type::RULE,
    &null_not_allowed::RULE,
    &unknown_key::RULE,
    &other_form_key::RULE,
    &missing_key::RULE,
    &unknown_value::RULE,
    &too_long::RULE,
    &too_short::RULE,
    &accepted_extra_key::RULE,
    &editor_key::RULE,
    &deprecated_key::RULE,
    &visibility_conflict::RULE,
    &secret_name::RULE,
    &name_style::RULE,
    &not_base64::RULE,
    &icon_not_svg::RULE,
    &readme_not_utf8::RULE,
    &invalid_url::RULE,
    &not_positive::RULE,
    &invalid_version::RULE,
    &undeclared_tag::RULE,
];
