//! The one place where the server asks what time it is, so that tests can say.

use std::fmt::Debug;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::Date;
use store::{StoreError, Tx, clock_mark, sessions};

use self::steady::Steady;

pub mod steady;

/// Tells the time.
pub trait Clock: Debug + Send + Sync {
    /// Unix milliseconds, UTC.
    fn now_ms(&self) -> i64;

    /// The civil date in the district (Asia/Shanghai).
    fn today(&self) -> Date {
        Date::from_unix_ms_shanghai(self.now_ms())
    }

    /// What the machine shows when it is not believed.
    fn disbelieved_ms(&self) -> Option<i64> {
        None
    }
}

/// The machine's clock, as short commands read it.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_millis()).ok())
            .unwrap_or(0)
    }
}

/// The machine's clock for a portal that runs for months: a jump is not followed, because sessions, deadlines and what
/// is forgotten hang on it.
#[derive(Debug)]
pub struct SteadyClock(Mutex<Steady>);

impl Default for SteadyClock {
    fn default() -> Self {
        let start = Steady::starting_at(SystemClock.now_ms(), counted_ms());
        Self(Mutex::new(start))
    }
}

impl SteadyClock {
    fn read(&self) -> (i64, bool) {
        let mut steady = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        steady.read(SystemClock.now_ms(), counted_ms())
    }
}

impl Clock for SteadyClock {
    fn now_ms(&self) -> i64 {
        self.read().0
    }

    fn disbelieved_ms(&self) -> Option<i64> {
        let (_, is_believed) = self.read();
        (!is_believed).then(|| SystemClock.now_ms())
    }
}

/// Somebody has looked at a clock that jumped and says it is right: what it shows is the newest instant seen, and every
/// session ends.
///
/// # Errors
/// When the store does not take it.
pub fn confirm(tx: &Tx, now_ms: i64) -> Result<(), StoreError> {
    // A clock that goes back would make sessions hold again that have ended.
    sessions::revoke_all(tx, now_ms)?;
    clock_mark::confirm(tx, now_ms)
}

/// Milliseconds that nobody can set, those of a sleeping machine included.
fn counted_ms() -> i64 {
    let since = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    since.tv_sec * 1000 + since.tv_nsec / 1_000_000
}

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock showing this instant.
    #[must_use]
    pub fn new(now_ms: i64) -> Self {
        Self(AtomicI64::new(now_ms))
    }

    /// Moves it on.
    pub fn advance_ms(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}
