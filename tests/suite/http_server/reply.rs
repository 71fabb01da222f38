//! What the server answers.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The 26 types of the API's errors, each with its status.
pub(crate) fn types() -> Vec<(String, u16)> {
    let list: Value = serde_json::from_str(include_str!("../../data/contract/api-errors.json")).unwrap();
    let all = list.as_array().unwrap().iter();
    all.map(|error| (error["type"].as_str().unwrap().to_owned(), error["status"].as_u64().unwrap() as u16)).collect()
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Body,
    /// Whether it comes before the request's body has been read, which never is.
    pub(super) is_early: bool,
}

#[derive(Clone, Debug)]
enum Body {
    Whole(Vec<u8>),
    /// The connection ends after half of it.
    Half(Vec<u8>),
    /// So many bytes in chunks, none of which is kept.
    Huge(usize),
    /// A byte now and then, without an end.
    Dripping,
    /// Not even the first line.
    Never,
    /// The connection ends without a word.
    HangUp,
}

impl Reply {
    fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".to_owned(), kind.to_owned())];
        Self { status, headers, body: Body::Whole(body.into()), is_early: false }
    }

    pub(crate) fn accepted() -> Self {
        Self::json(200, &json!({}))
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// The API's answer with a deployed integration.
    pub(crate) fn deployed(integration: &Value) -> Self {
        Self::json(200, &json!({ "integration": integration }))
    }

    /// The API's error of a type, with the status that it has.
    pub(crate) fn error(kind: &str) -> Self {
        Self::error_saying(kind, "Something is wrong with this.")
    }

    pub(crate) fn error_saying(kind: &str, message: &str) -> Self {
        let status = types().into_iter().find(|(other, _)| other == kind).map_or(400, |(_, status)| status);
        let body = json!({ "id": "err_01TEST", "code": status, "type": kind, "message": message });
        Self::json(status, &body)
    }

    pub(crate) fn text(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, kind, body)
    }

    pub(crate) fn html(status: u16) -> Self {
        Self::new(status, "text/html", "<html>\r\n<h1>\u{1b}[31mGateway</h1></html>")
    }

    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::new(status, "text/plain", "elsewhere").header("location", location)
    }

    pub(crate) fn huge(bytes: usize) -> Self {
        Self { body: Body::Huge(bytes), ..Self::accepted() }
    }

    pub(crate) fn dripping() -> Self {
        Self { body: Body::Dripping, ..Self::accepted() }
    }

    pub(crate) fn never() -> Self {
        Self { body: Body::Never, ..Self::accepted() }
    }

    pub(crate) fn hang_up() -> Self {
        Self { body: Body::HangUp, ..Self::accepted() }
    }

    pub(crate) fn cut_off() -> Self {
        Self { body: Body::Half(br#"{"integration": {"name": "acme/mail"}}"#.to_vec()), ..Self::accepted() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same before the request's body has been read.
    pub(crate) fn early(self) -> Self {
        Self { is_early: true, ..self }
    }

    pub(super) fn write(&self, stream: &mut impl Write) -> io::Result<()> {
        match self.body {
            Body::Never => return wait_for_ever(),
            Body::HangUp => return Ok(()),
            _ => {}
        }
        let mut head = format!("HTTP/1.1 {} Status\r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        match &self.body {
            Body::Whole(body) => {
                write!(stream, "{head}content-length: {}\r\n\r\n", body.len())?;
                stream.write_all(body)?;
            }
            Body::Half(body) => {
                write!(stream, "{head}content-length: {}\r\n\r\n", body.len())?;
                stream.write_all(&body[..body.len() / 2])?;
            }
            Body::Huge(bytes) => {
                write!(stream, "{head}transfer-encoding: chunked\r\n\r\n")?;
                let chunk = [b' '; 0x10000];
                for _ in 0..bytes / chunk.len() {
                    write!(stream, "{:x}\r\n", chunk.len())?;
                    stream.write_all(&chunk)?;
                    stream.write_all(b"\r\n")?;
                }
                stream.write_all(b"0\r\n\r\n")?;
            }
            _ => {
                write!(stream, "{head}transfer-encoding: chunked\r\n\r\n")?;
                loop {
                    stream.write_all(b"1\r\n \r\n")?;
                    stream.flush()?;
                    thread::sleep(Duration::from_millis(20));
                }
            }
        }
        stream.flush()
    }
}

/// The thread ends with the tests.
fn wait_for_ever() -> io::Result<()> {
    loop {
        thread::park();
    }
}
