//! How long to wait before a request is sent again.

use std::time::{Duration, SystemTime};

use ureq::http::HeaderMap;

/// What an answer asks for: `retry-after`, else `ratelimit-reset`, else `x-ratelimit-reset`, each in seconds or as a date.
pub(super) fn asked_for(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let values =
        ["retry-after", "ratelimit-reset", "x-ratelimit-reset"].into_iter().filter_map(|name| headers.get(name));
    values.filter_map(|value| value.to_str().ok()).find_map(|value| duration(value.trim(), now))
}

fn duration(value: &str, now: SystemTime) -> Option<Duration> {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than fit are as good as for ever.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use std::time::{Duration, SystemTime};

    use ureq::http::{HeaderMap, HeaderName, HeaderValue};

    use super::asked_for;

    #[test]
    fn the_first_header_that_says_it_decides() {
        // 2001-09-09 01:46:40
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        for (headers, seconds) in [
            (vec![("retry-after", "7")], Some(7)),
            (vec![("x-ratelimit-reset", "9"), ("ratelimit-reset", "8")], Some(8)),
            (vec![("x-ratelimit-reset", "9"), ("ratelimit-reset", "8"), ("retry-after", "7")], Some(7)),
            (vec![("x-ratelimit-reset", "9")], Some(9)),
            (vec![("retry-after", "soon"), ("ratelimit-reset", "8")], Some(8)),
            (vec![("retry-after", " 0 ")], Some(0)),
            (vec![("retry-after", "Sun, 09 Sep 2001 01:46:50 GMT")], Some(10)),
            (vec![("ratelimit-reset", "Sunday, 09-Sep-01 01:47:00 GMT")], Some(20)),
            (vec![("retry-after", "Sun, 09 Sep 1990 01:46:50 GMT")], Some(0)),
            (vec![("retry-after", "99999999999999999999999999")], Some(u64::MAX)),
            (vec![("retry-after", "-1")], None),
            (vec![("retry-after", "1.5")], None),
            (vec![("retry-after", "")], None),
            (vec![("retry-after", "Sun, 99 Foo 2001")], None),
            (vec![], None),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in &headers {
                map.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(asked_for(&map, now), seconds.map(Duration::from_secs), "{headers:?}");
        }
    }
}
