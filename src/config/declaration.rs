//! Every key of a configuration, declared once: the reader, the JSON Schema, `config` and the page of keys follow.

use super::{Config, Globs, OverrideEntry, Set, SeverityOf};
use crate::analysis::{FormChoice, Group, Severity};
use crate::contract::Form;

/// A key: its name, its kind of value, and the field of `T` that the value is kept in.
#[derive(Debug)]
pub struct Key<T: 'static> {
    /// The name.
    pub name: &'static str,
    /// Its names in earlier versions. They are still read; schema and documentation call them deprecated.
    pub deprecated_names: &'static [&'static str],
    /// The kind of its value, and the field that the value is kept in.
    pub takes: Takes<T>,
    /// What it does, in Markdown.
    pub summary: &'static str,
    /// The default, as TOML.
    pub default: &'static str,
    /// An example, as TOML.
    pub example: &'static str,
}

/// The field of a `T` in which a value is kept.
pub type Accessor<T, V> = fn(&mut T) -> &mut V;

/// The kinds of values, each with the field that the value is kept in: two keys of one kind cannot be confused.
#[derive(Clone, Copy, Debug)]
pub enum Takes<T: 'static> {
    /// A string.
    Text(Accessor<T, Option<String>>),
    /// One of [`FORMS`].
    Form(Accessor<T, Option<Set<FormChoice>>>),
    /// One of [`SEVERITIES`].
    Severity(Accessor<T, Option<Severity>>),
    /// A list of globs.
    Globs(Accessor<T, Globs>),
    /// A list of names of rules.
    RuleNames(Accessor<T, Vec<&'static str>>),
    /// A table from names of groups to severities.
    GroupSeverities(Accessor<T, Vec<SeverityOf<Group>>>),
    /// A table from names of rules to severities.
    RuleSeverities(Accessor<T, Vec<SeverityOf<&'static str>>>),
    /// A JSON Pointer (RFC 6901) in which `*` stands for any one key.
    Pointer(Accessor<T, Vec<String>>),
    /// A list of tables with the keys of an override.
    Overrides(&'static [Key<OverrideEntry>], Accessor<T, Vec<Set<OverrideEntry>>>),
}

impl<T> Key<T> {
    /// The name and the deprecated names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.deprecated_names.iter().copied())
    }
}

/// The severities by name. `off` is the absence of one.
pub const SEVERITIES: &[(&str, Option<Severity>)] = &[
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("hint", Some(Severity::Hint)),
    ("off", None),
];

/// What a manifest can be checked as, by name.
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
        summary: "What manifests are checked as: the body of a create or of an update. With `auto`, a manifest that has a `name` or a `version` is a create.",
        default: "\"auto\"",
        example: "\"update\"",
    },
    Key {
        name: "include",
        deprecated_names: &[],
        takes: Takes::Globs(|config| &mut config.include),
        summary: "More files that are manifests, besides `integration.json(c)` and `*.integration.json(c)`.",
        default: "[]",
        example: "[\"manifests/*.json\"]",
    },
    Key {
        name: "exclude",
        deprecated_names: &[],
        takes: Takes::Globs(|config| &mut config.exclude),
        summary: "Files and folders to skip when `check` or an editor searches a folder. A file that you name or open is still checked.",
        default: "[]",
        example: "[\"dist/**\"]",
    },
    Key {
        name: "groups",
        deprecated_names: &[],
        takes: Takes::GroupSeverities(|config| &mut config.groups),
        summary: "Severities of whole groups of rules.",
        default: "{}",
        example: "{ hub = \"hint\" }",
    },
    Key {
        name: "rules",
        deprecated_names: &[],
        takes: Takes::RuleSeverities(|config| &mut config.rules),
        summary: "Severities of single rules. They take precedence over those of groups.",
        default: "{}",
        example: "{ secret-name = \"error\", removal = \"off\" }",
    },
    Key {
        name: "overrides",
        deprecated_names: &[],
        takes: Takes::Overrides(OVERRIDE, |config| &mut config.overrides),
        summary: "Other severities for parts of a manifest. If several apply, the last one wins.",
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
        summary: "The part of the manifest: a JSON Pointer in which `*` stands for any one key. Everything below it is included.",
        default: "\"\"",
        example: "\"/actions/*/output\"",
    },
    Key {
        name: "files",
        deprecated_names: &[],
        takes: Takes::Globs(|entry| &mut entry.files),
        summary: "The manifests it applies to. Without it, all.",
        default: "[]",
        example: "[\"legacy/**\"]",
    },
    Key {
        name: "rules",
        deprecated_names: &[],
        takes: Takes::RuleNames(|entry| &mut entry.what.rules),
        summary: "The rules it applies to. Without it, all.",
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
        summary: "Why, for whoever reads it later.",
        default: "\"\"",
        example: "\"generated\"",
    },
];
