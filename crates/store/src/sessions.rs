//! Who is signed in. The browser holds a random token, this table only its hash.

use crate::{Connection, Row, StoreError, Tx, portion};

/// One signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub token_hash: [u8; 32],
    /// Which table `subject_id` is of, such as `person` or `staff`.
    pub subject_kind: String,
    pub subject_id: String,
    pub role: Option<String>,
    pub agency_id: Option<String>,
    pub created_ms: i64,
    pub last_seen_ms: i64,
    /// The end, however often it is used.
    pub expires_ms: i64,
}

const COLUMNS: &str =
    "token_hash, subject_kind, subject_id, role, agency_id, created_ms, last_seen_ms, expires_ms";

fn read(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        token_hash: row.get(0)?,
        subject_kind: row.get(1)?,
        subject_id: row.get(2)?,
        role: row.get(3)?,
        agency_id: row.get(4)?,
        created_ms: row.get(5)?,
        last_seen_ms: row.get(6)?,
        expires_ms: row.get(7)?,
    })
}

pub fn insert(tx: &Tx, session: &Session) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO sessions ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&session.token_hash).into(),
        (&session.subject_kind).into(),
        (&session.subject_id).into(),
        (&session.role).into(),
        (&session.agency_id).into(),
        session.created_ms.into(),
        session.last_seen_ms.into(),
        session.expires_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// The session if it still holds: not revoked, not past its end, and seen since `idle_since_ms`.
pub fn find_live(
    connection: &Connection,
    token_hash: &[u8; 32],
    now_ms: i64,
    idle_since_ms: i64,
) -> Result<Option<Session>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sessions
        WHERE token_hash = $1 AND revoked_ms IS NULL AND expires_ms > $2 AND last_seen_ms >= $3"
    );
    connection.find(
        &sql,
        &[token_hash.into(), now_ms.into(), idle_since_ms.into()],
        read,
    )
}

/// The session, whether or not it still holds.
pub fn find(connection: &Connection, token_hash: &[u8; 32]) -> Result<Option<Session>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE token_hash = $1");
    connection.find(&sql, &[token_hash.into()], read)
}

/// When somebody's newest session was last used, and when it ends in any case; whether or not it still holds.
pub fn last_seen_of(
    connection: &Connection,
    subject_kind: &str,
    subject_id: &str,
) -> Result<Option<(i64, i64)>, StoreError> {
    let sql = "SELECT last_seen_ms, expires_ms FROM sessions
        WHERE subject_kind = $1 AND subject_id = $2 ORDER BY created_ms DESC LIMIT 1";
    connection.find(sql, &[subject_kind.into(), subject_id.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// Notes that it was used. A caller does so once a minute at most: every note is a write.
pub fn touch(tx: &Tx, token_hash: &[u8; 32], now_ms: i64) -> Result<(), StoreError> {
    let sql = "UPDATE sessions SET last_seen_ms = $1 WHERE token_hash = $2 AND last_seen_ms < $1";
    tx.execute(sql, &[now_ms.into(), token_hash.into()])
        .map(drop)
}

/// Ends one session.
pub fn revoke(tx: &Tx, token_hash: &[u8; 32], now_ms: i64) -> Result<(), StoreError> {
    let sql = "UPDATE sessions SET revoked_ms = $1 WHERE token_hash = $2 AND revoked_ms IS NULL";
    tx.execute(sql, &[now_ms.into(), token_hash.into()])
        .map(drop)
}

/// Ends every session of somebody and says how many.
pub fn revoke_all_of(
    tx: &Tx,
    subject_kind: &str,
    subject_id: &str,
    now_ms: i64,
) -> Result<usize, StoreError> {
    let sql = "UPDATE sessions SET revoked_ms = $1
        WHERE subject_kind = $2 AND subject_id = $3 AND revoked_ms IS NULL AND expires_ms > $1";
    tx.execute(
        sql,
        &[now_ms.into(), subject_kind.into(), subject_id.into()],
    )
}

/// Ends every session of somebody but one.
pub fn revoke_others_of(
    tx: &Tx,
    subject_kind: &str,
    subject_id: &str,
    kept: &[u8; 32],
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE sessions SET revoked_ms = $1
        WHERE subject_kind = $2 AND subject_id = $3 AND token_hash <> $4 AND revoked_ms IS NULL";
    let values = [
        now_ms.into(),
        subject_kind.into(),
        subject_id.into(),
        kept.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Ends every session there is.
pub fn revoke_all(tx: &Tx, now_ms: i64) -> Result<usize, StoreError> {
    let sql = "UPDATE sessions SET revoked_ms = $1 WHERE revoked_ms IS NULL";
    tx.execute(sql, &[now_ms.into()])
}

/// Deletes a portion of what had ended by that instant and says how many.
pub fn delete_ended(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    let is_due = "expires_ms <= $1 OR revoked_ms <= $1";
    portion::delete(tx, "sessions", "token_hash", is_due, before_ms.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    fn session(token: u8, subject_id: &str) -> Session {
        Session {
            token_hash: [token; 32],
            subject_kind: "person".into(),
            subject_id: subject_id.into(),
            role: None,
            agency_id: None,
            created_ms: 100,
            last_seen_ms: 100,
            expires_ms: 1_000,
        }
    }

    #[test]
    fn a_session_lives_until_its_end_while_used() {
        let found = in_write(|tx| {
            insert(tx, &session(1, "a"))?;
            let live = |now, idle_since| {
                find_live(tx, &[1; 32], now, idle_since).map(|found| found.is_some())
            };
            let before = [
                live(100, 0)?,
                live(999, 100)?,
                live(999, 101)?,
                live(1_000, 0)?,
            ];
            touch(tx, &[1; 32], 500)?;
            touch(tx, &[1; 32], 400)?;
            Ok((before, live(999, 500)?, find_live(tx, &[2; 32], 100, 0)?))
        });
        assert_eq!(found, ([true, true, false, false], true, None));
    }

    #[test]
    fn staff_sessions_carry_role_and_agency() {
        let staff = Session {
            role: Some("hr_officer".into()),
            agency_id: Some("hr".into()),
            ..session(1, "s")
        };
        let expected = staff.clone();
        let found =
            in_write(move |tx| insert(tx, &staff).and_then(|()| find_live(tx, &[1; 32], 100, 0)));
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn one_goes_on_where_the_others_end() {
        let left = in_write(|tx| {
            for (token, subject) in [(1, "a"), (2, "a"), (3, "b")] {
                insert(tx, &session(token, subject))?;
            }
            revoke_others_of(tx, "person", "a", &[2; 32], 300)?;
            revoke_others_of(tx, "staff", "b", &[9; 32], 300)?;
            Ok([1, 2, 3].map(|token| find_live(tx, &[token; 32], 400, 0).unwrap().is_some()))
        });
        assert_eq!(left, [false, true, true]);
    }

    #[test]
    fn revoking_ends_one_or_all() {
        let (all, left, deleted) = in_write(|tx| {
            for (token, subject) in [(1, "a"), (2, "a"), (3, "a"), (4, "b")] {
                insert(tx, &session(token, subject))?;
            }
            revoke(tx, &[1; 32], 200)?;
            let all = revoke_all_of(tx, "person", "a", 300)?;
            let left =
                [1, 2, 3, 4].map(|token| find_live(tx, &[token; 32], 400, 0).unwrap().is_some());
            Ok((
                all,
                left,
                [
                    delete_ended(tx, 299)?,
                    delete_ended(tx, 999)?,
                    delete_ended(tx, 1_000)?,
                ],
            ))
        });
        assert_eq!(
            (all, left, deleted),
            (2, [false, false, false, true], [1, 2, 1])
        );
    }
}
