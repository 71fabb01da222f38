//! The files in which the vendor's tool keeps logins. They are read, never written.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::{Map, Value};

/// The most that is read of a file: a login is shorter than a kilobyte.
const MOST: u64 = 1 << 20;

/// The object in a file; `None` if there is no file.
///
/// # Errors
/// Why it cannot be read. Nothing in it is repeated.
pub(super) fn read(path: &Path) -> Result<Option<Map<String, Value>>, String> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    // A named pipe would wait for a writer.
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    let mut text = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(MOST + 1).read_to_end(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 > MOST {
        return Err("it is larger than 1 MB".to_owned());
    }
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    match serde_json::from_slice(text) {
        Ok(Value::Object(object)) => Ok(Some(object)),
        Ok(_) => Err("it is not a JSON object".to_owned()),
        Err(error) => Err(format!("it is not valid JSON (line {}, column {})", error.line(), error.column())),
    }
}

/// A text in such an object; an empty one, or `null`, is not set.
///
/// # Errors
/// It is something else.
pub(super) fn text(object: &Map<String, Value>, key: &str) -> Result<Option<String>, &'static str> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(_) => Err("is not a string"),
    }
}
