//! Reads a configuration and its errors from a TOML file or an editor's settings.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use toml::de::DeTable;

use super::baseline;
use super::declaration::{FORMS, KEYS, Key, SEVERITIES, Takes};
use super::globs;
use super::value::{Kind, Value, of_json, of_toml};
use super::{Config, ConfigError, Globs, Origin, OverrideEntry, Set, absolute};
use crate::analysis::{Group, Override, RULES, Severity};
use crate::syntax::Pointer;
use crate::text::{Encoding, LineIndex, TextRange, nearest};

/// Reads the text of the configuration file at `path`. Mistakes are reported, and the settings in question are left out.
pub fn from_toml(text: &str, path: &Path) -> (Config, Vec<ConfigError>) {
    let mut reader = Reader { path: Some(path), text, lines: LineIndex::new(text), config_errors: Vec::new() };
    let mut config = match DeTable::parse(text) {
        Ok(table) => reader.config(&of_toml(table.get_ref()), &[]),
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            let (start, end) = (range.start.min(text.len()) as u32, range.end.min(text.len()) as u32);
            let message = error.message().trim_end_matches('.').replace('\n', ", ");
            reader.report(Some(TextRange::new(start, end)), format!("This is not valid TOML: {message}."));
            Config::default()
        }
    };
    config.folder = folder_of(path);
    // The parser returns the keys in alphabetical order.
    reader.config_errors.sort_by_key(|config_error| config_error.range);
    (config, reader.config_errors)
}

fn folder_of(file: &Path) -> Option<PathBuf> {
    absolute(file).parent().map(Path::to_owned)
}

/// Reads an editor's settings. Keys in `ignored` belong to the editor's plugin.
pub fn from_json(settings: &Json, ignored: &[&str]) -> (Config, Vec<ConfigError>) {
    let mut reader = Reader { path: None, text: "", lines: LineIndex::new(""), config_errors: Vec::new() };
    let config = reader.config(&of_json(settings).kind, ignored);
    (config, reader.config_errors)
}

struct Reader<'t> {
    path: Option<&'t Path>,
    text: &'t str,
    lines: LineIndex,
    config_errors: Vec<ConfigError>,
}

impl Reader<'_> {
    fn config(&mut self, settings: &Kind, ignored: &[&str]) -> Config {
        let mut config = Config::default();
        match settings {
            Kind::Table(entries) => self.entries(entries, KEYS, None, ignored, &mut config),
            Kind::Other("null") => {}
            other => self.report(None, format!("The settings must be an object, not {}.", other.noun())),
        }
        config
    }

    /// Reads the entries of a table into the declared fields. `owner`: the key that the table belongs to; `None` at the top.
    fn entries<T>(
        &mut self,
        entries: &[(String, Option<TextRange>, Value)],
        keys: &'static [Key<T>],
        owner: Option<&str>,
        ignored: &[&str],
        into: &mut T,
    ) {
        for (name, range, value) in entries {
            match keys.iter().find(|key| key.names().any(|known| known == name)) {
                Some(key) => self.entry(key, name, *range, value, into),
                None if ignored.contains(&name.as_str()) => {}
                None => {
                    let what = match owner {
                        Some(owner) => format!("key {name:?} in \"{owner}\""),
                        None => format!("setting {name:?}"),
                    };
                    let names = keys.iter().flat_map(|key| key.names().map(|name| (name, key.name)));
                    self.unknown(&what, name, *range, names);
                }
            }
        }
    }

    /// Reads one value into the declared field.
    fn entry<T>(&mut self, key: &Key<T>, name: &str, range: Option<TextRange>, value: &Value, into: &mut T) {
        match key.takes {
            Takes::Text(field) => *field(into) = self.string(name, value).map(str::to_owned),
            Takes::Baseline(field) => {
                if let Some(text) = self.string(name, value).filter(|text| !text.is_empty()) {
                    match baseline::check(text) {
                        Ok(()) => *field(into) = Some(self.set(range, text.to_owned())),
                        Err(why) => self.report(value.range, format!("\"{name}\" cannot be {text:?}: {why}.")),
                    }
                }
            }
            Takes::Form(field) => {
                if let Some(form) = self.choice(name, value, FORMS) {
                    *field(into) = Some(self.set(range, form));
                }
            }
            Takes::Severity(field) => *field(into) = self.choice(name, value, SEVERITIES).flatten(),
            Takes::Globs(field, inside) => *field(into) = self.globs(name, range, value, inside),
            Takes::RuleNames(field) => {
                let names = self.strings(name, value);
                *field(into) = names.into_iter().filter_map(|(range, name)| self.rule(&name, range)).collect();
            }
            Takes::GroupSeverities(field) => {
                for (name, range, severity) in self.severities(name, value) {
                    match Group::ALL.into_iter().find(|group| group.name() == name) {
                        Some(group) => field(into).push(self.set(range, (group, severity))),
                        None => {
                            let names = Group::ALL.into_iter().map(Group::name);
                            self.unknown(&format!("group {name:?}"), &name, range, names.map(|name| (name, name)));
                        }
                    }
                }
            }
            Takes::RuleSeverities(field) => {
                for (name, range, severity) in self.severities(name, value) {
                    if let Some(rule) = self.rule(&name, range) {
                        field(into).push(self.set(range, (rule, severity)));
                    }
                }
            }
            Takes::Pointer(field) => match self.string(name, value).map(Pointer::parse) {
                Some(Some(pointer)) => *field(into) = pointer.segments().to_vec(),
                Some(None) => self.report(
                    value.range,
                    format!("\"{name}\" is not a JSON Pointer. Start it with a slash, for example \"/actions/*\"."),
                ),
                None => {}
            },
            Takes::Overrides(keys, field) => {
                let Kind::List(tables) = &value.kind else { return self.wrong(name, value, "an array of tables") };
                for table in tables {
                    if let Some(entry) = self.override_entry(name, table, keys) {
                        field(into).push(self.set(table.range.or(range), entry));
                    }
                }
            }
        }
    }

    fn override_entry(
        &mut self,
        owner: &str,
        table: &Value,
        keys: &'static [Key<OverrideEntry>],
    ) -> Option<OverrideEntry> {
        let Kind::Table(entries) = &table.kind else {
            self.wrong(owner, table, "an array of tables");
            return None;
        };
        let what = Override { place: Vec::new(), rules: Vec::new(), severity: None };
        let mut entry = OverrideEntry { files: Globs::default(), what, reason: None };
        self.entries(entries, keys, Some(owner), &[], &mut entry);
        Some(entry)
    }

    fn rule(&mut self, name: &str, range: Option<TextRange>) -> Option<&'static str> {
        let rule = RULES.iter().find(|rule| rule.name == name).map(|rule| rule.name);
        if rule.is_none() {
            self.unknown(&format!("rule {name:?}"), name, range, RULES.iter().map(|rule| (rule.name, rule.name)));
        }
        rule
    }

    fn severities(&mut self, name: &str, value: &Value) -> Vec<(String, Option<TextRange>, Option<Severity>)> {
        let Kind::Table(entries) = &value.kind else {
            self.wrong(name, value, "a table from names to severities");
            return Vec::new();
        };
        let mut severities = Vec::new();
        for (key, range, value) in entries {
            if let Some(severity) = self.choice(&format!("{name}.{key}"), value, SEVERITIES) {
                severities.push((key.clone(), *range, severity));
            }
        }
        severities
    }

    fn globs(&mut self, name: &str, range: Option<TextRange>, value: &Value, inside: &str) -> Globs {
        let mut valid = Vec::new();
        for (own_range, glob) in self.strings(name, value) {
            match globs::check(&glob) {
                Ok(()) => valid.push(self.set(own_range.or(range), glob)),
                Err(error) => {
                    self.report(own_range, format!("{glob:?} in \"{name}\" is not a valid glob: {}.", error.kind()));
                }
            }
        }
        Globs::new(valid, inside).unwrap_or_else(|error| {
            self.report(value.range, format!("The globs in \"{name}\" cannot be combined: {}.", error.kind()));
            Globs::default()
        })
    }

    fn strings(&mut self, name: &str, value: &Value) -> Vec<(Option<TextRange>, String)> {
        let Kind::List(list) = &value.kind else {
            self.wrong(name, value, "an array of strings");
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

    fn choice<V: Copy>(&mut self, name: &str, value: &Value, choices: &[(&'static str, V)]) -> Option<V> {
        let listed = || {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            names.split_last().map_or_else(String::new, |(last, rest)| format!("{} or {last}", rest.join(", ")))
        };
        match &value.kind {
            Kind::Text(text) => {
                let choice = choices.iter().find(|(name, _)| name == text).map(|(_, choice)| *choice);
                if choice.is_none() {
                    self.report(value.range, format!("\"{name}\" cannot be {text:?}. Use {}.", listed()));
                }
                choice
            }
            _ => {
                self.wrong(name, value, &listed());
                None
            }
        }
    }

    fn wrong(&mut self, name: &str, value: &Value, expected: &str) {
        self.report(value.range, format!("\"{name}\" must be {expected}, not {}.", value.kind.noun()));
    }

    /// Reports an unknown name. `known`: the known names, each with the name to suggest for it.
    fn unknown(
        &mut self,
        what: &str,
        name: &str,
        range: Option<TextRange>,
        known: impl Iterator<Item = (&'static str, &'static str)>,
    ) {
        let known: Vec<(&str, &str)> = known.collect();
        let guess = nearest(name, known.iter().map(|(known, _)| *known));
        let suggested =
            guess.and_then(|guess| known.iter().find(|(known, _)| *known == guess)).map(|(_, suggested)| suggested);
        let guess = suggested.map_or(String::new(), |suggested| format!(" Did you mean \"{suggested}\"?"));
        self.report(range, format!("There is no {what}.{guess}"));
    }

    fn report(&mut self, range: Option<TextRange>, message: String) {
        self.config_errors.push(ConfigError { range, message });
    }

    fn set<T>(&self, range: Option<TextRange>, value: T) -> Set<T> {
        let line = range.map(|range| self.lines.position(self.text, range.start, Encoding::Utf8).line + 1);
        Set { value, origin: Origin { file: self.path.map(Path::to_owned), line } }
    }
}
