//! HTTP as bytes: for cutting, slowing and counting what a client library hides.

use std::collections::BTreeMap;
use std::io;

use api::IDEMPOTENCY_KEY;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use super::{Portal, Resident};

/// A request before it is bytes.
#[derive(Clone)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) cookie: &'a str,
    pub(crate) key: &'a str,
    pub(crate) content_type: &'a str,
    pub(crate) body: &'a [u8],
}

impl<'a> Request<'a> {
    pub(crate) fn get(path: &'a str, cookie: &'a str) -> Self {
        Self {
            method: "GET",
            path,
            cookie,
            key: "",
            content_type: "",
            body: b"",
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut head = format!(
            "{} {} HTTP/1.1\r\nhost: localhost\r\n",
            self.method, self.path
        );
        let headers = [
            ("cookie", self.cookie),
            (IDEMPOTENCY_KEY, self.key),
            ("content-type", self.content_type),
        ];
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            head += &format!("{name}: {value}\r\n");
        }
        if self.method != "GET" {
            head += &format!("content-length: {}\r\n", self.body.len());
        }
        let mut bytes = (head + "\r\n").into_bytes();
        if self.method != "GET" {
            bytes.extend(self.body);
        }
        bytes
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// A connection that stays open.
pub(crate) struct Line(BufReader<TcpStream>);

impl Line {
    pub(crate) async fn to(portal: &Portal) -> io::Result<Self> {
        let stream = TcpStream::connect(address(portal)).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    pub(crate) async fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.0.get_mut().write_all(request).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> io::Result<Answer> {
        let mut line = String::new();
        self.0.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut headers = BTreeMap::new();
        loop {
            line.clear();
            self.0.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = headers.get("content-length");
        let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await?;
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
}

/// `host:port`.
pub(crate) fn address(portal: &Portal) -> &str {
    portal.origin.trim_start_matches("http://")
}

impl Resident {
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// A write of this resident as bytes.
    pub(crate) fn write_bytes(
        &self,
        method: &str,
        path: &str,
        key: &str,
        body: &serde_json::Value,
    ) -> Vec<u8> {
        let body = body.to_string();
        let request = Request {
            method,
            path,
            cookie: self.cookie(),
            key,
            content_type: "application/json",
            body: body.as_bytes(),
        };
        request.bytes()
    }
}
