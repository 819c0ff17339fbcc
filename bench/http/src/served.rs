//! A server under load: on a free port, watched through `/proc`, ended by its own handle.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::Fault;

/// A job that takes longer than this is none of housekeeping.
const LONGEST_UNREST: Duration = Duration::from_secs(900);

/// A running server.
#[derive(Debug)]
pub struct Served {
    child: Child,
    /// Kept open: a server that says more must not fail for it.
    _said: BufReader<ChildStdout>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Served {
    /// Starts it and waits for the line that says where it listens. Its log goes to the file.
    ///
    /// # Errors
    /// When it ends without saying so.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self, Fault> {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(File::create(log)?)
            .spawn()
            .map_err(|error| format!("{command:?} does not start: {error}"))?;
        let mut said = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        let mut line = String::new();
        let address = loop {
            line.clear();
            if said.read_line(&mut line)? == 0 {
                let _ = child.kill();
                child.wait()?;
                let why = std::fs::read_to_string(log)?;
                return Err(format!("{command:?} ended at once: {why}").into());
            }
            let found = line.split_once("http://").map(|(_, rest)| rest);
            if let Some(found) =
                found.and_then(|rest| rest.trim().trim_end_matches('/').parse().ok())
            {
                break found;
            }
        };
        Ok(Self {
            child,
            _said: said,
            address,
        })
    }

    /// Processor time it took so far, in user and kernel mode.
    ///
    /// # Errors
    /// When it is gone.
    pub fn processor_time(&self) -> Result<Duration, Fault> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name before the last bracket may hold spaces; utime and stime are the 14th and 15th field.
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks: u64 = after_name
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(str::parse::<u64>)
            .sum::<Result<_, _>>()?;
        let per_second = rustix::param::clock_ticks_per_second();
        Ok(Duration::from_secs_f64(ticks as f64 / per_second as f64))
    }

    /// Waits until it is done with what it does by itself after a start: a second in which it hardly ran.
    ///
    /// # Errors
    /// When that does not come.
    pub fn rest(&self) -> Result<Duration, Fault> {
        let began = Instant::now();
        while began.elapsed() < LONGEST_UNREST {
            let before = self.processor_time()?;
            std::thread::sleep(Duration::from_secs(1));
            if self.processor_time()?.saturating_sub(before) <= Duration::from_millis(20) {
                return Ok(began.elapsed());
            }
        }
        Err("the server does not come to rest".into())
    }

    /// A line of `/proc/PID/status` that counts kB, such as `VmRSS` now or `VmHWM` at most, in MiB.
    ///
    /// # Errors
    /// When it is gone.
    pub fn memory_mib(&self, line: &str) -> Result<f64, Fault> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let found = status
            .lines()
            .find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
        let number = found.and_then(|text| text.split_whitespace().next());
        Ok(number.ok_or("no such line")?.parse::<f64>()? / 1024.0)
    }

    /// Ends it as an operator does, so that it puts its house in order.
    ///
    /// # Errors
    /// When it does not end well.
    pub fn stop(mut self) -> Result<(), Fault> {
        kill_process(self.pid()?, Signal::TERM)?;
        let status = self.child.wait()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("a server ended with {status}").into())
        }
    }

    /// Ends it in the middle of whatever it does.
    ///
    /// # Errors
    /// When it is gone already.
    pub fn kill(mut self) -> Result<(), Fault> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    fn pid(&self) -> Result<Pid, Fault> {
        let id = i32::try_from(self.child.id())?;
        Ok(Pid::from_raw(id).ok_or("a process without a number")?)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
