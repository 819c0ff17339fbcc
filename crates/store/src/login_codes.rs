//! One-time codes sent to phones: one live code per phone and purpose, five tries, one use.

use crate::{StoreError, Tx, portion};

/// Wrong tries after which a code is dead.
pub const MOST_ATTEMPTS: i64 = 5;

/// A code on its way. Both hashes are keyed: six digits under a plain hash would be guessed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLoginCode {
    pub phone_index: [u8; 32],
    pub purpose: String,
    pub code_hash: [u8; 32],
    pub created_ms: i64,
    pub expires_ms: i64,
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Right; the code is used up.
    Accepted,
    /// Wrong, with so many tries left.
    Wrong { left: i64 },
    /// Five wrong tries: a new code is needed, even if this one was right.
    Exhausted,
    /// Too late.
    Expired,
    /// No code was asked for, or it was used already.
    Unknown,
}

/// Keeps a new code; the one before it is dead from then on.
pub fn put(tx: &Tx, code: &NewLoginCode) -> Result<(), StoreError> {
    let sql = "INSERT INTO login_codes (phone_index, purpose, code_hash, created_ms, expires_ms, attempts)
        VALUES ($1, $2, $3, $4, $5, 0)
        ON CONFLICT (phone_index, purpose) DO UPDATE SET code_hash = excluded.code_hash,
            created_ms = excluded.created_ms, expires_ms = excluded.expires_ms, attempts = 0, consumed_ms = NULL";
    let values = [
        (&code.phone_index).into(),
        (&code.purpose).into(),
        (&code.code_hash).into(),
        code.created_ms.into(),
        code.expires_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Tries a code. The count of tries is part of the write, so the write must end in `Ok` for a wrong code too.
pub fn attempt(
    tx: &Tx,
    phone_index: &[u8; 32],
    purpose: &str,
    code_hash: &[u8; 32],
    now_ms: i64,
) -> Result<Attempt, StoreError> {
    let sql = "SELECT code_hash, expires_ms, attempts FROM login_codes
        WHERE phone_index = $1 AND purpose = $2 AND consumed_ms IS NULL";
    let Some(row) = tx.query_one(sql, &[phone_index.into(), purpose.into()])? else {
        return Ok(Attempt::Unknown);
    };
    let (expected, expires_ms, attempts): ([u8; 32], i64, i64) =
        (row.get(0)?, row.get(1)?, row.get(2)?);
    if now_ms >= expires_ms {
        return Ok(Attempt::Expired);
    }
    if attempts >= MOST_ATTEMPTS {
        return Ok(Attempt::Exhausted);
    }
    if expected == *code_hash {
        let sql = "UPDATE login_codes SET consumed_ms = $1 WHERE phone_index = $2 AND purpose = $3";
        tx.execute(sql, &[now_ms.into(), phone_index.into(), purpose.into()])?;
        return Ok(Attempt::Accepted);
    }
    let sql =
        "UPDATE login_codes SET attempts = attempts + 1 WHERE phone_index = $1 AND purpose = $2";
    tx.execute(sql, &[phone_index.into(), purpose.into()])?;
    match MOST_ATTEMPTS - attempts - 1 {
        0 => Ok(Attempt::Exhausted),
        left => Ok(Attempt::Wrong { left }),
    }
}

/// Deletes a portion of the codes that expired by that instant and says how many.
pub fn delete_expired(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    let (key, is_due) = ("phone_index, purpose", "expires_ms <= $1");
    portion::delete(tx, "login_codes", key, is_due, before_ms.into())
}

/// Deletes every code, spent or not.
pub fn delete_all(tx: &Tx) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM login_codes", &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    const PHONE: [u8; 32] = [1; 32];
    const RIGHT: [u8; 32] = [2; 32];
    const WRONG: [u8; 32] = [3; 32];

    fn code(code_hash: [u8; 32]) -> NewLoginCode {
        NewLoginCode {
            phone_index: PHONE,
            purpose: "sign_in".into(),
            code_hash,
            created_ms: 0,
            expires_ms: 100,
        }
    }

    /// What each try after one `put` is answered.
    fn attempts(tries: &'static [([u8; 32], i64)]) -> Vec<Attempt> {
        in_write(move |tx| {
            put(tx, &code(RIGHT))?;
            tries
                .iter()
                .map(|(hash, now)| attempt(tx, &PHONE, "sign_in", hash, *now))
                .collect()
        })
    }

    #[test]
    fn a_code_is_used_once_in_time() {
        assert_eq!(
            attempts(&[(RIGHT, 99), (RIGHT, 99)]),
            [Attempt::Accepted, Attempt::Unknown]
        );
        assert_eq!(attempts(&[(RIGHT, 100)]), [Attempt::Expired]);
        assert_eq!(
            attempts(&[(WRONG, 1), (RIGHT, 2)]),
            [Attempt::Wrong { left: 4 }, Attempt::Accepted]
        );
    }

    #[test]
    fn the_fifth_wrong_try_kills_the_code() {
        let wrong = |left| Attempt::Wrong { left };
        assert_eq!(
            attempts(&[
                (WRONG, 1),
                (WRONG, 1),
                (WRONG, 1),
                (WRONG, 1),
                (WRONG, 1),
                (WRONG, 1),
                (RIGHT, 1)
            ]),
            [
                wrong(4),
                wrong(3),
                wrong(2),
                wrong(1),
                Attempt::Exhausted,
                Attempt::Exhausted,
                Attempt::Exhausted
            ]
        );
    }

    #[test]
    fn a_new_code_replaces_the_old_with_new_tries() {
        let found = in_write(|tx| {
            put(tx, &code(WRONG))?;
            for _ in 0..5 {
                attempt(tx, &PHONE, "sign_in", &[9; 32], 1)?;
            }
            put(tx, &code(RIGHT))?;
            Ok([
                attempt(tx, &PHONE, "change_phone", &RIGHT, 1)?,
                attempt(tx, &PHONE, "sign_in", &WRONG, 1)?,
                attempt(tx, &PHONE, "sign_in", &RIGHT, 1)?,
            ])
        });
        assert_eq!(
            found,
            [
                Attempt::Unknown,
                Attempt::Wrong { left: 4 },
                Attempt::Accepted
            ]
        );
    }

    #[test]
    fn expired_codes_go() {
        let deleted = in_write(|tx| {
            put(tx, &code(RIGHT)).and(Ok([delete_expired(tx, 99)?, delete_expired(tx, 100)?]))
        });
        assert_eq!(deleted, [0, 1]);
    }
}
