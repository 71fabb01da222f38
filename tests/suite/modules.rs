//! No circle between the files of a layer: whoever reads a file needs to know only files below it.
//!
//! `layers.rs` holds the folders of `src` apart; this looks inside them. A file names another if a path in it (in a
//! `use`, or anywhere else) leads there. Re-exports in a `mod.rs` are followed to the file that defines the item, so a
//! `mod.rs` that only declares and re-exports names nothing. Tests inside a file do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::shared::source_files;

/// The folders of `src` that have no circle. One more is one more name here.
const FOLDERS: [&str; 10] = [
    "analysis",
    "compare",
    "config",
    "contract",
    "features",
    "json_schema",
    "remote",
    "server",
    "submission",
    "syntax",
];

#[test]
fn the_files_of_a_layer_have_no_cycles() {
    let modules = Modules::read();
    for folder in FOLDERS {
        let arrows = modules.arrows_in(folder);
        assert!(!arrows.is_empty(), "src/{folder} has no file that names another: the test must have gone blind");
        if let Some(circle) = circle(&arrows) {
            panic!("{}", describe(&circle, &arrows));
        }
    }
}

/// A file of the project, with what its paths say.
struct Module {
    file: PathBuf,
    /// Other names for items: what its `use` declarations bring in.
    imports: BTreeMap<String, Vec<String>>,
    /// Every path that it names an item by, re-exports left out.
    paths: BTreeSet<Vec<String>>,
}

/// All modules by their path from the crate's root.
struct Modules(BTreeMap<Vec<String>, Module>);

/// Which file names which, and by which path.
type Arrows = BTreeMap<String, BTreeMap<String, String>>;

impl Modules {
    fn read() -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files: Vec<PathBuf> = source_files(&src);
        let paths: BTreeSet<Vec<String>> = files.iter().map(|file| module_path(&src, file)).collect();
        let module = |file: &PathBuf| {
            let path = module_path(&src, file);
            let text = fs::read_to_string(file).unwrap();
            let children: BTreeSet<&str> = paths
                .iter()
                .filter(|other| other.len() == path.len() + 1 && other.starts_with(&path))
                .map(|other| other[path.len()].as_str())
                .collect();
            let (imports, paths) = names(&tokens(&text), &children);
            (path, Module { file: file.strip_prefix(&src).unwrap().to_owned(), imports, paths })
        };
        Self(files.iter().map(module).collect())
    }

    /// The arrows between the files of a folder.
    fn arrows_in(&self, folder: &str) -> Arrows {
        let inside = |path: &[String]| path.first().is_some_and(|first| first == folder);
        let mut arrows = Arrows::new();
        for (from, module) in self.0.iter().filter(|(path, _)| inside(path)) {
            for path in &module.paths {
                let Some(to) = self.resolve(from, path, 0).filter(|to| inside(to) && to != from) else { continue };
                let arrow = arrows.entry(name(&module.file)).or_default();
                arrow.entry(name(&self.0[&to].file)).or_insert_with(|| path.join("::"));
            }
        }
        arrows
    }

    /// The module that defines what `path` means in the module `from`; nothing for what is not of this crate.
    fn resolve(&self, from: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        let (mut at, mut rest) = match path.first()?.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (from.to_vec(), &path[1..]),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                (from[..from.len().checked_sub(ups)?].to_vec(), &path[ups..])
            }
            _ => (from.to_vec(), path),
        };
        let is_relative = rest.len() == path.len();
        while let Some((first, after)) = rest.split_first() {
            let child: Vec<String> = at.iter().chain([first]).cloned().collect();
            if !self.0.contains_key(&child) {
                break;
            }
            (at, rest) = (child, after);
        }
        let Some(item) = rest.first() else { return Some(at) };
        let import = self.0[&at].imports.get(item).filter(|_| depth < 8 && at != from);
        match import {
            Some(import) => self.resolve(&at, import, depth + 1),
            // A name that is neither a child module nor below one: of another crate, or of the file itself.
            None if is_relative && at == from => None,
            None => Some(at),
        }
    }
}

/// `src/a/b.rs` and `src/a/b/mod.rs` are both `a::b`; `lib.rs` is the root, and `main.rs` a crate of its own.
fn module_path(src: &Path, file: &Path) -> Vec<String> {
    let path = file.strip_prefix(src).unwrap().with_extension("");
    let mut path: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if path.last().is_some_and(|last| last == "mod" || last == "lib") {
        path.pop();
    }
    path
}

fn name(file: &Path) -> String {
    file.to_string_lossy().replace('\\', "/")
}

/// Names, `::` and signs, without comments, texts and modules of tests.
fn tokens(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let characters: Vec<char> = text.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    let starts = |at: usize, wanted: &str| characters[at..].iter().take(wanted.len()).copied().eq(wanted.chars());
    while at < characters.len() {
        let c = characters[at];
        if starts(at, "//") {
            at += characters[at..].iter().take_while(|c| **c != '\n').count();
        } else if c == 'r' && (starts(at, "r\"") || starts(at, "r#")) {
            let hashes = characters[at + 1..].iter().take_while(|c| **c == '#').count();
            let end = format!("\"{}", "#".repeat(hashes));
            at += hashes + 2;
            while at < characters.len() && !starts(at, &end) {
                at += 1;
            }
            at += end.len();
        } else if c == '"' {
            at += 1;
            while at < characters.len() && characters[at] != '"' {
                at += if characters[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if c == '\'' {
            // A character ('a', '\n', '\u{1}'), or the mark of a lifetime.
            let rest = &characters[at + 1..];
            let length = match rest {
                ['\\', ..] => rest.iter().skip(2).position(|c| *c == '\'').map(|end| end + 3),
                [_, '\'', ..] => Some(2),
                _ => None,
            };
            at += length.unwrap_or(0) + 1;
        } else if c.is_alphabetic() || c == '_' {
            let length = characters[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
            found.push(characters[at..at + length].iter().collect());
            at += length;
        } else if starts(at, "::") {
            found.push("::".to_owned());
            at += 2;
        } else {
            if !c.is_whitespace() {
                found.push(c.to_string());
            }
            at += 1;
        }
    }
    found
}

type Names = (BTreeMap<String, Vec<String>>, BTreeSet<Vec<String>>);

/// What a file imports, and every path in it; `children` are the modules below it.
fn names(tokens: &[String], children: &BTreeSet<&str>) -> Names {
    let (mut imports, mut paths) = (BTreeMap::new(), BTreeSet::new());
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at].as_str();
        let before = at.checked_sub(1).map(|before| tokens[before].as_str());
        // `impl Trait + use<'t>` imports nothing.
        if token == "use" && tokens.get(at + 1).is_some_and(|next| next != "<") {
            let length = tokens[at..].iter().position(|token| token == ";").unwrap();
            let is_public = before == Some("pub") || before == Some(")");
            for (path, name) in use_tree(&tokens[at + 1..at + length]) {
                if !is_public {
                    paths.insert(path.clone());
                }
                imports.insert(name, path);
            }
            at += length;
        } else if token == "in" && before == Some("(") {
            // `pub(in crate::a)` says who may name this file, not whom it names.
            at += tokens[at..].iter().position(|token| token == ")").unwrap();
        } else if token == "!" && tokens.get(at + 1).is_some_and(|next| next == "{") {
            // A macro that is given the names of modules, such as the list of rules.
            let inside = tokens[at..].iter().take_while(|token| *token != "}");
            paths.extend(inside.filter(|token| children.contains(token.as_str())).map(|token| vec![token.clone()]));
            at += 1;
        } else if before != Some("::") && tokens.get(at + 1).is_some_and(|next| next == "::") {
            let mut path = vec![token.to_owned()];
            let mut next = at + 1;
            while let [colons, segment, ..] = &tokens[next..]
                && colons == "::"
                && segment.starts_with(|c: char| c.is_alphabetic() || c == '_')
            {
                path.push(segment.clone());
                next += 2;
            }
            if ["crate", "super", "self"].contains(&token) || children.contains(token) {
                paths.insert(path);
            }
            at = next.max(at + 1);
        } else {
            at += 1;
        }
    }
    (imports, paths)
}

/// The paths of a `use`, each with the name that it gets: `a::{b, c as d}` is `a::b` as `b` and `a::c` as `d`.
fn use_tree(tokens: &[String]) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let (mut prefix, mut outer): (Vec<String>, Vec<Vec<String>>) = (Vec::new(), vec![Vec::new()]);
    let mut alias: Option<String> = None;
    let end = |prefix: &mut Vec<String>, alias: &mut Option<String>, found: &mut Vec<_>, start: &[String]| {
        if prefix.len() > start.len() {
            if prefix.last().is_some_and(|last| last == "self") {
                prefix.pop();
            }
            let name = alias.take().or_else(|| prefix.last().cloned()).unwrap_or_default();
            found.push((prefix.clone(), name));
        }
        start.clone_into(prefix);
    };
    let mut tokens = tokens.iter().map(String::as_str);
    while let Some(token) = tokens.next() {
        let start = outer.last().cloned().unwrap_or_default();
        match token {
            "{" => outer.push(prefix.clone()),
            "}" => {
                end(&mut prefix, &mut alias, &mut found, &start);
                outer.pop();
                prefix = outer.last().cloned().unwrap_or_default();
            }
            "," => end(&mut prefix, &mut alias, &mut found, &start),
            "as" => alias = tokens.next().map(str::to_owned),
            "::" | "*" => {}
            segment => prefix.push(segment.to_owned()),
        }
    }
    end(&mut prefix, &mut alias, &mut found, &[]);
    found
}

/// The files of a circle, each naming the next and the last the first; nothing if there is no circle.
fn circle(arrows: &Arrows) -> Option<Vec<String>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in arrows.keys() {
        // The files on the way, each with those that it names and that are still to be followed.
        let mut way: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut next = Some(start.as_str());
        while let Some(file) = next {
            if let Some(at) = way.iter().position(|(on_the_way, _)| *on_the_way == file) {
                return Some(way[at..].iter().map(|(file, _)| (*file).to_owned()).collect());
            }
            if !done.contains(file) {
                let named = arrows.get(file).into_iter().flat_map(BTreeMap::keys).map(String::as_str).collect();
                way.push((file, named));
            }
            next = None;
            while let Some((file, named)) = way.last_mut() {
                next = named.pop();
                if next.is_some() {
                    break;
                }
                done.insert(*file);
                way.pop();
            }
        }
    }
    None
}

fn describe(circle: &[String], arrows: &Arrows) -> String {
    let mut text = format!("{} files name each other in a circle. One of these arrows has to go:\n", circle.len());
    for (index, from) in circle.iter().enumerate() {
        let to = &circle[(index + 1) % circle.len()];
        let closes = if index + 1 == circle.len() { "  ← closes the circle" } else { "" };
        text += &format!("  src/{from} names src/{to}, as {}{closes}\n", arrows[from][to]);
    }
    text
}

#[test]
fn a_cycle_is_reported_step_by_step() {
    let arrow = |to: &str, path: &str| BTreeMap::from([(to.to_owned(), path.to_owned())]);
    let mut arrows = Arrows::from([
        ("a/mod.rs".to_owned(), arrow("a/b.rs", "b::B")),
        ("a/b.rs".to_owned(), arrow("a/c.rs", "super::c")),
        ("a/c.rs".to_owned(), arrow("a/d.rs", "crate::a::D")),
    ]);
    assert_eq!(circle(&arrows), None);
    arrows.insert("a/d.rs".to_owned(), arrow("a/b.rs", "super::b::B"));
    let circle = circle(&arrows).unwrap();
    assert_eq!(circle, ["a/b.rs", "a/c.rs", "a/d.rs"]);
    let told = describe(&circle, &arrows);
    assert!(told.contains("src/a/d.rs names src/a/b.rs, as super::b::B  ← closes the circle"), "{told}");
}

#[test]
fn module_paths_are_parsed() {
    let text = r##"
        // use super::comment;
        pub use inner::Reexported;
        pub(in crate::elsewhere) use inner::Other;
        use crate::{a::{self, B, c::D as E}, f::*};
        const TEXT: &str = r#"crate::text"#;
        fn run<'t>(c: char) -> super::g::H { inner::call("crate::other", '"', '\''); std::fs::read() }
        list! { first, pub inner, }
        #[cfg(test)]
mod tests { use super::hidden; }
    "##;
    let (imports, paths) = names(&tokens(text), &BTreeSet::from(["inner", "first"]));
    let paths: Vec<String> = paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(
        paths,
        ["crate::a", "crate::a::B", "crate::a::c::D", "crate::f", "first", "inner", "inner::call", "super::g::H"]
    );
    assert_eq!(imports["E"], ["crate", "a", "c", "D"]);
    assert_eq!(imports["Reexported"], ["inner", "Reexported"]);
}
