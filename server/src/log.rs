//! The log on standard error: one JSON line for each event. Lines of a busy moment leave together, because a call to the
//! system for each costs a request more than finding a course does.

use std::io::{self, Write};
use std::panic;
use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tracing::{Level, Metadata};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// What we say, and what others say only when they fail. What a store of papers answers is told by us, once.
const QUIET: &str = "info,hyper=error,object_store=warn,rustls_platform_verifier=off";
/// How long a line may wait for others; a kill loses the lines of this time.
const TOGETHER: Duration = Duration::from_millis(50);
/// When this much waits it leaves at once, so that a log that nobody takes slows us down instead of filling the memory.
const MOST_BYTES: usize = 64 * 1024;

static LINES: LazyLock<Lines> = LazyLock::new(Lines::default);

/// Begins to log.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(QUIET));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(Together)
        .init();
    // What a panic says may quote what somebody typed; the place is enough to find it by.
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place = place.unwrap_or_default(), "panicked");
    }));
    let started = thread::Builder::new()
        .name("log".to_owned())
        .spawn(|| LINES.write_together());
    if let Err(error) = started {
        LINES.waiting().at_once = true;
        tracing::warn!(%error, "the log writes each line by itself");
    }
}

/// Writes what waits, before the process ends.
pub(crate) fn flush() {
    LINES.waiting().write_out();
}

#[derive(Default)]
struct Lines {
    waiting: Mutex<Waiting>,
    first: Condvar,
}

#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    at_once: bool,
}

impl Lines {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_together(&self) {
        loop {
            let empty = |waiting: &mut Waiting| waiting.bytes.is_empty();
            let some = self.first.wait_while(self.waiting(), empty);
            drop(some);
            thread::sleep(TOGETHER);
            self.waiting().write_out();
        }
    }
}

impl Waiting {
    /// A log that cannot be written is no reason to stop serving.
    fn write_out(&mut self) {
        let _ = io::stderr().write_all(&self.bytes);
        self.bytes.clear();
    }
}

/// Takes one line.
struct Line<'a> {
    lines: &'a Lines,
    at_once: bool,
}

impl Write for Line<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut waiting = self.lines.waiting();
        let was_empty = waiting.bytes.is_empty();
        waiting.bytes.extend_from_slice(line);
        if self.at_once || waiting.at_once || waiting.bytes.len() >= MOST_BYTES {
            waiting.write_out();
        } else if was_empty {
            self.lines.first.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Hands the lines out.
struct Together;

impl MakeWriter<'_> for Together {
    type Writer = Line<'static>;

    fn make_writer(&self) -> Line<'static> {
        Line {
            lines: &LINES,
            at_once: false,
        }
    }

    /// What went wrong is written before anything else can go wrong.
    fn make_writer_for(&self, event: &Metadata<'_>) -> Line<'static> {
        Line {
            lines: &LINES,
            at_once: *event.level() <= Level::WARN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_wait_for_each_other_and_a_warning_for_nobody() {
        let lines = Lines::default();
        let put = |at_once, line: &[u8]| {
            let lines = &lines;
            Line { lines, at_once }.write_all(line).unwrap();
            lines.waiting().bytes.len()
        };
        assert_eq!(put(false, b"one\n"), 4);
        assert_eq!(put(false, b"two\n"), 8);
        assert_eq!(put(true, b"three\n"), 0);
        assert_eq!(put(false, &[b'\n'; MOST_BYTES]), 0);
    }
}
