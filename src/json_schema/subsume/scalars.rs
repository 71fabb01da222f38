//! Limits: which of two is the tighter one.

use super::taken::Taken;
use super::types::TypeSet;
use crate::json_schema::number::Number;
use crate::json_schema::readable;
use crate::syntax::Node;

/// A limit on numbers, in one direction.
#[derive(Clone, Debug)]
struct Bound {
    number: Number,
    is_exclusive: bool,
}

impl Bound {
    fn new(limit: Node<'_>, is_exclusive: bool) -> Option<Self> {
        Some(Self { number: readable::number(limit)?, is_exclusive })
    }

    /// The same limit for whole numbers, which then is one of them.
    fn of_integers(&self, is_lower: bool) -> Option<i128> {
        let floor = self.number.floor()?;
        Some(match (is_lower, self.number.is_integer(), self.is_exclusive) {
            (true, true, false) | (false, true, false) | (false, false, _) => floor,
            (true, _, _) => floor + 1,
            (false, true, true) => floor - 1,
        })
    }

    /// Whether whatever keeps to this limit keeps to the other one.
    fn implies(&self, other: &Self, is_lower: bool, are_integers: bool) -> bool {
        if are_integers && let (Some(own), Some(other)) = (self.of_integers(is_lower), other.of_integers(is_lower)) {
            return if is_lower { own >= other } else { own <= other };
        }
        let order = if is_lower { self.number.cmp(&other.number) } else { other.number.cmp(&self.number) };
        order.is_gt() || (order.is_eq() && (self.is_exclusive || !other.is_exclusive))
    }
}

/// Whether the numbers that are taken keep to the limit of a keyword; `None` if that cannot be told.
pub(super) fn numbers(taken: &Taken<'_>, keyword: &str, limit: Node<'_>) -> Option<bool> {
    let are_integers = !taken.types.meets(TypeSet::FRACTION);
    if keyword == "multipleOf" {
        let divisor = readable::number(limit).filter(Number::is_positive)?;
        let mut own: Vec<Number> = taken.all("multipleOf").filter_map(readable::number).collect();
        own.extend(are_integers.then(|| Number::from_count(1)));
        let is_implied =
            own.iter().map(|number| number.is_multiple_of(&divisor)).max_by_key(|known| *known == Some(true));
        return is_implied.unwrap_or(Some(false));
    }
    let is_lower = keyword.to_ascii_lowercase().ends_with("minimum");
    let wanted = Bound::new(limit, keyword.starts_with("exclusive"))?;
    let keywords = if is_lower { ["minimum", "exclusiveMinimum"] } else { ["maximum", "exclusiveMaximum"] };
    let own = keywords.into_iter().flat_map(|keyword| {
        let is_exclusive = keyword.starts_with("exclusive");
        taken.all(keyword).filter_map(move |limit| Bound::new(limit, is_exclusive)).collect::<Vec<_>>()
    });
    Some(own.into_iter().any(|bound| bound.implies(&wanted, is_lower, are_integers)))
}

/// Whether the lengths or counts that are taken keep to the limit of a keyword; `None` if that is no count.
pub(super) fn counts(taken: &Taken<'_>, keyword: &str, limit: Node<'_>) -> Option<bool> {
    let zero = Number::from_count(0);
    let wanted = readable::number(limit).filter(|number| number.is_integer() && *number >= zero)?;
    let is_lower = keyword.starts_with("min");
    let mut own = taken.all(keyword).filter_map(readable::number);
    let is_implied = own.any(|number| if is_lower { number >= wanted } else { number <= wanted });
    Some(is_implied || (is_lower && wanted == zero))
}
