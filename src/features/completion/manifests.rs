//! Completes an empty document: the start of a manifest.

use super::item::{CompletionKind, List};
use crate::contract::Form;
use crate::contract::manifest::MANIFEST;
use crate::features::snippet::Template;
use crate::text::line_ending;

/// The keys that a new integration should have besides the required ones, because its users see them.
const SHOWN_TO_USERS: [&str; 4] = ["title", "description", "icon", "readme"];

/// Those that are most often changed.
const CHANGED: [&str; 2] = ["title", "description"];

impl List<'_> {
    /// Offers the start of a create and of an update, or of the only form that the document can have.
    pub(super) fn manifests(&mut self) {
        for (form, label, keys, documentation) in [
            (
                Form::Create,
                "create an integration",
                SHOWN_TO_USERS.as_slice(),
                "A manifest that creates an integration, or a new version of one.",
            ),
            (
                Form::Update,
                "update an integration",
                CHANGED.as_slice(),
                "A manifest that changes an existing integration: absent keys keep their values.",
            ),
        ] {
            if self.settled.is_some_and(|settled| settled != form) {
                continue;
            }
            let fields = MANIFEST.fields.iter();
            let fields = fields.filter(|field| field.required.has(form) || keys.contains(&field.name));
            let start = Template::new(form, self.with_snippets).start(fields);
            // An editor that supports snippets writes its own line breaks.
            let new_text = if self.with_snippets { start } else { start.replace('\n', line_ending(self.context.text)) };
            let mut item = self.item(label, CompletionKind::Manifest, new_text, self.items.len().to_string());
            item.documentation = documentation.to_owned();
            item.is_snippet = self.with_snippets;
            self.items.push(item);
        }
    }
}
