//! Suggestions for misspelt words: "Did you mean …?"

/// The most candidates to compare a word with: comparing each of many unknown names with all of many known ones would take
/// minutes.
const MOST: usize = 100;

/// The candidate that is closest to a misspelt word, if it is close enough: at most a third of the word's characters (but
/// at least one) may be inserted, deleted, changed or swapped with a neighbour. Case is ignored.
///
/// Of very many candidates, only the first are compared.
pub fn nearest<C: AsRef<str> + Ord>(word: &str, candidates: impl IntoIterator<Item = C>) -> Option<C> {
    let (length, wanted) = (word.chars().count(), letters(word));
    let most = (length / 3).max(1);
    let distance = |candidate: &str| {
        if candidate.eq_ignore_ascii_case(word) {
            return Some(0);
        }
        // One step changes the length by one at most, and brings or takes one letter. Most words differ in more.
        let own = letters(candidate);
        let is_near = candidate.chars().count().abs_diff(length) <= most
            && (own & !wanted).count_ones() as usize <= most
            && (wanted & !own).count_ones() as usize <= most;
        is_near.then(|| strsim::osa_distance(word, candidate)).filter(|distance| *distance <= most)
    };
    candidates
        .into_iter()
        .take(MOST)
        .filter_map(|candidate| Some((distance(candidate.as_ref())?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// The letters of a word as a set of 64 bits. Different letters may share a bit.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % u64::BITS))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_third_of_the_characters_may_be_wrong() {
        for (word, meant) in [
            ("titel", Some("title")),
            ("TITLE", Some("title")),
            ("tit", None),
            ("title", Some("title")),
            ("ti", None),
            ("actoins", Some("actions")),
            ("visibility", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, ["title", "actions", "events"]), meant, "{word:?}");
        }
    }
}
