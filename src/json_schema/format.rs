//! The formats that strings are held to. Each refuses only what every validator refuses: a false alarm is worse than none.

use std::net::Ipv4Addr;

/// What a string of a format is, and an example; `None` for formats that strings are not held to.
pub(super) fn noun(format: &str) -> Option<&'static str> {
    match format {
        "date-time" => Some("a date and time, such as 2025-01-31T09:30:00Z"),
        "date" => Some("a date, such as 2025-01-31"),
        "email" => Some("an email address"),
        "uri" => Some("a URI, such as https://example.com"),
        "uuid" => Some("a UUID, such as 123e4567-e89b-42d3-a456-426614174000"),
        "ipv4" => Some("an IPv4 address, such as 192.0.2.1"),
        _ => None,
    }
}

/// Whether a text may have a format. True for formats that strings are not held to.
pub(super) fn may_be(format: &str, text: &str) -> bool {
    match format {
        "date-time" => is_date_time(text),
        "date" => is_like(text, "####-##-##") && is_date(text),
        // A quoted name may contain anything.
        "email" => {
            text.contains('"') || text.split_once('@').is_some_and(|(name, host)| is_word(name) && is_word(host))
        }
        "uri" => is_uri(text),
        "uuid" => is_like(text.strip_prefix("urn:uuid:").unwrap_or(text), "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        _ => true,
    }
}

/// Whether a text has the form of another, in which `#` stands for a digit and `x` for a hexadecimal digit.
fn is_like(text: &str, form: &str) -> bool {
    let fits = |(byte, form): (u8, u8)| match form {
        b'#' => byte.is_ascii_digit(),
        b'x' => byte.is_ascii_hexdigit(),
        _ => byte == form,
    };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

/// Whether the month and the day of `2025-01-31` are any.
fn is_date(text: &str) -> bool {
    matches!(text[5..7].parse(), Ok(1..=12)) && matches!(text[8..10].parse(), Ok(1..=31))
}

/// A date, `T` or a space, a time, perhaps with fractions of a second, and a time zone.
fn is_date_time(text: &str) -> bool {
    const START: usize = "####-##-##T##:##:##".len();
    let (Some(start), Some(rest)) = (text.get(..START), text.get(START..)) else { return false };
    let zone = match rest.strip_prefix('.') {
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let is_zone = ["z", "Z"].contains(&zone)
        || ["+##:##", "-##:##", "+####", "-####", "+##", "-##"].iter().any(|form| is_like(zone, form));
    let has_separator = matches!(start.as_bytes()[10], b'T' | b't' | b' ');
    let is_time = is_like(&start[11..], "##:##:##") && matches!(start[11..13].parse(), Ok(0..=23));
    is_like(&start[..10], "####-##-##") && is_date(start) && has_separator && is_time && is_zone
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn is_uri(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    !text.contains(char::is_whitespace) && text.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme))
}

#[cfg(test)]
mod tests {
    use super::may_be;

    #[test]
    fn only_what_every_validator_refuses_is_refused() {
        for (format, fits, does_not) in [
            (
                "date-time",
                &["2025-01-31T09:30:00Z", "2025-01-31t23:59:60.123+01:00", "2025-01-31 09:30:00-0530"][..],
                &[
                    "",
                    "2025-01-31",
                    "2025-13-01T00:00:00Z",
                    "2025-01-31T24:00:00Z",
                    "2025-01-31T09:30:00",
                    "tomorrow",
                    "é025-01-31T09:30:00Z",
                ][..],
            ),
            ("date", &["2025-01-31"], &["2025-1-31", "2025-01-32", "31.01.2025", "2025-01-éé"]),
            ("email", &["a@b", "jané@exämple.com", "\"a b\"@c"], &["", "a", "@b", "a@", "a b@c"]),
            (
                "uri",
                &["https://example.com", "mailto:a@b", "urn:x"],
                &["", "example.com", "//a", "/a", "a b:c", "1a:b"],
            ),
            ("uuid", &["123e4567-e89b-42d3-a456-426614174000"], &["123e4567", "123e4567-e89b-42d3-a456-42661417400g"]),
            ("ipv4", &["192.0.2.1"], &["192.0.2", "192.0.2.256", "::1"]),
            ("hostname", &["", "anything"], &[]),
        ] {
            assert!(fits.iter().all(|text| may_be(format, text)), "{format}");
            assert!(!does_not.iter().any(|text| may_be(format, text)), "{format}");
        }
    }
}
