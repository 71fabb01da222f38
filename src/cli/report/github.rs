//! Annotations for GitHub Actions, written as workflow commands:
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>.

use super::Checked;
use super::places::Places;
use crate::analysis::Severity;
use crate::text::visible;

pub(super) fn github(checked: &[Checked], places: &Places) -> String {
    let mut text = String::new();
    for one in checked {
        let file = places.path(one);
        for diagnostic in &one.diagnostics {
            let command = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Hint => "notice",
            };
            let (start, end) = (diagnostic.start, diagnostic.end);
            text += &format!(
                "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                property(&visible(&file)),
                start.line,
                end.line,
                start.column,
                end.column,
                property(diagnostic.rule.name),
                data(&visible(&diagnostic.message))
            );
        }
    }
    text
}

/// Escapes the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
