//! Applications: one row per file, the stored fold of its events beside the columns that queues and look-ups need.

mod queue;

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, UpdateError, Value};
pub(crate) use queue::QUOTA_WAIT;
pub use queue::{
    QueuePlace, count_late, count_queue, count_quota_waits, list_queue, list_queue_after,
    list_quota_waits,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    pub id: String,
    pub product: String,
    pub person_id: String,
    pub acceptance_number: Option<String>,
    pub query_code: Option<String>,
    pub state: String,
    /// The version that was read. An update asks for it and adds one.
    pub version: i64,
    pub holder_role: String,
    pub agency_id: Option<String>,
    /// The guarantee agency it was passed to.
    pub guarantor_id: Option<String>,
    pub stage_started_on: Option<Date>,
    pub due_on: Option<Date>,
    /// True while the clock waits for the resident.
    pub paused: bool,
    pub id_number_index: Option<[u8; 32]>,
    pub phone_tail_index: Option<[u8; 32]>,
    /// What was typed so far.
    pub sealed_draft: Option<Vec<u8>>,
    /// The folded state.
    pub sealed_state: Option<Vec<u8>>,
    pub created_ms: i64,
    pub updated_ms: i64,
    pub submitted_ms: Option<i64>,
}

impl Application {
    /// A new draft, held by the resident.
    #[must_use]
    pub fn draft(id: &str, product: &str, person_id: &str, now_ms: i64) -> Self {
        Self {
            id: id.to_owned(),
            product: product.to_owned(),
            person_id: person_id.to_owned(),
            acceptance_number: None,
            query_code: None,
            state: "draft".to_owned(),
            version: 1,
            holder_role: "resident".to_owned(),
            agency_id: None,
            guarantor_id: None,
            stage_started_on: None,
            due_on: None,
            paused: false,
            id_number_index: None,
            phone_tail_index: None,
            sealed_draft: None,
            sealed_state: None,
            created_ms: now_ms,
            updated_ms: now_ms,
            submitted_ms: None,
        }
    }
}

const COLUMNS: &str = "id, product, person_id, acceptance_number, query_code, state, version, holder_role, agency_id, \
    stage_started_on, due_on, paused, id_number_index, phone_tail_index, sealed_draft, sealed_state, created_ms, \
    updated_ms, submitted_ms, guarantor_id";

fn read(row: &Row) -> Result<Application, StoreError> {
    Ok(Application {
        id: row.get(0)?,
        product: row.get(1)?,
        person_id: row.get(2)?,
        acceptance_number: row.get(3)?,
        query_code: row.get(4)?,
        state: row.get(5)?,
        version: row.get(6)?,
        holder_role: row.get(7)?,
        agency_id: row.get(8)?,
        stage_started_on: row.get(9)?,
        due_on: row.get(10)?,
        paused: row.get(11)?,
        id_number_index: row.get(12)?,
        phone_tail_index: row.get(13)?,
        sealed_draft: row.get(14)?,
        sealed_state: row.get(15)?,
        created_ms: row.get(16)?,
        updated_ms: row.get(17)?,
        submitted_ms: row.get(18)?,
        guarantor_id: row.get(19)?,
    })
}

/// Adds a file with the version it says. `Duplicate` if its id, acceptance number or query code is taken.
pub fn insert(tx: &Tx, application: &Application) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO applications ({COLUMNS}) VALUES
        ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
    );
    let application_values = [
        (&application.id).into(),
        (&application.product).into(),
        (&application.person_id).into(),
        (&application.acceptance_number).into(),
        (&application.query_code).into(),
        (&application.state).into(),
        application.version.into(),
        (&application.holder_role).into(),
        (&application.agency_id).into(),
        application.stage_started_on.into(),
        application.due_on.into(),
        application.paused.into(),
        (&application.id_number_index).into(),
        (&application.phone_tail_index).into(),
        (&application.sealed_draft).into(),
        (&application.sealed_state).into(),
        application.created_ms.into(),
        application.updated_ms.into(),
        application.submitted_ms.into(),
        (&application.guarantor_id).into(),
    ];
    tx.execute(&sql, &application_values).map(drop)
}

/// Writes everything that may change, if the file still has `application.version`, and answers the new version.
/// Id, product, person and creation do not change here.
pub fn update(tx: &Tx, application: &Application) -> Result<i64, UpdateError> {
    let sql = "UPDATE applications SET acceptance_number = $1, query_code = $2, state = $3, version = version + 1,
            holder_role = $4, agency_id = $5, stage_started_on = $6, due_on = $7, paused = $8, id_number_index = $9,
            phone_tail_index = $10, sealed_draft = $11, sealed_state = $12, updated_ms = $13, submitted_ms = $14,
            guarantor_id = $15
        WHERE id = $16 AND version = $17";
    let values = [
        (&application.acceptance_number).into(),
        (&application.query_code).into(),
        (&application.state).into(),
        (&application.holder_role).into(),
        (&application.agency_id).into(),
        application.stage_started_on.into(),
        application.due_on.into(),
        application.paused.into(),
        (&application.id_number_index).into(),
        (&application.phone_tail_index).into(),
        (&application.sealed_draft).into(),
        (&application.sealed_state).into(),
        application.updated_ms.into(),
        application.submitted_ms.into(),
        (&application.guarantor_id).into(),
        (&application.id).into(),
        application.version.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &application.id)?.map(|one| one.version))
    })?;
    Ok(application.version + 1)
}

/// Gives the file, and the loan it became, to another account. Nothing else of it changes.
pub fn move_to(tx: &Tx, id: &str, person_id: &str) -> Result<(), StoreError> {
    for table in ["applications", "loans"] {
        let sql = format!("UPDATE {table} SET person_id = $1 WHERE id = $2");
        tx.execute(&sql, &[person_id.into(), id.into()])?;
    }
    Ok(())
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Application>, StoreError> {
    find_where(connection, "id", id.into())
}

pub fn find_by_query_code(
    connection: &Connection,
    query_code: &str,
) -> Result<Option<Application>, StoreError> {
    find_where(connection, "query_code", query_code.into())
}

pub fn find_by_acceptance_number(
    connection: &Connection,
    number: &str,
) -> Result<Option<Application>, StoreError> {
    find_where(connection, "acceptance_number", number.into())
}

fn find_where(
    connection: &Connection,
    column: &str,
    value: Value,
) -> Result<Option<Application>, StoreError> {
    connection.find(
        &format!("SELECT {COLUMNS} FROM applications WHERE {column} = $1"),
        &[value],
        read,
    )
}

/// Everything of one person, the newest first.
pub fn list_by_person(
    connection: &Connection,
    person_id: &str,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE person_id = $1 ORDER BY created_ms DESC, id DESC"
    );
    connection.list(&sql, &[person_id.into()], read)
}

/// Submitted files that carry the same ID number, for an officer to see; nothing follows from it by itself.
pub fn list_by_id_number(
    connection: &Connection,
    id_number_index: &[u8; 32],
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE id_number_index = $1 AND submitted_ms IS NOT NULL
        ORDER BY submitted_ms DESC, id DESC"
    );
    connection.list(&sql, &[id_number_index.into()], read)
}

/// Submitted files in a state, the last changed first: what an officer looks up after it left the queue.
pub fn list_by_state(
    connection: &Connection,
    state: &str,
    limit: i64,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE state = $1 AND submitted_ms IS NOT NULL
        ORDER BY updated_ms DESC, id DESC LIMIT $2"
    );
    connection.list(&sql, &[state.into(), limit.into()], read)
}

/// Files in a state that nobody wrote to since that instant, the longest untouched first: where time may have run out.
pub fn list_untouched(
    connection: &Connection,
    state: &str,
    before_ms: i64,
    limit: i64,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE state = $1 AND updated_ms < $2 ORDER BY updated_ms, id LIMIT $3"
    );
    connection.list(&sql, &[state.into(), before_ms.into(), limit.into()], read)
}

/// The ids after one, in their own order, to go through all files a part at a time; an empty id is before all.
pub fn list_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM applications WHERE id > $1 ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Where one is in the order of submission; the beginning by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    submitted_ms: i64,
    id: String,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            submitted_ms: i64::MIN,
            id: String::new(),
        }
    }
}

impl Place {
    /// That of a file; a draft has none and stands at the beginning.
    #[must_use]
    pub fn of(application: &Application) -> Self {
        Self {
            submitted_ms: application.submitted_ms.unwrap_or(i64::MIN),
            id: application.id.clone(),
        }
    }
}

/// The files handed in after a place and up to an instant, in that order, to go through all of them a part at a time.
/// One that is handed in again meanwhile moves behind the instant and so is not met twice.
pub fn list_submitted(
    connection: &Connection,
    after: &Place,
    until_ms: i64,
    limit: i64,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE (submitted_ms, id) > ($1, $2) AND submitted_ms <= $3
        ORDER BY submitted_ms, id LIMIT $4"
    );
    let values = [
        after.submitted_ms.into(),
        (&after.id).into(),
        until_ms.into(),
        limit.into(),
    ];
    connection.list(&sql, &values, read)
}

/// The next place among a day's submissions, from 1. It belongs into the write that submits, so that a failed one
/// uses no number.
pub fn next_acceptance_sequence(tx: &Tx, day: Date) -> Result<u32, StoreError> {
    let number = crate::sequences::next(tx, &format!("acceptance/{day}"))?;
    u32::try_from(number).map_err(|_| StoreError::Column {
        column: 0,
        expected: "u32",
    })
}

#[cfg(test)]
mod tests;
