//! Tokens by which a trainer's own system sends courses. The text of one is kept nowhere.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseToken {
    pub id: String,
    pub organisation_id: String,
    /// Staff id of the account it acts for.
    pub author_id: String,
    /// What its maker calls it.
    pub name: String,
    pub hash: [u8; 32],
    pub created_ms: i64,
    pub used_ms: Option<i64>,
    pub revoked_ms: Option<i64>,
}

const COLUMNS: &str = "id, organisation_id, author_id, name, hash, created_ms, used_ms, revoked_ms";

fn read(row: &Row) -> Result<CourseToken, StoreError> {
    Ok(CourseToken {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        author_id: row.get(2)?,
        name: row.get(3)?,
        hash: row.get(4)?,
        created_ms: row.get(5)?,
        used_ms: row.get(6)?,
        revoked_ms: row.get(7)?,
    })
}

pub fn insert(tx: &Tx, new: &CourseToken) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO course_tokens ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&new.id).into(),
        (&new.organisation_id).into(),
        (&new.author_id).into(),
        (&new.name).into(),
        (&new.hash).into(),
        new.created_ms.into(),
        new.used_ms.into(),
        new.revoked_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// The tokens of an organisation that are not revoked, the newest first.
pub fn list(
    connection: &Connection,
    organisation_id: &str,
) -> Result<Vec<CourseToken>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM course_tokens WHERE organisation_id = $1 AND revoked_ms IS NULL
        ORDER BY created_ms DESC, id"
    );
    connection.list(&sql, &[organisation_id.into()], read)
}

/// The token with this hash, unless it was revoked.
pub fn find_live(
    connection: &Connection,
    hash: &[u8; 32],
) -> Result<Option<CourseToken>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM course_tokens WHERE hash = $1 AND revoked_ms IS NULL");
    connection.find(&sql, &[hash.into()], read)
}

/// Notes that it was used.
pub fn note_used(tx: &Tx, id: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql = "UPDATE course_tokens SET used_ms = $1 WHERE id = $2";
    tx.execute(sql, &[now_ms.into(), id.into()]).map(drop)
}

/// Revokes a token of an organisation; false when it has no such token, or it was revoked before.
pub fn revoke(tx: &Tx, organisation_id: &str, id: &str, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE course_tokens SET revoked_ms = $1
        WHERE id = $2 AND organisation_id = $3 AND revoked_ms IS NULL";
    let changed = tx.execute(sql, &[now_ms.into(), id.into(), organisation_id.into()])?;
    Ok(changed > 0)
}

/// Revokes every token that acts for an account.
pub fn revoke_of_author(tx: &Tx, author_id: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql =
        "UPDATE course_tokens SET revoked_ms = $1 WHERE author_id = $2 AND revoked_ms IS NULL";
    tx.execute(sql, &[now_ms.into(), author_id.into()])
        .map(drop)
}
