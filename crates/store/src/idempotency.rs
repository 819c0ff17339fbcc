//! Answers that were given once and must be given again unchanged when the device repeats its request.
//!
//! `find` and `insert` belong into the same write as the change itself: then a request that arrives twice at once is
//! done once. The response may hold personal data, so the caller seals it.

use crate::{Connection, StoreError, Tx, portion};

/// An answer given before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: i64,
    pub response: Vec<u8>,
}

/// What a key is known for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Never seen: do the work.
    No,
    /// The same request was answered: answer the same.
    Answered(Answer),
    /// The key came with another request: refuse.
    KeyReused,
}

/// What is known of this subject's key. The subject is whoever sent it, so keys of two people never meet.
pub fn find(
    connection: &Connection,
    subject: &str,
    key: &str,
    request_hash: &[u8; 32],
) -> Result<Known, StoreError> {
    let sql = "SELECT request_hash, status, response FROM idempotency_keys WHERE subject = $1 AND key = $2";
    let Some(row) = connection.query_one(sql, &[subject.into(), key.into()])? else {
        return Ok(Known::No);
    };
    if row.get::<[u8; 32]>(0)? != *request_hash {
        return Ok(Known::KeyReused);
    }
    Ok(Known::Answered(Answer {
        status: row.get(1)?,
        response: row.get(2)?,
    }))
}

/// Keeps the answer to a request that `find` did not know.
pub fn insert(
    tx: &Tx,
    subject: &str,
    key: &str,
    request_hash: &[u8; 32],
    answer: &Answer,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO idempotency_keys (subject, key, request_hash, status, response, created_ms)
        VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        subject.into(),
        key.into(),
        request_hash.into(),
        answer.status.into(),
        (&answer.response).into(),
        now_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Forgets every answer given to somebody.
pub fn delete_of(tx: &Tx, subject: &str) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM idempotency_keys WHERE subject = $1",
        &[subject.into()],
    )
}

/// Forgets a portion of the answers older than that instant and says how many.
pub fn delete_before(tx: &Tx, created_ms: i64) -> Result<usize, StoreError> {
    let is_due = "created_ms < $1";
    portion::delete(
        tx,
        "idempotency_keys",
        "subject, key",
        is_due,
        created_ms.into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn a_repeated_request_gets_its_answer() {
        let answer = Answer {
            status: 201,
            response: b"{}".to_vec(),
        };
        let expected = answer.clone();
        let found = in_write(move |tx| {
            let before = find(tx, "person/1", "k", &[1; 32])?;
            insert(tx, "person/1", "k", &[1; 32], &answer, 5)?;
            Ok([
                before,
                find(tx, "person/1", "k", &[1; 32])?,
                find(tx, "person/1", "k", &[2; 32])?,
                find(tx, "person/2", "k", &[1; 32])?,
            ])
        });
        assert_eq!(
            found,
            [
                Known::No,
                Known::Answered(expected),
                Known::KeyReused,
                Known::No
            ]
        );
    }

    #[test]
    fn a_key_is_kept_once_and_not_for_ever() {
        let (again, deleted, left) = in_write(|tx| {
            let answer = Answer {
                status: 200,
                response: Vec::new(),
            };
            insert(tx, "p", "k", &[1; 32], &answer, 5)?;
            let again = tx.attempt(|tx| insert(tx, "p", "k", &[1; 32], &answer, 6));
            Ok((
                again,
                [delete_before(tx, 5)?, delete_before(tx, 6)?],
                find(tx, "p", "k", &[1; 32])?,
            ))
        });
        assert!(matches!(again, Err(StoreError::Duplicate { .. })));
        assert_eq!((deleted, left), ([0, 1], Known::No));
    }

    #[test]
    fn many_are_forgotten_in_portions() {
        let deleted = in_write(|tx| {
            let answer = Answer {
                status: 200,
                response: Vec::new(),
            };
            for number in 0..portion::PORTION + 5 {
                insert(tx, "p", &number.to_string(), &[1; 32], &answer, 5)?;
            }
            (0..3)
                .map(|_| delete_before(tx, 6))
                .collect::<Result<Vec<_>, _>>()
        });
        assert_eq!(deleted, [portion::PORTION, 5, 0]);
    }
}
