//! Invitations to an account, each good once.

use crate::{Connection, Row, StoreError, Tx, portion};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub code_hash: [u8; 32],
    pub organisation_id: String,
    /// Name of the one invited, as others see it.
    pub display_name: String,
    /// What the one invited is to do there.
    pub duty: String,
    /// Staff id.
    pub invited_by: String,
    pub created_ms: i64,
    pub expires_ms: i64,
    pub used_ms: Option<i64>,
}

const COLUMNS: &str =
    "code_hash, organisation_id, display_name, duty, invited_by, created_ms, expires_ms, used_ms";

fn read(row: &Row) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        code_hash: row.get(0)?,
        organisation_id: row.get(1)?,
        display_name: row.get(2)?,
        duty: row.get(3)?,
        invited_by: row.get(4)?,
        created_ms: row.get(5)?,
        expires_ms: row.get(6)?,
        used_ms: row.get(7)?,
    })
}

pub fn insert(tx: &Tx, new: &Invitation) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO invitations ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&new.code_hash).into(),
        (&new.organisation_id).into(),
        (&new.display_name).into(),
        (&new.duty).into(),
        (&new.invited_by).into(),
        new.created_ms.into(),
        new.expires_ms.into(),
        new.used_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Uses it up; none when it is unknown, was used, or has ended.
pub fn take(tx: &Tx, code_hash: &[u8; 32], now_ms: i64) -> Result<Option<Invitation>, StoreError> {
    let sql = format!(
        "UPDATE invitations SET used_ms = $1 WHERE code_hash = $2 AND used_ms IS NULL AND expires_ms > $1
        RETURNING {COLUMNS}"
    );
    tx.find(&sql, &[now_ms.into(), code_hash.into()], read)
}

/// Ends those of an organisation for somebody of this name that can still be used, and says how many.
pub fn end_open(
    tx: &Tx,
    organisation_id: &str,
    display_name: &str,
    now_ms: i64,
) -> Result<usize, StoreError> {
    let sql = "UPDATE invitations SET expires_ms = $1
        WHERE organisation_id = $2 AND display_name = $3 AND used_ms IS NULL AND expires_ms > $1";
    let values = [now_ms.into(), organisation_id.into(), display_name.into()];
    tx.execute(sql, &values)
}

/// Ends the one for somebody of this name that could be used until then; whether there was one.
pub fn withdraw(
    tx: &Tx,
    organisation_id: &str,
    (display_name, expires_ms): (&str, i64),
    now_ms: i64,
) -> Result<bool, StoreError> {
    let sql =
        "UPDATE invitations SET expires_ms = $1 WHERE organisation_id = $2 AND display_name = $3
        AND expires_ms = $4 AND used_ms IS NULL AND expires_ms > $1";
    let values = [
        now_ms.into(),
        organisation_id.into(),
        display_name.into(),
        expires_ms.into(),
    ];
    Ok(tx.execute(sql, &values)? > 0)
}

/// Those of an organisation that can still be used, the newest first.
pub fn list_open(
    connection: &Connection,
    organisation_id: &str,
    now_ms: i64,
) -> Result<Vec<Invitation>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invitations WHERE organisation_id = $1 AND used_ms IS NULL AND expires_ms > $2
        ORDER BY created_ms DESC"
    );
    connection.list(&sql, &[organisation_id.into(), now_ms.into()], read)
}

/// Forgets a portion of those whose time had ended by that instant, used or not, and says how many.
pub fn delete_ended(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    let is_due = "expires_ms < $1";
    portion::delete(tx, "invitations", "code_hash", is_due, before_ms.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_organisation, in_write};

    fn invitation(code: u8, name: &str) -> Invitation {
        Invitation {
            code_hash: [code; 32],
            organisation_id: "a".into(),
            display_name: name.into(),
            duty: "editor".into(),
            invited_by: "s".into(),
            created_ms: 1,
            expires_ms: 10,
            used_ms: None,
        }
    }

    #[test]
    fn those_of_one_name_end_together_and_others_stay() {
        let (ended, open) = in_write(|tx| {
            add_organisation(tx, "a");
            for (code, name) in [(1, "甲"), (2, "乙"), (3, "甲")] {
                insert(tx, &invitation(code, name))?;
            }
            assert!(take(tx, &[3; 32], 4)?.is_some());
            let ended = [end_open(tx, "a", "甲", 5)?, end_open(tx, "a", "甲", 5)?];
            let open = list_open(tx, "a", 5)?;
            Ok((
                ended,
                open.into_iter()
                    .map(|one| one.display_name)
                    .collect::<Vec<_>>(),
            ))
        });
        assert_eq!(ended, [1, 0]);
        assert_eq!(open, ["乙"]);
    }

    #[test]
    fn one_is_withdrawn_as_it_was_seen() {
        let (ended, open) = in_write(|tx| {
            add_organisation(tx, "a");
            for (code, name) in [(1, "甲"), (2, "乙")] {
                insert(tx, &invitation(code, name))?;
            }
            let mut ended = Vec::new();
            for (name, expires_ms) in [("丙", 10), ("甲", 9), ("甲", 10), ("甲", 10)] {
                ended.push(withdraw(tx, "a", (name, expires_ms), 5)?);
            }
            // Of another organisation; out of time.
            ended.push(withdraw(tx, "b", ("乙", 10), 5)?);
            ended.push(withdraw(tx, "a", ("乙", 10), 10)?);
            Ok((ended, list_open(tx, "a", 5)?.len()))
        });
        assert_eq!(ended, [false, false, true, false, false, false]);
        assert_eq!(open, 1);
    }

    #[test]
    fn a_code_is_good_once_and_not_for_ever() {
        let (open, taken, forgotten) = in_write(|tx| {
            add_organisation(tx, "a");
            for code in [1, 2] {
                insert(tx, &invitation(code, "示例 教务"))?;
            }
            let open = list_open(tx, "a", 9)?.len();
            let taken = [
                take(tx, &[1; 32], 5)?.is_some(),
                take(tx, &[1; 32], 6)?.is_some(),
                take(tx, &[2; 32], 10)?.is_some(),
                take(tx, &[3; 32], 5)?.is_some(),
            ];
            let forgotten = [delete_ended(tx, 10)?, delete_ended(tx, 11)?];
            Ok((open, taken, forgotten))
        });
        assert_eq!((open, taken), (2, [true, false, false, false]));
        assert_eq!(forgotten, [0, 2]);
    }
}
