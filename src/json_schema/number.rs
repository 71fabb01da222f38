//! Numbers as they are written. Binary floating point would change `0.1`, and whatever has more than 17 digits.

use std::cmp::Ordering;

/// A JSON number without rounding: zero, or `0.DIGITS` times ten to a power. Equal numbers are equal however they are written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Number {
    is_negative: bool,
    /// Neither starts nor ends with a zero; empty for zero.
    digits: Box<str>,
    exponent: i64,
}

impl Number {
    /// Reads a number of JSON; `None` if it is not one, or its exponent is beyond all reason.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) => (&rest[..at], rest[at + 1..].parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let all = [whole, fraction].concat();
        let significant = all.trim_start_matches('0');
        let exponent = i64::from(exponent) + whole.len() as i64 - (all.len() - significant.len()) as i64;
        let digits: Box<str> = significant.trim_end_matches('0').into();
        let is_zero = digits.is_empty();
        Some(Self { is_negative: is_negative && !is_zero, exponent: if is_zero { 0 } else { exponent }, digits })
    }

    /// A count as a number.
    pub(super) fn from_count(count: usize) -> Self {
        let (text, length) = (count.to_string(), count.to_string().len());
        let digits = if count == 0 { "" } else { text.trim_end_matches('0') };
        Self { is_negative: false, digits: digits.into(), exponent: if count == 0 { 0 } else { length as i64 } }
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether it is above zero.
    pub(super) fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative
    }

    /// Whether it has no fraction: `1.0` and `1e2` do not.
    pub(super) fn is_integer(&self) -> bool {
        self.exponent >= self.digits.len() as i64
    }

    /// As a count, which is an integer of at most 15 digits.
    pub(super) fn as_count(&self) -> Option<usize> {
        let zeros = usize::try_from(self.exponent - self.digits.len() as i64).ok()?;
        let is_count = !self.is_negative && self.exponent <= 15;
        is_count.then(|| format!("0{}{}", self.digits, "0".repeat(zeros)).parse().ok()).flatten()
    }

    /// The greatest whole number that is not above it; `None` if that has more than 30 digits.
    pub(super) fn floor(&self) -> Option<i128> {
        if self.exponent > 30 {
            return None;
        }
        let whole = usize::try_from(self.exponent).unwrap_or(0);
        let digits = self.digits.chars().chain(std::iter::repeat('0')).take(whole);
        let size: i128 = digits.collect::<String>().parse().unwrap_or(0);
        let is_below = self.is_negative && !self.is_integer();
        Some(if self.is_negative { -size - i128::from(is_below) } else { size })
    }

    /// Whether it is a multiple of a positive number; `None` if that has more digits than are computed with.
    pub(super) fn is_multiple_of(&self, divisor: &Self) -> Option<bool> {
        let unit = divisor.digits.parse::<u64>().ok().filter(|unit| *unit > 0)?;
        if self.is_zero() {
            return Some(true);
        }
        // As integers with a power of ten each: `digits` without the point, which then do not end in a zero.
        let power = (self.exponent - self.digits.len() as i64) - (divisor.exponent - divisor.digits.len() as i64);
        // If the divisor ends at the higher power, it would have to divide digits that do not end in a zero by ten.
        let Ok(mut power) = u64::try_from(power) else { return Some(false) };
        let modulo = |value: u128| value % u128::from(unit);
        let mut rest = self.digits.bytes().fold(0, |rest, digit| modulo(rest * 10 + u128::from(digit - b'0')));
        let mut base = modulo(10);
        while power > 0 {
            if power & 1 == 1 {
                rest = modulo(rest * base);
            }
            base = modulo(base * base);
            power >>= 1;
        }
        Some(modulo(rest) == 0)
    }

    fn size(&self) -> (i64, &str) {
        (self.exponent, &self.digits)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.is_zero(), number.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        // Digits after the same point compare like words.
        let sizes = self.size().cmp(&other.size());
        sign(self).cmp(&sign(other)).then(if self.is_negative { sizes.reverse() } else { sizes })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
    }

    #[test]
    fn the_same_number_in_other_words() {
        for (a, b) in [("1", "1.0"), ("100", "1e2"), ("0.5", "5E-1"), ("-0", "0"), ("0.0e7", "0"), ("120e-1", "12")] {
            assert_eq!(number(a), number(b), "{a} {b}");
        }
        for count in [0, 1, 10, 12, 100, 123_000] {
            assert_eq!(Number::from_count(count), number(&count.to_string()));
            assert_eq!(number(&format!("{count}.0")).as_count(), Some(count));
        }
    }

    #[test]
    fn order() {
        let sorted = [
            "-1e400",
            "-10",
            "-9.99",
            "-0.1",
            "-1e-400",
            "0",
            "1e-2147483648",
            "0.1",
            "0.11",
            "0.2",
            "1",
            "9007199254740992",
            "9007199254740993",
            "1e2147483647",
        ];
        for (index, a) in sorted.iter().enumerate() {
            for (other, b) in sorted.iter().enumerate() {
                assert_eq!(number(a).cmp(&number(b)), index.cmp(&other), "{a} {b}");
            }
        }
    }

    #[test]
    fn multiples() {
        for (value, divisor, expected) in [
            ("0.3", "0.1", true),
            ("1.1", "0.01", true),
            ("4.35", "0.01", true),
            ("0.35", "0.1", false),
            ("10", "4", false),
            ("12", "4", true),
            ("-12", "4", true),
            ("0", "7", true),
            ("7", "0.5", true),
            ("7", "20", false),
            ("9007199254740993", "2", false),
            ("123456789012345678901234567890", "10", true),
            ("123456789012345678901234567890", "3", true),
            ("123456789012345678901234567891", "3", false),
            ("1e1000000", "7", false),
            ("7e1000000", "7", true),
            ("1e-1000000", "7", false),
            ("1e1000000000", "1e-1000000000", true),
        ] {
            assert_eq!(number(value).is_multiple_of(&number(divisor)), Some(expected), "{value} {divisor}");
        }
        assert_eq!(number("1").is_multiple_of(&number("0")), None);
    }

    #[test]
    fn whole_numbers_below() {
        for (text, expected) in
            [("0", 0), ("0.9", 0), ("-0.1", -1), ("1.5", 1), ("-1.5", -2), ("-2", -2), ("1200", 1200), ("1e-400", 0)]
        {
            assert_eq!(number(text).floor(), Some(expected), "{text}");
        }
        assert_eq!(number("1e31").floor(), None);
    }

    #[test]
    fn integers() {
        for (text, expected) in
            [("1.0", true), ("1.5", false), ("1e400", true), ("1e-1", false), ("0", true), ("150e-1", true)]
        {
            assert_eq!(number(text).is_integer(), expected, "{text}");
        }
        for text in ["", "-", ".5", "1.x", "1e", "1e99999999999", "0x1", "+1"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
        assert_eq!(number("1e15").as_count(), None);
        assert_eq!(number("-1").as_count(), None);
        assert_eq!(number("1.5").as_count(), None);
    }
}
