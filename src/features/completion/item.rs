//! The items of a completion list, and how they are made from a context.

use super::context::Context;
use crate::contract::{Field, Form};
use crate::features::field_summary::{facts, sentences, status};
use crate::features::snippet::Template;
use crate::syntax::literal::encode;
use crate::text::TextRange;

/// Something that can be inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The text in the list.
    pub label: String,
    /// What is inserted.
    pub kind: CompletionKind,
    /// The text beside the label: `string, at most 64 characters`.
    pub detail: String,
    /// An explanation, in Markdown.
    pub documentation: String,
    /// What `new_text` replaces, in bytes. LSP's `InsertReplaceEdit.replace`.
    pub replace_range: TextRange,
    /// What it replaces for those who keep the text behind the cursor: a prefix of `replace_range`, or the same range.
    /// LSP's `InsertReplaceEdit.insert`.
    pub insert_range: TextRange,
    /// The text to insert, or a snippet.
    pub new_text: String,
    /// Whether `new_text` is a snippet with tab stops.
    pub is_snippet: bool,
    /// Where a comma is to be inserted too, in bytes: one is missing before the item.
    pub comma_before: Option<u32>,
    /// What editors compare the typed text with.
    pub filter: String,
    /// What the list is sorted by.
    pub sort: String,
    /// Whether it is deprecated: editors strike it through.
    pub is_deprecated: bool,
    /// Whether `,` `}` and `]` are commit characters, which accept the item and are typed as well.
    pub has_commit_characters: bool,
}

/// What a completion inserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A declared key.
    Property,
    /// One of a few allowed values.
    Choice,
    /// `true`, `false`, `null`, an empty object …
    Value,
    /// A name that is declared elsewhere in the document.
    Reference,
    /// An entry of a map, whose name is still to be written.
    Entry,
}

/// Makes the items of one list.
pub(super) struct List<'t> {
    pub(super) context: Context<'t>,
    pub(super) form: Form,
    /// Whether the editor knows tab stops.
    pub(super) with_snippets: bool,
    pub(super) items: Vec<Completion>,
}

impl List<'_> {
    /// An item that inserts `new_text`.
    pub(super) fn item(&self, label: &str, kind: CompletionKind, new_text: String, sort: String) -> Completion {
        let Context { in_string, comma_after, .. } = self.context;
        Completion {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            replace_range: self.context.replace_range,
            insert_range: self.context.insert_range,
            new_text: new_text + comma_after,
            is_snippet: false,
            comma_before: self.context.comma_before,
            filter: if in_string { format!("\"{label}\"") } else { label.to_owned() },
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

    /// An item that is explained by a field.
    pub(super) fn field_item(
        &self,
        field: &Field,
        label: &str,
        kind: CompletionKind,
        new_text: String,
        sort: String,
    ) -> Completion {
        let mut item = self.item(label, kind, new_text, sort);
        item.detail = facts(field, Some(self.form)).join(", ");
        item.documentation = documentation(field);
        item
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
