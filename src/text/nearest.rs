//! Suggestions for misspelt words: "Did you mean …?"

/// The most candidates to compare a word with: comparing each of many unknown names with all of many known ones would take
/// minutes.
const MOST: usize = 200;

/// The candidate that is closest to a misspelt word, if it is close enough: at most a third of the word's characters (but
/// at least one) may be inserted, deleted, changed or swapped with a neighbour. Case is ignored.
///
/// Of very many candidates, only the first are compared.
pub fn nearest<C: AsRef<str> + Ord>(word: &str, candidates: impl IntoIterator<Item = C>) -> Option<C> {
    let length = word.chars().count();
    let most = (length / 3).max(1);
    let distance = |candidate: &str| {
        if candidate.eq_ignore_ascii_case(word) {
            return Some(0);
        }
        // Each character more or less is one step, so words of very different lengths need not be compared.
        let is_near = candidate.chars().count().abs_diff(length) <= most;
        is_near.then(|| strsim::damerau_levenshtein(word, candidate)).filter(|distance| *distance <= most)
    };
    candidates
        .into_iter()
        .take(MOST)
        .filter_map(|candidate| Some((distance(candidate.as_ref())?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
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
