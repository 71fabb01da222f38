//! What is written: an error-tolerant JSON/JSONC tree. Parsing never fails.
//!
//! - `lexer` cuts a text into tokens that cover every byte;
//! - `literal` reads string literals: where they end, what they say;
//! - `parser` builds the `tree` and notes every `error`; `fast_path` does it faster where nothing is wrong;
//! - `reparse` repairs a tree after an edit, at a cost that follows the edit;
//! - `source` holds a text with its lines and its tree;
//! - `pointer` names places in a tree (RFC 6901).
//!
//! JSON and JSONC are parsed alike; they differ only in what [`Dialect`] lets pass.

mod error;
mod fast_path;
mod lexer;
pub mod literal;
mod parser;
mod pointer;
mod reparse;
mod source;
mod tree;

pub use error::{Container, SyntaxError, SyntaxErrorKind};
pub use lexer::{Lexer, Token, TokenKind};
pub use parser::parse;
pub use pointer::Pointer;
pub use reparse::reparse;
pub use source::{Dialect, Source};
pub use tree::{Comment, Kind, Node, NodeId, Tree};
