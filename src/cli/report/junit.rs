//! `JUnit` XML as Jenkins' schema has it: a test suite for each manifest, with a test case for each diagnostic. Those that
//! the exit status counts have failed; the others have passed, and say so in their output.
//! <https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd>

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::places::Places;
use super::{Checked, Reported};
use crate::analysis::Severity;
use crate::text::visible;

/// Writes the report. `warnings_fail`: whether the exit status counts warnings.
pub(super) fn junit(checked: &[Checked], places: &Places, warnings_fail: bool) -> String {
    let fails = |diagnostic: &Reported| match diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => warnings_fail,
        Severity::Info | Severity::Hint => false,
    };
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory does not fail.
    let _ = write(&mut writer, checked, places, fails);
    String::from_utf8(writer.into_inner()).unwrap_or_default() + "\n"
}

fn write(
    writer: &mut Writer<Vec<u8>>,
    checked: &[Checked],
    places: &Places,
    fails: impl Fn(&Reported) -> bool + Copy,
) -> io::Result<()> {
    let tests: usize = checked.iter().map(tests_of).sum();
    let failures = checked.iter().flat_map(|one| &one.diagnostics).filter(|one| fails(one)).count();
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let counts = [("tests", tests.to_string()), ("failures", failures.to_string()), ("errors", "0".to_owned())];
    let all = writer.create_element("testsuites").with_attribute(("name", "integration-ls"));
    all.with_attributes(counts.iter().map(|(name, count)| (*name, count.as_str()))).write_inner_content(|writer| {
        checked.iter().try_for_each(|one| suite(writer, one, &visible(&places.path(one)), fails))
    })?;
    Ok(())
}

/// A manifest without diagnostics has one test, which has passed.
fn tests_of(one: &Checked) -> usize {
    one.diagnostics.len().max(1)
}

fn suite(
    writer: &mut Writer<Vec<u8>>,
    one: &Checked,
    path: &str,
    fails: impl Fn(&Reported) -> bool + Copy,
) -> io::Result<()> {
    let failures = one.diagnostics.iter().filter(|one| fails(one)).count();
    let suite = writer
        .create_element("testsuite")
        .with_attribute(("name", path))
        .with_attribute(("tests", tests_of(one).to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("errors", "0"));
    suite.write_inner_content(|writer| {
        for diagnostic in &one.diagnostics {
            let case = writer.create_element("testcase").with_attribute(("name", diagnostic.rule.name));
            case.with_attribute(("classname", path))
                .write_inner_content(|writer| outcome(writer, path, diagnostic, fails(diagnostic)))?;
        }
        if one.diagnostics.is_empty() {
            let case = writer.create_element("testcase").with_attribute(("name", "integration-ls"));
            case.with_attribute(("classname", path)).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn outcome(writer: &mut Writer<Vec<u8>>, path: &str, diagnostic: &Reported, fails: bool) -> io::Result<()> {
    let message = visible(&diagnostic.message);
    let text =
        format!("{path}:{}:{}: {}: {message}", diagnostic.start.line, diagnostic.start.column, diagnostic.severity);
    let text = BytesText::new(&text);
    if fails {
        let failure = writer.create_element("failure").with_attribute(("message", &*message));
        failure.with_attribute(("type", diagnostic.severity.to_string().as_str())).write_text_content(text)?;
    } else {
        writer.create_element("system-out").write_text_content(text)?;
    }
    Ok(())
}
