//! Formats of strings.

use fluent_uri::Iri;

/// The format of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// A version as [Semantic Versioning 2.0.0](https://semver.org/spec/v2.0.0.html) defines it.
    Version,
    /// An absolute `http` or `https` URL ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986), with the
    /// international characters of [RFC 3987](https://www.rfc-editor.org/rfc/rfc3987)).
    Url,
    /// An SVG document in base64.
    Svg,
    /// A Markdown document in base64.
    Markdown,
    /// JavaScript.
    Code,
    /// A program in [VRL](https://vector.dev/docs/reference/vrl/).
    Vrl,
    /// The value of a secret, which is never shown.
    Secret,
    /// A regular expression of [ECMAScript](https://tc39.es/ecma262/#sec-patterns).
    Pattern,
}

impl Format {
    /// Whether a text follows the grammar of the format. Formats without a grammar of their own, and encoded ones, accept
    /// any text here.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Version => is_semantic_version(text),
            Self::Url => is_web_address(text),
            Self::Plain | Self::Svg | Self::Markdown | Self::Code | Self::Vrl | Self::Secret | Self::Pattern => true,
        }
    }

    /// Whether the string is a program, which can read secrets.
    pub fn is_program(self) -> bool {
        matches!(self, Self::Code | Self::Vrl)
    }

    /// Its bit in a set of formats.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u64
    }
}

fn is_web_address(text: &str) -> bool {
    let Ok(address) = Iri::parse(text) else { return false };
    let scheme = address.scheme().as_str();
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_web && address.authority().is_some_and(|authority| !authority.host().is_empty())
}

/// The most digits that always fit in a `u64`, the type that `semver` uses for the three numbers.
const DIGITS_OF_U64: usize = 19;

/// Shortens the numbers of a version so that `semver` can parse them. The specification does not limit their size, which
/// does not affect validity.
fn is_semantic_version(text: &str) -> bool {
    let (core, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let numbers = core.split('.').map(|number| {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { &number[..number.len().min(DIGITS_OF_U64)] } else { number }
    });
    let core = numbers.collect::<Vec<_>>().join(".");
    semver::Version::parse(&format!("{core}{rest}")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn addresses_are_absolute_and_http_or_https() {
        for text in [
            "https://acme.example/hook",
            "HTTP://localhost:3000",
            "https://user@[::1]:80/?a=b#c",
            "https://bücher.example/ä",
        ] {
            assert!(Format::Url.accepts(text), "{text}");
        }
        for text in [
            "acme.example/hook",
            "/hook",
            "ftp://acme.example",
            "mailto:a@acme.example",
            "https://",
            "https://:80",
            "https://user@/x",
            "https://acme.example/a b",
            "https://acme.example/{id}",
            "https://acme.example/\u{7f}",
        ] {
            assert!(!Format::Url.accepts(text), "{text}");
        }
    }

    #[test]
    fn versions_follow_the_specification() {
        for text in ["1.2.3", "0.0.0", "1.0.0-alpha.1", "1.0.0-0A.-", "1.0.0+001", "1.0.0-a+b.c"] {
            assert!(Format::Version.accepts(text), "{text}");
        }
        for text in ["", "1", "1.2", "1.2.3.4", "v1.2.3", " 1.2.3", "01.2.3", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0-ä"]
        {
            assert!(!Format::Version.accepts(text), "{text}");
        }
    }

    #[test]
    fn numbers_of_a_version_may_be_larger_than_u64() {
        for text in [
            "18446744073709551616.0.0",
            "1.99999999999999999999999.0",
            "1.0.0-99999999999999999999999+9999999999999999999999",
        ] {
            assert!(Format::Version.accepts(text), "{text}");
        }
        assert!(!Format::Version.accepts("099999999999999999999999.0.0"), "a leading zero stays one");
    }
}
