//! `textDocument/semanticTokens`: highlighting that plain JSON highlighting cannot provide.
//!
//! Tokens cover the names that authors choose, the values that refer to them, deprecated keys, and strings that contain
//! programs. Everything else keeps its JSON highlighting.

use crate::analysis::references::declaration;
use crate::contract::relations::strings;
use crate::contract::visit::declared_in;
use crate::contract::{EntryKind, Field, Format, Status};
use crate::syntax::{Kind, Node, Source};
use crate::text::TextRange;

/// A token, which never spans lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its range, quotes included, in bytes.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it declares a name.
    pub is_declaration: bool,
    /// Whether it is a deprecated key.
    pub is_deprecated: bool,
}

/// The types of token, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An action.
    Function,
    /// An event.
    Event,
    /// A channel, a message, a state, an entity, a configuration.
    Type,
    /// An interface.
    Interface,
    /// A tag.
    EnumMember,
    /// A secret.
    Variable,
    /// A key of the contract.
    Property,
    /// A program in VRL.
    Macro,
}

impl TokenKind {
    /// All kinds, in the order of the legend.
    pub const ALL: [Self; 8] = [
        Self::Function,
        Self::Event,
        Self::Type,
        Self::Interface,
        Self::EnumMember,
        Self::Variable,
        Self::Property,
        Self::Macro,
    ];

    /// The token kind for the name of an entry, in declarations and references alike.
    fn of(kind: EntryKind) -> Option<Self> {
        match kind {
            EntryKind::Action => Some(Self::Function),
            EntryKind::Event => Some(Self::Event),
            EntryKind::Channel
            | EntryKind::Message
            | EntryKind::State
            | EntryKind::Entity
            | EntryKind::Configuration => Some(Self::Type),
            EntryKind::Interface => Some(Self::Interface),
            EntryKind::Tag => Some(Self::EnumMember),
            EntryKind::Secret => Some(Self::Variable),
            EntryKind::Property => Some(Self::Property),
            EntryKind::Definition => Some(Self::Type),
            EntryKind::Mapping
            | EntryKind::Attribute
            | EntryKind::ExtraOperation
            | EntryKind::Pattern
            | EntryKind::Dependency => None,
        }
    }
}

/// The tokens that touch `range`, in the order of the text.
pub fn tokens(source: &Source, range: TextRange) -> Vec<Token> {
    let mut tokens = Tokens(Vec::new());
    for (property, field) in source.root().into_iter().flat_map(|root| declared_in(root, range)) {
        tokens.property(property, field);
    }
    tokens.0
}

struct Tokens(Vec<Token>);

impl Tokens {
    fn property(&mut self, property: Node<'_>, field: &'static Field) {
        if let Some(key) = property.key() {
            if let Some(kind) = field.entry.and_then(TokenKind::of) {
                self.push(key, kind, true, false);
            } else if matches!(field.status, Status::Deprecated(_)) {
                self.push(key, TokenKind::Property, false, true);
            }
        }
        if let Some(kind) = field.kind_of_reference().and_then(TokenKind::of) {
            for value in strings(property, field).filter(|value| declaration(*value).is_some()) {
                self.push(value, kind, false, false);
            }
        }
        // Code is usually a bundle of several megabytes, which nobody reads here.
        let is_script = field.shape.format() == Some(Format::Vrl);
        if let Some(script) = property.value().filter(|value| is_script && value.kind() == Kind::String) {
            self.push(script, TokenKind::Macro, false, false);
        }
    }

    fn push(&mut self, node: Node<'_>, kind: TokenKind, is_declaration: bool, is_deprecated: bool) {
        if !node.range().is_empty() {
            self.0.push(Token { range: node.range(), kind, is_declaration, is_deprecated });
        }
    }
}
