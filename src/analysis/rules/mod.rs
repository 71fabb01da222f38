//! The rules, one file each, but for those of the hub, which are alike. A new one is a file here and its line in
//! `OWN`; a test finds what is forgotten.

use super::rule::Rule;

mod accepted_extra_key;
mod byte_order_mark;
mod case_collision;
mod comment_in_json;
mod control_character;
mod deprecated_creation;
mod deprecated_key;
mod description_repeats_title;
mod doubled_secret_prefix;
mod duplicate_key;
mod editor_key;
mod empty_readme;
mod empty_secret;
mod exotic_whitespace;
mod hub;
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
mod placeholder_text;
mod plain_secret;
mod readme_not_utf8;
mod removal;
mod secret_name;
mod single_quotes;
mod syntax_error;
mod title_repeats_key;
mod too_long;
mod too_short;
mod trailing_comma;
mod undeclared_tag;
mod unknown_key;
mod unknown_mapping;
mod unknown_value;
mod unquoted_key;
mod unterminated_string;
mod unused_entity;
pub(super) mod unused_suppression;
mod unused_tag;
mod visibility_conflict;
mod wrong_type;

/// Those that are not of the hub's, in the order of the documentation.
static OWN: [&Rule; 49] = [
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
    &not_base64::RULE,
    &icon_not_svg::RULE,
    &readme_not_utf8::RULE,
    &not_positive::RULE,
    &invalid_version::RULE,
    &invalid_url::RULE,
    &editor_key::RULE,
    &deprecated_key::RULE,
    &visibility_conflict::RULE,
    &accepted_extra_key::RULE,
    &undeclared_tag::RULE,
    &unknown_mapping::RULE,
    &case_collision::RULE,
    &unused_entity::RULE,
    &unused_tag::RULE,
    &secret_name::RULE,
    &doubled_secret_prefix::RULE,
    &plain_secret::RULE,
    &empty_secret::RULE,
    &name_style::RULE,
    &deprecated_creation::RULE,
    &removal::RULE,
    &title_repeats_key::RULE,
    &description_repeats_title::RULE,
    &placeholder_text::RULE,
    &empty_readme::RULE,
    &unused_suppression::RULE,
];

/// All rules, in the order of the documentation: group by group, as [`super::Group::ALL`] has them.
pub static RULES: &[&Rule] = &{
    let mut all = [OWN[0]; OWN.len() + hub::RULES.len()];
    let mut index = 0;
    while index < all.len() {
        all[index] = if index < OWN.len() { OWN[index] } else { &hub::RULES[index - OWN.len()] };
        index += 1;
    }
    all
};
