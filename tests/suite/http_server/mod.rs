//! An HTTP server for tests, on the standard library alone: no crate cuts an answer, drips, or sends 100 MB when asked to.
//!
//! ```ignore
//! let server = HttpServer::scripted([Reply::error("RateLimited").header("retry-after", "0"), Reply::accepted()]);
//! // … something asks `server.url()` …
//! assert_eq!(server.requests()[0].method, "PUT");
//! ```
//!
//! It answers each connection once and closes it. When it is dropped, it waits for nothing.

pub(crate) mod certificate;
pub(crate) mod proxy;
mod reply;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use certificate::Identity;
pub(crate) use reply::{Reply, types};

/// A request as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Recorded {
    pub(crate) method: String,
    /// With the query, as it was sent.
    pub(crate) path: String,
    /// Names in lower case, in the order in which they came.
    pub(crate) headers: Vec<(String, String)>,
    /// As much of it as was read: nothing, if the answer was to be early.
    pub(crate) body: Vec<u8>,
}

impl Recorded {
    /// The only value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str());
        let value = values.next();
        assert_eq!(values.next(), None, "{name} was sent twice");
        value
    }
}

/// The requests so far, and a bell that rings at each.
type Record = Arc<(Mutex<Vec<Recorded>>, Condvar)>;

pub(crate) struct HttpServer {
    port: u16,
    is_secure: bool,
    record: Record,
}

impl HttpServer {
    /// Gives these answers in this order; the last is given again and again.
    pub(crate) fn scripted(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies: Vec<Reply> = replies.into_iter().collect();
        let next = Mutex::new(0);
        Self::answering(move |_| {
            let mut next = next.lock().unwrap();
            let index = (*next).min(replies.len() - 1);
            *next += 1;
            replies[index].clone()
        })
    }

    /// Answers each request as `answer` says.
    pub(crate) fn answering(answer: impl Fn(&Recorded) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(answer, None)
    }

    /// The same over TLS.
    pub(crate) fn secure(identity: &Identity, answer: impl Fn(&Recorded) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(answer, Some(identity.clone()))
    }

    fn start(answer: impl Fn(&Recorded) -> Reply + Send + Sync + 'static, identity: Option<Identity>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let record = Record::default();
        let is_secure = identity.is_some();
        let (answer, kept) = (Arc::new(answer), Arc::clone(&record));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, record, identity) = (Arc::clone(&answer), Arc::clone(&kept), identity.clone());
                thread::spawn(move || match identity {
                    // A client that does not trust the certificate ends the connection.
                    Some(identity) => {
                        identity.accept(stream).is_ok_and(|mut stream| serve(&mut stream, &*answer, &record))
                    }
                    None => serve(&mut { stream }, &*answer, &record),
                });
            }
        });
        Self { port, is_secure, record }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Where it is, without a `/` at the end.
    pub(crate) fn url(&self) -> String {
        let scheme = if self.is_secure { "https" } else { "http" };
        format!("{scheme}://127.0.0.1:{}", self.port)
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Recorded> {
        self.record.0.lock().unwrap().clone()
    }

    /// Waits until so many requests have come.
    pub(crate) fn wait_for(&self, count: usize) {
        let (requests, bell) = &*self.record;
        drop(bell.wait_while(requests.lock().unwrap(), |requests| requests.len() < count).unwrap());
    }
}

/// Answers one request. Errors mean that the client has gone, which tests do on purpose.
fn serve(stream: &mut (impl Read + Write + Closing), answer: &dyn Fn(&Recorded) -> Reply, record: &Record) -> bool {
    let Some((mut request, length, rest)) = read_head(stream) else { return false };
    let reply = answer(&request);
    if !reply.is_early {
        request.body = rest;
        let missing = length.saturating_sub(request.body.len()) as u64;
        if stream.take(missing).read_to_end(&mut request.body).is_err() {
            return false;
        }
    }
    let (requests, bell) = &**record;
    requests.lock().unwrap().push(request);
    bell.notify_all();
    let written = reply.write(stream);
    stream.close();
    written.is_ok()
}

/// The first line and the headers of a request, the length of its body, and what has been read of that.
fn read_head(stream: &mut impl Read) -> Option<(Recorded, usize, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, value)| value.parse().unwrap());
    let rest = reader.buffer().to_vec();
    Some((Recorded { method, path, headers, body: Vec::new() }, length, rest))
}

/// Ends a connection in an orderly way.
trait Closing {
    fn close(&mut self);
}

impl Closing for TcpStream {
    fn close(&mut self) {
        let _ = self.shutdown(std::net::Shutdown::Write);
    }
}
