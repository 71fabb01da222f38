//! The inputs of single values.

use super::html::Html;
use super::label::Label;
use crate::json_schema::view::{Schema, Type};
use crate::syntax::{Kind, Node};

/// From this length on, a text gets several lines.
const LONG_TEXT: u64 = 200;
/// The longest name of an option, in characters.
const LONGEST_OPTION: usize = 80;
/// The longest pattern that the browser checks.
const LONGEST_PATTERN: usize = 120;

/// The attributes that all inputs share.
fn common(html: &mut Html, id: &str, label: &Label<'_>) {
    described(html, id, label);
    if label.is_required {
        html.raw(" required");
    }
}

fn described(html: &mut Html, id: &str, label: &Label<'_>) {
    html.attribute("id", id);
    if label.description.is_some() {
        html.attribute("aria-describedby", &format!("{id}-help"));
    }
    if label.is_disabled {
        html.raw(" disabled");
    }
}

/// The default, unless it is that of a secret, which nobody should see.
fn default_text(label: &Label<'_>) -> Option<String> {
    let value = label.default.filter(|_| !label.is_secret)?;
    matches!(value.kind(), Kind::String | Kind::Number | Kind::Boolean).then(|| value.text().into_owned())
}

pub(super) fn text(html: &mut Html, id: &str, label: &Label<'_>, schema: &Schema<'_, '_>) {
    let default = default_text(label);
    let has_lines =
        ["multiLine", "multiline"].iter().any(|name| label.parameter(name).and_then(Node::as_bool) == Some(true))
            || label.is_shown_as("textarea")
            || schema.count("maxLength").is_some_and(|max| max > LONG_TEXT)
            || default.as_deref().is_some_and(|default| default.contains('\n'));
    let format = schema.text("format");
    let kind = match format.as_deref() {
        _ if label.is_secret => "password",
        Some("email" | "idn-email") => "email",
        Some("uri" | "iri") => "url",
        Some("date-time") => "datetime-local",
        Some("date") => "date",
        Some("time") => "time",
        _ => "text",
    };
    let is_area = has_lines && kind == "text";
    if is_area {
        html.raw("<textarea rows=\"4\"");
    } else {
        html.raw("<input").attribute("type", kind).raw(" autocomplete=\"off\"");
    }
    common(html, id, label);
    for (keyword, attribute) in [("minLength", "minlength"), ("maxLength", "maxlength")] {
        if let Some(count) = schema.count(keyword).filter(|count| *count <= u64::from(u32::MAX) / 2) {
            html.attribute(attribute, &count.to_string());
        }
    }
    if let Some(placeholder) = &label.placeholder {
        html.attribute("placeholder", placeholder);
    }
    if is_area {
        // A browser drops a line break right behind the tag.
        html.raw(">\n").text(default.as_deref().unwrap_or_default()).raw("</textarea>");
        return;
    }
    if let Some(pattern) = schema.text("pattern").filter(|pattern| is_harmless(pattern)) {
        html.attribute("pattern", &pattern);
    }
    if let Some(default) = default {
        // This kind of input takes no time zone.
        let end = if kind == "datetime-local" { 16 } else { usize::MAX };
        html.attribute("value", default.get(..end).unwrap_or(&default));
    }
    html.raw(">");
}

/// Whether the browser may check a pattern: it looks for the whole value as the schema does, and cannot take for ever,
/// because nothing is repeated but once. Others are only shown.
fn is_harmless(pattern: &str) -> bool {
    let is_whole = pattern.starts_with('^') && pattern.ends_with('$') && !pattern.ends_with("\\$");
    let repeats = pattern.chars().filter(|c| matches!(c, '*' | '+' | '?' | '{')).count();
    is_whole && repeats <= 1 && !pattern.contains('|') && pattern.len() <= LONGEST_PATTERN
}

pub(super) fn number(html: &mut Html, id: &str, label: &Label<'_>, schema: &Schema<'_, '_>, one: Type) {
    let limits = [("min", schema.number("minimum")), ("max", schema.number("maximum"))];
    let is_slider = label.is_shown_as("slider") && limits.iter().all(|(_, limit)| limit.is_some());
    html.raw(if is_slider { "<input type=\"range\"" } else { "<input type=\"number\" autocomplete=\"off\"" });
    common(html, id, label);
    for (attribute, limit) in limits {
        if let Some(limit) = limit {
            html.attribute(attribute, limit);
        }
    }
    let step = label.parameter("stepSize").filter(|step| step.kind() == Kind::Number).map(Node::source);
    let step = schema.number("multipleOf").or(step).unwrap_or(if one == Type::Integer { "1" } else { "any" });
    html.attribute("step", step);
    if let Some(placeholder) = &label.placeholder {
        html.attribute("placeholder", placeholder);
    }
    if let Some(default) = default_text(label) {
        html.attribute("value", &default);
    }
    html.raw(">");
    if let (true, [(_, Some(min)), (_, Some(max))]) = (is_slider, limits) {
        html.raw("<span class=\"ends\"><span>").shortened(min, 24).raw("</span><span>");
        html.shortened(max, 24).raw("</span></span>");
    }
}

/// The box of a checkbox; the label stands behind it.
pub(super) fn checkbox(html: &mut Html, id: &str, label: &Label<'_>) {
    html.raw("<input type=\"checkbox\"");
    // A browser takes `required` to mean that it must be ticked.
    described(html, id, label);
    if label.default.and_then(Node::as_bool) == Some(true) {
        html.raw(" checked");
    }
    html.raw(">");
}

/// One of several values.
pub(super) fn select(html: &mut Html, id: &str, label: &Label<'_>, values: &[Node<'_>], has_more: bool) {
    if let ([value], false) = (values, has_more) {
        html.raw("<input type=\"text\" readonly");
        common(html, id, label);
        html.attribute("value", &value.text()).raw(">");
        return;
    }
    html.raw("<select");
    common(html, id, label);
    html.raw(">");
    let is_default = |value: &Node<'_>| label.default.is_some_and(|default| default.source() == value.source());
    if !values.iter().any(is_default) {
        html.raw("<option value=\"\">").text(label.placeholder.as_deref().unwrap_or("Choose…")).raw("</option>");
    }
    for value in values {
        html.raw(if is_default(value) { "<option selected>" } else { "<option>" });
        html.shortened(&value.text(), LONGEST_OPTION).raw("</option>");
    }
    if has_more {
        html.raw("<option disabled>and more</option>");
    }
    html.raw("</select>");
}

/// Any JSON.
pub(super) fn json(html: &mut Html, id: &str, label: &Label<'_>) {
    html.raw("<textarea class=\"json\" rows=\"3\" spellcheck=\"false\"");
    common(html, id, label);
    html.attribute("placeholder", label.placeholder.as_deref().unwrap_or("JSON")).raw(">\n");
    if let Some(default) = label.default.filter(|_| !label.is_secret) {
        html.text(default.source());
    }
    html.raw("</textarea>");
}
