//! Every key of a configuration, once.

/// A key: its name, what it takes, what it does.
#[derive(Debug)]
pub struct Key {
    /// The name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it does, in Markdown.
    pub summary: &'static str,
    /// The default, as TOML.
    pub default: &'static str,
    /// An example, as TOML.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A string.
    Text,
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// A list of strings that are globs.
    Globs,
    /// A list of names of rules.
    RuleNames,
    /// A table from names of groups to levels.
    GroupLevels,
    /// A table from names of rules to levels.
    RuleLevels,
    /// A JSON Pointer in which `*` stands for any key.
    Pointer,
    /// A list of tables with these keys.
    Tables(&'static [Key]),
}

/// The levels.
pub const LEVELS: &[&str] = &["error", "warning", "info", "hint", "off"];

/// The keys at the top.
pub static KEYS: &[Key] = &[
    Key {
        name: "form",
        takes: Takes::Choice(&["auto", "create", "update"]),
        summary: "What manifests are taken for: the body of a create, of an update, or as their keys say.",
        default: "\"auto\"",
        example: "\"update\"",
    },
    Key {
        name: "include",
        takes: Takes::Globs,
        summary: "Further files that are manifests, beside `integration.json(c)` and `*.integration.json(c)`.",
        default: "[]",
        example: "[\"manifests/*.json\"]",
    },
    Key {
        name: "exclude",
        takes: Takes::Globs,
        summary: "What is passed over when a folder is walked, by `check` or for an editor. Files that are named to `check` or opened are checked all the same.",
        default: "[]",
        example: "[\"dist/**\"]",
    },
    Key {
        name: "groups",
        takes: Takes::GroupLevels,
        summary: "Levels for whole groups of rules.",
        default: "{}",
        example: "{ hub = \"hint\" }",
    },
    Key {
        name: "rules",
        takes: Takes::RuleLevels,
        summary: "Levels for single rules; they go over those of groups.",
        default: "{}",
        example: "{ secret-name = \"error\", removal = \"off\" }",
    },
    Key {
        name: "overrides",
        takes: Takes::Tables(OVERRIDE),
        summary: "Other levels at some places. A later one goes over an earlier one.",
        default: "[]",
        example: "[{ pointer = \"/actions/*/output\", rules = [\"action-output-title\"], level = \"off\", reason = \"made by a tool\" }]",
    },
];

static OVERRIDE: &[Key] = &[
    Key {
        name: "pointer",
        takes: Takes::Pointer,
        summary: "The place: a JSON Pointer in which `*` stands for any one key. What is below it belongs to it.",
        default: "\"\"",
        example: "\"/actions/*/output\"",
    },
    Key {
        name: "files",
        takes: Takes::Globs,
        summary: "Which manifests; all, if it is left out.",
        default: "[]",
        example: "[\"legacy/**\"]",
    },
    Key {
        name: "rules",
        takes: Takes::RuleNames,
        summary: "Which rules; all, if it is left out.",
        default: "[]",
        example: "[\"action-output-title\"]",
    },
    Key {
        name: "level",
        takes: Takes::Choice(LEVELS),
        summary: "How bad their diagnostics are there.",
        default: "\"off\"",
        example: "\"hint\"",
    },
    Key {
        name: "reason",
        takes: Takes::Text,
        summary: "Why, for those who read it later.",
        default: "\"\"",
        example: "\"made by a tool\"",
    },
];
