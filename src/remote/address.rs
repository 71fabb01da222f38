//! Where the API is.

use std::net::{Ipv4Addr, Ipv6Addr};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use ureq::http::Uri;

/// The URL of the API: https, or http if it is on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As in `https://api.example:8080/path`, without a `/` at the end.
    base: String,
    host: String,
    is_loopback: bool,
}

impl Address {
    /// The address that is written like this.
    ///
    /// # Errors
    /// It is not a URL that requests can be sent to. The message does not repeat it: somebody may have put a token there.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("has a space, a line break or a character outside of ASCII");
        }
        if text.contains('@') {
            return Err("has a user name or a password in it, which could be shown: remove it");
        }
        if text.contains(['?', '#']) {
            return Err("has a query or a fragment (? or #): remove it");
        }
        const NOT_A_URL: &str = "is not a URL such as https://api.botpress.cloud";
        let uri: Uri = text.parse().map_err(|_| NOT_A_URL)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(NOT_A_URL) };
        let host = authority.host().to_ascii_lowercase();
        // The library reads `host:99999` as a host without a port.
        let has_odd_port = authority.port_u16().is_none() && authority.as_str().len() != host.len();
        if host.is_empty() || has_odd_port || text.contains('\\') {
            return Err(NOT_A_URL);
        }
        let is_loopback = is_loopback(&host);
        match scheme {
            "https" => {}
            "http" if is_loopback => {}
            "http" => return Err("is http, which anyone on the way can read: use https"),
            _ => return Err("is neither https nor http"),
        }
        let authority = authority.as_str().to_ascii_lowercase();
        let base = format!("{scheme}://{authority}{}", uri.path()).trim_end_matches('/').to_owned();
        Ok(Self { base, host, is_loopback })
    }

    /// The URL of a path below it, which begins with a `/`.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The host, for messages.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is this machine: `localhost`, 127.0.0.0/8 or `[::1]`.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// The URL, for messages.
    pub fn as_str(&self) -> &str {
        &self.base
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match bare {
        Some(host) => host.parse().is_ok_and(|address: Ipv6Addr| address.is_loopback()),
        None => host == "localhost" || host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback()),
    }
}

/// What `encodeURIComponent` leaves as it is, besides letters and digits.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// A part of a path, a `/` in it included.
///
/// # Errors
/// Servers would read it as no part: it is empty, `.` or `..`.
pub(super) fn path_part(text: &str) -> Result<String, &'static str> {
    match text {
        "" => Err("is empty"),
        "." | ".." => Err("is only dots"),
        _ => Ok(utf8_percent_encode(text, KEPT).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, path_part};

    #[test]
    fn https_anywhere_and_http_on_this_machine() {
        for (text, base) in [
            ("https://api.botpress.cloud", "https://api.botpress.cloud"),
            ("HTTPS://Api.Example:8443/", "https://api.example:8443"),
            ("https://api.example/some/path//", "https://api.example/some/path"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
            ("http://127.8.9.10", "http://127.8.9.10"),
            ("http://[::1]:80/", "http://[::1]:80"),
        ] {
            assert_eq!(Address::parse(text).map(|address| address.base), Ok(base.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_address() {
        for (text, why) in [
            ("http://api.example", "is http, which anyone on the way can read: use https"),
            ("http://128.0.0.1", "is http, which anyone on the way can read: use https"),
            ("http://127.0.0.1.example", "is http, which anyone on the way can read: use https"),
            ("http://localhost.example", "is http, which anyone on the way can read: use https"),
            ("http://0.0.0.0", "is http, which anyone on the way can read: use https"),
            ("http://[::2]", "is http, which anyone on the way can read: use https"),
            ("http://127.1", "is http, which anyone on the way can read: use https"),
            ("ftp://api.example", "is neither https nor http"),
            ("https://me:secret@api.example", "has a user name or a password in it, which could be shown: remove it"),
            ("http://localhost@api.example", "has a user name or a password in it, which could be shown: remove it"),
            ("https://api.example?a=b", "has a query or a fragment (? or #): remove it"),
            ("https://api.example/#a", "has a query or a fragment (? or #): remove it"),
            ("https://api.example\r\nx: y", "has a space, a line break or a character outside of ASCII"),
            (" https://api.example", "has a space, a line break or a character outside of ASCII"),
            ("https://äpi.example", "has a space, a line break or a character outside of ASCII"),
            ("api.example", "is not a URL such as https://api.botpress.cloud"),
            ("https://", "is not a URL such as https://api.botpress.cloud"),
            ("https:///v1", "is not a URL such as https://api.botpress.cloud"),
            ("https://:443", "is not a URL such as https://api.botpress.cloud"),
            ("https://api.example:99999", "is not a URL such as https://api.botpress.cloud"),
            ("https://api.example:", "is not a URL such as https://api.botpress.cloud"),
            ("http://localhost\\@api.example", "has a user name or a password in it, which could be shown: remove it"),
            ("http://localhost\\api.example", "is not a URL such as https://api.botpress.cloud"),
            ("/v1", "is not a URL such as https://api.botpress.cloud"),
            ("", "is not a URL such as https://api.botpress.cloud"),
        ] {
            assert_eq!(Address::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn parts_of_a_path_are_encoded() {
        for (text, part) in [
            ("acme/mail", "acme%2Fmail"),
            ("<1.2.3", "%3C1.2.3"),
            ("^1.0.0 || ~2", "%5E1.0.0%20%7C%7C%20~2"),
            ("ä?#%", "%C3%A4%3F%23%25"),
            ("a-b_c.d!e~f*g'h(i)", "a-b_c.d!e~f*g'h(i)"),
            ("...", "..."),
            ("../x", "..%2Fx"),
        ] {
            assert_eq!(path_part(text), Ok(part.to_owned()));
        }
        for text in ["", ".", ".."] {
            assert!(path_part(text).is_err(), "{text:?}");
        }
    }
}
