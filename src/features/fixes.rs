//! What an editor's light bulb offers: the ways out of what was found, and how to silence it.

use crate::analysis::fix::mend;
use crate::analysis::{Document, Edit, Finding, Fix};
use crate::syntax::Dialect;
use crate::text::Span;

/// A finding and a way out of it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What was found.
    pub finding: Finding,
    /// What may be done.
    pub fix: Fix,
}

/// What can be done about the findings that touch `span`, the best first.
pub fn offers(document: &Document, span: Span) -> Vec<Offer> {
    let touching = |finding: &&Finding| finding.span.start <= span.end && span.start <= finding.span.end;
    let findings: Vec<&Finding> = document.known_findings().iter().filter(touching).collect();
    let cures = findings
        .iter()
        .flat_map(|finding| document.fixes(finding).into_iter().map(|fix| Offer { finding: (*finding).clone(), fix }));
    let mut offers: Vec<Offer> = cures.collect();
    offers.sort_by_key(|offer| !offer.fix.is_preferred);
    let silencers = findings
        .iter()
        .filter_map(|finding| silence(document, finding).map(|fix| Offer { finding: (*finding).clone(), fix }));
    offers.extend(silencers);
    offers
}

/// The one edit that applies every safe fix; nothing if there is none.
pub fn fix_all(document: &Document) -> Option<Edit> {
    let (text, count) = mend(document, |fix| fix.is_safe);
    (count > 0).then(|| difference(document.source().text(), &text))
}

/// The smallest single edit from one text to another.
pub fn difference(old: &str, new: &str) -> Edit {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = same(&mut old.chars(), &mut new.chars());
    let end = same(&mut old[start..].chars().rev(), &mut new[start..].chars().rev());
    let span = Span::new(start as u32, (old.len() - end) as u32);
    Edit::new(span, &new[start..new.len() - end])
}

/// A comment above the line that silences the rule there, where comments are allowed.
fn silence(document: &Document, finding: &Finding) -> Option<Fix> {
    let source = document.source();
    let rule = finding.rule.name;
    if source.dialect() != Dialect::Jsonc || rule == "unused-suppression" {
        return None;
    }
    let line = source.lines().line_span(source.text(), source.lines().line(finding.span.start));
    let text = line.of(source.text());
    let indent = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
    let newline = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("{indent}// integration-ls-ignore {rule}: {newline}");
    let edits = vec![Edit::new(Span::empty(line.start), comment)];
    Some(Fix::to_review(format!("Ignore {rule} on this line"), edits).as_choice())
}
