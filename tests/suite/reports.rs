//! The formats of reports, exit statuses, and fixes.

use serde_json::Value;

use crate::cli::{Folder, command, finish, run_with_input};

const TEXT: &str = "{\n  \"titel\": \"Ä\",\n  \"visibility\": \"privat\",\n  \"secrets\": {\"api\": 'hunter2'}\n}\n";

fn report(format: &str) -> String {
    let ran = run_with_input(&["check", "--output-format", format, "-"], TEXT.as_bytes());
    assert_eq!(ran.status, 1, "{format}: {}", ran.err);
    assert!(!ran.out.contains("hunter2"), "{format}: {}", ran.out);
    ran.out
}

#[test]
fn formats_for_people() {
    insta::assert_snapshot!(format!("{}\n{}", report("full"), report("concise")));
}

#[test]
fn formats_for_services() {
    insta::assert_snapshot!(["github", "gitlab", "junit", "rdjson"].map(report).join("\n"));
}

#[test]
fn json_on_lines_is_json_in_an_array() {
    let array: Value = serde_json::from_str(&report("json")).unwrap();
    let lines: Vec<Value> = report("json-lines").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array, Value::Array(lines));
    let fix = &array[0]["fix"];
    assert_eq!((&fix["title"], &fix["safe"]), (&"Rename to \"title\"".into(), &false.into()));
    assert_eq!(fix["edits"][0]["text"], "\"title\"");
    assert_eq!(fix["edits"][0]["start"], serde_json::json!({"line": 2, "column": 3, "offset": 4}));
    // The fixed text of a secret would be the secret.
    let quotes = array.as_array().unwrap().iter().find(|diagnostic| diagnostic["code"] == "single-quotes").unwrap();
    assert!(quotes["fix"].is_null());
}

/// What the standard requires of every log.
#[test]
fn sarif() {
    let log: Value = serde_json::from_str(&report("sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
        let location = &result["locations"][0]["physicalLocation"];
        assert!(location["region"]["startLine"].as_u64().unwrap() >= 1);
        assert_eq!(location["artifactLocation"]["uri"], "%3Cstdin%3E");
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&run["results"][0]).unwrap());
}

#[test]
fn statistics_count() {
    let ran = run_with_input(&["check", "--statistics", "-"], br#"{"a1": 1, "b1": 1, "titel": 1, "url": "x"}"#);
    assert_eq!(ran.status, 1);
    let lines: Vec<&str> = ran.out.lines().map(str::trim).collect();
    assert_eq!(lines[0], "3  error    unknown-key (3 fixable)");
    assert_eq!(lines[1], "1  warning  invalid-url");
}

#[test]
fn what_counts_as_a_failure() {
    let status =
        |arguments: &[&str], text: &str| run_with_input(&[&["check", "-"], arguments].concat(), text.as_bytes()).status;
    let (error, two_warnings, hint) =
        (r#"{"titel": 1}"#, r#"{"secrets": {"api": "7f3a"}}"#, r#"{"actions": {"x1": null}}"#);
    assert_eq!(status(&[], error), 1);
    assert_eq!(status(&["--exit-zero"], error), 0);
    assert_eq!(status(&["--max-warnings", "9"], error), 1);
    assert_eq!(status(&[], two_warnings), 1);
    assert_eq!(status(&["--max-warnings", "1"], two_warnings), 1);
    assert_eq!(status(&["--max-warnings", "2"], two_warnings), 0);
    assert_eq!(status(&[], hint), 0);
}

/// Quiet says nothing where there is no error, and the exit status follows what is shown.
#[test]
fn quiet() {
    let run = |arguments: &[&str], text: &str| {
        let ran = run_with_input(&[&["check", "-", "--quiet"], arguments].concat(), text.as_bytes());
        (ran.status, ran.out, ran.err)
    };
    let nothing = (0, String::new(), String::new());
    let warnings = r#"{"secrets": {"api": "7f3a"}}"#;
    for text in ["{}", warnings, r#"{"actions": {"x1": null}}"#] {
        for arguments in [&[][..], &["--statistics"], &["--output-format", "concise"], &["--max-warnings", "2"]] {
            assert_eq!(run(arguments, text), nothing, "{arguments:?} of {text}");
        }
        assert_eq!(run(&["--output-format", "json"], text), (0, "[]\n".to_owned(), String::new()));
    }
    assert_eq!(run(&["--diff"], "{}"), nothing);
    let limited = run(&["--max-warnings", "1"], warnings);
    assert_eq!((limited.0, limited.1.as_str()), (1, ""));
    assert_eq!(limited.2, "integration-ls: 2 warnings, more than --max-warnings 1 allows\n");
    let (status, out, _) = run(&["--output-format", "concise"], r#"{"titel": 1, "secrets": {"api": "7f3a"}}"#);
    assert!(status == 1 && out.contains("unknown-key") && !out.contains("warning"), "{out}");
}

/// What services show beside the lines of a file depends on its path from the root of the repository.
#[test]
fn services_get_paths_from_the_root_of_the_repository() {
    let folder = Folder::new("places");
    let outside = Folder::new("places-outside");
    let file = outside.write("b.json", "{\"titel\": 1}");
    for name in ["a.json", "sub/100% ä#1.json", "sub/deep/integration.json"] {
        folder.write(name, "{\"titel\": 1}");
    }
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let paths = |format: &str, variable: Option<(&str, &std::path::Path)>| {
        let mut command = command(&["check", "--output-format", format, "../a.json", "100% ä#1.json", ".", &file]);
        command.current_dir(folder.path().join("sub")).envs(variable);
        let out = finish(command, b"").out;
        let value = || serde_json::from_str::<Value>(&out).unwrap();
        let all = |list: &Value, pointer: &str| -> Vec<String> {
            list.as_array().unwrap().iter().map(|one| one.pointer(pointer).unwrap().as_str().unwrap().into()).collect()
        };
        match format {
            "github" => {
                let files = out.lines().filter_map(|line| line.split_once("file=")?.1.split_once(','));
                files.map(|(file, _)| file.replace("%25", "%")).collect()
            }
            "gitlab" => all(&value(), "/location/path"),
            "rdjson" => all(&value()["diagnostics"], "/location/path"),
            "sarif" => all(&value()["runs"][0]["results"], "/locations/0/physicalLocation/artifactLocation/uri"),
            _ => {
                let suites = out.lines().filter_map(|line| line.split_once("<testsuite name=\"")?.1.split_once('"'));
                suites.map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
            }
        }
    };
    let outside = std::fs::canonicalize(outside.path()).unwrap();
    let beside = outside.join("b.json").display().to_string();
    let expected = ["a.json", "sub/100% ä#1.json", "sub/deep/integration.json", beside.as_str()];
    for format in ["github", "gitlab", "rdjson", "junit"] {
        assert_eq!(paths(format, None), expected, "{format}");
    }
    let uri = format!("file://{beside}");
    assert_eq!(
        paths("sarif", None),
        ["a.json", "sub/100%25%20%C3%A4%231.json", "sub/deep/integration.json", uri.as_str()]
    );
    // What the service has checked out goes before the repository that it is in, or lies in.
    let sub = folder.path().join("sub");
    let own = ["100% ä#1.json", "deep/integration.json"];
    assert_eq!(paths("github", Some(("GITHUB_WORKSPACE", &sub)))[1..3], own);
    assert_eq!(paths("gitlab", Some(("CI_PROJECT_DIR", &sub)))[1..3], own);
    assert_eq!(paths("gitlab", Some(("CI_PROJECT_DIR", &sub)))[0], "a.json", "which is in the repository");
    assert_eq!(paths("github", Some(("GITHUB_WORKSPACE", &outside)))[3], "b.json");
    assert_eq!(paths("github", Some(("GITHUB_WORKSPACE", std::path::Path::new("")))), expected);
}

#[test]
fn a_named_standard_input_is_where_its_name_says() {
    let folder = Folder::new("places-stdin");
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let arguments = ["check", "--output-format", "github", "--stdin-filename", "./new/a.json"];
    let ran = folder.run_with_input(&arguments, b"{\"titel\": 1}");
    assert!(ran.out.starts_with("::error file=new/a.json,line=1,"), "{}", ran.out);
}

#[test]
fn fixes_are_shown_then_written_then_done() {
    let folder = Folder::new("fix");
    let before = "{\r\n  // who\r\n  \"public\": false,\r\n  \"titel\": \"Acme\",\r\n}\r\n";
    folder.write("integration.jsonc", before);
    let read = || std::fs::read_to_string(folder.path().join("integration.jsonc")).unwrap();

    let shown = folder.run(&["check", "--diff"]);
    assert_eq!(shown.status, 1);
    assert!(shown.out.contains("-  \"public\": false,\r\n+  \"visibility\": \"private\",\r\n"), "{}", shown.out);
    assert_eq!(shown.err, "1 fix would change 1 file.\n");
    assert_eq!(read(), before, "a diff changes nothing");

    let ran = folder.run(&["check", "--fix"]);
    assert_eq!(ran.status, 1, "what is left is reported");
    assert!(ran.out.contains("unknown-key") && ran.out.contains("1 fix applied."), "{}", ran.out);
    assert_eq!(read(), before.replace("\"public\": false", "\"visibility\": \"private\""));

    let ran = folder.run(&["check", "--unsafe-fixes"]);
    assert!(ran.status == 1 && ran.out.contains("1 fixable with --fix --unsafe-fixes."), "{}", ran.out);
    assert_eq!(read(), before.replace("\"public\": false", "\"visibility\": \"private\""), "only --fix writes");

    assert_eq!(folder.run(&["check", "--fix", "--unsafe-fixes"]).status, 0);
    let after = before.replace("\"public\": false", "\"visibility\": \"private\"").replace("titel", "title");
    assert_eq!(read(), after);
    let again = folder.run(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!(again.out, "1 manifest checked, no problems found.\n");
    assert_eq!(read(), after);
    assert_eq!(folder.run(&["check", "--diff", "--unsafe-fixes"]).status, 0);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let ran = run_with_input(&["check", "--fix", "-"], b"{'title': \"Acme\"}");
    assert_eq!((ran.status, ran.out.as_str()), (0, "{\"title\": \"Acme\"}"));
    assert!(ran.err.contains("1 fix applied."), "{}", ran.err);
}

#[test]
fn a_diff_shows_no_secret() {
    let ran = run_with_input(&["check", "--diff", "-"], b"{\n  'secrets': {\"KEY\": \"hunter2\", 'B': 'hunter2'}\n}");
    assert_eq!(ran.status, 1);
    assert!(!ran.out.contains("hunter2") && ran.out.contains("\"secrets\""), "{}", ran.out);
}

type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// The elements and attributes of Jenkins' schema (`junit-10.xsd` of its xUnit plugin) that a report may use: of each
/// element its parents, the attributes that it must have, and those that it may have.
const JENKINS: [Element; 5] = [
    ("testsuites", &[""], &[], &["name", "time", "tests", "failures", "errors"]),
    (
        "testsuite",
        &["testsuites", "testsuite"],
        &["name", "tests", "failures", "errors"],
        &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
    ),
    ("testcase", &["testsuite"], &["name"], &["time", "classname", "group"]),
    ("failure", &["testcase"], &[], &["type", "message"]),
    ("system-out", &["testcase", "testsuite"], &[], &[]),
];

/// The number of failures in a report that is valid for Jenkins.
fn failures_in(junit: &str) -> usize {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(junit);
    let (mut open, mut failures, mut counted) = (vec![String::new()], 0, None);
    loop {
        let (start, is_empty) = match reader.read_event().unwrap() {
            Event::Start(start) => (start.into_owned(), false),
            Event::Empty(start) => (start.into_owned(), true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
        let (_, parents, required, optional) = JENKINS.iter().find(|(own, ..)| *own == name).expect("a known element");
        assert!(parents.contains(&open.last().unwrap().as_str()), "{name} in {open:?}");
        let attributes: Vec<(String, String)> = start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = std::str::from_utf8(&attribute.value).unwrap().to_owned();
                (std::str::from_utf8(attribute.key.as_ref()).unwrap().to_owned(), value)
            })
            .collect();
        let has = |wanted: &str| attributes.iter().any(|(own, _)| own == wanted);
        assert!(required.iter().all(|wanted| has(wanted)), "{name} has only {attributes:?}");
        let is_known = |own: &str| required.contains(&own) || optional.contains(&own);
        assert!(attributes.iter().all(|(own, _)| is_known(own)), "{name} has {attributes:?}");
        failures += usize::from(name == "failure");
        if name == "testsuites" {
            counted = attributes.iter().find(|(own, _)| own == "failures").map(|(_, value)| value.clone());
        }
        if !is_empty {
            open.push(name);
        }
    }
    assert_eq!(counted, Some(failures.to_string()));
    failures
}

#[test]
fn junit_is_valid_for_jenkins_and_fails_as_the_exit_status_does() {
    let two_warnings = r#"{"secrets": {"api": "7f3a"}}"#;
    for (arguments, text, failures) in [
        (&[][..], r#"{"titel": 1, "a": "<&\"'>"}"#, 2),
        (&[], two_warnings, 2),
        (&["--max-warnings", "2"], two_warnings, 0),
        (&["--max-warnings", "1"], two_warnings, 2),
        (&[], r#"{"actions": {"x1": null}}"#, 0),
        (&[], "{}", 0),
    ] {
        let ran = run_with_input(&[&["check", "--output-format", "junit", "-"], arguments].concat(), text.as_bytes());
        assert_eq!(failures_in(&ran.out), failures, "{arguments:?} {}", ran.out);
        assert_eq!(ran.status, i32::from(failures > 0), "{arguments:?} {}", ran.out);
    }
}
