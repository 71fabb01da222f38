//! Which part of a manifest a message of the API means.
//!
//! The API gives no pointer, only a text, and how it writes paths is not documented. So this is a guess: it looks for what has
//! been seen in its messages and in those of validators that are common in such servers, and takes as much of a path as exists.
//! From the surest to the least sure:
//!
//! 1. `request/body/actions/send`, also with dots or brackets behind `request/body`;
//! 2. `#.title`, `#/title`, `/actions/send`, `"/actions/send"`: from the root or, in a message that quotes a name first, from
//!    what has that name;
//! 3. `actions.send.title`, `body.actions['send']`, `data/actions/0`;
//! 4. the names that are quoted, each inside of the one before it if it is there.
//!
//! Keys can have dots, slashes or blanks: the longest one that exists counts. They are found as they are, and with the escapes
//! of JSON Pointers and URIs.

use percent_encoding::percent_decode_str;

use crate::syntax::{Kind, Node, literal};
use crate::text::{TextRange, floor_boundary};

/// How much of a message is looked at, in bytes.
const LONGEST_MESSAGE: usize = 4_096;
/// The most paths of a message that are tried.
const MOST_CANDIDATES: usize = 32;
/// The most names in quotation marks that are looked for: each of them in the whole manifest.
const MOST_NAMES: usize = 8;
/// The longest key in a path, in bytes, and the most places where it may end.
const LONGEST_KEY: usize = 256;
const MOST_ENDS: usize = 24;
/// The most steps to follow one path.
const MOST_STEPS: usize = 400;
/// The most pieces of a message with several errors.
const MOST_PIECES: usize = 20;
/// What a validator calls the request's body.
const BODY: &str = "request/body";
/// Other words for the same.
const ROOTS: [&str; 5] = ["body", "data", "payload", "instance", "root"];

/// A part of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its range: a key whose value is an object or an array, any other value, or the opening bracket of the manifest.
    pub range: TextRange,
    /// Whether the message names it.
    pub is_named: bool,
}

/// The part that a message means; the opening bracket of the manifest if it names none that exists.
pub fn place(root: Option<Node<'_>>, message: &str) -> Place {
    let Some(root) = root else { return Place { range: TextRange::default(), is_named: false } };
    let message = &message[..floor_boundary(message, LONGEST_MESSAGE)];
    match body_path(root, message).or_else(|| path(root, message)).or_else(|| quoted_names(root, message)) {
        Some(node) => Place { range: range(node), is_named: true },
        None => Place { range: root.opener(), is_named: false },
    }
}

/// The parts of a message, if it lists several errors, each with its path.
pub(super) fn pieces(message: &str) -> Vec<&str> {
    let starts_piece = |at: &usize| {
        let before = message[..*at].trim_end_matches([' ', '\t']);
        before.len() < *at && before.ends_with([',', ';', '\n']) || message[..*at].ends_with('\n')
    };
    let found = message.match_indices(BODY).map(|(at, _)| at).filter(starts_piece).take(MOST_PIECES - 1);
    let ends: Vec<usize> = found.chain([message.len()]).collect();
    let mut start = 0;
    let mut pieces = Vec::new();
    for end in ends {
        pieces.push(message[start..end].trim().trim_end_matches([',', ';']));
        start = end;
    }
    pieces
}

/// What is marked of a node.
fn range(node: Node<'_>) -> TextRange {
    let key = || node.parent().and_then(Node::key);
    match node.kind() {
        Kind::Object | Kind::Array => key().map_or(node.opener(), Node::range),
        Kind::Property => node.key().map_or(node.range(), Node::range),
        _ => node.range(),
    }
}

/// What a path of `request/body` leads to.
fn body_path<'t>(root: Node<'t>, message: &str) -> Option<Node<'t>> {
    let starts = message.match_indices(BODY).map(|(at, text)| at + text.len());
    starts.take(MOST_CANDIDATES).find_map(|start| walk(root, &message[start..]))
}

/// What another path leads to.
fn path<'t>(root: Node<'t>, message: &str) -> Option<Node<'t>> {
    let starts = message.char_indices().filter(|(at, _)| is_start(message, *at)).map(|(at, _)| at);
    let mut candidates = 0;
    for start in starts {
        let rest = &message[start..];
        let word = rest.find(|c| !is_part_of_word(c)).unwrap_or(rest.len());
        if !rest[word..].starts_with(['#', '/', '.', '[']) {
            continue;
        }
        let found = match rest.strip_prefix('#') {
            Some(path) => {
                // All that is quoted before the first path belongs to it.
                let named = (candidates == 0).then(|| named_before(root, &message[..start])).flatten();
                named.and_then(|node| walk(node, path)).or_else(|| walk(root, path))
            }
            None if rest.starts_with('/') => walk(root, rest),
            None => dotted(root, &rest[..word], &rest[word..]),
        };
        candidates += 1;
        if found.is_some() || candidates == MOST_CANDIDATES {
            return found;
        }
    }
    None
}

/// Whether a path may start at an offset: behind a blank, a bracket or another mark, and not in the middle of a URL.
fn is_start(message: &str, at: usize) -> bool {
    let before = message[..at].chars().next_back();
    let is_behind_word = before.is_some_and(|c| is_part_of_word(c) || matches!(c, '.' | '/' | ']' | '#' | '%' | '~'));
    !is_behind_word && !message[at..].starts_with("//")
}

/// A path without a mark at its start: at least two keys, or one behind a word for the body.
fn dotted<'t>(root: Node<'t>, word: &str, rest: &str) -> Option<Node<'t>> {
    let of_body = ROOTS.contains(&word).then(|| walk(root, rest)).flatten();
    of_body.or_else(|| walk(root.get(word)?, rest))
}

/// What the keys of a path lead to, as far as they exist; nothing if not even the first does.
fn walk<'t>(start: Node<'t>, path: &str) -> Option<Node<'t>> {
    let mut best: Option<(usize, Node<'t>)> = None;
    let mut open = vec![(start, 0)];
    for _ in 0..MOST_STEPS {
        let Some((node, at)) = open.pop() else { break };
        if at > best.map_or(0, |(length, _)| length) {
            best = Some((at, node));
        }
        let mut next: Vec<(Node<'t>, usize)> = Vec::new();
        for (key, length) in keys(&path[at..]) {
            next.extend(child(node, &key).map(|child| (child, at + length)));
        }
        if next.is_empty() {
            // Messages about a schema often leave out what is the same in every one.
            let inner =
                ["output", "input", "schema", "items", "properties"].into_iter().filter_map(|name| node.get(name));
            next.extend(inner.filter(|inner| inner.kind() == Kind::Object).map(|inner| (inner, at)));
        }
        // What is tried first is pushed last.
        // The longest key is tried first, so it is pushed last.
        next.sort_by_key(|(_, at)| *at);
        open.extend(next);
    }
    best.map(|(_, node)| node)
}

fn child<'t>(node: Node<'t>, key: &str) -> Option<Node<'t>> {
    match node.kind() {
        Kind::Object => node.property(key).map(|property| property.value().unwrap_or(property)),
        Kind::Array => key.parse().ok().and_then(|index| node.element(index)),
        _ => None,
    }
}

/// The keys that the next step of a path may mean, each with the length of the text that it takes.
fn keys(path: &str) -> Vec<(String, usize)> {
    if let Some(inner) = path.strip_prefix('[').or_else(|| path.strip_prefix(".[")) {
        return bracketed(inner, path.len() - inner.len()).into_iter().collect();
    }
    let Some(rest) = path.strip_prefix(['/', '.']) else { return Vec::new() };
    let near = &rest[..floor_boundary(rest, LONGEST_KEY)];
    let is_inside = |c: char| is_part_of_word(c) || matches!(c, '~' | '%');
    let ends = near.char_indices().filter(|(_, c)| !is_inside(*c)).map(|(end, _)| end);
    let ends = ends.take(MOST_ENDS).chain((near.len() == rest.len()).then_some(near.len()));
    let mut keys = Vec::new();
    for end in ends.filter(|end| *end > 0 || rest.starts_with('/')) {
        let written = &near[..end];
        keys.push((written.to_owned(), end + 1));
        if written.contains(['~', '%']) {
            keys.push((unescaped(written), end + 1));
        }
    }
    keys
}

/// The key in `0]`, `'send']` or `"send"]`; `before` is the length of what stands before it.
fn bracketed(inner: &str, before: usize) -> Option<(String, usize)> {
    let near = &inner[..floor_boundary(inner, LONGEST_KEY)];
    let quote = near.chars().next().filter(|c| matches!(c, '"' | '\''));
    let end = match quote {
        Some(quote) => near.find(&format!("{quote}]"))? + 1,
        None => near.find(']')?,
    };
    let key = if quote.is_some() { literal::decode(&near[..end]).into_owned() } else { near[..end].to_owned() };
    Some((key, before + end + 1))
}

/// A key without the escapes of a JSON Pointer and of a URI.
fn unescaped(written: &str) -> String {
    let decoded = percent_decode_str(written).decode_utf8().unwrap_or(written.into());
    decoded.replace("~1", "/").replace("~0", "~")
}

/// What the quoted names in a message lead to.
fn quoted_names<'t>(root: Node<'t>, message: &str) -> Option<Node<'t>> {
    named_before(root, message).or_else(|| {
        let texts = quoted(message).into_iter().filter(|text| text.len() > 2);
        texts.into_iter().find_map(|text| only(root.subtree().filter(|node| !node.is_key() && is_text(*node, text))))
    })
}

/// What the quoted names in the beginning of a message lead to: each is looked for inside of the one before it.
fn named_before<'t>(root: Node<'t>, beginning: &str) -> Option<Node<'t>> {
    let mut node = root;
    for name in quoted(beginning) {
        let inside = || only(node.subtree().filter(|one| one.is_named(name)));
        if let Some(property) = node.property(name).or_else(inside) {
            node = property.value().unwrap_or(property);
        }
    }
    (node != root).then_some(node)
}

fn is_text(node: Node<'_>, text: &str) -> bool {
    node.kind() == Kind::String && node.text() == text
}

/// The only one of the nodes.
fn only<'t>(mut nodes: impl Iterator<Item = Node<'t>>) -> Option<Node<'t>> {
    let first = nodes.next()?;
    nodes.next().is_none().then_some(first)
}

/// The names between quotation marks. One in the middle of a word is an apostrophe.
fn quoted(message: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open)) = message[at..].char_indices().find(|(_, c)| "\"'`“‘«".contains(*c)) {
        let (start, inside) = (at + start, at + start + open.len_utf8());
        at = inside;
        if message[..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let close = match open {
            '“' => '”',
            '‘' => '’',
            '«' => '»',
            same => same,
        };
        let near = &message[inside..inside + floor_boundary(&message[inside..], LONGEST_KEY)];
        if let Some(length) = near.find(close) {
            found.push(near[..length].trim());
            at = inside + length + close.len_utf8();
        }
        if found.len() == MOST_NAMES {
            break;
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '$')
}

#[cfg(test)]
mod tests {
    use super::{pieces, place};
    use crate::syntax::{Dialect, Source};

    const MANIFEST: &str = r#"{
  "title": "Acme Mail", "icon": "PHN2Zy8+",
  "actions": {
    "send": {"title": "Send", "input": {"schema": {"properties": {"to": {"type": "string"}}}}, "attributes": {}},
    "send mail": {"title": "Blank"},
    "a.b": {"title": "Dot"}, "a": {"b": {"title": "Nested"}},
    "x/y": {"title": "Slash"}, "t~t": {"title": "Tilde"}, "it's": {"title": "Apostrophe"}, "grüß": {"title": "Umlaut"},
    "": {"title": "Empty"}
  },
  "channels": {"thread": {"messages": {"text": {"schema": {"properties": {"body": {"type": "string"}}}}}}},
  "user": {"creation": {"enabled": true, "requiredTags": ["id", "mail"]}},
  "secrets": {"API_KEY": "hunter2"}, "layers": ["base", null, {"deep": 1}], "gone":
}"#;

    /// What is marked for a message.
    fn marked(message: &str) -> String {
        let source = Source::new(MANIFEST.to_owned(), Dialect::Json);
        let place = place(source.root(), message);
        let text = place.range.of(MANIFEST);
        assert_eq!(place.is_named, place.range.start > 0, "{message}");
        let line = MANIFEST[..place.range.start as usize].matches('\n').count() + 1;
        format!("{line}:{text}")
    }

    #[test]
    fn messages_and_the_places_that_they_mean() {
        for (message, expected) in [
            // Paths of the request's body, as Ajv writes them.
            ("request/body/title must NOT have fewer than 1 characters", "2:\"Acme Mail\""),
            ("request/body/actions/send must have required property 'input'", "4:\"send\""),
            ("request/body/actions/send/title must be string", "4:\"Send\""),
            ("request/body/actions/send/nothing/here must be string", "4:\"send\""),
            ("request/body/actions/send mail/title must be string", "5:\"Blank\""),
            ("request/body/actions/send mail must be object", "5:\"send mail\""),
            ("request/body/actions/a.b/title must be string", "6:\"Dot\""),
            ("request/body/actions/a/b/title must be string", "6:\"Nested\""),
            ("request/body/actions/x~1y/title must be string", "7:\"Slash\""),
            ("request/body/actions/x/y/title must be string", "7:\"Slash\""),
            ("request/body/actions/x%2Fy/title must be string", "7:\"Slash\""),
            ("request/body/actions/t~0t/title must be string", "7:\"Tilde\""),
            ("request/body/actions/t~t/title must be string", "7:\"Tilde\""),
            ("request/body/actions/gr%C3%BC%C3%9F/title must be string", "7:\"Umlaut\""),
            ("request/body/actions/grüß/title must be string", "7:\"Umlaut\""),
            ("request/body/actions//title must be string", "8:\"Empty\""),
            ("request/body/user/creation/requiredTags/1 must be string", "11:\"mail\""),
            ("request/body/user/creation/requiredTags/7 must be string", "11:\"requiredTags\""),
            ("request/body/layers/2 must be string", "12:{"),
            ("request/body/layers/1, must be string", "12:null"),
            ("request/body/gone must be string", "12:\"gone\""),
            ("request/body.actions.send.title: invalid", "4:\"Send\""),
            ("request/body['actions'][\"send\"].title: invalid", "4:\"Send\""),
            ("request/body must have required property 'name'", "1:{"),
            ("request/body/nothing must be string", "1:{"),
            // Dotted paths with a number sign, as the search for breaking changes writes them.
            ("#.title: undefined ⊈ string", "2:\"Acme Mail\""),
            ("#.actions.send.title: undefined ⊈ string", "4:\"Send\""),
            ("#.actions.a.b.title: undefined ⊈ string", "6:\"Dot\""),
            ("Breaking change in \"thread\", message \"text\": #.body: undefined ⊈ string", "10:\"body\""),
            ("in action 'send': #.to: number ⊈ string", "4:\"to\""),
            ("#/actions/send/title is invalid", "4:\"Send\""),
            // Pointers.
            ("/actions/send/title: must be string", "4:\"Send\""),
            ("instancePath: \"/actions/x~1y\"", "7:\"x/y\""),
            ("at (/user/creation/enabled)", "11:true"),
            ("See https://botpress.com/docs/actions for more", "1:{"),
            // Paths without a mark.
            ("Invalid value at actions.send.title", "4:\"Send\""),
            ("body.title is too long", "2:\"Acme Mail\""),
            ("data/actions/send must be object", "4:\"send\""),
            ("user.creation.requiredTags[1] is not declared", "11:\"mail\""),
            ("actions[\"it's\"].title is too long", "7:\"Apostrophe\""),
            // Names.
            ("The property \"icon\" is not base64", "2:\"PHN2Zy8+\""),
            ("Action 'send' has no input", "4:\"send\""),
            ("Action `send` has an invalid `input`", "4:\"input\""),
            ("The secret “API_KEY” is invalid", "12:\"hunter2\""),
            ("[\"actions\",\"send\",\"title\"] is invalid", "4:\"Send\""),
            ("Integration \"Acme Mail\" already exists", "2:\"Acme Mail\""),
            ("It isn't the user's fault", "1:{"),
            // Nothing.
            ("The title is wrong", "1:{"),
            ("", "1:{"),
        ] {
            assert_eq!(marked(message), expected, "{message}");
        }
    }

    #[test]
    fn the_errors_of_a_list_are_told_apart() {
        let list = "request/body/title must be string, request/body/actions/send must have required property 'input'";
        assert_eq!(
            pieces(list),
            ["request/body/title must be string", "request/body/actions/send must have required property 'input'"]
        );
        for one in ["", "no path, but a comma", "the request/body/title, of course", "request/body/a, b"] {
            assert_eq!(pieces(one), [one]);
        }
        assert_eq!(pieces(&"request/body/a x, ".repeat(1_000)).len(), super::MOST_PIECES);
    }

    #[test]
    fn hostile_messages_take_a_bounded_number_of_steps() {
        let deep = "{\"a\":".repeat(30_000) + "1" + &"}".repeat(30_000);
        let wide = format!("{{{}\"z\": 1}}", (0..30_000).map(|n| format!("\"k{n}\": {{}}, ")).collect::<String>());
        for manifest in [deep, wide, MANIFEST.to_owned(), "[[[".repeat(9_000), String::new()] {
            let source = Source::new(manifest, Dialect::Json);
            for message in [
                "/a".repeat(9_000),
                "a.".repeat(9_000),
                "#.a ".repeat(9_000),
                "'a'".repeat(9_000),
                "[\"".repeat(9_000),
                "é/".repeat(9_000),
            ] {
                let place = place(source.root(), &message);
                assert!(source.text().get(place.range.to_std_range()).is_some());
            }
        }
    }
}
