//! The real binary as it runs, and as it refuses to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

pub(crate) const FUMIN: &str = env!("CARGO_BIN_EXE_fumin");

/// A running portal on free ports.
pub(crate) struct Portal {
    pub(crate) child: Child,
    pub(crate) address: String,
    /// What it said before it was ready, and where it listens.
    pub(crate) printed: String,
    _out: BufReader<ChildStdout>,
}

impl Portal {
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// With more words on the command line.
    pub(crate) fn start_with(data: &Path, words: &[&str]) -> Self {
        let mut command = serve(data);
        command.args(words).stderr(Stdio::null());
        Self::spawn(&mut command)
    }

    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut printed = String::new();
        let address = loop {
            let start = printed.len();
            assert_ne!(out.read_line(&mut printed).unwrap(), 0, "it did not start");
            if let Some((_, address)) = printed[start..].split_once("http://") {
                break address.trim().trim_end_matches('/').to_owned();
            }
        };
        Self {
            child,
            address,
            printed,
            _out: out,
        }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream
    }

    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn serve(data: &Path) -> Command {
    let mut command = Command::new(FUMIN);
    command
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--admin-listen",
            "127.0.0.1:0",
            "--data",
        ])
        .arg(data);
    command
}

pub(crate) fn refusal(command: &mut Command) -> (Output, String) {
    let output = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{words}");
    (output, words)
}
