//! Asking the Admin API: whether it would accept a manifest, and what is deployed.
//!
//! The only part of integration-ls that uses the network, and only when somebody asks. It knows neither the protocol nor
//! the terminal, and does not look into manifests: a body goes out as it is given, and an answer is returned as text.
//!
//! ```no_run
//! use integration_ls::remote::{Cancel, Client, Environment, Flags, Limits, Login, Reference, Request};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let environment = Environment::of_process();
//! let login = Login::find(&Flags::default(), &environment)?;
//! let client = Client::new(login, &environment, Limits::TERMINAL)?;
//! let deployed = client.fetch(&Reference::parse("acme/mail@latest"), &Cancel::default())?;
//! let id = deployed.id.unwrap_or_default();
//! client.validate(&Request::validate_update(&id, b"{}".to_vec())?, &Cancel::default())?;
//! # Ok(())
//! # }
//! ```
//!
//! - `login`: who asks, and where that is written; `stored` reads the files of the vendor's tool.
//! - `token`, `redact`: the token, which nothing can print, and texts from which it is removed.
//! - `address`, `request`: where a request goes, and what is in it.
//! - `client`: retries and the deadline; `exchange`: a single request and its answer; `cancel`: ending it.
//! - `agent`, `early_answer`, `proxy`, `wait`: the settings of the HTTP library, and what it leaves to us.
//! - `answer`, `failure`: what came of it, in words.

mod address;
mod agent;
mod answer;
mod cancel;
mod client;
mod early_answer;
mod environment;
mod exchange;
mod failure;
mod login;
mod proxy;
mod redact;
mod request;
mod stored;
mod token;
mod wait;

pub use address::Address;
pub use answer::{ApiError, Problem};
pub use cancel::Cancel;
pub use client::{Client, Deployed, Limits};
pub use environment::Environment;
pub use failure::{Failure, FailureKind};
pub use login::{Flags, Given, Login, LoginError, Part, Source};
pub use request::{Reference, Request};
pub use token::Token;
