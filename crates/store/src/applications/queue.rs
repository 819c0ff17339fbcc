//! What waits: the queue of an office, part by part, and what waits for quota.

use domain::Date;

use super::{Application, COLUMNS, read};
use crate::{Connection, StoreError};

/// The state of a file that waits for new quota: nobody's work, so no queue has it.
pub(crate) const QUOTA_WAIT: &str = "quota_wait";

/// What waits for a role, the most urgent first and what has no due day last. With an agency only its own files,
/// without one those of all. What waits for quota is in [`list_quota_waits`].
pub fn list_queue(
    connection: &Connection,
    holder_role: &str,
    agency_id: Option<&str>,
    limit: i64,
) -> Result<Vec<Application>, StoreError> {
    let order = "due_on NULLS LAST, submitted_ms, id";
    if let Some(agency_id) = agency_id {
        let sql = format!(
            "SELECT {COLUMNS} FROM applications WHERE holder_role = $1 AND agency_id = $2 AND state <> '{QUOTA_WAIT}'
            ORDER BY {order} LIMIT $3"
        );
        return connection.list(
            &sql,
            &[holder_role.into(), agency_id.into(), limit.into()],
            read,
        );
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE holder_role = $1 AND state <> '{QUOTA_WAIT}'
        ORDER BY {order} LIMIT $2"
    );
    connection.list(&sql, &[holder_role.into(), limit.into()], read)
}

/// A place in an office's queue, which runs from one file to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// The due day; none stands last.
    pub due_on: Option<Date>,
    pub submitted_ms: i64,
    pub id: String,
}

impl QueuePlace {
    /// That of a file.
    #[must_use]
    pub fn of(application: &Application) -> Self {
        Self {
            due_on: application.due_on,
            submitted_ms: application.submitted_ms.unwrap_or(i64::MIN),
            id: application.id.clone(),
        }
    }
}

/// The same of an office behind a place, in the same order.
pub fn list_queue_after(
    connection: &Connection,
    holder_role: &str,
    agency_id: &str,
    after: &QueuePlace,
    limit: i64,
) -> Result<Vec<Application>, StoreError> {
    let order = "due_on NULLS LAST, submitted_ms, id";
    let (submitted_ms, id) = (after.submitted_ms.into(), (&after.id).into());
    if let Some(due_on) = after.due_on {
        let sql = format!(
            "SELECT {COLUMNS} FROM applications WHERE holder_role = $1 AND agency_id = $2 AND state <> '{QUOTA_WAIT}'
                AND (due_on > $3 OR due_on IS NULL OR (due_on = $3 AND (submitted_ms, id) > ($4, $5)))
            ORDER BY {order} LIMIT $6"
        );
        let values = [
            holder_role.into(),
            agency_id.into(),
            due_on.into(),
            submitted_ms,
            id,
            limit.into(),
        ];
        return connection.list(&sql, &values, read);
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE holder_role = $1 AND agency_id = $2 AND state <> '{QUOTA_WAIT}'
            AND due_on IS NULL AND (submitted_ms, id) > ($3, $4)
        ORDER BY {order} LIMIT $5"
    );
    let values = [
        holder_role.into(),
        agency_id.into(),
        submitted_ms,
        id,
        limit.into(),
    ];
    connection.list(&sql, &values, read)
}

/// How many wait for a role at an office.
pub fn count_queue(
    connection: &Connection,
    holder_role: &str,
    agency_id: &str,
) -> Result<usize, StoreError> {
    let sql = format!(
        "SELECT COUNT(*) FROM applications WHERE holder_role = $1 AND agency_id = $2 AND state <> '{QUOTA_WAIT}'"
    );
    let count = connection.count(&sql, &[holder_role.into(), agency_id.into()])?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Files of a bureau that wait for new quota, in the order in which they were handed in first.
pub fn list_quota_waits(
    connection: &Connection,
    agency_id: &str,
    limit: i64,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications WHERE state = '{QUOTA_WAIT}' AND agency_id = $1
        ORDER BY submitted_ms, id LIMIT $2"
    );
    connection.list(&sql, &[agency_id.into(), limit.into()], read)
}

/// How many files of a bureau wait for new quota.
pub fn count_quota_waits(connection: &Connection, agency_id: &str) -> Result<usize, StoreError> {
    let sql = format!(
        "SELECT COUNT(*) FROM applications WHERE state = '{QUOTA_WAIT}' AND agency_id = $1"
    );
    let count = connection.count(&sql, &[agency_id.into()])?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// How many files wait for a role under a clock that runs, and how many of them were due before a day.
pub fn count_late(
    connection: &Connection,
    holder_role: &str,
    due_before: Date,
) -> Result<(usize, usize), StoreError> {
    let sql = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN due_on < $1 THEN 1 ELSE 0 END), 0)
        FROM applications WHERE holder_role = $2 AND due_on IS NOT NULL AND paused = $3";
    let values = [due_before.into(), holder_role.into(), false.into()];
    let found = connection.find(sql, &values, |row| {
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?))
    })?;
    let count = |found: i64| usize::try_from(found).unwrap_or(0);
    Ok(found.map_or((0, 0), |(all, late)| (count(all), count(late))))
}
