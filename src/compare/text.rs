//! A manifest as a text to compare line by line.

use crate::contract::manifest::MANIFEST;
use crate::contract::{Format, Shape, base64};
use crate::syntax::{Kind, Node};

/// The readable text of an icon or readme; `None` if it is not base64 of a text.
pub fn decoded(value: Node<'_>) -> Option<String> {
    String::from_utf8(base64::decode_any(&value.as_string()?).ok()?).ok()
}

/// Whether the path leads to a text that a manifest holds in base64: the icon or the readme.
pub fn is_encoded(path: &[String]) -> bool {
    let [name] = path else { return false };
    let shape = MANIFEST.field(name).map(|field| field.shape);
    shape.and_then(Shape::format).is_some_and(|format| matches!(format, Format::Svg | Format::Markdown))
}

/// The value at a path; `None` if there is none.
pub fn value_at<'t>(root: Node<'t>, path: &[String]) -> Option<Node<'t>> {
    path.iter().try_fold(root, |node, key| match node.kind() {
        Kind::Array => node.element(key.parse().ok()?),
        _ => node.get(key),
    })
}
