//! Edits: a document that was edited is the document of its new text.

use integration_ls::analysis::{Document, Options};
use integration_ls::syntax::{Dialect, parse};
use integration_ls::text::TextRange;

/// Edits a document, and compares its tree and, if `checks`, its diagnostics with those of its new text.
pub fn hold(document: &mut Document, range: TextRange, inserted: &str, checks: bool) {
    let before = document.source().text().to_owned();
    document.edit(range, inserted);
    let text = document.source().text();
    let fresh = parse(text);
    assert!(
        *document.source().tree() == fresh,
        "{before:?}\n{range:?} becomes {inserted:?}\n{text:?}\nrepaired {:#?}\nfresh {fresh:#?}",
        document.source().tree()
    );
    if checks {
        let fresh = Document::new(text.to_owned(), document.source().dialect(), document.options().clone());
        assert_eq!(shown(document), shown(&fresh), "{before:?}\n{range:?} becomes {inserted:?}\n{text:?}");
    }
}

/// A document in JSON or JSONC, without settings.
pub fn document(text: &str, dialect: Dialect) -> Document {
    Document::new(text.to_owned(), dialect, Options::default())
}

fn shown(document: &Document) -> Vec<String> {
    let found = document.diagnostics().iter();
    found.map(|found| format!("{:?} {} {} {:?}", found.range, found.rule.name, found.message, found.related)).collect()
}
