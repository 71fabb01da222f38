//! `JUnit` XML: a test suite for each manifest, with a failed test case for each diagnostic.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Checked;
use super::places::Places;

pub(super) fn junit(checked: &[Checked], places: &Places) -> String {
    let mut report = Report::new("integration-ls");
    for one in checked {
        let path = places.path(one);
        let mut suite = TestSuite::new(path.as_str());
        for diagnostic in &one.diagnostics {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(diagnostic.severity.to_string()).set_message(diagnostic.message.as_str()).set_description(
                format!("{}:{}:{}: {}", path, diagnostic.start.line, diagnostic.start.column, diagnostic.message),
            );
            suite.add_test_case(TestCase::new(diagnostic.rule.name, status));
        }
        if one.diagnostics.is_empty() {
            suite.add_test_case(TestCase::new("integration-ls", TestCaseStatus::success()));
        }
        report.add_test_suite(suite);
    }
    report.to_string().unwrap_or_default()
}
