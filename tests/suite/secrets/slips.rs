//! Manifests with secrets, and the slips of one character that can be made around them.

use integration_ls::text::TextRange;
use std::collections::HashSet;

/// How many characters of a secret no output may show.
const PART: usize = 8;

/// What a slip inserts: the marks of JSON, quotes and slashes, a letter, and line breaks as they are typed and pasted.
const INSERTED: [&str; 14] = ["{", "}", "[", "]", ":", ",", "\"", "'", "\\", "/", "x", "\n", "\r\n", "\r\n    "];

/// Other ways to write the name of the section.
const NAMES: [&str; 3] = ["secre\\u0074s", "SECRETS", "secret"];

/// A manifest with secrets.
pub(super) struct Manifest {
    pub(super) text: String,
    is_jsonc: bool,
    /// The parts of its secrets, as they are written and as they are read.
    parts: HashSet<Vec<char>>,
    /// Whether a part begins with two characters of that hash.
    begins: [bool; 256],
    /// Secrets that are shorter than a part.
    short: Vec<String>,
}

/// Values of each type, each with the secrets in it. A short one is as good as a long one.
const VALUES: [(&str, &[&str]); 9] = [
    (r#""Kx7Qw9Zt3Lm5""#, &["Kx7Qw9Zt3Lm5"]),
    (r#""Kx7Q""#, &["Kx7Q"]),
    (
        r#""sk_live_\"Kq\\Wz\u0041\u00e9Jf\/Xy_tail0""#,
        &[r#"sk_live_\"Kq\\Wz\u0041\u00e9Jf\/Xy_tail0"#, "sk_live_\"Kq\\WzAéJf/Xy_tail0"],
    ),
    (r#""пароль-сложный-очень 😀""#, &["пароль-сложный-очень 😀"]),
    (r#""amqp://u:Zq8Wv5Kp@h7.example/x,y: {w}[v]""#, &["amqp://u:Zq8Wv5Kp@h7.example/x,y: {w}[v]"]),
    ("987654321012", &["987654321012"]),
    (
        r#"{"user": "Wq8Zk5Vt2Rn", "Gh4Jd9Ls1Pf0": {"pin": 135792468024}}"#,
        &["Wq8Zk5Vt2Rn", "Gh4Jd9Ls1Pf0", "135792468024"],
    ),
    (r#"["Bz5Nc8Mx2Qa7", 246801357913, ["Tf6Yg3Hu9Ji"]]"#, &["Bz5Nc8Mx2Qa7", "246801357913", "Tf6Yg3Hu9Ji"]),
    ("null", &[]),
];

/// The sections, each with the secrets in it.
fn sections() -> Vec<(String, Vec<&'static str>)> {
    let secrets = |values: &[usize]| values.iter().flat_map(|at| VALUES[*at].1).copied().collect::<Vec<_>>();
    let member = |name: &str, value: usize| format!("\"{name}\": {}", VALUES[value].0);
    let object = |members: &[String]| format!("{{{}}}", members.join(", "));
    vec![
        (object(&[member("API_KEY", 0)]), secrets(&[0])),
        (object(&[member("A_KEY", 1), member("B_KEY", 2), member("name", 0)]), secrets(&[1, 2, 0])),
        (object(&[member("A_KEY", 8), member("title", 3), member("C_KEY", 5)]), secrets(&[3, 5])),
        (object(&[member("A_KEY", 6), member("B_KEY", 4)]), secrets(&[6, 4])),
        (object(&[member("A_KEY", 7), member("A_KEY", 0)]), secrets(&[7, 0])),
        (VALUES[0].0.to_owned(), secrets(&[0])),
        (VALUES[7].0.to_owned(), secrets(&[7])),
    ]
}

/// A table of manifests: creates and updates, on one line and on many, the section first, in the middle and last.
pub(super) fn manifests() -> Vec<Manifest> {
    let mut all = Vec::new();
    for (index, (section, secrets)) in sections().into_iter().enumerate() {
        let section = format!("\"secrets\": {section}");
        let create = "\"name\": \"acme/mail\", \"version\": \"1.0.0\"";
        let action =
            "\"actions\": {\"send\": {\"title\": \"Send\", \"input\": {\"schema\": {}}, \"output\": {\"schema\": {}}}}";
        let line = match index % 3 {
            0 => format!("{{{create}, {section}, {action}}}"),
            1 => format!("{{{section}, {action}, \"titel\": \"Acme\"}}"),
            _ => format!("{{{action}, \"titel\": \"Acme\", {section}}}"),
        };
        let many = on_many_lines(&line);
        let compact = format!("{{{create},{},{action}}}", section.replace("\": ", "\":").replace(", \"", ",\""));
        let commented = many.replacen("    \"A_KEY\"", "    // of the test account\n    \"A_KEY\"", 1).replacen(
            "  \"secrets\"",
            "  /* never commit */ \"secrets\"",
            1,
        ) + "// the end */\n";
        let name = NAMES[index % NAMES.len()];
        let renamed = format!("{line}\n").replace("\"secrets\"", &format!("\"{name}\""));
        let unquoted = many.replace("\"secrets\"", "secrets").replace('\n', "\r\n");
        for (text, is_jsonc) in
            [(line, false), (many, false), (compact, false), (commented, true), (renamed, false), (unquoted, true)]
        {
            all.push(Manifest::new(text, is_jsonc, &secrets));
        }
    }
    all
}

/// The text as editors format it.
fn on_many_lines(text: &str) -> String {
    let source = integration_ls::syntax::Source::new(text.to_owned(), integration_ls::syntax::Dialect::Json);
    integration_ls::features::formatting::format(&source, integration_ls::features::formatting::Style::default())
        .unwrap()
}

impl Manifest {
    fn new(text: String, is_jsonc: bool, secrets: &[&str]) -> Self {
        let (mut parts, mut short) = (HashSet::new(), Vec::new());
        for secret in secrets {
            let characters: Vec<char> = secret.chars().collect();
            if characters.len() < PART {
                short.push((*secret).to_owned());
            }
            parts.extend(characters.windows(PART).map(<[char]>::to_vec));
        }
        let mut begins = [false; 256];
        for part in &parts {
            begins[hash(part)] = true;
        }
        Self { text, is_jsonc, parts, begins, short }
    }

    pub(super) fn file(&self) -> &'static str {
        if self.is_jsonc { "integration.jsonc" } else { "integration.json" }
    }

    /// The first part of a secret that a text contains.
    pub(super) fn part_in(&self, text: &str) -> Option<String> {
        if let Some(short) = self.short.iter().find(|short| text.contains(*short)) {
            return Some(short.clone());
        }
        let characters: Vec<char> = text.chars().collect();
        let is_part = |window: &&[char]| self.begins[hash(window)] && self.parts.contains(*window);
        characters.windows(PART).find(is_part).map(|window| window.iter().collect())
    }

    /// The text with one slip, anywhere from a few characters before the section to some after it: a deletion, an
    /// insertion, two neighbours swapped.
    pub(super) fn slips(&self) -> Vec<String> {
        let start = self.text.to_ascii_lowercase().find("secre").unwrap() - 1;
        let places: Vec<(usize, char)> = self.text.char_indices().filter(|(at, _)| *at + 12 >= start).collect();
        let end = places.len().min(self.text[start..].chars().count());
        let mut slips = Vec::new();
        for (index, &(at, c)) in places[..end].iter().enumerate() {
            let (before, after) = (&self.text[..at], &self.text[at + c.len_utf8()..]);
            slips.push(format!("{before}{after}"));
            slips.extend(INSERTED.iter().map(|inserted| format!("{before}{inserted}{c}{after}")));
            if let Some((_, next)) = places.get(index + 1).filter(|(_, next)| *next != c) {
                slips.push(format!("{before}{next}{c}{}", &after[next.len_utf8()..]));
            }
        }
        slips
    }
}

/// A number below 256 for the first two characters of a part.
fn hash(part: &[char]) -> usize {
    (part[0] as usize * 31 + part[1] as usize) % 256
}

/// The edit that turns one text into another: the replaced range and the new text.
pub(super) fn change(old: &str, new: &str) -> (TextRange, String) {
    let edit = integration_ls::features::code_action::quick_fix::difference(old, new);
    (edit.range, edit.text)
}
