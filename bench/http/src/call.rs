//! Requests, written out before the clock starts, and one connection that sends them.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::Fault;

/// What a request does; latency is told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One course.
    Course,
    /// The own application.
    Own,
    /// The list of courses.
    List,
    /// Handing a draft in.
    Submit,
    /// An officer's queue.
    Queue,
    /// Asking for a seat in a class.
    Seat,
}

/// A request as it goes out.
#[derive(Clone, Debug)]
pub struct Call {
    /// What it does.
    pub kind: Kind,
    bytes: Vec<u8>,
}

impl Call {
    /// A request with these header lines and this body.
    #[must_use]
    pub fn new(kind: Kind, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            text.push_str(&format!(
                "content-type: application/json\r\ncontent-length: {}\r\n",
                body.len()
            ));
        }
        text.push_str("\r\n");
        text.push_str(body);
        Self {
            kind,
            bytes: text.into_bytes(),
        }
    }
}

/// An answer: its status, its headers in lower case, its body.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// The value of `etag`, when there is one.
    pub etag: Option<String>,
    /// What came, as it came.
    pub body: Vec<u8>,
}

/// A connection kept open between requests.
#[derive(Debug)]
pub struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Connection {
    /// To a server; opened when the first request is sent.
    #[must_use]
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            stream: None,
            buffer: Vec::new(),
        }
    }

    /// Sends a request and reads its answer. A connection that failed is not used again.
    ///
    /// # Errors
    /// When there is no answer, or none that can be read.
    pub fn send(&mut self, call: &Call) -> Result<Answer, Fault> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => open(self.address)?,
        };
        stream.write_all(&call.bytes)?;
        let answer = self.read(&mut stream)?;
        self.stream = Some(stream);
        Ok(answer)
    }

    fn read(&mut self, stream: &mut TcpStream) -> Result<Answer, Fault> {
        self.buffer.clear();
        let mut part = [0; 16 * 1024];
        loop {
            if let Some((mut answer, start, length)) = head(&self.buffer)? {
                while self.buffer.len() < start + length {
                    take(stream, &mut part, &mut self.buffer)?;
                }
                answer.body = self.buffer.split_off(start);
                return Ok(answer);
            }
            take(stream, &mut part, &mut self.buffer)?;
        }
    }
}

fn open(address: SocketAddr) -> Result<TcpStream, Fault> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    Ok(stream)
}

fn take(stream: &mut TcpStream, part: &mut [u8], buffer: &mut Vec<u8>) -> Result<(), Fault> {
    match stream.read(part)? {
        0 => Err("the server closed the connection before its answer".into()),
        read => {
            buffer.extend(part.iter().take(read));
            Ok(())
        }
    }
}

/// The head of an answer, where its body starts and how long that is; none while more must come.
fn head(buffer: &[u8]) -> Result<Option<(Answer, usize, usize)>, Fault> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(start) = response.parse(buffer)? else {
        return Ok(None);
    };
    let value = |name: &str| {
        let found = response
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(found.value).ok()
    };
    let status = response.code.unwrap_or_default();
    // These two have no body whatever they say.
    let length = match value("content-length") {
        Some(length) if status != 304 && status != 204 => length.parse()?,
        None if status != 304 && status != 204 => return Err("an answer without a length".into()),
        _ => 0,
    };
    let answer = Answer {
        status,
        etag: value("etag").map(str::to_owned),
        body: Vec::new(),
    };
    Ok(Some((answer, start, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_whole_or_not_at_all() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: \"a\"\r\n\r\nok";
        assert!(head(&text[..30]).unwrap().is_none());
        let (answer, start, length) = head(text).unwrap().unwrap();
        assert_eq!((answer.status, start, length), (200, text.len() - 2, 2));
        assert_eq!(answer.etag.as_deref(), Some("\"a\""));
        let known = b"HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n";
        assert_eq!(head(known).unwrap().unwrap().2, 0);
        assert!(head(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }

    #[test]
    fn a_request_is_written_out() {
        let call = Call::new(Kind::Submit, "POST", "/x", &[("cookie", "a=b")], "{}");
        let text = String::from_utf8(call.bytes).unwrap();
        assert!(text.starts_with("POST /x HTTP/1.1\r\nhost: localhost\r\ncookie: a=b\r\n"));
        assert!(text.ends_with("content-length: 2\r\n\r\n{}"));
    }
}
