//! The thread that reads what the client writes, and the limit on how far it reads ahead.
//!
//! It reads while messages are handled, so that a request can be cancelled before its turn, and so that we do not wait
//! for a client that writes a lot before it reads. A client that only writes must not fill the memory, however: at the
//! limit, the thread waits until a message has been handled, and the client's pipe fills up.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use parking_lot::{Condvar, Mutex};

use super::frame::{body, content_length, skip_body};
use super::message::{Message, parse};
use super::patient::Patient;

/// How many bytes of messages may wait to be handled. A single message is always accepted, however large it is.
const READ_AHEAD: u64 = 64 * 1024 * 1024;
/// What a message takes beside its text, in bytes.
const OVERHEAD: u64 = 512;
/// What a value in a message takes, in bytes: its own size and its share of lists and maps.
const VALUE: u64 = 64;
/// A larger body is not read, in bytes: no document of ours comes near.
const LARGEST: u64 = 1 << 30;

/// A message, with its share of the budget until it is dropped.
#[derive(Debug)]
pub(in crate::server) struct Received {
    pub(in crate::server) message: Message,
    pub(in crate::server) room: Room,
}

/// Reads the client's pipe on a separate thread. `deliver` receives each message, and `None` at the end of the input; it
/// returns whether it wants more.
pub(in crate::server) fn read_on_a_thread(
    input: impl Read + Send + 'static,
    deliver: impl Fn(Option<Received>) -> bool + Send + 'static,
) {
    std::thread::spawn(move || {
        // The end of the input, however it comes, is the end of the session.
        let _ = read(BufReader::new(Patient(input)), READ_AHEAD, &deliver);
        deliver(None);
    });
}

fn read(mut input: impl BufRead, limit: u64, deliver: &impl Fn(Option<Received>) -> bool) -> io::Result<()> {
    let budget = Arc::new(Budget { limit, used: Mutex::new(0), freed: Condvar::new() });
    while let Some(length) = content_length(&mut input)? {
        let message = if length > LARGEST {
            if !skip_body(&mut input, length)? {
                break;
            }
            Received { message: Message::too_large(), room: budget.take(OVERHEAD) }
        } else {
            let mut room = budget.take(length.saturating_add(OVERHEAD));
            let Some(body) = body(&mut input, length)? else { break };
            let message = parse(body);
            room.grow(message.values() * VALUE);
            Received { message, room }
        };
        if !deliver(Some(message)) {
            break;
        }
    }
    Ok(())
}

#[derive(Debug)]
struct Budget {
    limit: u64,
    used: Mutex<u64>,
    freed: Condvar,
}

impl Budget {
    /// Waits until there is room for that many bytes, or until no other message is waiting.
    fn take(self: &Arc<Self>, bytes: u64) -> Room {
        let mut used = self.used.lock();
        while *used > 0 && used.saturating_add(bytes) > self.limit {
            self.freed.wait(&mut used);
        }
        *used = used.saturating_add(bytes);
        Room { budget: Arc::clone(self), bytes }
    }
}

/// A share of the budget, returned when it is dropped.
#[derive(Debug)]
pub(in crate::server) struct Room {
    budget: Arc<Budget>,
    bytes: u64,
}

impl Room {
    /// Takes more, without waiting: it is used already.
    fn grow(&mut self, bytes: u64) {
        let mut used = self.budget.used.lock();
        *used = used.saturating_add(bytes);
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let mut used = self.budget.used.lock();
        *used = used.saturating_sub(self.bytes);
        self.budget.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use super::*;

    #[test]
    fn no_more_is_read_than_there_is_room_for_and_all_of_it_in_the_end() {
        let frame = "Content-Length: 14\r\n\r\n{\"method\":\"m\"}";
        let input = frame.repeat(50);
        let (sender, received) = channel();
        let reader = std::thread::spawn(move || {
            read(input.as_bytes(), 3 * (14 + OVERHEAD), &|message| sender.send(message).is_ok()).is_ok()
        });
        let mut waiting = Vec::new();
        // Three fit; the fourth has to wait for one of them.
        while let Ok(message) = received.recv_timeout(Duration::from_millis(200)) {
            waiting.push(message);
        }
        assert_eq!(waiting.len(), 3);
        drop(waiting);
        let mut rest = 0;
        loop {
            match received.recv_timeout(Duration::from_secs(30)) {
                Ok(_) => rest += 1,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the reader does not continue"),
            }
        }
        assert_eq!(rest, 47);
        assert!(reader.join().is_ok_and(|is_ok| is_ok));
    }
}
