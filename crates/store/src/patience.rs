//! How often and how long something that passes is tried again.

use std::time::{Duration, Instant};

const FIRST: Duration = Duration::from_millis(10);
const LONGEST: Duration = Duration::from_millis(500);

/// Pauses that double, until the time is up.
#[derive(Debug)]
pub(crate) struct Patience {
    until: Instant,
    pause: Duration,
}

impl Patience {
    pub(crate) fn of(time: Duration) -> Self {
        Self {
            until: Instant::now() + time,
            pause: FIRST,
        }
    }

    /// How long to pause before trying once more; none when the time is up.
    pub(crate) fn next(&mut self) -> Option<Duration> {
        let pause = self.pause;
        self.pause = (pause * 2).min(LONGEST);
        (Instant::now() + pause < self.until).then_some(pause)
    }
}
