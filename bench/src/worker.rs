//! Another process that answers one JSON object a line.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::Value;

use crate::Fault;

/// The process. Ends when dropped.
#[derive(Debug)]
pub(crate) struct Worker {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Worker {
    /// Starts a command.
    ///
    /// # Errors
    /// When it does not start.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Fault> {
        let told = format!("{command:?}");
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Fault::new(format!("{told}: {error}; see bench/README.md")))?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self {
                process,
                input,
                output: BufReader::new(output),
            }),
            _ => Err(Fault::new(format!("{told} has no pipes"))),
        }
    }

    /// Asks, without waiting for the answer.
    ///
    /// # Errors
    /// When the process has gone.
    pub(crate) fn ask(&mut self, request: &Value) -> Result<(), Fault> {
        writeln!(self.input, "{request}").map_err(Fault::new)
    }

    /// The next answer.
    ///
    /// # Errors
    /// When the process has gone, or answers no JSON.
    pub(crate) fn answer(&mut self) -> Result<Value, Fault> {
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(Fault::new)?;
        serde_json::from_str(&line).map_err(|error| Fault::new(format!("{error}: {line}")))
    }

    /// Asks and waits.
    ///
    /// # Errors
    /// As the two alone.
    pub(crate) fn reply(&mut self, request: &Value) -> Result<Value, Fault> {
        self.ask(request)?;
        self.answer()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It has either gone already or is to go.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
