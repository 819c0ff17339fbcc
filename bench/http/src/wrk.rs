//! `wrk`, with the requests of a file in turn.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Fault;

/// Clients of every run.
pub const CLIENTS: usize = 32;

/// Requests for `wrk`: a path and one header each.
#[derive(Clone, Debug)]
pub struct Gets(PathBuf);

impl Gets {
    /// Writes them down.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(
        file: PathBuf,
        calls: impl IntoIterator<Item = (String, &'static str, String)>,
    ) -> Result<Self, Fault> {
        let lines: String = calls
            .into_iter()
            .map(|(path, name, value)| format!("{path}\t{name}\t{value}\n"))
            .collect();
        std::fs::write(&file, lines)?;
        Ok(Self(file))
    }

    /// Sends them from 32 clients for so many seconds, each answer followed by the next request; says how many were
    /// answered.
    ///
    /// # Errors
    /// When one was not, or was refused.
    pub fn send(&self, address: SocketAddr, seconds: u32) -> Result<u64, Fault> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("calls.lua");
        let output = Command::new("wrk")
            .args(["-t1", &format!("-c{CLIENTS}"), &format!("-d{seconds}s")])
            .args(["--timeout", "10s", "-s"])
            .arg(&script)
            .arg(format!("http://{address}"))
            .arg("--")
            .arg(&self.0)
            .output()
            .map_err(|error| format!("wrk does not start (script/setup --bench): {error}"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let line = said.lines().find(|line| line.starts_with("answered "));
        let counts: Vec<u64> = line
            .unwrap_or_default()
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .collect();
        match counts.as_slice() {
            &[answered, 0, 0] if answered > 0 => Ok(answered),
            _ => Err(format!(
                "wrk was not answered well: {said}{}",
                String::from_utf8_lossy(&output.stderr)
            )
            .into()),
        }
    }
}
