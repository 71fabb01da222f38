//! Declares every configuration key once, for the reader, the JSON Schema, `config` and the table of keys.

use super::{Config, Globs, OverrideEntry, Set, SeverityOf};
use crate::analysis::{FormChoice, Group, Severity};
use crate::contract::Form;

/// A key: its name, its type of value, and the field of `T` in which the value is stored.
#[derive(Debug)]
pub struct Key<T: 'static> {
    /// The name.
    pub name: &'static str,
    /// Its names in earlier versions. They still work; schema and documentation mark them as deprecated.
    pub deprecated_names: &'static [&'static str],
    /// The type of its value, and the field in which the value is stored.
    pub takes: Takes<T>,
    /// What it does, in Markdown.
    pub summary: &'static str,
    /// The default, as TOML.
    pub default: &'static str,
    /// An example, as TOML.
    pub example: &'static str,
}

/// The field of a `T` in which a value is stored.
pub type Accessor<T, V> = fn(&mut T) -> &mut V;

/// The types of value, each with the field in which the value is stored, so that keys of the same type cannot be confused.
#[derive(Clone, Copy, Debug)]
pub enum Takes<T: 'static> {
    /// A string.
    Text(Accessor<T, Option<String>>),
    /// A file below the folder of the configuration, or `git:` and a revision.
    Baseline(Accessor<T, Option<Set<String>>>),
    /// One of [`FORMS`].
    Form(Accessor<T, Option<Set<FormChoice>>>),
    /// One of [`SEVERITIES`].
    Severity(Accessor<T, Option<Severity>>),
    /// An array of globs, and what one that names a folder stands for in it.
    Globs(Accessor<T, Globs>, &'static str),
    /// An array of rule names.
    RuleNames(Accessor<T, Vec<&'static str>>),
    /// A table from group names to severities.
    GroupSeverities(Accessor<T, Vec<SeverityOf<Group>>>),
    /// A table from rule names to severities.
    RuleSeverities(Accessor<T, Vec<SeverityOf<&'static str>>>),
    /// A JSON Pointer (RFC 6901) in which `*` matches any single key.
    Pointer(Accessor<T, Vec<String>>),
    /// An array of tables with the keys of an override.
    Overrides(&'static [Key<OverrideEntry>], Accessor<T, Vec<Set<OverrideEntry>>>),
}

impl<T> Key<T> {
    /// The name and the deprecated names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.deprecated_names.iter().copied())
    }
}

/// The severities by name. `off` means none.
pub const SEVERITIES: &[(&str, Option<Severity>)] = &[
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("hint", Some(Severity::Hint)),
    ("off", None),
];

/// The values of `form`, by name.
pub const FORMS: &[(&str, FormChoice)] = &[
    ("auto", FormChoice::Auto),
    ("create", FormChoice::Prefer(Form::Create)),
    ("update", FormChoice::Prefer(Form::Update)),
];

/// The keys of a configuration.
pub static KEYS: &[Key<Config>] = &[
    Key {
        name: "form",
        deprecated_names: &[],
        takes: Takes::Form(|config| &mut config.form),
        summary: "The form of manifests: the body of a create or of an update. With `auto`, a manifest with a `name` or a `version` is a create.",
        default: "\"auto\"",
        example: "\"update\"",
    },
    Key {
        name: "include",
        deprecated_names: &[],
        takes: Takes::Globs(|config| &mut config.include, "*.{json,jsonc}"),
        summary: "Further files to treat as manifests, in addition to `integration.json(c)` and `*.integration.json(c)`.",
        default: "[]",
        example: "[\"manifests/*.json\"]",
    },
    Key {
        name: "exclude",
        deprecated_names: &[],
        takes: Takes::Globs(|config| &mut config.exclude, "**"),
        summary: "Files and folders to skip when `check` or an editor searches a folder. A file that you name or open is still checked, unless `check --force-exclude` names it.",
        default: "[]",
        example: "[\"dist/**\"]",
    },
    Key {
        name: "baseline",
        deprecated_names: &[],
        takes: Takes::Baseline(|config| &mut config.baseline),
        summary: "What manifests are compared with, so that the rules of the group `breaking` report what breaks: a file in the folder of this file or below, or `git:` and a revision, in which each manifest is compared with itself.",
        default: "\"\"",
        example: "\"git:v1.2.0\"",
    },
    Key {
        name: "groups",
        deprecated_names: &[],
        takes: Takes::GroupSeverities(|config| &mut config.groups),
        summary: "The severities of groups of rules.",
        default: "{}",
        example: "{ hub = \"hint\" }",
    },
    Key {
        name: "rules",
        deprecated_names: &[],
        takes: Takes::RuleSeverities(|config| &mut config.rules),
        summary: "The severities of individual rules. They take precedence over those of groups.",
        default: "{}",
        example: "{ secret-name = \"error\", removal = \"off\" }",
    },
    Key {
        name: "overrides",
        deprecated_names: &[],
        takes: Takes::Overrides(OVERRIDE, |config| &mut config.overrides),
        summary: "Different severities for parts of a manifest. If several apply, the last one wins.",
        default: "[]",
        example: "[{ pointer = \"/actions/*/output\", rules = [\"action-output-title\"], severity = \"off\", reason = \"generated\" }]",
    },
];

/// The keys of an override.
static OVERRIDE: &[Key<OverrideEntry>] = &[
    Key {
        name: "pointer",
        deprecated_names: &[],
        takes: Takes::Pointer(|entry| &mut entry.what.place),
        summary: "The part of the manifest, including everything below it: a JSON Pointer in which `*` matches any single key.",
        default: "\"\"",
        example: "\"/actions/*/output\"",
    },
    Key {
        name: "files",
        deprecated_names: &[],
        takes: Takes::Globs(|entry| &mut entry.files, "**"),
        summary: "The manifests that it applies to, as globs. By default, all.",
        default: "[]",
        example: "[\"legacy/**\"]",
    },
    Key {
        name: "rules",
        deprecated_names: &[],
        takes: Takes::RuleNames(|entry| &mut entry.what.rules),
        summary: "The rules that it applies to. By default, all.",
        default: "[]",
        example: "[\"action-output-title\"]",
    },
    Key {
        name: "severity",
        deprecated_names: &["level"],
        takes: Takes::Severity(|entry| &mut entry.what.severity),
        summary: "The severity of these rules in this part.",
        default: "\"off\"",
        example: "\"hint\"",
    },
    Key {
        name: "reason",
        deprecated_names: &[],
        takes: Takes::Text(|entry| &mut entry.reason),
        summary: "The reason for the override, as a note to readers.",
        default: "\"\"",
        example: "\"generated\"",
    },
];
