//! An error-tolerant tree for JSON and JSONC. Parsing never fails.
//!
//! - `lexer` splits a text into tokens that cover every byte;
//! - `literal` reads and writes string literals;
//! - `parser` builds the `tree` and records every `error`; `fast_path` is faster for valid JSON;
//! - `reparse` updates a tree after an edit, at a cost proportional to the edit;
//! - `source` combines a text with its lines and its tree;
//! - `child_index` finds children of large containers;
//! - `pointer` identifies nodes in a tree (RFC 6901).
//!
//! JSON and JSONC are parsed alike; they differ only in the errors that [`Dialect`] permits.

mod child_index;
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
pub use lexer::{Lexer, Token, TokenKind, is_plain_number};
pub use parser::parse;
pub use pointer::Pointer;
pub use reparse::reparse;
pub use source::{Dialect, Source};
pub use tree::{Comment, Kind, Node, NodeId, Tree};
