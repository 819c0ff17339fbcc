//! How long the write has waited that has waited longest: what a new one may expect.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

const NONE: u64 = u64::MAX;

/// Set by the writer, read by everybody.
#[derive(Debug)]
pub(crate) struct Backlog {
    since: Instant,
    /// When the oldest job under way was queued, milliseconds after `since`.
    oldest_ms: AtomicU64,
}

impl Backlog {
    pub(crate) fn new() -> Self {
        Self {
            since: Instant::now(),
            oldest_ms: AtomicU64::new(NONE),
        }
    }

    /// Work begins on jobs of which the first was queued then.
    pub(crate) fn begin(&self, queued: Instant) {
        let after = queued.saturating_duration_since(self.since).as_millis();
        let after = u64::try_from(after).unwrap_or(NONE - 1);
        self.oldest_ms.store(after, Ordering::Relaxed);
    }

    /// They have their answers.
    pub(crate) fn end(&self) {
        self.oldest_ms.store(NONE, Ordering::Relaxed);
    }

    /// How long the oldest job under way has waited until now.
    pub(crate) fn age(&self, now: Instant) -> Duration {
        match self.oldest_ms.load(Ordering::Relaxed) {
            NONE => Duration::ZERO,
            oldest => now
                .saturating_duration_since(self.since)
                .saturating_sub(Duration::from_millis(oldest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_ages_until_it_is_answered() {
        let backlog = Backlog::new();
        let at = |seconds| backlog.since + Duration::from_secs(seconds);
        assert_eq!(backlog.age(at(9)), Duration::ZERO);
        backlog.begin(at(2));
        assert_eq!(backlog.age(at(9)), Duration::from_secs(7));
        assert_eq!(backlog.age(at(1)), Duration::ZERO);
        backlog.end();
        assert_eq!(backlog.age(at(9)), Duration::ZERO);
    }
}
