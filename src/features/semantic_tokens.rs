//! Semantic tokens: what generic JSON highlighting cannot know.
//!
//! Names that authors choose, the places that refer to them, deprecated keys, and strings that are programs.
//! Everything else keeps the colours of JSON.

use crate::analysis::references::declaration;
use crate::contract::visit::declared_in;
use crate::contract::{Field, Format, Shape, Status};
use crate::syntax::{Kind, Node, Source};
use crate::text::TextRange;

/// A piece of one line with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where, quotes included.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it declares the name.
    pub is_declaration: bool,
    /// Whether it is to be replaced.
    pub is_deprecated: bool,
}

/// What a token is. The order is that of the legend.
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
    /// A program in VRL or JavaScript.
    Macro,
}

impl TokenKind {
    /// All of them, in the order of the legend.
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
}

/// The tokens that touch `range`, in the order of the text.
pub fn tokens(source: &Source, range: TextRange) -> Vec<Token> {
    let mut tokens = Tokens(Vec::new());
    if let Some(root) = source.root() {
        declared_in(root, range, &mut |property, field| tokens.property(property, field));
    }
    tokens.0
}

struct Tokens(Vec<Token>);

impl Tokens {
    fn property(&mut self, property: Node<'_>, field: &'static Field) {
        if let Some(key) = property.key() {
            if let Some(kind) = declared_kind(field.name) {
                self.push(key, kind, true, false);
            } else if matches!(field.status, Status::Deprecated(_)) {
                self.push(key, TokenKind::Property, false, true);
            }
        }
        let Some(value) = property.value() else { return };
        match (value.kind(), field.shape) {
            (Kind::Array, Shape::TextList) => {
                for element in value.elements() {
                    self.reference(element, TokenKind::EnumMember);
                }
            }
            (Kind::String, _) if field.name == "name" => {
                let section = value.ancestors().filter(|node| node.kind() == Kind::Property).nth(2);
                let kind = match section.and_then(Node::name).as_deref() {
                    Some("actions") => TokenKind::Function,
                    Some("events") => TokenKind::Event,
                    _ => TokenKind::Type,
                };
                self.reference(value, kind);
            }
            // Code is a bundle of megabytes that nobody reads here.
            (Kind::String, shape) if shape.format() == Some(Format::Vrl) => {
                self.push(value, TokenKind::Macro, false, false);
            }
            _ => {}
        }
    }

    fn reference(&mut self, node: Node<'_>, kind: TokenKind) {
        if declaration(node).is_some() {
            self.push(node, kind, false, false);
        }
    }

    fn push(&mut self, node: Node<'_>, kind: TokenKind, is_declaration: bool, is_deprecated: bool) {
        if !node.range().is_empty() {
            self.0.push(Token { range: node.range(), kind, is_declaration, is_deprecated });
        }
    }
}

fn declared_kind(entry: &str) -> Option<TokenKind> {
    Some(match entry {
        "<action>" => TokenKind::Function,
        "<event>" => TokenKind::Event,
        "<channel>" | "<message>" | "<state>" | "<entity>" | "<configuration>" => TokenKind::Type,
        "<interface>" => TokenKind::Interface,
        "<tag>" => TokenKind::EnumMember,
        "<secret>" => TokenKind::Variable,
        _ => return None,
    })
}
