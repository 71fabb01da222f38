//! What an editor asks. Plain data in, plain data out: byte offsets, Markdown, text edits.

pub mod completion;
pub mod hover;
mod markdown;
mod template;
