//! One line for each diagnostic.

use super::Checked;

pub(super) fn concise(checked: &[Checked]) -> String {
    let mut text = String::new();
    for one in checked {
        for diagnostic in &one.diagnostics {
            let (place, fix) = (diagnostic.start, if diagnostic.fix.is_some() { " [has a fix]" } else { "" });
            text += &format!(
                "{}:{}:{}: {}[{}] {}{fix}\n",
                one.name, place.line, place.column, diagnostic.severity, diagnostic.rule.name, diagnostic.message
            );
        }
    }
    text
}
