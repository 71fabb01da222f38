//! Between standard input and the framework: only what the framework can read gets through.
//!
//! The framework stops serving at the first message that is not valid JSON. Editors do send such:
//! whoever deletes half of an emoji in a JavaScript editor leaves `\ud83d` in the text of an edit. Such
//! halves become U+FFFD, which counts as many UTF-16 units; what is still no JSON is dropped.

use std::io;

use super::uri;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};

/// Bytes between us and the framework.
const BUFFER: usize = 1 << 16;

/// The same stream of messages, repaired.
pub(super) fn repaired(input: impl AsyncRead + Unpin + Send + 'static) -> DuplexStream {
    let (ours, theirs) = tokio::io::duplex(BUFFER);
    tokio::spawn(async move {
        // The end of the input, however it comes, ends the stream: the server then ends too.
        let _ = forward(BufReader::with_capacity(BUFFER, input), ours).await;
    });
    theirs
}

async fn forward(mut input: BufReader<impl AsyncRead + Unpin>, mut output: DuplexStream) -> io::Result<()> {
    while let Some(length) = header(&mut input).await? {
        let mut body = Vec::new();
        // Read as it comes: a length that is a lie must not reserve memory.
        (&mut input).take(length).read_to_end(&mut body).await?;
        if (body.len() as u64) < length {
            return Ok(());
        }
        let Some(body) = readable(body) else { continue };
        output.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
        output.write_all(&body).await?;
    }
    Ok(())
}

/// The length of the next body; nothing at the end of the input. Lines that are no header are passed over.
async fn header(input: &mut BufReader<impl AsyncRead + Unpin>) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line).await? == 0 {
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

/// The body as the framework can read it; nothing if there is no reading it.
fn readable(mut body: Vec<u8>) -> Option<Vec<u8>> {
    mend_surrogates(&mut body);
    if std::str::from_utf8(&body).is_err() {
        body = String::from_utf8_lossy(&body).into_owned().into_bytes();
    }
    serde_json::from_slice::<serde::de::IgnoredAny>(&body).ok()?;
    Some(uri::mended(&body).unwrap_or(body))
}

/// Replaces every `\ud800`–`\udfff` that has no other half. The replacement is as long.
fn mend_surrogates(body: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &body[at..]) {
        at += found;
        match surrogate(body, at) {
            Some(Half::High) if matches!(surrogate(body, at + 6), Some(Half::Low)) => at += 12,
            Some(_) => {
                body[at..at + 6].copy_from_slice(b"\\ufffd");
                at += 6;
            }
            // The character after a backslash may be a backslash, which then starts no escape.
            None => at = (at + 2).min(body.len()),
        }
    }
}

enum Half {
    High,
    Low,
}

fn surrogate(body: &[u8], at: usize) -> Option<Half> {
    let escape = body.get(at..at + 6)?;
    if !escape.starts_with(b"\\u")
        || !escape[2..].iter().all(u8::is_ascii_hexdigit)
        || !matches!(escape[2], b'd' | b'D')
    {
        return None;
    }
    match escape[3] {
        b'8' | b'9' | b'a' | b'b' | b'A' | b'B' => Some(Half::High),
        b'c'..=b'f' | b'C'..=b'F' => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut body = text.as_bytes().to_vec();
        mend_surrogates(&mut body);
        String::from_utf8(body).unwrap_or_default()
    }

    #[test]
    fn halves_are_mended_and_whole_characters_kept() {
        assert_eq!(mended(r#""\ud83d""#), r#""\ufffd""#);
        assert_eq!(mended(r#""\uDE00\ud83d\ude00\ud83dx""#), r#""\ufffd\ud83d\ude00\ufffdx""#);
        assert_eq!(mended(r#""\\ud83d""#), r#""\\ud83d""#, "an escaped backslash starts no escape");
        assert_eq!(mended(r#""\u00e9\"#), r#""\u00e9\"#);
    }

    #[test]
    fn what_is_no_json_is_dropped() {
        assert_eq!(readable(b"{".to_vec()), None);
        assert!(readable(b"{\"a\":\"\xff\"}".to_vec()).is_some());
    }
}
