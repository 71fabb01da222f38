//! Fixes for diagnostics: edits that can be reviewed and applied together.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use super::baseline::Baseline;
use super::diagnostic::Diagnostic;
use super::edits::{Edit, applied, remove, replace_text};
use super::references::{Uses, declared_map};
use super::rule::Rule;
use crate::contract::Form;
use crate::syntax::literal::encode;
use crate::syntax::{Dialect, Kind, Node, Source, SyntaxError};
use crate::text::TextRange;

/// Whether a fix can be applied without a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// It can: apart from the mistake, it does not change what the manifest means to the API. `--fix` and an editor's "fix
    /// all on save" apply it.
    Safe,
    /// It is most likely what the author wants, but the result should be reviewed. `--unsafe-fixes` applies it.
    Unsafe,
    /// It is one of several possibilities, from which only the author can choose. It is never applied automatically.
    Suggestion,
}

impl Applicability {
    /// Its name: `safe`, `unsafe` or `suggestion`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Suggestion => "suggestion",
        }
    }
}

/// One way to fix a diagnostic, or another change to the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as shown in an editor's menu.
    pub title: String,
    /// Whether it can be applied without a review.
    pub applicability: Applicability,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that does not need a review.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, edits }
    }

    /// An unsafe fix, which needs a review.
    pub fn to_review(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Unsafe, edits }
    }

    /// A fix that the author has to choose.
    pub fn suggestion(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Suggestion, edits }
    }

    /// Whether it can be applied without a review.
    pub fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe
    }

    /// Whether editors should prefer it: all fixes except suggestions.
    pub fn is_preferred(&self) -> bool {
        self.applicability != Applicability::Suggestion
    }
}

/// A diagnostic in its document, from which a rule computes fixes.
#[derive(Clone, Copy, Debug)]
pub struct FixContext<'s> {
    /// The document.
    pub source: &'s Source,
    /// Whether the document is a create or an update.
    pub form: Form,
    /// The rule of the diagnostic.
    pub rule: &'static Rule,
    /// The range of the diagnostic, in bytes.
    pub range: TextRange,
    /// What the document is compared with.
    pub baseline: Option<&'s Baseline>,
    /// The references of the document, found when a fix first asks for them.
    uses: &'s OnceLock<Uses>,
}

impl<'s> FixContext<'s> {
    pub(super) fn new(
        source: &'s Source,
        form: Form,
        baseline: Option<&'s Baseline>,
        uses: &'s OnceLock<Uses>,
        diagnostic: &Diagnostic,
    ) -> Self {
        Self { source, form, rule: diagnostic.rule, range: diagnostic.range, baseline, uses }
    }

    /// The ranges of the values that refer to what `key` declares.
    pub fn uses(&self, key: Node<'_>) -> &'s [TextRange] {
        self.uses.get_or_init(|| Uses::of(self.source.root())).of_key(key)
    }

    /// The node of the diagnostic: the one whose range, or whose opening bracket, is that of the diagnostic.
    pub fn node(&self) -> Option<Node<'s>> {
        // If two nodes touch, looking up the start may return the one before.
        let offsets = [self.range.start, (self.range.start + 1).min(self.range.end)];
        offsets.into_iter().find_map(|offset| {
            let node = self.source.node_at(offset)?;
            std::iter::once(node)
                .chain(node.ancestors())
                .find(|node| node.range() == self.range || node.opener() == self.range)
        })
    }

    /// The property whose key or value has the diagnostic.
    pub fn property(&self) -> Option<Node<'s>> {
        self.node()?.parent().filter(|parent| parent.kind() == Kind::Property)
    }

    /// A single fix that removes the property. It is unsafe, since the value is lost.
    pub fn remove_property(&self, title: impl Into<String>) -> Vec<Fix> {
        self.property().map(|property| Fix::to_review(title, remove(self.source, property))).into_iter().collect()
    }

    /// The edits that give an entry, whose key has the diagnostic, the name that its map suggests, wherever it stands; with
    /// that name. `None` if there is no such name, or if another entry has it.
    pub fn rename_entry(&self) -> Option<(String, Vec<Edit>)> {
        let key = self.node()?;
        let name = declared_map(key)?.keys.suggest(&key.text())?;
        let map = key.parent()?.parent()?;
        if map.property(&name).is_some() {
            return None;
        }
        let mut edits = vec![replace_text(key, &name)];
        edits.extend(self.uses(key).iter().map(|used| Edit::new(*used, encode(&name))));
        Some((name, edits))
    }

    /// The syntax error that the diagnostic reports.
    pub fn error(&self) -> Option<&'s SyntaxError> {
        let errors = self.source.tree().errors();
        let first = errors.partition_point(|error| error.range < self.range);
        errors.get(first).filter(|error| error.range == self.range)
    }
}

/// Applies as many of the fixes as possible, in the given order, and returns the text and the number of fixes applied.
///
/// A fix whose edits overlap those of an earlier one is skipped; the next round will find it again. Fixes can add members
/// with different names at the same place.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut chosen: Vec<Edit> = Vec::new();
    let mut taken: BTreeSet<TextRange> = BTreeSet::new();
    let mut added: HashMap<u32, Members> = HashMap::new();
    let mut count = 0;
    for fix in fixes {
        let members: Vec<Option<Members>> = fix.edits.iter().map(Members::of).collect();
        let mut edits = fix.edits.iter().zip(&members);
        let fits = edits.all(|(edit, members)| {
            let joins =
                || members.as_ref().zip(added.get(&edit.range.start)).is_some_and(|(own, all)| all.can_have(own));
            met(&taken, edit.range).all(|other| other == edit.range && joins())
        });
        if fix.edits.is_empty() || !fits {
            continue;
        }
        for (edit, members) in fix.edits.iter().zip(members) {
            taken.insert(edit.range);
            let Some(members) = members else { continue };
            match added.entry(edit.range.start) {
                Entry::Occupied(mut all) => all.get_mut().names.extend(members.names),
                Entry::Vacant(place) => _ = place.insert(members),
            }
        }
        chosen.extend(fix.edits.iter().cloned());
        count += 1;
    }
    chosen.sort_by_key(|edit| edit.range);
    (applied(text, &chosen), count)
}

/// Members of an object that an edit inserts, with a comma that separates them from the others. If each of two such edits
/// can be applied at a place, so can both, one behind the other.
struct Members {
    names: HashSet<String>,
    /// Whether the comma is before them, not behind.
    is_comma_first: bool,
}

impl Members {
    fn of(edit: &Edit) -> Option<Self> {
        let text = Some(edit.text.trim()).filter(|_| edit.range.is_empty())?;
        let (is_comma_first, members) = match text.strip_prefix(',') {
            Some(members) => (true, members),
            None => (false, text.strip_suffix(',')?),
        };
        let object = Source::new(format!("{{{members}}}"), Dialect::Json);
        let names: HashSet<String> =
            object.root()?.members().filter_map(|member| Some(member.name()?.into())).collect();
        let is_sound = object.tree().errors().is_empty() && object.tree().comments().is_empty();
        (is_sound && !names.is_empty()).then_some(Self { names, is_comma_first })
    }

    fn can_have(&self, others: &Self) -> bool {
        self.is_comma_first == others.is_comma_first && self.names.is_disjoint(&others.names)
    }
}

/// Those of `taken` that a range overlaps, or that start or end where it does. Those do not overlap each other, so only the
/// neighbours have to be looked at.
fn met(taken: &BTreeSet<TextRange>, range: TextRange) -> impl Iterator<Item = TextRange> {
    let meets = move |other: &TextRange| {
        (range.start < other.end && other.start < range.end) || range.start == other.start || range.end == other.end
    };
    let from = TextRange::empty(range.start);
    let until = TextRange::new(range.end, u32::MAX);
    let neighbours = taken.range(..from).next_back().into_iter().chain(taken.range(from..=until).take(2));
    neighbours.copied().filter(meets)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::met;
    use crate::text::TextRange;

    #[test]
    fn a_range_clashes_with_what_it_overlaps_or_starts_or_ends_with() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..2_000 {
            // Ranges that do not overlap, with gaps of no or a few bytes between them.
            let (mut taken, mut at) = (BTreeSet::new(), 0);
            for _ in 0..random.u32(..6) {
                let start = at + random.u32(..3);
                at = start + random.u32(..4);
                taken.insert(TextRange::new(start, at));
            }
            let start = random.u32(..20);
            let range = TextRange::new(start, start + random.u32(..4));
            let expected = taken.iter().any(|other| {
                (range.start < other.end && other.start < range.end)
                    || range.start == other.start
                    || range.end == other.end
            });
            assert_eq!(met(&taken, range).next().is_some(), expected, "{range:?} among {taken:?}");
        }
    }
}
