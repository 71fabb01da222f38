//! "Did you mean …?"

/// The candidate that a misspelt word was most likely meant to be, if any is near enough: at most a third of the
/// word's characters (but always one) may be inserted, left out, changed or swapped with a neighbour. Case does not
/// count.
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
