//! The types of error that the Admin API declares, in our words.

use crate::analysis::{Group, Rule, Severity};

/// What an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The manifest: the API has looked at it and refuses it.
    Manifest,
    /// Something else: who asks, when, or for what. Nothing is known of the manifest.
    Request,
}

/// A type of error.
#[derive(Debug)]
pub struct ErrorType {
    /// Its name, what it means and what to do: diagnostics and reports take it for a rule.
    pub rule: Rule,
    /// The HTTP status with which it comes.
    pub status: u16,
    /// What it is about.
    pub concern: Concern,
}

impl ErrorType {
    const fn new(
        name: &'static str,
        status: u16,
        concern: Concern,
        meaning: &'static str,
        advice: &'static str,
    ) -> Self {
        let rule = Rule {
            name,
            group: Group::Contract,
            severity: Some(Severity::Error),
            summary: meaning,
            why: "This is the answer of the Botpress API, not a check of integration-ls.",
            fix: advice,
            ..Rule::BLANK
        };
        Self { rule, status, concern }
    }

    /// Its name, as the API writes it.
    pub fn name(&self) -> &'static str {
        self.rule.name
    }

    /// What it means, in one sentence.
    pub fn meaning(&self) -> &'static str {
        self.rule.summary
    }

    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        self.rule.fix
    }
}

/// The type of that name.
pub fn of_name(name: &str) -> Option<&'static ErrorType> {
    if name == UNKNOWN.name() { Some(&UNKNOWN) } else { ERROR_TYPES.iter().find(|one| one.name() == name) }
}

const ABOUT_MANIFEST: Concern = Concern::Manifest;
const ABOUT_REQUEST: Concern = Concern::Request;

/// The type of errors that the API itself cannot name, and of those whose type is not declared.
pub static UNKNOWN: ErrorType = ErrorType::new(
    "Unknown",
    500,
    ABOUT_REQUEST,
    "The Botpress API failed for an unknown reason.",
    "Try again; if it keeps failing, look at status.botpress.com.",
);

/// All other types, in the order of the API's documentation.
pub static ERROR_TYPES: [ErrorType; 25] = [
    ErrorType::new(
        "Internal",
        500,
        ABOUT_REQUEST,
        "The Botpress API failed.",
        "Try again; if it keeps failing, look at status.botpress.com.",
    ),
    ErrorType::new(
        "Unauthorized",
        401,
        ABOUT_REQUEST,
        "The Botpress API does not accept the token.",
        "It may have expired or belong to another server: log in again, or use another profile.",
    ),
    ErrorType::new(
        "Forbidden",
        403,
        ABOUT_REQUEST,
        "The token may not do this.",
        "Use a token that can manage the integrations of this workspace, and check the workspace id.",
    ),
    ErrorType::new(
        "PayloadTooLarge",
        413,
        ABOUT_MANIFEST,
        "The manifest is too large for the Botpress API.",
        "Make the largest parts smaller: usually `code`, `icon` or `readme`.",
    ),
    ErrorType::new(
        "InvalidPayload",
        400,
        ABOUT_MANIFEST,
        "The Botpress API refuses a value of the manifest.",
        "Change the value as the message says.",
    ),
    ErrorType::new(
        "UnsupportedMediaType",
        415,
        ABOUT_REQUEST,
        "The Botpress API did not take the request for JSON.",
        "A proxy may have changed it: check the URL of the API and the proxy.",
    ),
    ErrorType::new(
        "MethodNotFound",
        405,
        ABOUT_REQUEST,
        "This server does not know the request.",
        "Check the URL of the API: it is usually https://api.botpress.cloud.",
    ),
    ErrorType::new(
        "ResourceNotFound",
        404,
        ABOUT_REQUEST,
        "There is no such integration in this workspace.",
        "Check the id, or the name and version, and the workspace id.",
    ),
    ErrorType::new(
        "InvalidJsonSchema",
        400,
        ABOUT_MANIFEST,
        "The Botpress API refuses a JSON Schema of the manifest.",
        "Write the schema in draft 7, and change what the message names.",
    ),
    ErrorType::new(
        "InvalidDataFormat",
        400,
        ABOUT_MANIFEST,
        "A value does not fit the JSON Schema that it belongs to.",
        "Change the value, or the schema.",
    ),
    ErrorType::new(
        "InvalidIdentifier",
        400,
        ABOUT_MANIFEST,
        "The Botpress API refuses a name.",
        "Start it with a lowercase letter, use letters and digits only, and 2 to 100 of them.",
    ),
    ErrorType::new(
        "RelationConflict",
        409,
        ABOUT_MANIFEST,
        "Two ids do not belong together.",
        "Use ids that do, for example that of an interface and one of its versions.",
    ),
    ErrorType::new(
        "ReferenceConstraint",
        409,
        ABOUT_MANIFEST,
        "Something that this would remove is still in use.",
        "Keep it, or remove what refers to it first.",
    ),
    ErrorType::new(
        "ResourceLockedConflict",
        409,
        ABOUT_REQUEST,
        "Someone else is changing the integration at this moment.",
        "Try again in a few seconds.",
    ),
    ErrorType::new(
        "ResourceGone",
        410,
        ABOUT_REQUEST,
        "The integration no longer exists.",
        "Validate the manifest as that of a new integration, with a name and a version.",
    ),
    ErrorType::new(
        "ReferenceNotFound",
        400,
        ABOUT_MANIFEST,
        "The manifest refers to something that does not exist, or that this workspace cannot see.",
        "Correct the id, often that of an interface.",
    ),
    ErrorType::new(
        "InvalidQuery",
        400,
        ABOUT_REQUEST,
        "The Botpress API does not understand a parameter of the request.",
        "Check the id, or the name and version.",
    ),
    ErrorType::new(
        "Runtime",
        400,
        ABOUT_MANIFEST,
        "The integration failed when Botpress ran it.",
        "Fix its code; the message says what went wrong.",
    ),
    ErrorType::new(
        "AlreadyExists",
        409,
        ABOUT_MANIFEST,
        "An integration with this name and version already exists.",
        "Use a higher version, or validate the manifest as an update of it.",
    ),
    ErrorType::new(
        "RateLimited",
        429,
        ABOUT_REQUEST,
        "Too many requests were sent with this token.",
        "Wait a minute, then try again.",
    ),
    ErrorType::new(
        "PaymentRequired",
        402,
        ABOUT_REQUEST,
        "The workspace has to pay for this first.",
        "Look at the billing page of the workspace.",
    ),
    ErrorType::new(
        "QuotaExceeded",
        403,
        ABOUT_REQUEST,
        "The workspace has used up its quota.",
        "Remove what is no longer needed, or ask Botpress for a higher quota.",
    ),
    ErrorType::new(
        "LimitExceeded",
        413,
        ABOUT_MANIFEST,
        "The manifest exceeds a fixed limit of Botpress.",
        "Make smaller, or fewer, what the message names: this limit cannot be raised.",
    ),
    ErrorType::new(
        "BreakingChanges",
        400,
        ABOUT_MANIFEST,
        "The change would break bots that use this version.",
        "Undo it, or publish it as a new major version.",
    ),
    ErrorType::new(
        "OperationTimeout",
        504,
        ABOUT_REQUEST,
        "The Botpress API did not finish in time.",
        "Try again; a smaller manifest is faster.",
    ),
];
