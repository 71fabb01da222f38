//! What an editor asks. Plain data in, plain data out: byte offsets, Markdown, text edits.

pub mod completion;
mod facts;
pub mod fixes;
pub mod hover;
mod markdown;
pub mod reference;
mod template;
