//! Processor time of this process.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Started once, read as often as wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopwatch(Duration);

impl Stopwatch {
    pub(super) fn start() -> Self {
        Self(now())
    }

    pub(super) fn elapsed(self) -> Duration {
        now().saturating_sub(self.0)
    }
}

fn now() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let whole = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(whole, u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_takes_no_time_and_work_does() {
        let watch = Stopwatch::start();
        while watch.elapsed() < Duration::from_millis(5) {
            std::hint::black_box(now());
        }
        assert!(watch.elapsed() >= Duration::from_millis(5));
    }
}
