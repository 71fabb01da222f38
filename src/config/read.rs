//! From a text or an editor's settings to a configuration, and what is wrong with it.

use std::path::Path;

use serde_json::Value as Json;
use toml::de::DeTable;

use super::declaration::{KEYS, Key, LEVELS, Takes};
use super::value::{Kind, Value, of_json, of_toml};
use super::{Config, ConfigError, Level, Origin, OverrideEntry, Set};
use crate::analysis::{FormChoice, Group, Override, RULES, Severity};
use crate::contract::Form;
use crate::syntax::Pointer;
use crate::text::{Encoding, LineIndex, TextRange, nearest};

/// Reads the text of an `integration-ls.toml`. What is wrong is left out of the result and told.
pub fn from_toml(text: &str, path: &Path) -> (Config, Vec<ConfigError>) {
    let mut reader = Reader { path: Some(path), text, lines: LineIndex::new(text), config_errors: Vec::new() };
    let mut config = match DeTable::parse(text) {
        Ok(table) => reader.config(&of_toml(table.get_ref()), &[]),
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            let (start, end) = (range.start.min(text.len()) as u32, range.end.min(text.len()) as u32);
            let message = error.message().trim_end_matches('.').replace('\n', ", ");
            reader.config_errors.push(ConfigError {
                range: Some(TextRange::new(start, end)),
                message: format!("This is no TOML: {message}."),
            });
            Config::default()
        }
    };
    config.folder = path.parent().map(Path::to_owned);
    // The parser gives keys in the order of the alphabet.
    reader.config_errors.sort_by_key(|config_error| config_error.range);
    (config, reader.config_errors)
}

/// Reads an editor's settings. Keys of `others` are the editor's own and passed over.
pub fn from_json(settings: &Json, others: &[&str]) -> (Config, Vec<ConfigError>) {
    let mut reader = Reader { path: None, text: "", lines: LineIndex::new(""), config_errors: Vec::new() };
    let config = reader.config(&of_json(settings).kind, others);
    (config, reader.config_errors)
}

struct Reader<'t> {
    path: Option<&'t Path>,
    text: &'t str,
    lines: LineIndex,
    config_errors: Vec<ConfigError>,
}

impl Reader<'_> {
    fn config(&mut self, table: &Kind, others: &[&str]) -> Config {
        let mut config = Config::default();
        let Kind::Table(entries) = table else {
            if !matches!(table, Kind::Other("null")) {
                self.tell(None, format!("The settings are {}; they have to be a table of keys.", table.noun()));
            }
            return config;
        };
        for (name, place, value) in entries {
            let Some(key) = KEYS.iter().find(|key| key.name == name) else {
                if !others.contains(&name.as_str()) {
                    self.unknown("setting", name, *place, KEYS.iter().map(|key| key.name));
                }
                continue;
            };
            self.key(key, name, *place, value, &mut config);
        }
        config
    }

    fn key(&mut self, key: &Key, name: &str, place: Option<TextRange>, value: &Value, config: &mut Config) {
        match key.takes {
            Takes::Choice(choices) => {
                if let Some(text) = self.choice(name, value, choices) {
                    let form = match text {
                        "create" => FormChoice::Prefer(Form::Create),
                        "update" => FormChoice::Prefer(Form::Update),
                        _ => FormChoice::Auto,
                    };
                    config.form = Some(self.set(place, form));
                }
            }
            Takes::Globs => {
                let globs = self.globs(name, value);
                let globs = globs.into_iter().map(|(range, glob)| self.set(range.or(place), glob)).collect();
                *(if key.name == "include" { &mut config.include } else { &mut config.exclude }) = globs;
            }
            Takes::GroupLevels => {
                for (name, place, level) in self.levels(name, value) {
                    match Group::ALL.into_iter().find(|group| group.name() == name) {
                        Some(group) => config.groups.push(self.set(place, (group, level))),
                        None => self.unknown("group", &name, place, Group::ALL.into_iter().map(Group::name)),
                    }
                }
            }
            Takes::RuleLevels => {
                for (name, place, level) in self.levels(name, value) {
                    if let Some(rule) = self.rule(&name, place) {
                        config.rules.push(self.set(place, (rule, level)));
                    }
                }
            }
            Takes::Tables(keys) => {
                let Kind::List(tables) = &value.kind else {
                    return self.wrong(name, value, "a list of tables");
                };
                for table in tables {
                    if let Some(found) = self.place(name, table, keys) {
                        let set = self.set(table.range.or(place), found);
                        config.overrides.push(set);
                    }
                }
            }
            Takes::Text | Takes::RuleNames | Takes::Pointer => {}
        }
    }

    fn place(&mut self, owner: &str, table: &Value, keys: &'static [Key]) -> Option<OverrideEntry> {
        let Kind::Table(entries) = &table.kind else {
            self.wrong(owner, table, "a list of tables");
            return None;
        };
        let mut place = OverrideEntry {
            files: Vec::new(),
            what: Override { place: Vec::new(), rules: Vec::new(), severity: None },
            reason: None,
        };
        for (name, range, value) in entries {
            let Some(key) = keys.iter().find(|key| key.name == name) else {
                self.unknown(&format!("key of \"{owner}\""), name, *range, keys.iter().map(|key| key.name));
                continue;
            };
            match key.takes {
                Takes::Pointer => match self.string(name, value).map(Pointer::parse) {
                    Some(Some(pointer)) => place.what.place = pointer.segments().to_vec(),
                    Some(None) => self.tell(
                        value.range,
                        format!("\"{name}\" is no JSON Pointer: start it with a slash, as in \"/actions/*\"."),
                    ),
                    None => {}
                },
                Takes::Globs => place.files = self.globs(name, value).into_iter().map(|(_, glob)| glob).collect(),
                Takes::RuleNames => {
                    let names = self.strings(name, value);
                    place.what.rules = names.into_iter().filter_map(|(range, name)| self.rule(&name, range)).collect();
                }
                Takes::Choice(choices) => {
                    place.what.severity = self.choice(name, value, choices).and_then(level).flatten()
                }
                _ => place.reason = self.string(name, value).map(str::to_owned),
            }
        }
        Some(place)
    }

    fn rule(&mut self, name: &str, place: Option<TextRange>) -> Option<&'static str> {
        let rule = RULES.iter().find(|rule| rule.name == name).map(|rule| rule.name);
        if rule.is_none() {
            self.unknown("rule", name, place, RULES.iter().map(|rule| rule.name));
        }
        rule
    }

    fn levels(&mut self, name: &str, value: &Value) -> Vec<(String, Option<TextRange>, Level)> {
        let Kind::Table(entries) = &value.kind else {
            self.wrong(name, value, "a table of names and levels");
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (key, place, value) in entries {
            if let Some(level) = self.choice(&format!("{name}.{key}"), value, LEVELS).and_then(level) {
                levels.push((key.clone(), *place, level));
            }
        }
        levels
    }

    fn globs(&mut self, name: &str, value: &Value) -> Vec<(Option<TextRange>, String)> {
        let mut globs = self.strings(name, value);
        globs.retain(|(range, glob)| match globset::Glob::new(glob) {
            Ok(_) => true,
            Err(error) => {
                self.tell(*range, format!("In \"{name}\", {glob:?} is no glob: {}.", error.kind()));
                false
            }
        });
        globs
    }

    fn strings(&mut self, name: &str, value: &Value) -> Vec<(Option<TextRange>, String)> {
        let Kind::List(list) = &value.kind else {
            self.wrong(name, value, "a list of strings");
            return Vec::new();
        };
        list.iter().filter_map(|value| Some((value.range, self.string(name, value)?.to_owned()))).collect()
    }

    fn string<'v>(&mut self, name: &str, value: &'v Value) -> Option<&'v str> {
        match &value.kind {
            Kind::Text(text) => Some(text),
            _ => {
                self.wrong(name, value, "a string");
                None
            }
        }
    }

    fn choice<'c>(&mut self, name: &str, value: &Value, choices: &[&'c str]) -> Option<&'c str> {
        let written = choices.iter().map(|choice| format!("\"{choice}\"")).collect::<Vec<_>>().join(", ");
        match &value.kind {
            Kind::Text(text) => {
                let found = choices.iter().find(|choice| *choice == text).copied();
                if found.is_none() {
                    self.tell(value.range, format!("\"{name}\" cannot be {text:?}. Write one of {written}."));
                }
                found
            }
            _ => {
                self.wrong(name, value, &format!("one of {written}"));
                None
            }
        }
    }

    fn wrong(&mut self, name: &str, value: &Value, expected: &str) {
        self.tell(value.range, format!("\"{name}\" is {}; it has to be {expected}.", value.kind.noun()));
    }

    fn unknown<'c>(&mut self, what: &str, name: &str, place: Option<TextRange>, known: impl Iterator<Item = &'c str>) {
        let guess = nearest(name, known).map_or(String::new(), |known| format!(" Did you mean \"{known}\"?"));
        self.tell(place, format!("There is no {what} {name:?}.{guess}"));
    }

    fn tell(&mut self, range: Option<TextRange>, message: String) {
        self.config_errors.push(ConfigError { range, message });
    }

    fn set<T>(&self, place: Option<TextRange>, value: T) -> Set<T> {
        let line = place.map(|range| self.lines.position(self.text, range.start, Encoding::Utf8).line + 1);
        Set { value, origin: Origin { file: self.path.map(Path::to_owned), line } }
    }
}

/// A level by its name; nothing if there is none of that name.
fn level(name: &str) -> Option<Level> {
    Some(match name {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        "hint" => Some(Severity::Hint),
        "off" => None,
        _ => return None,
    })
}
