//! Indentation while somebody types. `|` is the cursor, behind the character that was just typed.

use integration_ls::features::formatting::Style;
use integration_ls::features::on_type_formatting::indentation;
use integration_ls::syntax::{Dialect, Source};

/// The text after `typed` was typed before the cursor.
fn typed(fixture: &str, typed: &str) -> String {
    let at = fixture.find('|').unwrap();
    let mut text = fixture.replace('|', "");
    let source = Source::new(text.clone(), Dialect::Jsonc);
    if let Some(edit) = indentation(&source, at as u32, typed, Style::default()) {
        text.replace_range(edit.range.to_std_range(), &edit.text);
    }
    text
}

#[test]
fn a_new_line_is_indented_like_its_surroundings() {
    for (before, after) in [
        ("{\n|", "{\n  "),
        ("{\n  \"user\": {\n|", "{\n  \"user\": {\n    "),
        ("{\n  \"user\": {\n|}\n}", "{\n  \"user\": {\n  }\n}"),
        ("{\n  \"layers\": [\n  |\"a\"]\n}", "{\n  \"layers\": [\n    \"a\"]\n}"),
        ("{\n    \"title\": \"A\",\n|\n}", "{\n    \"title\": \"A\",\n  \n}"),
        ("\n|", "\n"),
        ("{}\n  |", "{}\n"),
        ("{\r\n|", "{\r\n  "),
        // Comments are left alone.
        ("{\n/*\n     |x\n*/}", "{\n/*\n     x\n*/}"),
    ] {
        assert_eq!(typed(before, "\n"), after, "{before:?}");
    }
}

#[test]
fn a_closing_bracket_moves_out() {
    for (before, bracket, after) in [
        ("{\n  \"user\": {\n    }|", "}", "{\n  \"user\": {\n  }"),
        ("{\n  \"layers\": [\n    ]|", "]", "{\n  \"layers\": [\n  ]"),
        ("{\n  }|", "}", "{\n}"),
        // The bracket does not come first on its line.
        ("{\n      \"user\": {}|", "}", "{\n      \"user\": {}"),
        ("{\n  \"a\": \"\n   }|", "]", "{\n  \"a\": \"\n   }"),
    ] {
        assert_eq!(typed(before, bracket), after, "{before:?}");
    }
}

#[test]
fn features_survive_any_text_and_cursor() {
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..20_000 {
        let pieces = ["{", "}", "[", "]", "\n", "  ", "\t", "\"a\"", ":", ",", "/*", "*/", "//", "\"", "é😀", "\r"];
        let text: String = (0..random.usize(..14)).map(|_| pieces[random.usize(..pieces.len())]).collect();
        let source = Source::new(text.clone(), Dialect::Jsonc);
        let at = integration_ls::text::floor_boundary(&text, random.usize(..=text.len()));
        for typed in ["\n", "}", "]"] {
            if let Some(edit) = indentation(&source, at as u32, typed, Style::default()) {
                assert!(
                    edit.range.of(&text).trim_matches([' ', '\t']).is_empty(),
                    "only whitespace is replaced: {text:?}"
                );
            }
        }
    }
}
