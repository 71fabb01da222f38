//! Workflow commands, which GitHub Actions shows beside the lines.

use super::Checked;
use crate::analysis::Severity;

pub(super) fn github(checked: &[Checked]) -> String {
    let mut text = String::new();
    for one in checked {
        for diagnostic in &one.diagnostics {
            let command = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Hint => "notice",
            };
            let (start, end) = (diagnostic.start, diagnostic.end);
            text += &format!(
                "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                property(&one.name),
                start.line,
                end.line,
                start.column,
                end.column,
                property(diagnostic.rule.name),
                data(&diagnostic.message)
            );
        }
    }
    text
}

/// What follows the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property before it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
