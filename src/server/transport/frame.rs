//! Frames of the base protocol: a header with the length of the body, and the body.
//!
//! See the specification, [Base Protocol](https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol).

use std::io::{self, BufRead, Read};

/// The most bytes of a line of the header; what is beyond is not a header.
const LONGEST_LINE: u64 = 8 * 1024;
/// The name of the one field of the header that matters.
const LENGTH: &[u8] = b"content-length:";

/// The length of the next body in bytes; `None` at the end of the input.
///
/// After a body that is longer or shorter than its header says, the next header does not begin a line. So the field is
/// looked for anywhere in a line, and lines without it are skipped.
///
/// # Errors
/// The input cannot be read.
pub(super) fn content_length(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            if length.is_some() {
                return Ok(length);
            }
            continue;
        }
        length = length_in(&line).or(length);
    }
}

/// The length that a line names, if it names one.
fn length_in(line: &[u8]) -> Option<u64> {
    let is_field = |window: &[u8]| window.eq_ignore_ascii_case(LENGTH);
    let compact: Vec<u8> = line.iter().copied().filter(|byte| !matches!(byte, b' ' | b'\t')).collect();
    let at = compact.windows(LENGTH.len()).rposition(is_field)? + LENGTH.len();
    std::str::from_utf8(&compact[at..]).ok()?.trim().parse().ok()
}

/// A body of that many bytes; `None` if the input ends before it does.
///
/// # Errors
/// The input cannot be read.
pub(super) fn body(input: &mut impl BufRead, length: u64) -> io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    // Grow the buffer while reading, so that a false length cannot reserve memory.
    input.take(length).read_to_end(&mut body)?;
    Ok((body.len() as u64 == length).then_some(body))
}

/// Skips a body; whether all of it was there.
///
/// # Errors
/// If the input cannot be read.
pub(super) fn skip_body(input: &mut impl BufRead, length: u64) -> io::Result<bool> {
    Ok(io::copy(&mut input.take(length), &mut io::sink())? == length)
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

    #[test]
    fn the_next_header_is_found_wherever_a_wrong_one_has_led() {
        for wrong in [
            "Content-Length: abc\r\n\r\n{}",
            "Content-Length: -5\r\n\r\n{}",
            "Content-Type: x\r\n\r\n{\"a\": 1}",
            "hello",
            "\u{feff}",
            "{\"rest\": \"of a body\"}",
        ] {
            let input = format!("{wrong}Content-Length: 2\r\nContent-Length: x\r\n\r\n{{}}");
            let mut input = input.as_bytes();
            assert_eq!(content_length(&mut input).unwrap(), Some(2), "{wrong}");
            assert_eq!(body(&mut input, 2).unwrap().as_deref(), Some(&b"{}"[..]), "{wrong}");
        }
    }
}
