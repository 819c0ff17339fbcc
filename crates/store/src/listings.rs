//! Listings: one row each, the stored fold of its events beside its words and what look-ups need.

use domain::Date;

use crate::{Connection, PORTION, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub id: String,
    pub organisation_id: String,
    /// Id of the course it becomes.
    pub course_id: String,
    /// The number of its events. An update asks for the version that was read.
    pub version: i64,
    /// JSON text whose shape `workflow` knows.
    pub fold: String,
    /// JSON text whose shape `listing` knows: what is being written or reviewed.
    pub draft: String,
    /// The same for what residents see or saw.
    pub live: Option<String>,
    pub state: String,
    pub title: String,
    /// Whether a reviewer has it.
    pub is_handed_in: bool,
    pub go_live_on: Option<Date>,
    /// Staff id of whoever began it.
    pub author_id: String,
    pub created_ms: i64,
    pub updated_ms: i64,
    /// Hash of the photo that the draft names.
    pub photo: Option<String>,
    /// The same of what residents see or saw.
    pub live_photo: Option<String>,
}

const COLUMNS: &str = "id, organisation_id, course_id, version, fold, draft, live, state, title, is_handed_in, \
    go_live_on, author_id, created_ms, updated_ms, photo, live_photo";

fn read(row: &Row) -> Result<Listing, StoreError> {
    Ok(Listing {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        course_id: row.get(2)?,
        version: row.get(3)?,
        fold: row.get(4)?,
        draft: row.get(5)?,
        live: row.get(6)?,
        state: row.get(7)?,
        title: row.get(8)?,
        is_handed_in: row.get(9)?,
        go_live_on: row.get(10)?,
        author_id: row.get(11)?,
        created_ms: row.get(12)?,
        updated_ms: row.get(13)?,
        photo: row.get(14)?,
        live_photo: row.get(15)?,
    })
}

pub fn insert(tx: &Tx, listing: &Listing) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO listings ({COLUMNS})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    );
    let values = [
        (&listing.id).into(),
        (&listing.organisation_id).into(),
        (&listing.course_id).into(),
        listing.version.into(),
        (&listing.fold).into(),
        (&listing.draft).into(),
        (&listing.live).into(),
        (&listing.state).into(),
        (&listing.title).into(),
        listing.is_handed_in.into(),
        listing.go_live_on.into(),
        (&listing.author_id).into(),
        listing.created_ms.into(),
        listing.updated_ms.into(),
        (&listing.photo).into(),
        (&listing.live_photo).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes everything that may change, if the listing still has the version given.
pub fn update(tx: &Tx, listing: &Listing, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE listings SET version = $1, fold = $2, draft = $3, live = $4, state = $5, title = $6,
            is_handed_in = $7, go_live_on = $8, updated_ms = $9, photo = $10, live_photo = $11
        WHERE id = $12 AND version = $13";
    let values = [
        listing.version.into(),
        (&listing.fold).into(),
        (&listing.draft).into(),
        (&listing.live).into(),
        (&listing.state).into(),
        (&listing.title).into(),
        listing.is_handed_in.into(),
        listing.go_live_on.into(),
        listing.updated_ms.into(),
        (&listing.photo).into(),
        (&listing.live_photo).into(),
        (&listing.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &listing.id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Listing>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM listings WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// The listing that a course is of; none for courses that nobody publishes.
pub fn find_of_course(
    connection: &Connection,
    course_id: &str,
) -> Result<Option<Listing>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM listings WHERE course_id = $1");
    connection.find(&sql, &[course_id.into()], read)
}

/// The state of the listing that a course is of; none for courses that nobody publishes.
pub fn find_state_of_course(
    connection: &Connection,
    course_id: &str,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT state FROM listings WHERE course_id = $1";
    connection.find(sql, &[course_id.into()], |row| row.get(0))
}

/// An organisation's listings that have not ended, by title.
pub fn list_by_organisation(
    connection: &Connection,
    organisation_id: &str,
) -> Result<Vec<Listing>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM listings WHERE organisation_id = $1 AND state NOT IN ('withdrawn', 'archived')
        ORDER BY title, id"
    );
    connection.list(&sql, &[organisation_id.into()], read)
}

/// An organisation's listings that have ended and still have their words, by title.
pub fn list_ended_by_organisation(
    connection: &Connection,
    organisation_id: &str,
) -> Result<Vec<Listing>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM listings WHERE organisation_id = $1 AND state IN ('withdrawn', 'archived')
            AND words_gone_ms IS NULL
        ORDER BY title, id"
    );
    connection.list(&sql, &[organisation_id.into()], read)
}

/// Titles of an organisation's listings that have not ended, with their ids.
pub fn list_titles(
    connection: &Connection,
    organisation_id: &str,
) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT title, id FROM listings WHERE organisation_id = $1 AND state NOT IN ('withdrawn', 'archived')
        ORDER BY title, id";
    connection.list(sql, &[organisation_id.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// What waits for a reviewer, the longest first.
pub fn list_handed_in(connection: &Connection, limit: i64) -> Result<Vec<Listing>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM listings WHERE is_handed_in = 1 ORDER BY updated_ms, id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// What was approved and residents do not see yet, by the day from which they will.
pub fn list_approved(connection: &Connection, limit: i64) -> Result<Vec<Listing>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM listings WHERE state IN ('approved', 'scheduled') ORDER BY go_live_on, id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// What residents see or saw until lately, the last changed first.
pub fn list_public(connection: &Connection, limit: i64) -> Result<Vec<Listing>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM listings WHERE state IN ('scheduled', 'live', 'live_with_draft', 'suspended')
        ORDER BY updated_ms DESC, id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// An organisation's listings that residents see: their ids.
pub fn list_live_ids(
    connection: &Connection,
    organisation_id: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM listings WHERE organisation_id = $1 AND state IN ('live', 'live_with_draft')
        ORDER BY id";
    connection.list(sql, &[organisation_id.into()], |row| row.get(0))
}

/// Since before which instants nothing has happened to listings that a day may move, unix milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Untouched {
    pub returned: i64,
    pub draft: i64,
    pub withdrawn: i64,
}

/// Listings that a day may move: to go live by it, or untouched since before an instant.
pub fn list_due(
    connection: &Connection,
    on: Date,
    untouched: Untouched,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM listings WHERE (state = 'scheduled' AND go_live_on <= $1)
            OR (state = 'returned' AND updated_ms < $2) OR (state = 'draft' AND updated_ms < $3)
            OR (state = 'live_with_draft' AND is_handed_in = 0 AND updated_ms < $3)
            OR (state = 'withdrawn' AND updated_ms < $4)
        ORDER BY id";
    let values = [
        on.into(),
        untouched.returned.into(),
        untouched.draft.into(),
        untouched.withdrawn.into(),
    ];
    connection.list(sql, &values, |row| row.get(0))
}

/// The ids after one, in their own order; an empty id is before all.
pub fn list_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM listings WHERE id > $1 ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Whether the words of a listing were forgotten.
pub fn are_words_gone(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM listings WHERE id = $1 AND words_gone_ms IS NOT NULL";
    Ok(connection.count(sql, &[id.into()])? > 0)
}

/// Puts `no_words` in place of the words of listings that ended: of those that no officer approved and that ended before the
/// first instant, and of all that ended before the second. What an upload would put back goes with them. The log stays.
pub fn forget_words(
    tx: &Tx,
    no_words: &str,
    (unapproved_before_ms, before_ms): (i64, i64),
    now_ms: i64,
) -> Result<usize, StoreError> {
    let sql = format!(
        "UPDATE listings SET draft = $1, live = CASE WHEN live IS NULL THEN NULL ELSE $1 END, title = '',
            photo = NULL, live_photo = NULL, words_gone_ms = $2
        WHERE id IN (SELECT id FROM listings WHERE state = 'archived' AND words_gone_ms IS NULL
            AND (live IS NULL AND go_live_on IS NULL AND updated_ms < $3 OR updated_ms < $4) LIMIT {PORTION})"
    );
    let values = [
        no_words.into(),
        now_ms.into(),
        unapproved_before_ms.into(),
        before_ms.into(),
    ];
    let forgotten = tx.execute(&sql, &values)?;
    if forgotten == 0 {
        return Ok(0);
    }
    let sql = "DELETE FROM upload_changes
        WHERE listing_id IN (SELECT id FROM listings WHERE words_gone_ms = $1)";
    tx.execute(sql, &[now_ms.into()])?;
    Ok(forgotten)
}

/// Deletes listings that ended before an instant and whose course never had a class, with log and course. What had one stays
/// without its words: it says whose class it was.
pub fn delete_ended(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    let sql = format!(
        "SELECT id, course_id FROM listings WHERE state = 'archived' AND updated_ms < $1
            AND NOT EXISTS (SELECT 1 FROM classes c WHERE c.course_id = listings.course_id)
        ORDER BY id LIMIT {PORTION}"
    );
    let due: Vec<(String, String)> = tx.list(&sql, &[before_ms.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    for (id, course_id) in &due {
        for sql in [
            "DELETE FROM upload_changes WHERE listing_id = $1",
            "DELETE FROM listing_events WHERE listing_id = $1",
            "DELETE FROM listings WHERE id = $1",
        ] {
            tx.execute(sql, &[id.into()])?;
        }
        let sql = "DELETE FROM courses WHERE id = $1 AND listed = 0";
        tx.execute(sql, &[course_id.into()])?;
    }
    Ok(due.len())
}

#[cfg(test)]
mod tests;
