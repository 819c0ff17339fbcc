//! Classes: one row per class, the stored fold of its events beside what look-ups need, and its seats by counting.
//!
//! Every write that gives or frees a seat goes through [`update`], whose version makes two of them follow each other
//! on every engine.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    pub id: String,
    pub course_id: String,
    /// Identifier within the course.
    pub session_id: String,
    /// The version that was read. An update asks for it and adds one.
    pub version: i64,
    /// The highest sequence number given to an enrolment.
    pub last_place: i64,
    /// JSON text whose shape `workflow` knows.
    pub fold: String,
    pub state: String,
    pub capacity: i64,
    /// Seats given away outside the portal.
    pub elsewhere: i64,
    pub enrol_by: Date,
    pub starts_on: Date,
    pub ends_on: Date,
    /// Since when it has too few people, as long as nobody has decided.
    pub minimum_not_met_on: Option<Date>,
    /// Whether it is taught however many come.
    pub is_confirmed: bool,
}

/// A class with its seats as the enrolments say at the same moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassSeats {
    pub class: Class,
    /// Held or offered.
    pub taken: i64,
    pub waiting: i64,
}

/// What one person has to do with one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether there is an active enrolment.
    pub is_active: bool,
    /// How many requests there were, ended ones included.
    pub requests: i64,
}

const COLUMNS: &str = "id, course_id, session_id, version, last_place, fold, state, capacity, elsewhere, enrol_by, \
    starts_on, ends_on, minimum_not_met_on, is_confirmed";
/// Both counts are read off one index.
const COUNTS: &str = "(SELECT COUNT(*) FROM enrolments e WHERE e.class_id = classes.id AND e.seat = 'taken'), \
    (SELECT COUNT(*) FROM enrolments e WHERE e.class_id = classes.id AND e.seat = 'waiting')";

fn read(row: &Row) -> Result<Class, StoreError> {
    Ok(Class {
        id: row.get(0)?,
        course_id: row.get(1)?,
        session_id: row.get(2)?,
        version: row.get(3)?,
        last_place: row.get(4)?,
        fold: row.get(5)?,
        state: row.get(6)?,
        capacity: row.get(7)?,
        elsewhere: row.get(8)?,
        enrol_by: row.get(9)?,
        starts_on: row.get(10)?,
        ends_on: row.get(11)?,
        minimum_not_met_on: row.get(12)?,
        is_confirmed: row.get(13)?,
    })
}

fn read_seats(row: &Row) -> Result<ClassSeats, StoreError> {
    Ok(ClassSeats {
        class: read(row)?,
        taken: row.get(14)?,
        waiting: row.get(15)?,
    })
}

/// Adds a class with the version it says. `Duplicate` if its id or its place in the course is taken.
pub fn insert(tx: &Tx, class: &Class) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO classes ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let values = [
        (&class.id).into(),
        (&class.course_id).into(),
        (&class.session_id).into(),
        class.version.into(),
        class.last_place.into(),
        (&class.fold).into(),
        (&class.state).into(),
        class.capacity.into(),
        class.elsewhere.into(),
        class.enrol_by.into(),
        class.starts_on.into(),
        class.ends_on.into(),
        class.minimum_not_met_on.into(),
        class.is_confirmed.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes everything that may change, if the class still has `class.version`, and answers the new version.
pub fn update(tx: &Tx, class: &Class) -> Result<i64, UpdateError> {
    let sql = "UPDATE classes SET version = version + 1, last_place = $1, fold = $2, state = $3, capacity = $4,
            elsewhere = $5, enrol_by = $6, starts_on = $7, ends_on = $8, minimum_not_met_on = $9, is_confirmed = $10
        WHERE id = $11 AND version = $12";
    let values = [
        class.last_place.into(),
        (&class.fold).into(),
        (&class.state).into(),
        class.capacity.into(),
        class.elsewhere.into(),
        class.enrol_by.into(),
        class.starts_on.into(),
        class.ends_on.into(),
        class.minimum_not_met_on.into(),
        class.is_confirmed.into(),
        (&class.id).into(),
        class.version.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &class.id)?.map(|one| one.class.version))
    })?;
    Ok(class.version + 1)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<ClassSeats>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, {COUNTS} FROM classes WHERE id = $1");
    connection.find(&sql, &[id.into()], read_seats)
}

/// The class and what somebody who asks for a seat has to do with it already: one question, as many may ask it at once.
pub fn find_for(
    connection: &Connection,
    id: &str,
    person_id: &str,
) -> Result<Option<(ClassSeats, Standing)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {COUNTS},
            (SELECT COUNT(*) FROM enrolments e WHERE e.class_id = classes.id AND e.person_id = $1 AND e.active = 1),
            (SELECT COUNT(*) FROM enrolments e WHERE e.class_id = classes.id AND e.person_id = $1)
        FROM classes WHERE id = $2"
    );
    connection.find(&sql, &[person_id.into(), id.into()], |row| {
        let standing = Standing {
            is_active: row.get::<i64>(16)? > 0,
            requests: row.get(17)?,
        };
        Ok((read_seats(row)?, standing))
    })
}

/// The classes of a course, the soonest first.
pub fn list_by_course(
    connection: &Connection,
    course_id: &str,
) -> Result<Vec<ClassSeats>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {COUNTS} FROM classes WHERE course_id = $1 ORDER BY starts_on, id"
    );
    connection.list(&sql, &[course_id.into()], read_seats)
}

/// In which order a list of classes goes on: what is taught now, what is over, what is to come, what is done with.
const BY_WORK: &str = "CASE WHEN state = 'running' THEN 0 WHEN state = 'finished' THEN 1 \
    WHEN state IN ('settled', 'cancelled') THEN 3 ELSE 2 END, starts_on, id";

/// The classes of an organisation's listings.
pub fn list_by_organisation(
    connection: &Connection,
    organisation_id: &str,
    limit: i64,
) -> Result<Vec<ClassSeats>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {COUNTS} FROM classes
        WHERE course_id IN (SELECT l.course_id FROM listings l WHERE l.organisation_id = $1)
        ORDER BY {BY_WORK} LIMIT $2"
    );
    connection.list(&sql, &[organisation_id.into(), limit.into()], read_seats)
}

/// The ids of an organisation's classes that are over, all of them, in the same order: what is settled, or is to be.
pub fn list_over_ids(
    connection: &Connection,
    organisation_id: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = format!(
        "SELECT id FROM classes
        WHERE course_id IN (SELECT l.course_id FROM listings l WHERE l.organisation_id = $1)
            AND state IN ('finished', 'settled')
        ORDER BY {BY_WORK}"
    );
    connection.list(&sql, &[organisation_id.into()], |row| row.get(0))
}

/// The classes of an organisation's listings that begin on any day from one to another, without those that are only planned
/// and those that were given up: all of them, as what is looked at across classes must leave none out.
pub fn list_by_organisation_between(
    connection: &Connection,
    organisation_id: &str,
    (from, until): (Date, Date),
) -> Result<Vec<ClassSeats>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {COUNTS} FROM classes
        WHERE course_id IN (SELECT l.course_id FROM listings l WHERE l.organisation_id = $1)
            AND starts_on >= $2 AND starts_on <= $3 AND state NOT IN ('planned', 'cancelled')
        ORDER BY starts_on, id"
    );
    let values = [organisation_id.into(), from.into(), until.into()];
    connection.list(&sql, &values, read_seats)
}

/// The classes that are taught or over and in which somebody has a seat, and those with too few people since before a
/// day, whose trainers have not decided.
pub fn list_taught(
    connection: &Connection,
    today: Date,
    limit: i64,
) -> Result<Vec<ClassSeats>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {COUNTS} FROM classes
        WHERE state IN ('running', 'finished')
            AND EXISTS (SELECT 1 FROM enrolments e WHERE e.class_id = classes.id AND e.seat = 'taken')
            OR state IN ('open', 'closed') AND minimum_not_met_on < $1
        ORDER BY {BY_WORK} LIMIT $2"
    );
    connection.list(&sql, &[today.into(), limit.into()], read_seats)
}

/// In which states a class is taught, or is to be.
const TAUGHT: &str = "state NOT IN ('planned', 'postponed', 'cancelled')";

/// The same, and what is put off to other days.
const EXPECTED: &str = "state NOT IN ('planned', 'cancelled')";

/// The classes that are taught, or put off to be taught, on any day from one to another, the soonest first.
pub fn list_between(
    connection: &Connection,
    (from, until): (Date, Date),
    limit: i64,
) -> Result<Vec<ClassSeats>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {COUNTS} FROM classes WHERE ends_on >= $1 AND starts_on <= $2 AND {EXPECTED}
        ORDER BY starts_on, id LIMIT $3"
    );
    let values = [from.into(), until.into(), limit.into()];
    connection.list(&sql, &values, read_seats)
}

/// How many there are of the same.
pub fn count_between(
    connection: &Connection,
    (from, until): (Date, Date),
) -> Result<i64, StoreError> {
    let sql = format!(
        "SELECT COUNT(*) FROM classes WHERE ends_on >= $1 AND starts_on <= $2 AND {EXPECTED}"
    );
    connection.count(&sql, &[from.into(), until.into()])
}

/// The ids of those that are taught on any day from one to another; what is put off is not.
pub fn list_ids_between(
    connection: &Connection,
    (from, until): (Date, Date),
) -> Result<Vec<String>, StoreError> {
    let sql = format!(
        "SELECT id FROM classes WHERE ends_on >= $1 AND starts_on <= $2 AND {TAUGHT} ORDER BY id"
    );
    connection.list(&sql, &[from.into(), until.into()], |row| row.get(0))
}

/// Classes of organisations' listings that begin on a day or later and were not given up, the soonest first, each with
/// when it was opened.
pub fn list_opened(
    connection: &Connection,
    from: Date,
    limit: i64,
) -> Result<Vec<(ClassSeats, i64)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {COUNTS},
            (SELECT MIN(v.created_ms) FROM class_events v WHERE v.class_id = classes.id)
        FROM classes WHERE starts_on >= $1 AND state NOT IN ('planned', 'cancelled')
            AND course_id IN (SELECT l.course_id FROM listings l)
        ORDER BY starts_on, id LIMIT $2"
    );
    connection.list(&sql, &[from.into(), limit.into()], |row| {
        let opened_ms: Option<i64> = row.get(16)?;
        Ok((read_seats(row)?, opened_ms.unwrap_or_default()))
    })
}

/// Whether a class is of an organisation's listing.
pub fn is_of_organisation(
    connection: &Connection,
    id: &str,
    organisation_id: &str,
) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM classes c JOIN listings l ON l.course_id = c.course_id
        WHERE c.id = $1 AND l.organisation_id = $2";
    Ok(connection.count(sql, &[id.into(), organisation_id.into()])? > 0)
}

/// The last day of the first and of the last class that has ended, by course.
pub fn list_ended_spans(connection: &Connection) -> Result<Vec<(String, Date, Date)>, StoreError> {
    let sql = "SELECT course_id, MIN(ends_on), MAX(ends_on) FROM classes WHERE state IN ('finished', 'settled')
        GROUP BY course_id ORDER BY course_id";
    connection.list(sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Classes under way to which some have come and others, who have a seat, have not.
pub fn list_missed(connection: &Connection, before: Date) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM classes WHERE state = 'running' AND starts_on < $1
            AND EXISTS (SELECT 1 FROM enrolments e WHERE e.class_id = classes.id AND e.state = 'held')
            AND EXISTS (SELECT 1 FROM enrolments e WHERE e.class_id = classes.id AND e.state = 'attending')
        ORDER BY id";
    connection.list(sql, &[before.into()], |row| row.get(0))
}

/// The course and the session of every class.
pub fn list_sessions(connection: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT course_id, session_id FROM classes ORDER BY id";
    connection.list(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The ids after one, in their own order, to go through all classes a part at a time; an empty id is before all.
pub fn list_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM classes WHERE id > $1 ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// The same of those that go on: neither settled nor given up, and of those given up with somebody in them, which there must
/// not be.
pub fn list_live_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM classes WHERE id > $1 AND (state NOT IN ('settled', 'cancelled') OR (state = 'cancelled'
            AND EXISTS (SELECT 1 FROM enrolments e WHERE e.class_id = classes.id AND e.seat IN ('taken', 'waiting'))))
        ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Classes that a day may move: enrolling ends before it, teaching begins by it, or ends before it.
pub fn list_due(connection: &Connection, on: Date) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM classes WHERE (state IN ('open', 'full') AND enrol_by < $1)
            OR (state = 'closed' AND starts_on <= $1) OR (state = 'running' AND ends_on < $1) OR state = 'postponed'
        ORDER BY id";
    connection.list(sql, &[on.into()], |row| row.get(0))
}

/// A class that begins soon, and how many are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Soon {
    pub id: String,
    pub course_id: String,
    pub session_id: String,
    pub fold: String,
    /// Seats held, offered or given away elsewhere.
    pub in_it: i64,
}

/// Classes that begin after a day and by another, of which it is neither recorded nor decided that too few are in them.
pub fn list_soon(
    connection: &Connection,
    after: Date,
    until: Date,
) -> Result<Vec<Soon>, StoreError> {
    let sql = "SELECT id, course_id, session_id, fold,
            elsewhere + (SELECT COUNT(*) FROM enrolments e WHERE e.class_id = classes.id AND e.seat = 'taken')
        FROM classes WHERE state IN ('open', 'closed') AND starts_on > $1 AND starts_on <= $2
            AND minimum_not_met_on IS NULL AND is_confirmed = 0
        ORDER BY id";
    connection.list(sql, &[after.into(), until.into()], |row| {
        Ok(Soon {
            id: row.get(0)?,
            course_id: row.get(1)?,
            session_id: row.get(2)?,
            fold: row.get(3)?,
            in_it: row.get(4)?,
        })
    })
}

/// How many seats of a class are given away, in the portal or elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatCount {
    pub course_id: String,
    pub session_id: String,
    pub taken: i64,
}

/// Of every class from a day on that is to be taught and has not begun.
pub fn list_seat_counts(connection: &Connection, from: Date) -> Result<Vec<SeatCount>, StoreError> {
    let sql = "SELECT course_id, session_id,
            elsewhere + (SELECT COUNT(*) FROM enrolments e WHERE e.class_id = classes.id AND e.seat = 'taken')
        FROM classes WHERE state IN ('open', 'full', 'closed', 'postponed') AND starts_on >= $1
        ORDER BY course_id, session_id";
    connection.list(sql, &[from.into()], |row| {
        Ok(SeatCount {
            course_id: row.get(0)?,
            session_id: row.get(1)?,
            taken: row.get(2)?,
        })
    })
}

#[cfg(test)]
mod tests;
