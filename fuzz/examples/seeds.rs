//! Writes what fuzzing begins with into `corpus`: the examples of the rules, our own manifests, sessions; and dictionaries
//! of the words that inputs are made of.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use integration_ls::analysis::RULES;
use integration_ls::contract::json_schema;
use serde_json::Value;

/// Larger manifests make fuzzing slow, in bytes.
const LARGEST: usize = 2_000;
/// The targets whose inputs are manifests.
const TARGETS: [&str; 4] = ["features", "edits", "fixes", "formatting"];
/// What JSON and our comments are made of, besides names.
const MARKS: [&str; 20] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\u",
    "\\ud83d\\ude00",
    "//",
    "/*",
    "*/",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "\u{2060}",
    "null",
    "true",
    "1e999",
    "\u{1}",
];

fn main() -> Result<(), Box<dyn Error>> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = fuzz.join("corpus");
    let mut texts = BTreeSet::new();
    for example in RULES.iter().flat_map(|rule| rule.examples) {
        texts.insert(example.written().text);
    }
    for folder in
        ["examples", "tests/data/manifests/create", "tests/data/manifests/update", "tests/data/manifests/incomplete"]
    {
        for entry in fs::read_dir(fuzz.join("..").join(folder))? {
            texts.insert(fs::read_to_string(entry?.path())?);
        }
    }
    texts.retain(|text| text.len() <= LARGEST);
    for target in TARGETS {
        fs::create_dir_all(corpus.join(target))?;
        for (number, text) in texts.iter().enumerate() {
            // The choices at the end put the cursor somewhere.
            let choices = [number.wrapping_mul(37) as u8, 0, number.wrapping_mul(11) as u8, number as u8];
            let input = [text.as_bytes(), &choices].concat();
            fs::write(corpus.join(target).join(format!("seed-{number}")), input)?;
        }
    }
    let mut words: BTreeSet<String> = MARKS.iter().map(|mark| (*mark).to_owned()).collect();
    collect(&json_schema::export(None, false), &mut words);
    words.extend(RULES.iter().map(|rule| format!("integration-ls-ignore {}: ", rule.name)));
    fs::write(corpus.join("manifest.dict"), dictionary(&words))?;

    fs::create_dir_all(corpus.join("frames"))?;
    let mut words: BTreeSet<String> = MARKS.iter().map(|mark| (*mark).to_owned()).collect();
    for entry in fs::read_dir(fuzz.join("sessions"))? {
        let path = entry?.path();
        let session = fs::read_to_string(&path)?;
        for line in session.lines() {
            if let Ok(message) = serde_json::from_str(line) {
                collect(&message, &mut words);
            }
        }
        fs::write(corpus.join("frames").join(path.file_name().unwrap_or_default()), session)?;
    }
    fs::write(corpus.join("frames.dict"), dictionary(&words))?;
    Ok(())
}

/// The keys and the short strings of a value.
fn collect(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                words.insert(format!("\"{key}\""));
                collect(value, words);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Value::String(text) if text.len() < 40 => {
            words.insert(format!("\"{text}\""));
        }
        _ => {}
    }
}

/// In the fuzzer's format: one quoted word a line.
fn dictionary(words: &BTreeSet<String>) -> String {
    let escape = |word: &String| -> String {
        let bytes = word.bytes().map(|byte| match byte {
            b'"' | b'\\' => format!("\\{}", byte as char),
            b' '..=b'~' => (byte as char).to_string(),
            _ => format!("\\x{byte:02X}"),
        });
        bytes.collect()
    };
    words.iter().map(|word| format!("\"{}\"\n", escape(word))).collect()
}
