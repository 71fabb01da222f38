//! What an editor asks. Plain data in, plain data out: byte offsets, Markdown, text edits.

pub mod completion;
pub mod content;
mod facts;
pub mod fixes;
pub mod folding;
pub mod format;
pub mod hover;
pub mod inlay;
pub mod lenses;
pub mod links;
mod markdown;
pub mod names;
pub mod outline;
pub mod refactorings;
pub mod reference;
pub mod selection;
pub mod sorting;
mod template;
pub mod tokens;
pub mod typing;
