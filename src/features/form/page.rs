//! The page around the fields.

use super::draw::{Drawing, STEPS};
use super::html::Html;
use super::place::description;
use crate::analysis::schemas::EmbeddedSchema;
use crate::json_schema::view::Reader;

/// The policy denies everything but the style of the page: no scripts, images, connections, or forms that are sent.
const HEAD: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ",
    "base-uri 'none'; form-action 'none'\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<meta name=\"referrer\" content=\"no-referrer\">\n<style>\n",
    include_str!("style.css"),
    "</style>\n<title>"
);

pub(super) fn page(place: EmbeddedSchema<'_>, title: &str) -> String {
    let reader = Reader::new(place.root, STEPS);
    let mut drawing = Drawing::new(place.root, &reader);
    drawing.form(place.schema);
    let is_cut = drawing.is_cut || reader.is_exhausted();
    let mut html = Html::default();
    html.raw(HEAD).shortened(title, 200).raw("</title></head>\n<body>\n<main>\n<header><p class=\"place\">");
    let pointer = place.schema.pointer();
    let segments: Vec<&str> = pointer.segments().iter().map(String::as_str).filter(|one| *one != "schema").collect();
    html.shortened(&segments.join(" › "), 200).raw("</p><h1>").shortened(title, 200).raw("</h1>");
    if let Some(description) = description(place) {
        html.raw("<p class=\"lead\">").text(&description).raw("</p>");
    }
    html.raw("</header>\n").append(&drawing.html);
    html.raw("\n<footer>");
    if !drawing.hidden.is_empty() {
        html.raw("<p>Not shown to people: ").text(&drawing.hidden.join(", ")).raw("</p>");
    }
    if is_cut {
        html.raw("<p>There is more than fits on this page.</p>");
    }
    html.raw("<p>A preview: what you enter here is not kept.</p></footer>\n</main>\n</body></html>\n");
    html.into_string()
}
