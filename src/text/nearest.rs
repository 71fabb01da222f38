//! Suggestions for misspelt words: "Did you mean …?"

/// The candidate that is closest to a misspelt word, if it is close enough: at most a third of the word's characters (but
/// at least one) may be inserted, deleted, changed or swapped with a neighbour. Case is ignored.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let most = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            let distance =
                if candidate.eq_ignore_ascii_case(word) { 0 } else { strsim::damerau_levenshtein(word, candidate) };
            (distance, candidate)
        })
        .filter(|&(distance, _)| distance <= most)
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
