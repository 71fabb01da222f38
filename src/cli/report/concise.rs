//! One line for each finding.

use super::Checked;

pub(super) fn concise(checked: &[Checked]) -> String {
    let mut text = String::new();
    for one in checked {
        for finding in &one.findings {
            let (place, fix) = (finding.start, if finding.fix.is_some() { " [has a fix]" } else { "" });
            text += &format!(
                "{}:{}:{}: {}[{}] {}{fix}\n",
                one.name, place.line, place.column, finding.severity, finding.rule.name, finding.message
            );
        }
    }
    text
}
