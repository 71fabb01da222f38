//! Between the client's pipes and the framework: only what the framework can read gets through, on the shortest way.
//!
//! The framework stops serving at the first message that is not valid JSON. Editors do send such:
//! whoever deletes half of an emoji in a JavaScript editor leaves `\ud83d` in the text of an edit. Such
//! halves become U+FFFD, which counts as many UTF-16 units; what is still no JSON is dropped.
//!
//! One thread reads and mends, whatever the rest is doing, so the client never waits for us to read. Answers are
//! written where they are made: a thread between would cost more than most answers take.

use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::outgoing::Outgoing;
use super::uri;

/// The client's messages, framed as they came.
pub(super) struct Input {
    messages: UnboundedReceiver<Vec<u8>>,
    current: Vec<u8>,
    at: usize,
    outgoing: Arc<Outgoing>,
}

/// Standard input, repaired. What is read and not yet handled is kept; there is no limit, for a client that has to
/// wait until we read could wait for ever.
pub(super) fn input(outgoing: Arc<Outgoing>) -> Input {
    let (sender, messages) = unbounded_channel();
    // The end of the input, however it comes, ends the stream: the server then ends too.
    std::thread::spawn(move || forward(io::stdin().lock(), &sender));
    Input { messages, current: Vec::new(), at: 0, outgoing }
}

impl AsyncRead for Input {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.at == self.current.len() {
            match self.messages.poll_recv(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => {
                    self.outgoing.end();
                    return Poll::Ready(Ok(()));
                }
                Poll::Ready(Some(message)) => (self.current, self.at) = (message, 0),
            }
        }
        let count = buffer.remaining().min(self.current.len() - self.at);
        buffer.put_slice(&self.current[self.at..self.at + count]);
        self.at += count;
        Poll::Ready(Ok(()))
    }
}

/// Standard output, written to at once.
pub(super) struct Output(File);

/// Past the buffer of the standard library, which would send a message's header by itself.
///
/// # Errors
/// If there is no standard output.
pub(super) fn output() -> io::Result<Output> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(Output(File::from(own)))
}

impl AsyncWrite for Output {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(self.0.write(bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.0.flush())
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}

/// Reads messages until the input ends or nobody wants them any more.
fn forward(mut input: impl BufRead, messages: &UnboundedSender<Vec<u8>>) -> io::Result<()> {
    while let Some(length) = header(&mut input)? {
        let mut body = Vec::new();
        // Read as it comes: a length that is a lie must not reserve memory.
        (&mut input).take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            return Ok(());
        }
        let Some(body) = readable(body) else { continue };
        let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        message.extend(body);
        if messages.send(message).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// The length of the next body; nothing at the end of the input. Lines that are no header are passed over.
fn header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
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
