//! How often somebody may try something.

use api::ProblemCode;
use store::rate_limits::{self, Rate};
use store::{StoreError, Tx};
use vault::Keyring;

use crate::problem::ApiError;

/// So many in so long, for each of something.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted; part of the bucket.
    pub name: &'static str,
    /// The most that are let through.
    pub most: i64,
    /// The window.
    pub window_ms: i64,
}

/// A limit for one somebody. The database sees a keyed hash of who it is.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    limit: Limit,
    hash: [u8; 32],
}

impl Limit {
    /// The bucket of one somebody.
    #[must_use]
    pub fn of(self, keyring: &Keyring, whom: &str) -> Bucket {
        Bucket {
            limit: self,
            hash: keyring.blind_index(self.name, whom),
        }
    }
}

/// Counts one more in each bucket, until one is full; says how long to wait then.
///
/// The write it happens in must end in `Ok`, or nothing was counted.
///
/// # Errors
/// When the database fails.
pub fn hit(tx: &Tx, buckets: &[Bucket], now_ms: i64) -> Result<Option<Wait>, StoreError> {
    for Bucket { limit, hash } in buckets {
        if let Rate::Limited { retry_after_ms } =
            rate_limits::hit(tx, hash, limit.window_ms, limit.most, now_ms)?
        {
            let seconds =
                u32::try_from(retry_after_ms.max(0) / 1000 + i64::from(retry_after_ms % 1000 > 0));
            return Ok(Some(Wait {
                seconds: seconds.unwrap_or(u32::MAX).max(1),
            }));
        }
    }
    Ok(None)
}

/// How long to wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Wait {
    seconds: u32,
}

impl From<Wait> for ApiError {
    fn from(wait: Wait) -> Self {
        Self::Later(ProblemCode::TooManyRequests, wait.seconds)
    }
}
