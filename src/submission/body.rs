//! The body of a request: a manifest as strict JSON, with what the contract declares for its form.

use std::fmt;

use crate::analysis::{Diagnostic, Document, Group, Severity};
use crate::contract::manifest::MANIFEST;
use crate::contract::{Form, Status};
use crate::syntax::{Kind, Lexer, Node, Source, SyntaxErrorKind, TokenKind};
use crate::text::{list_first, size};

/// The most secrets that are named.
const MOST_NAMES: usize = 12;

/// The body of a request.
pub struct Body {
    form: Form,
    json: String,
    shown: String,
    secrets: Vec<String>,
    left_out: Vec<String>,
}

/// Secrets are in it.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("form", &self.form).field("json", &self.shown).finish_non_exhaustive()
    }
}

/// Why a document is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// It is not valid JSON, whatever is done about comments and trailing commas.
    Broken,
    /// Its value is not an object.
    NotAnObject,
    /// This many errors were found in it. It can be sent anyway.
    Errors(usize),
}

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken => f.write_str("It has syntax errors. Fix them first."),
            Self::NotAnObject => f.write_str("It is not a JSON object."),
            Self::Errors(1) => f.write_str("It has an error, so the API would refuse it. Fix it first."),
            Self::Errors(count) => write!(f, "It has {count} errors, so the API would refuse it. Fix them first."),
        }
    }
}

impl Body {
    /// The body of a request of that form: the members of the document that the contract declares for it, as they are written.
    /// `is_forced`: whether errors that the local check finds do not matter.
    ///
    /// # Errors
    /// The document should not be sent, or cannot be.
    pub fn new(document: &Document, form: Form, is_forced: bool) -> Result<Self, Unsendable> {
        let source = document.source();
        if source.tree().errors().iter().any(|error| !is_left_out(error.kind)) {
            return Err(Unsendable::Broken);
        }
        let root = source.root().filter(|root| root.kind() == Kind::Object).ok_or(Unsendable::NotAnObject)?;
        let errors = document.diagnostics().iter().filter(|one| is_refused(one)).count();
        if errors > 0 && !is_forced {
            return Err(Unsendable::Errors(errors));
        }
        let left_out = root.members().filter(|member| !is_sent(*member, form) && !is_for_editors(*member));
        Ok(Self {
            form,
            json: json(source, form, false),
            shown: json(source, form, true),
            secrets: secrets(root).map(|(name, _)| name).collect(),
            left_out: left_out.filter_map(Node::name).map(Into::into).collect(),
        })
    }

    /// The request that it is the body of.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The body itself, with the values of the secrets.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The same with all secrets masked, to be shown.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Its size in bytes.
    pub fn size(&self) -> usize {
        self.json.len()
    }

    /// The names of the secrets whose values it has.
    pub fn secrets(&self) -> &[String] {
        &self.secrets
    }

    /// What is sent, in words: `12.3 KB, with the values of secrets: API_KEY and PASSWORD`.
    pub fn summary(&self) -> String {
        let size = size(self.size());
        if self.secrets.is_empty() {
            return format!("{size}, without values of secrets");
        }
        let noun = if self.secrets.len() == 1 { "the value of a secret" } else { "the values of secrets" };
        format!("{size}, with {noun}: {}", list_first(&self.secrets, MOST_NAMES, |name| plain(name)))
    }

    /// The keys of the document that a request of this form does not have.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }
}

/// The names of the secrets of a manifest with their values, without those that are only removed.
pub(super) fn secrets<'t>(root: Node<'t>) -> impl Iterator<Item = (String, Node<'t>)> {
    let sections = root.members().filter(|member| holds_secrets(*member)).filter_map(Node::value);
    sections.flat_map(Node::members).filter_map(|member| {
        let value = member.value().filter(|value| value.kind() != Kind::Null)?;
        Some((member.name()?.into_owned(), value))
    })
}

/// Whether the API would refuse it: an error that only the hub knows is none for it.
fn is_refused(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error && !matches!(diagnostic.rule.group, Group::Hub | Group::Hygiene)
}

/// A name in which nothing can be markup: editors make links of what looks like one.
fn plain(name: &str) -> String {
    let mut chars = name.chars().map(|c| if c.is_alphanumeric() || "_-.".contains(c) { c } else { '\u{fffd}' });
    let shown: String = chars.by_ref().take(48).collect();
    if chars.next().is_some() { shown + "…" } else { shown }
}

/// Whether a syntax error is about something between the values, of which the body has nothing.
fn is_left_out(kind: SyntaxErrorKind) -> bool {
    matches!(
        kind,
        SyntaxErrorKind::TrailingComma | SyntaxErrorKind::ByteOrderMark | SyntaxErrorKind::ExoticWhitespace(_)
    )
}

fn holds_secrets(member: Node<'_>) -> bool {
    let field = member.name().and_then(|name| MANIFEST.field(&name));
    field.and_then(|field| field.shape.map()).is_some_and(|map| map.holds_secrets())
}

fn is_sent(member: Node<'_>, form: Form) -> bool {
    let field = member.name().and_then(|name| MANIFEST.field(&name));
    field.is_some_and(|field| field.forms.has(form) && field.status != Status::EditorOnly)
}

fn is_for_editors(member: Node<'_>) -> bool {
    let field = member.name().and_then(|name| MANIFEST.field(&name));
    field.is_some_and(|field| field.status == Status::EditorOnly)
}

/// The members that are sent, in the order of the text: their tokens, without what strict JSON does not have. `is_shown`: with
/// a mask for each value of a secret.
fn json(source: &Source, form: Form, is_shown: bool) -> String {
    let mut json = String::with_capacity(source.text().len());
    json.push('{');
    let members = source.root().into_iter().flat_map(Node::members).filter(|member| is_sent(*member, form));
    for member in members {
        if json.len() > 1 {
            json.push(',');
        }
        match member.value().filter(|_| is_shown && holds_secrets(member)) {
            Some(value) => push_masked(&mut json, member, value),
            None => push_tokens(&mut json, source.text(), member),
        }
    }
    json.push('}');
    json
}

fn push_masked(json: &mut String, section: Node<'_>, value: Node<'_>) {
    const MASK: &str = "\"***\"";
    let masked =
        |value: Option<Node<'_>>| if value.is_some_and(|value| value.kind() == Kind::Null) { "null" } else { MASK };
    json.push_str(section.key().map_or("", Node::source));
    json.push(':');
    if value.kind() != Kind::Object {
        json.push_str(masked(Some(value)));
        return;
    }
    let members: Vec<String> = value
        .members()
        .map(|member| format!("{}:{}", member.key().map_or("", Node::source), masked(member.value())))
        .collect();
    json.push_str(&format!("{{{}}}", members.join(",")));
}

fn push_tokens(json: &mut String, text: &str, node: Node<'_>) {
    let mut lexer = Lexer::new(text, node.range().start as usize);
    let mut errors = Vec::new();
    let mut has_comma = false;
    loop {
        let token = lexer.next(&mut errors);
        if token.range.end > node.range().end || token.kind == TokenKind::End {
            return;
        }
        errors.clear();
        match token.kind {
            kind if kind.is_trivia() => continue,
            TokenKind::Comma => {
                has_comma = true;
                continue;
            }
            TokenKind::CloseBrace | TokenKind::CloseBracket => {}
            _ if has_comma => json.push(','),
            _ => {}
        }
        has_comma = false;
        json.push_str(token.range.of(text));
    }
}
