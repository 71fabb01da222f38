//! The items of a completion list, and how to build them from a context.

use super::context::{Context, Quotes};
use crate::contract::{Field, Form, Forms, Secrets};
use crate::features::field_summary::{facts, only_in, sentences, status};
use crate::features::snippet::Template;
use crate::syntax::literal::encode;
use crate::text::TextRange;

/// An item of the completion list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The text shown in the list.
    pub label: String,
    /// The kind of thing that it inserts.
    pub kind: CompletionKind,
    /// The text next to the label: `string, at most 64 characters`.
    pub detail: String,
    /// An explanation, in Markdown.
    pub documentation: String,
    /// The range that `new_text` replaces, in bytes.
    pub replace_range: TextRange,
    /// The text to insert, or a snippet.
    pub new_text: String,
    /// Whether `new_text` is a snippet with tab stops.
    pub is_snippet: bool,
    /// The offset in bytes at which to insert a missing comma before the item, if one is missing.
    pub comma_before: Option<u32>,
    /// The text that editors match against the typed text.
    pub filter: String,
    /// The text by which the list is sorted.
    pub sort: String,
    /// Whether it is deprecated; editors strike it through.
    pub is_deprecated: bool,
    /// Whether `,` `}` and `]` are commit characters, which accept the item and are typed as well.
    pub has_commit_characters: bool,
}

/// The kinds of completion item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A declared key.
    Property,
    /// One of a field's allowed values.
    Choice,
    /// `true`, `false`, `null`, an empty object and the like.
    Value,
    /// A name that is declared elsewhere in the document.
    Reference,
    /// An entry of a map, whose name the user has to write.
    Entry,
    /// The start of a whole manifest.
    Manifest,
}

/// Builds the items of a list.
pub(super) struct List<'t> {
    pub(super) context: Context<'t>,
    /// The names that must not be offered.
    pub(super) secrets: &'t Secrets,
    pub(super) form: Form,
    /// The form, unless nothing decides it yet.
    pub(super) settled: Option<Form>,
    /// Whether the editor supports snippets.
    pub(super) with_snippets: bool,
    pub(super) items: Vec<Completion>,
}

impl List<'_> {
    /// An item that inserts `new_text`.
    pub(super) fn item(&self, label: &str, kind: CompletionKind, new_text: String, sort: String) -> Completion {
        let Context { quotes, comma_after, .. } = self.context;
        Completion {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            replace_range: self.context.replace_range,
            new_text: new_text + comma_after,
            is_snippet: false,
            comma_before: self.context.comma_before,
            filter: if quotes == Quotes::None { label.to_owned() } else { format!("\"{label}\"") },
            sort,
            is_deprecated: false,
            has_commit_characters: comma_after.is_empty()
                && matches!(kind, CompletionKind::Choice | CompletionKind::Reference),
        }
    }

    /// An item that inserts a string.
    pub(super) fn string(&self, value: &str, kind: CompletionKind, sort: String) -> Completion {
        let literal = encode(value);
        self.item(value, kind, literal, sort)
    }

    /// An item whose explanation comes from a field.
    pub(super) fn field_item(
        &self,
        field: &Field,
        label: &str,
        kind: CompletionKind,
        new_text: String,
        sort: String,
    ) -> Completion {
        let mut item = self.item(label, kind, new_text, sort);
        let mut facts = facts(field, self.settled);
        facts.extend(only_in(field).filter(|_| self.settled.is_none()).map(str::to_owned));
        item.detail = facts.join(", ");
        item.documentation = documentation(field);
        item
    }

    /// Whether the document can have a field.
    pub(super) fn can_have(&self, field: &Field) -> bool {
        match self.settled {
            Some(form) => field.forms.has(form),
            None => field.forms != Forms::None,
        }
    }

    /// Lets every item match text that stays in front of the cursor without being typed for it: a string that is already
    /// closed, for which something else is wanted.
    pub(super) fn match_what_stays(&mut self) {
        if self.context.quotes == Quotes::Behind {
            let written = self.context.replace_range.of(self.context.text);
            self.items.iter_mut().for_each(|item| written.clone_into(&mut item.filter));
        }
    }

    pub(super) fn template(&self) -> Template {
        Template::new(self.form, self.with_snippets)
    }
}

/// The explanation of a field, in Markdown.
pub(super) fn documentation(field: &Field) -> String {
    let parts = [Some(sentences(field)), status(field)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}
