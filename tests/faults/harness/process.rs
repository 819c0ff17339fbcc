//! The server as a process: what it takes from the machine as the kernel counts it, and what it says when it ends.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::Portal;
use super::portal::{binary, command};

/// The kernel's clock ticks in `/proc` are hundredths of a second on every Linux that Rust supports.
const TICK: Duration = Duration::from_millis(10);

impl Portal {
    /// Number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Processor time the server has used.
    pub(crate) fn processor_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        // After the name in parentheses: state is the first field, user and system time the twelfth and thirteenth.
        let fields = stat.rsplit(')').next().unwrap_or_default();
        let ticks = fields.split_whitespace().skip(11).take(2);
        let ticks: u32 = ticks.map(|field| field.parse::<u32>().unwrap()).sum();
        TICK * ticks
    }

    /// The most memory it has held, in MiB.
    pub(crate) fn peak_memory_mib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        kib.and_then(|kib| kib.parse::<u64>().ok()).unwrap() / 1024
    }

    /// Starts again where it must not start; what it says.
    pub(crate) fn refusal(&self) -> String {
        let mut command = command(&self.setup, self.scratch.path(), "127.0.0.1:0");
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert!(!output.status.success(), "it started");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Runs a command of `fumin` that needs no portal.
    pub(crate) fn fumin_alone(&self, arguments: &[&str]) -> String {
        let output = Command::new(binary()).args(arguments).output().unwrap();
        assert!(output.status.success(), "fumin {arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// How often it has said something in its log.
    pub(crate) fn logged(&self, words: &str) -> usize {
        let log = std::fs::read_to_string(self.scratch.path().join("server.log"));
        log.unwrap().matches(words).count()
    }
}
