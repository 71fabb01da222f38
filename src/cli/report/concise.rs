//! The concise report: one line per diagnostic.

use super::Checked;

pub(super) fn concise(checked: &[Checked]) -> String {
    let mut text = String::new();
    for one in checked {
        for diagnostic in &one.diagnostics {
            let fix = if diagnostic.fix.is_some() { " [fixable]" } else { "" };
            text += &format!(
                "{}:{}:{}: {}[{}] {}{fix}\n",
                one.name,
                diagnostic.start.line,
                diagnostic.start.column,
                diagnostic.severity,
                one.code(diagnostic),
                diagnostic.message
            );
        }
    }
    text
}
