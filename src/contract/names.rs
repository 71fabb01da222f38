//! Names that the author of a manifest chooses: the kinds of entry, and the styles of names.

use heck::{ToLowerCamelCase, ToShoutySnakeCase};

/// The kind of an entry of a [`Map`](super::Map).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// An action, which bots call.
    Action,
    /// An event, which the integration sends to bots.
    Event,
    /// A channel for messages.
    Channel,
    /// A type of message in a channel.
    Message,
    /// A state that the integration stores.
    State,
    /// An entity of the connected service.
    Entity,
    /// A configuration to choose on installation.
    Configuration,
    /// An interface that the integration implements.
    Interface,
    /// A mapping from a name in an interface to a name in this integration.
    Mapping,
    /// A tag of users, conversations or messages.
    Tag,
    /// A secret.
    Secret,
    /// A free-form attribute.
    Attribute,
    /// An operation that the integration can opt in to.
    ExtraOperation,
    /// A property of an object that a JSON Schema describes.
    Property,
    /// A schema to refer to.
    Definition,
    /// A regular expression for the names of properties.
    Pattern,
    /// A property that others depend on.
    Dependency,
}

impl EntryKind {
    /// The bits of the kinds that are parts of a JSON Schema.
    pub(super) const IN_SCHEMA: u64 =
        Self::Property.bit() | Self::Definition.bit() | Self::Pattern.bit() | Self::Dependency.bit();

    /// The placeholder for its name in paths and pages: `<action>`.
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Action => "<action>",
            Self::Event => "<event>",
            Self::Channel => "<channel>",
            Self::Message => "<message>",
            Self::State => "<state>",
            Self::Entity => "<entity>",
            Self::Configuration => "<configuration>",
            Self::Interface => "<interface>",
            Self::Mapping => "<mapping>",
            Self::Tag => "<tag>",
            Self::Secret => "<secret>",
            Self::Attribute => "<attribute>",
            Self::ExtraOperation => "<operation>",
            Self::Property => "<property>",
            Self::Definition => "<definition>",
            Self::Pattern => "<pattern>",
            Self::Dependency => "<dependency>",
        }
    }

    /// The noun for messages, without an article: `action`.
    pub fn noun(self) -> &'static str {
        self.placeholder().trim_matches(['<', '>'])
    }

    /// A sample name: `myAction`, `MY_SECRET`.
    pub fn sample_name(self) -> String {
        let words = format!("my {}", self.noun());
        if self == Self::Secret { words.to_shouty_snake_case() } else { words.to_lower_camel_case() }
    }

    /// Whether it is a part of a JSON Schema rather than of the manifest.
    pub const fn is_in_schema(self) -> bool {
        self.bit() & Self::IN_SCHEMA != 0
    }

    /// Its bit in a set of kinds.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// The style of the names in a map. The grammar of each style is defined here and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStyle {
    /// 2 to 100 ASCII letters and digits in camelCase: the vendor's tool rejects any other name of an action, event,
    /// channel, message or state.
    Identifier,
    /// camelCase by convention; anything is accepted.
    Custom,
    /// camelCase or snake_case by convention; anything is accepted.
    Tag,
    /// SCREAMING_SNAKE_CASE, which the Admin API requests for the names of secrets.
    Secret,
    /// Anything.
    Free,
}

impl KeyStyle {
    /// Whether a name follows the style. No style accepts the empty name.
    pub fn accepts(self, name: &str) -> bool {
        match self {
            Self::Identifier => {
                (2..=100).contains(&name.len())
                    && name.starts_with(|c: char| c.is_ascii_lowercase())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
            Self::Secret => {
                name.starts_with(|c: char| c.is_ascii_uppercase())
                    && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
            }
            Self::Custom | Self::Tag | Self::Free => !name.is_empty(),
        }
    }

    /// Whether the vendor's tool accepts a name that follows the style. It knows only capital letters that start a word, and
    /// no empty words: `sendSms`, not `sendSMS`; `API_KEY`, not `API__KEY`.
    pub fn suits_vendor_tool(self, name: &str) -> bool {
        match self {
            Self::Identifier => {
                let mut pairs = name.as_bytes().windows(2);
                !pairs.any(|pair| pair[1].is_ascii_uppercase() && !pair[0].is_ascii_lowercase())
            }
            Self::Secret => !name.contains("__") && !name.ends_with('_'),
            Self::Custom | Self::Tag | Self::Free => true,
        }
    }

    /// The acceptable name that is closest to `text`, which may be a name in another style or a title: `send-mail` and
    /// `Send mail` become `sendMail`, `apiKey` becomes `API_KEY`. `None` if too little of the text can be kept.
    pub fn suggest(self, text: &str) -> Option<String> {
        let words = text.replace(|c: char| !c.is_ascii_alphanumeric(), " ");
        let name = match self {
            Self::Identifier => {
                // A capital letter after a digit is the one that the vendor's tool does not accept: `s3Upload`.
                let mut before = 'a';
                let lowered = |c: char| {
                    let is_inside = !before.is_ascii_lowercase();
                    before = c;
                    if is_inside { c.to_ascii_lowercase() } else { c }
                };
                words.to_lower_camel_case().chars().map(lowered).collect()
            }
            Self::Custom => words.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit()).to_lower_camel_case(),
            Self::Secret => match words.to_shouty_snake_case() {
                shouted if shouted.starts_with(|c: char| c.is_ascii_digit()) => format!("MY_{shouted}"),
                shouted => shouted,
            },
            Self::Tag | Self::Free => text.to_owned(),
        };
        self.accepts(&name).then_some(name)
    }

    /// The requirement, to follow the word "Use": `2 to 100 letters and digits …`.
    pub fn requirement(self) -> &'static str {
        match self {
            Self::Identifier => "2 to 100 letters and digits in camelCase, starting with a lower-case letter",
            Self::Secret => "SCREAMING_SNAKE_CASE: capital letters, digits and underscores, starting with a letter",
            Self::Custom | Self::Tag | Self::Free => "at least one character",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EntryKind, KeyStyle};

    #[test]
    fn identifiers_are_camel_case() {
        for name in ["go", "sendMail", "sendSMS", "a1", &"a".repeat(100)] {
            assert!(KeyStyle::Identifier.accepts(name), "{name}");
        }
        for name in ["", "a", "SendMail", "send-mail", "send_mail", "1st", "größe", &"a".repeat(101)] {
            assert!(!KeyStyle::Identifier.accepts(name), "{name}");
        }
    }

    #[test]
    fn suggestions_are_names_that_the_style_accepts() {
        for (style, text, expected) in [
            (KeyStyle::Identifier, "last-sync", Some("lastSync")),
            (KeyStyle::Identifier, "SendMail", Some("sendMail")),
            (KeyStyle::Identifier, "HTTPServer", Some("httpServer")),
            (KeyStyle::Identifier, "1st-item", None),
            (KeyStyle::Identifier, "größe", Some("grE")),
            (KeyStyle::Identifier, "x", None),
            (KeyStyle::Identifier, "…", None),
            (KeyStyle::Custom, "API key", Some("apiKey")),
            (KeyStyle::Custom, "2 factor login", Some("factorLogin")),
            (KeyStyle::Custom, "鍵", None),
            (KeyStyle::Secret, "apiKey", Some("API_KEY")),
            (KeyStyle::Secret, "my-key2", Some("MY_KEY2")),
            (KeyStyle::Secret, "1password", Some("MY_1PASSWORD")),
            (KeyStyle::Secret, "", None),
            (KeyStyle::Tag, "user_id", Some("user_id")),
        ] {
            let suggested = style.suggest(text);
            assert_eq!(suggested.as_deref(), expected, "{text}");
            assert!(suggested.is_none_or(|name| style.accepts(&name)));
        }
    }

    #[test]
    fn samples() {
        assert_eq!(EntryKind::Action.sample_name(), "myAction");
        assert_eq!(EntryKind::Secret.sample_name(), "MY_SECRET");
    }
}
