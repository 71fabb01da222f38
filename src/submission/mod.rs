//! A manifest as a request to the Admin API, and the API's answer as diagnostics of the manifest.
//!
//! Nothing here knows the network, the protocol or the terminal:
//!
//! - `body`: the body of the request, and what to say of it before it is sent;
//! - [`error_types`]: the types of error that the API declares, in our words;
//! - `place`: the part of the manifest that a message of the API means, as far as that can be guessed;
//! - `words`: what the API says, made fit to be shown;
//! - `refusal`: an error of the API as diagnostics;
//! - `deployed`: what the API says is deployed, as a manifest.

mod body;
mod deployed;
pub mod error_types;
mod place;
mod refusal;
mod words;

pub use body::{Body, Unsendable};
pub use deployed::{Deployed, Files, LARGEST_FILE, Unreadable};
pub use error_types::Concern;
pub use place::{Place, place};
pub use refusal::Refusal;
pub use words::Said;

/// The source of diagnostics that are the API's answers.
pub const SOURCE: &str = "botpress";
