//! Asks the API whether it would accept an open manifest.
//!
//! Only on request, or on save if a person's own settings say so; and nothing is sent before somebody has agreed to it.
//! What a project can set has no influence on any of it: who asks and whether is decided by the command line and the
//! environment of the server, and by the files of the vendor's tool.
//!
//! - `deployed`: what is deployed, to compare with;
//! - `run`: from the command to the answer;
//! - `answer`: the answer, as a document keeps it;
//! - `validated`: an answer on its way to its document;
//! - `state`: what a session remembers: who has agreed to what, and what runs.

mod answer;
mod deployed;
mod run;
mod state;
mod validated;

pub(super) use answer::Answer;
pub(super) use deployed::deployed_beside;
pub(super) use run::{Asked, on_save, put, validate};
pub(super) use state::Validations;
pub(super) use validated::Validated;
