//! Frames of the base protocol: a header with the length of the body, and the body.
//!
//! See the specification, [Base Protocol](https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol).

use std::io::{self, BufRead, Read};

/// The length of the next body in bytes; `None` at the end of the input. Lines that are not a header are skipped.
///
/// # Errors
/// The input cannot be read.
pub(super) fn content_length(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() && length.is_some() {
            return Ok(length);
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

/// A body of that many bytes; `None` if the input ends early.
///
/// # Errors
/// The input cannot be read.
pub(super) fn body(input: &mut impl BufRead, length: u64) -> io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    // Grow the buffer while reading, so that a false length cannot reserve memory.
    input.take(length).read_to_end(&mut body)?;
    Ok((body.len() as u64 == length).then_some(body))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::{body, content_length};

    #[test]
    fn a_header_is_found_between_other_lines_and_a_short_body_is_the_end() {
        let mut input: &[u8] = b"nonsense\r\n\r\nContent-Type: x\r\ncontent-length : 2\r\n\r\n{}Content-Length: 9\n\n{";
        assert_eq!(content_length(&mut input).unwrap(), Some(2));
        assert_eq!(body(&mut input, 2).unwrap().as_deref(), Some(&b"{}"[..]));
        assert_eq!(content_length(&mut input).unwrap(), Some(9));
        assert_eq!(body(&mut input, 9).unwrap(), None);
        assert_eq!(content_length(&mut input).unwrap(), None);
    }
}
