//! How findings are written.

mod excerpt;
mod full;
mod json;

pub(super) use full::full;
pub(super) use json::json;

use crate::analysis::{Document, Finding, Severity};
use crate::contract::Secrets;
use crate::text::{Encoding, Position, Span};

/// What was found in one file. Holds excerpts and places but not the text, so that a thousand files cost little memory.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) findings: Vec<Reported>,
}

/// One finding, ready to be written.
pub(super) struct Reported {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) pointer: String,
    pub(super) start: Place,
    pub(super) end: Place,
    pub(super) excerpt: excerpt::Excerpt,
    pub(super) related: Vec<(excerpt::Excerpt, String)>,
}

/// A place as people count: line and column from 1, the column in characters; the offset in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) offset: u32,
}

impl Checked {
    pub(super) fn new(name: String, document: &Document, findings: Vec<Finding>) -> Self {
        let secrets = Secrets::of(document.source().root());
        let findings = findings.into_iter().map(|finding| reported(document, &secrets, finding)).collect();
        Self { name, findings }
    }
}

fn reported(document: &Document, secrets: &Secrets, finding: Finding) -> Reported {
    let source = document.source();
    let place = |offset| {
        let Position { line, column } = source.position(offset, Encoding::Utf32);
        Place { line: line + 1, column: column + 1, offset }
    };
    let excerpt = |span: Span| excerpt::Excerpt::new(source, secrets, span);
    Reported {
        code: finding.rule.name,
        severity: finding.severity,
        pointer: source.node_at(finding.span.start).map(|node| node.pointer().to_string()).unwrap_or_default(),
        start: place(finding.span.start),
        end: place(finding.span.end),
        excerpt: excerpt(finding.span),
        related: finding.related.into_iter().map(|related| (excerpt(related.span), related.message)).collect(),
        message: finding.message,
    }
}
