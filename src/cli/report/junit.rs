//! `JUnit` XML: a suite for each manifest, a failed case for each finding.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Checked;

pub(super) fn junit(checked: &[Checked]) -> String {
    let mut report = Report::new("integration-ls");
    for one in checked {
        let mut suite = TestSuite::new(one.name.as_str());
        for finding in &one.findings {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let place = finding.start;
            status
                .set_type(finding.severity.to_string())
                .set_message(finding.message.as_str())
                .set_description(format!("{}:{}:{}: {}", one.name, place.line, place.column, finding.message));
            suite.add_test_case(TestCase::new(finding.rule.name, status));
        }
        if one.findings.is_empty() {
            suite.add_test_case(TestCase::new("integration-ls", TestCaseStatus::success()));
        }
        report.add_test_suite(suite);
    }
    report.to_string().unwrap_or_default()
}
