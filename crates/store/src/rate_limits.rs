//! How often somebody did something in a fixed window. The bucket is a keyed hash of who and what.

use crate::{StoreError, Tx, portion};

/// Whether one more is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    Allowed,
    /// Not before so many milliseconds have passed.
    Limited {
        retry_after_ms: i64,
    },
}

/// Counts one more and judges it. It counts in the write it is called in, which must end in `Ok` to keep the count.
pub fn hit(
    tx: &Tx,
    bucket: &[u8; 32],
    window_ms: i64,
    limit: i64,
    now_ms: i64,
) -> Result<Rate, StoreError> {
    let start_ms = now_ms - now_ms.rem_euclid(window_ms.max(1));
    let sql = "INSERT INTO rate_limits (bucket, window_start_ms, hits) VALUES ($1, $2, 1)
        ON CONFLICT (bucket) DO UPDATE SET
            hits = CASE WHEN rate_limits.window_start_ms = excluded.window_start_ms THEN rate_limits.hits + 1 ELSE 1 END,
            window_start_ms = excluded.window_start_ms
        RETURNING hits";
    let row = tx
        .query_one(sql, &[bucket.into(), start_ms.into()])?
        .ok_or(StoreError::Abandoned)?;
    if row.get::<i64>(0)? <= limit {
        return Ok(Rate::Allowed);
    }
    Ok(Rate::Limited {
        retry_after_ms: start_ms + window_ms - now_ms,
    })
}

/// Forgets a portion of the windows that began before that instant and says how many.
pub fn delete_before(tx: &Tx, window_start_ms: i64) -> Result<usize, StoreError> {
    let is_due = "window_start_ms < $1";
    portion::delete(tx, "rate_limits", "bucket", is_due, window_start_ms.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn a_window_lets_so_many_through() {
        let rates = in_write(|tx| {
            [1_000, 1_001, 1_002, 1_999, 2_000]
                .into_iter()
                .map(|now| hit(tx, &[1; 32], 1_000, 2, now))
                .collect::<Result<Vec<_>, _>>()
        });
        let limited = |retry_after_ms| Rate::Limited { retry_after_ms };
        assert_eq!(
            rates,
            [
                Rate::Allowed,
                Rate::Allowed,
                limited(998),
                limited(1),
                Rate::Allowed
            ]
        );
    }

    #[test]
    fn buckets_do_not_share() {
        let rates = in_write(|tx| Ok([hit(tx, &[1; 32], 10, 1, 0)?, hit(tx, &[2; 32], 10, 1, 0)?]));
        assert_eq!(rates, [Rate::Allowed, Rate::Allowed]);
    }

    #[test]
    fn old_windows_go() {
        let deleted = in_write(|tx| {
            hit(tx, &[1; 32], 10, 1, 15).and(Ok([delete_before(tx, 10)?, delete_before(tx, 11)?]))
        });
        assert_eq!(deleted, [0, 1]);
    }
}
