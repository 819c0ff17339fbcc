//! Enrolments: one row per request of a person for a class. The columns are what the events fold into, as far as
//! seats, lists and look-ups need it.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, UpdateError, Value};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    pub id: String,
    pub class_id: String,
    pub person_id: String,
    /// The sequence number within the class; the order of the wait-list.
    pub place: i64,
    pub state: String,
    /// The number of events.
    pub version: i64,
    /// `taken`, `waiting` or `none`.
    pub seat: String,
    pub active: bool,
    pub offered_until_ms: Option<i64>,
    /// What it waits for from the school or the bureau; none for nothing.
    pub waits_for: Option<String>,
    /// Since which day.
    pub waits_since: Option<Date>,
    /// What the course cost when the person asked, fen; stays as it is. None for who asked before this was kept.
    pub price_fen: Option<i64>,
    /// The file's own key, wrapped by the keyring; none once destroyed.
    pub wrapped_key: Option<Vec<u8>>,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str = "id, class_id, person_id, place, state, version, seat, active, offered_until_ms, wrapped_key, \
    created_ms, updated_ms, waits_for, waits_since, price_fen";

fn read(row: &Row) -> Result<Enrolment, StoreError> {
    Ok(Enrolment {
        id: row.get(0)?,
        class_id: row.get(1)?,
        person_id: row.get(2)?,
        place: row.get(3)?,
        state: row.get(4)?,
        version: row.get(5)?,
        seat: row.get(6)?,
        active: row.get(7)?,
        offered_until_ms: row.get(8)?,
        wrapped_key: row.get(9)?,
        created_ms: row.get(10)?,
        updated_ms: row.get(11)?,
        waits_for: row.get(12)?,
        waits_since: row.get(13)?,
        price_fen: row.get(14)?,
    })
}

/// Adds an enrolment. `Duplicate` if the person has an active one in the class.
pub fn insert(tx: &Tx, enrolment: &Enrolment) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO enrolments ({COLUMNS})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );
    let values = [
        (&enrolment.id).into(),
        (&enrolment.class_id).into(),
        (&enrolment.person_id).into(),
        enrolment.place.into(),
        (&enrolment.state).into(),
        enrolment.version.into(),
        (&enrolment.seat).into(),
        enrolment.active.into(),
        enrolment.offered_until_ms.into(),
        (&enrolment.wrapped_key).into(),
        enrolment.created_ms.into(),
        enrolment.updated_ms.into(),
        (&enrolment.waits_for).into(),
        enrolment.waits_since.into(),
        enrolment.price_fen.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what an event changed, if the enrolment still has the version `seen`.
pub fn update(tx: &Tx, enrolment: &Enrolment, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE enrolments SET state = $1, version = $2, seat = $3, active = $4, offered_until_ms = $5,
            updated_ms = $6, waits_for = $7, waits_since = $8
        WHERE id = $9 AND version = $10";
    let values = [
        (&enrolment.state).into(),
        enrolment.version.into(),
        (&enrolment.seat).into(),
        enrolment.active.into(),
        enrolment.offered_until_ms.into(),
        enrolment.updated_ms.into(),
        (&enrolment.waits_for).into(),
        enrolment.waits_since.into(),
        (&enrolment.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &enrolment.id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Enrolment>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM enrolments WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Everything of one person, the newest first.
pub fn list_by_person(
    connection: &Connection,
    person_id: &str,
) -> Result<Vec<Enrolment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM enrolments WHERE person_id = $1 ORDER BY created_ms DESC, place DESC, id DESC"
    );
    connection.list(&sql, &[person_id.into()], read)
}

/// Everybody who asked for a class, in the order of asking.
pub fn list_by_class(
    connection: &Connection,
    class_id: &str,
) -> Result<Vec<Enrolment>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM enrolments WHERE class_id = $1 ORDER BY place");
    connection.list(&sql, &[class_id.into()], read)
}

/// Everybody who has or had a seat in a class, in the order of asking.
pub fn list_seated(connection: &Connection, class_id: &str) -> Result<Vec<Enrolment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM enrolments
        WHERE class_id = $1 AND (seat = 'taken' OR state IN ('no_show', 'dropped')) AND state <> 'offered'
        ORDER BY place"
    );
    connection.list(&sql, &[class_id.into()], read)
}

/// Whether anybody has come to a class so far.
pub fn is_attended(connection: &Connection, class_id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM enrolments WHERE class_id = $1 AND state = 'attending'";
    Ok(connection.count(sql, &[class_id.into()])? > 0)
}

/// Those of a class who have a seat and have not come.
pub fn list_held(connection: &Connection, class_id: &str) -> Result<Vec<Enrolment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM enrolments WHERE class_id = $1 AND state = 'held' ORDER BY place"
    );
    connection.list(&sql, &[class_id.into()], read)
}

/// The head of the wait-list.
pub fn find_head(connection: &Connection, class_id: &str) -> Result<Option<Enrolment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM enrolments WHERE class_id = $1 AND seat = 'waiting' ORDER BY place LIMIT 1"
    );
    connection.find(&sql, &[class_id.into()], read)
}

/// How many wait before a place.
pub fn count_before(
    connection: &Connection,
    class_id: &str,
    place: i64,
) -> Result<i64, StoreError> {
    let sql =
        "SELECT COUNT(*) FROM enrolments WHERE class_id = $1 AND seat = 'waiting' AND place < $2";
    connection.count(sql, &[class_id.into(), place.into()])
}

/// Other classes in which this person takes a seat and that have a day in common with these: their ids.
pub fn list_overlapping(
    connection: &Connection,
    person_id: &str,
    class_id: &str,
    (starts_on, ends_on): (Date, Date),
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT c.id FROM enrolments e JOIN classes c ON c.id = e.class_id
        WHERE e.person_id = $1 AND e.seat = 'taken' AND e.class_id <> $2 AND c.starts_on <= $3 AND c.ends_on >= $4
            AND c.state NOT IN ('finished', 'settled', 'cancelled')
        ORDER BY c.starts_on, c.id";
    let values: [Value; 4] = [
        person_id.into(),
        class_id.into(),
        ends_on.into(),
        starts_on.into(),
    ];
    connection.list(sql, &values, |row| row.get(0))
}

/// Classes in which an offer ran out, or whose wait-list ended with their first day.
pub fn list_expiring(
    connection: &Connection,
    now_ms: i64,
    today: Date,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT class_id FROM enrolments WHERE offered_until_ms < $1
        UNION SELECT e.class_id FROM enrolments e JOIN classes c ON c.id = e.class_id
            WHERE e.seat = 'waiting' AND c.starts_on < $2
        ORDER BY 1";
    connection.list(sql, &[now_ms.into(), today.into()], |row| row.get(0))
}

/// Those of a class whose offer ran out; with `ends_list` those who wait as well. In the order of asking.
pub fn list_expired(
    connection: &Connection,
    class_id: &str,
    now_ms: i64,
    ends_list: bool,
) -> Result<Vec<Enrolment>, StoreError> {
    let list = if ends_list { "OR seat = 'waiting'" } else { "" };
    let sql = format!(
        "SELECT {COLUMNS} FROM enrolments
        WHERE class_id = $1 AND (offered_until_ms < $2 {list}) ORDER BY place"
    );
    connection.list(&sql, &[class_id.into(), now_ms.into()], read)
}

/// Those of a class of whom nobody has said yet whether a subsidy pays, and those who are to put something right.
pub fn list_unjudged(
    connection: &Connection,
    class_id: &str,
) -> Result<Vec<Enrolment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM enrolments WHERE class_id = $1 AND state IN ('applied', 'returned') ORDER BY place"
    );
    connection.list(&sql, &[class_id.into()], read)
}

/// Classes that began with somebody unjudged, or with something returned and not touched since an instant.
pub fn list_left(
    connection: &Connection,
    today: Date,
    untouched_since_ms: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT e.class_id FROM enrolments e JOIN classes c ON c.id = e.class_id
        WHERE (e.state = 'applied' AND c.starts_on <= $1) OR (e.state = 'returned' AND e.updated_ms < $2)
        ORDER BY 1";
    connection.list(sql, &[today.into(), untouched_since_ms.into()], |row| {
        row.get(0)
    })
}

/// Those who wait for one thing, the longest first.
pub fn list_waiting_for(
    connection: &Connection,
    waits_for: &str,
    limit: i64,
) -> Result<Vec<Enrolment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM enrolments WHERE waits_for = $1 ORDER BY waits_since, class_id, place LIMIT $2"
    );
    connection.list(&sql, &[waits_for.into(), limit.into()], read)
}

/// For what those of a class wait, how many, and since when the first does. Who was in a class that is over waits for a
/// result, entered or not that the person was there often enough.
pub fn count_waiting(
    connection: &Connection,
    class_id: &str,
    today: Date,
) -> Result<Vec<(String, i64, Date)>, StoreError> {
    let sql = "SELECT waits_for, COUNT(*), MIN(waits_since) FROM enrolments
        WHERE class_id = $1 AND waits_for IS NOT NULL GROUP BY waits_for
        UNION ALL
        SELECT 'result', COUNT(*), MIN(c.ends_on) FROM enrolments e JOIN classes c ON c.id = e.class_id
        WHERE c.id = $1 AND e.state = 'attending' AND c.ends_on < $2 HAVING COUNT(*) > 0
        ORDER BY 3, 1";
    connection.list(sql, &[class_id.into(), today.into()], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// The ids after one, in their own order, to go through all a part at a time; an empty id is before all.
pub fn list_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM enrolments WHERE id > $1 ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

#[cfg(test)]
mod tests;
