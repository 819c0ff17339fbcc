//! Consents of other people to an application: one row per person asked. The columns are what the events fold into.

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileConsent {
    pub id: String,
    pub application_id: String,
    pub kind: String,
    pub state: String,
    /// The number of events.
    pub version: i64,
    /// Name, ID number and phone, under the application's key.
    pub sealed_person: Vec<u8>,
    /// The same keyed hash that applications have.
    pub id_number_index: [u8; 32],
    /// Until when an answer is taken.
    pub until_ms: i64,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str = "id, application_id, kind, state, version, sealed_person, id_number_index, until_ms, created_ms, \
    updated_ms";

fn read(row: &Row) -> Result<FileConsent, StoreError> {
    Ok(FileConsent {
        id: row.get(0)?,
        application_id: row.get(1)?,
        kind: row.get(2)?,
        state: row.get(3)?,
        version: row.get(4)?,
        sealed_person: row.get(5)?,
        id_number_index: row.get(6)?,
        until_ms: row.get(7)?,
        created_ms: row.get(8)?,
        updated_ms: row.get(9)?,
    })
}

/// Adds one.
pub fn insert(tx: &Tx, consent: &FileConsent) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO file_consents ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    );
    let values = [
        (&consent.id).into(),
        (&consent.application_id).into(),
        (&consent.kind).into(),
        (&consent.state).into(),
        consent.version.into(),
        (&consent.sealed_person).into(),
        (&consent.id_number_index).into(),
        consent.until_ms.into(),
        consent.created_ms.into(),
        consent.updated_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what an event changed, if the consent still has the version `seen`.
pub fn update(tx: &Tx, consent: &FileConsent, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE file_consents SET state = $1, version = $2, updated_ms = $3
        WHERE id = $4 AND version = $5";
    let values = [
        (&consent.state).into(),
        consent.version.into(),
        consent.updated_ms.into(),
        (&consent.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &consent.id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<FileConsent>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM file_consents WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Everybody asked for an application, the oldest first.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<FileConsent>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM file_consents WHERE application_id = $1 ORDER BY created_ms, id"
    );
    connection.list(&sql, &[application_id.into()], read)
}

/// Some of those whom nobody answered for in time.
pub fn list_due(
    connection: &Connection,
    now_ms: i64,
    limit: i64,
) -> Result<Vec<FileConsent>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM file_consents WHERE until_ms <= $1 AND state IN ('asked', 'seen')
        ORDER BY until_ms, id LIMIT $2"
    );
    connection.list(&sql, &[now_ms.into(), limit.into()], read)
}

/// An application that somebody has to do with, and the loan it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// `applicant`, or the kind of the consent that they gave.
    pub role: String,
    pub product: String,
    pub state: String,
    pub is_handed_in: bool,
    pub loan_state: Option<String>,
}

/// Every application but one that somebody with this ID number made, or gave a consent to that stands.
pub fn list_ties(
    connection: &Connection,
    id_number_index: &[u8; 32],
    but_for: &str,
) -> Result<Vec<Tie>, StoreError> {
    let sql = "SELECT 'applicant', a.product, a.state, a.submitted_ms, l.state
        FROM applications a LEFT JOIN loans l ON l.id = a.id
        WHERE a.id_number_index = $1 AND a.id <> $2
        UNION ALL
        SELECT c.kind, a.product, a.state, a.submitted_ms, l.state
        FROM file_consents c JOIN applications a ON a.id = c.application_id LEFT JOIN loans l ON l.id = a.id
        WHERE c.id_number_index = $1 AND c.state = 'given' AND a.id <> $2";
    let values = [id_number_index.into(), but_for.into()];
    connection.list(sql, &values, |row| {
        Ok(Tie {
            role: row.get(0)?,
            product: row.get(1)?,
            state: row.get(2)?,
            is_handed_in: row.get::<Option<i64>>(3)?.is_some(),
            loan_state: row.get(4)?,
        })
    })
}

/// Forgets everybody asked for an application that is thrown away, and what happened to each.
pub fn delete_of(tx: &Tx, application_id: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM file_consent_events WHERE consent_id IN
        (SELECT id FROM file_consents WHERE application_id = $1)";
    tx.execute(sql, &[application_id.into()])?;
    let sql = "DELETE FROM file_consents WHERE application_id = $1";
    tx.execute(sql, &[application_id.into()]).map(drop)
}

#[cfg(test)]
mod tests;
