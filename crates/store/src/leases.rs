//! Who does the work that one server does for all: a name, its holder, and until when nobody else may take it.

use crate::{StoreError, Tx};

/// Takes or renews a lease and says whether it is the holder's now, until `now_ms + term_ms`.
///
/// Free is a lease that nobody has, that has run out, or that runs on for longer than two terms: nobody takes one for so
/// long, so it was written by a clock that has been set back since.
pub fn claim(
    tx: &Tx,
    name: &str,
    holder: &str,
    now_ms: i64,
    term_ms: i64,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO leases (name, holder, until_ms) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ms = excluded.until_ms
        WHERE leases.holder = excluded.holder OR leases.until_ms <= $4 OR leases.until_ms > $5
        RETURNING holder";
    let values = [
        name.into(),
        holder.into(),
        now_ms.saturating_add(term_ms).into(),
        now_ms.into(),
        now_ms.saturating_add(term_ms.saturating_mul(2)).into(),
    ];
    Ok(tx.query_one(sql, &values)?.is_some())
}

/// Gives a lease back, if it is still the holder's.
pub fn release(tx: &Tx, name: &str, holder: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM leases WHERE name = $1 AND holder = $2";
    tx.execute(sql, &[name.into(), holder.into()]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    const TERM: i64 = 100;

    /// Who of some claims one after the other gets it.
    fn granted(claims: &'static [(&str, i64)]) -> Vec<bool> {
        in_write(move |tx| {
            claims
                .iter()
                .map(|(holder, now_ms)| claim(tx, "jobs", holder, *now_ms, TERM))
                .collect::<Result<Vec<_>, _>>()
        })
    }

    #[test]
    fn one_holds_it_until_it_runs_out() {
        let claims = &[
            ("a", 0),
            ("b", 1),
            ("a", 60),
            ("b", 159),
            ("b", 160),
            ("a", 161),
        ];
        assert_eq!(granted(claims), [true, false, true, false, true, false]);
    }

    #[test]
    fn a_clock_that_was_set_back_stops_nobody_for_ever() {
        const CENTURY: i64 = 100 * 365 * 24 * 60 * 60 * 1000;
        // A lease from the year after next century is nobody's; one that a little skew explains is its holder's.
        let claims = &[
            ("a", CENTURY),
            ("b", 0),
            ("a", 1),
            ("a", CENTURY),
            ("a", 5),
            ("b", 6),
        ];
        assert_eq!(granted(claims), [true, true, false, true, true, false]);
        assert_eq!(granted(&[("a", 90), ("b", 0)]), [true, false]);
        assert_eq!(
            granted(&[("a", i64::MAX), ("b", i64::MAX - 1)]),
            [true, false]
        );
    }

    #[test]
    fn what_is_given_back_is_free_and_only_the_holder_gives_it_back() {
        let granted = in_write(|tx| {
            claim(tx, "jobs", "a", 0, TERM)?;
            release(tx, "jobs", "b")?;
            let kept = claim(tx, "jobs", "b", 1, TERM)?;
            release(tx, "jobs", "a")?;
            Ok([
                kept,
                claim(tx, "jobs", "b", 1, TERM)?,
                claim(tx, "others", "a", 1, TERM)?,
            ])
        });
        assert_eq!(granted, [false, true, true]);
    }
}
