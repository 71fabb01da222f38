//! How the tree recovers from what is typed in the middle of things. One example for each way that
//! src/syntax/parser.rs names, and for each flaw of a text.

use std::fmt::Write;

use integration_ls::syntax::{Dialect, Kind, Node, Source};

/// The tree as a line, and the problems, each with its place marked: `⟨…⟩`.
fn reading(text: &str) -> String {
    let source = Source::new(text.to_owned(), Dialect::Json);
    let mut shown = format!("{text}\n");
    shown += "  → ";
    match source.root() {
        Some(root) => outline(root, &mut shown),
        None => shown += "(nothing)",
    }
    shown.push('\n');
    for problem in source.tree().errors() {
        let (start, end) = (problem.range.start as usize, problem.range.end as usize);
        let marked = format!("{}⟨{}⟩{}", &text[..start], &text[start..end], &text[end..]);
        writeln!(shown, "  {:?}: {}", problem.kind, marked.escape_debug().to_string().replace("\\\"", "\"")).unwrap();
    }
    shown
}

fn outline(node: Node<'_>, out: &mut String) {
    let list = |nodes: Vec<Node<'_>>, out: &mut String| {
        for (index, node) in nodes.into_iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            outline(node, out);
        }
    };
    match node.kind() {
        Kind::Object => {
            out.push('{');
            list(node.members().collect(), out);
            out.push('}');
        }
        Kind::Array => {
            out.push('[');
            list(node.elements().collect(), out);
            out.push(']');
        }
        Kind::Property => {
            out.push_str(&node.name().unwrap_or("?".into()));
            match node.value() {
                Some(value) => {
                    out.push('=');
                    outline(value, out);
                }
                None => out.push_str("=?"),
            }
        }
        Kind::String => out.push_str(&format!("{:?}", node.text())),
        Kind::Word => out.push_str(&format!("<{}>", node.source())),
        _ => out.push_str(node.source()),
    }
}

/// Every text with its reading, one after the other.
fn readings(texts: &[&str]) -> String {
    texts.iter().map(|text| reading(text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_key_needs_no_colon_and_no_value_to_be_a_property() {
    insta::assert_snapshot!(readings(&[
        "{\"title\"",
        "{\"title\"}",
        "{\"a\": 1, \"ti",
        "{ti}",
        "{\"a\":}",
        "{\"a\": ,\"b\": 1}"
    ]));
}

#[test]
fn after_a_key_without_a_colon_only_a_value_on_the_same_line_counts() {
    insta::assert_snapshot!(readings(&[
        "{\"a\" 1}",
        "{\"a\" \"x\", \"b\": 2}",
        "{\"a\" \"b\": 2}",
        "{\"a\"\n\"b\": 2}",
        "{\"a\"\n\"b\"\n\"c\": 3}"
    ]));
}

#[test]
fn after_a_colon_a_string_on_a_later_line_with_a_colon_is_the_next_key() {
    insta::assert_snapshot!(readings(&[
        "{\"a\":\n\"b\": 2}",
        "{\"a\":\n\"x\",\n\"b\": 2}",
        "{\"a\":\nb: 2}",
        "{\"a\": \"b\": 2}"
    ]));
}

#[test]
fn a_key_in_an_array_means_that_the_array_was_left_open() {
    insta::assert_snapshot!(readings(&[
        "{\"tags\": [\"a\", \n\"b\": 2}",
        "{\"tags\": [\n\"b\": {\"c\": 1}}",
        "[\"a\": 1]"
    ]));
}

#[test]
fn a_bracket_of_the_other_kind_closes_only_what_is_open() {
    insta::assert_snapshot!(readings(&[
        "{\"a\": [1, 2}",
        "{\"a\": {\"b\": [{\"c\": 1}}, \"d\": 2}",
        "{\"a\": 1]}",
        "[1}]",
        "{\"a\": [1, {\"b\": 2], \"c\": 3}"
    ]));
}

#[test]
fn an_unexpected_token_is_skipped_alone_and_reported_once() {
    insta::assert_snapshot!(readings(&[
        "{: 1, \"a\": 2}",
        "{\"a\": 1 : : :, \"b\": 2}",
        "{,\"a\": 1}",
        "{\"a\": 1,, \"b\": 2}",
        "{1: 2, \"a\": 3}",
        "{{}, \"a\": 1}",
        "{\"a\": @, \"b\": 2}"
    ]));
}

#[test]
fn members_after_the_end_of_the_root_belong_to_it() {
    insta::assert_snapshot!(readings(&[
        "{\"a\": 1},\n\"b\": 2}",
        "{\"a\": {\"x\": 1}},\n\"b\": 2,\n\"c\": 3\n}",
        "{} {}",
        "{\"a\": 1}}",
        "1 2"
    ]));
}

#[test]
fn a_string_without_a_closing_quote_ends_where_the_next_one_begins() {
    insta::assert_snapshot!(readings(&[
        "{\"tags\": [\"a, \"cd\"]}",
        "{\"a\": \"x, \"b\": 1}",
        "{\"a: \"x\", \"b\": 1}",
        "{\"a: {\"b\": 1}}",
        "{\"a: {}}",
        "{\"a: null, \"b\": 1}",
        "{\"a \"b\": 1}",
        "{\"a\": \"x}",
        "{\n\"a\": \"x,\n\"b\": 1\n}",
    ]));
}

#[test]
fn syntax_errors_and_their_fixes() {
    insta::assert_snapshot!(readings(&[
        "",
        " \n ",
        "\u{feff}{}",
        "{\"a\": \"open\n}",
        "{\"a\": 'x'}",
        "{\"a\": \"\\x \\u12 \\ud83d \\\"\"}",
        "{\"a\": \"tab\there\"}",
        "{\"a\":\u{a0}1}",
        "{\"a\": 01, \"b\": 1., \"c\": 1e999, \"d\": +1}",
        "{\"a\": True, \"b\": undefined, \"c\": NaN}",
        "{\"a\": 1, /* open",
        "{\"a\": [1,],}",
        "{\"a\": [{\"b\": ",
    ]));
}

#[test]
fn any_depth_and_width_is_accepted() {
    for text in [
        "[".repeat(200_000),
        "{\"a\":".repeat(200_000),
        "]".repeat(200_000),
        "[1,".repeat(200_000),
        "\"".repeat(200_001),
        ",".repeat(200_000),
        "{\"a\" ".repeat(100_000),
        // Each quote could end a string that is not closed, or begin the next one.
        "\", \"x".repeat(100_000),
        "\"a: ".repeat(100_000),
        "\"a: \\".repeat(100_000),
        format!("{{\"{}", "a:b: ".repeat(100_000)),
        format!("{{\"{}", "}]".repeat(100_000)),
    ] {
        let source = Source::new(text, Dialect::Json);
        assert!(!source.tree().errors().is_empty());
    }
    let wide = format!("[{}]", vec!["1"; 2_000_000].join(","));
    assert!(Source::new(wide, Dialect::Json).tree().errors().is_empty());
}
