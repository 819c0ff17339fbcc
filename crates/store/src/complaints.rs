//! Complaints about courses, one at most of each enrolment. The columns are what the events fold into.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub id: String,
    pub enrolment_id: String,
    pub course_id: String,
    pub state: String,
    /// The number of events.
    pub version: i64,
    /// The last day to answer it.
    pub due_on: Date,
    pub decided_on: Option<Date>,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str =
    "id, enrolment_id, course_id, state, version, due_on, decided_on, created_ms, updated_ms";

fn read(row: &Row) -> Result<Complaint, StoreError> {
    Ok(Complaint {
        id: row.get(0)?,
        enrolment_id: row.get(1)?,
        course_id: row.get(2)?,
        state: row.get(3)?,
        version: row.get(4)?,
        due_on: row.get(5)?,
        decided_on: row.get(6)?,
        created_ms: row.get(7)?,
        updated_ms: row.get(8)?,
    })
}

/// Adds one. `Duplicate` if there is one of the same enrolment.
pub fn insert(tx: &Tx, complaint: &Complaint) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO complaints ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let values = [
        (&complaint.id).into(),
        (&complaint.enrolment_id).into(),
        (&complaint.course_id).into(),
        (&complaint.state).into(),
        complaint.version.into(),
        complaint.due_on.into(),
        complaint.decided_on.into(),
        complaint.created_ms.into(),
        complaint.updated_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what an event changed, if the complaint still has the version `seen`.
pub fn update(tx: &Tx, changed: &Complaint, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE complaints SET state = $1, version = $2, decided_on = $3, updated_ms = $4
        WHERE id = $5 AND version = $6";
    let values = [
        (&changed.state).into(),
        changed.version.into(),
        changed.decided_on.into(),
        changed.updated_ms.into(),
        (&changed.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &changed.id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Complaint>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM complaints WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// That of an enrolment.
pub fn find_of(
    connection: &Connection,
    enrolment_id: &str,
) -> Result<Option<Complaint>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM complaints WHERE enrolment_id = $1");
    connection.find(&sql, &[enrolment_id.into()], read)
}

/// Those that wait for an answer, the most pressing first.
pub fn list_open(connection: &Connection, limit: i64) -> Result<Vec<Complaint>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM complaints WHERE state = 'open' ORDER BY due_on, id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// How many wait whose last day is over.
pub fn count_late(connection: &Connection, today: Date) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM complaints WHERE state = 'open' AND due_on < $1";
    connection.count(sql, &[today.into()])
}

/// Those that were answered after a day, the last first.
pub fn list_decided(
    connection: &Connection,
    after: Date,
    limit: i64,
) -> Result<Vec<Complaint>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM complaints WHERE state IN ('upheld', 'dismissed') AND decided_on > $1
        ORDER BY updated_ms DESC, id LIMIT $2"
    );
    connection.list(&sql, &[after.into(), limit.into()], read)
}

/// How many about a course were found true after a day.
pub fn count_upheld(
    connection: &Connection,
    course_id: &str,
    after: Date,
) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM complaints WHERE course_id = $1 AND state = 'upheld' AND decided_on > $2";
    connection.count(sql, &[course_id.into(), after.into()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_enrolment, in_write};

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    fn complaint(id: &str, enrolment_id: &str) -> Complaint {
        Complaint {
            id: id.into(),
            enrolment_id: enrolment_id.into(),
            course_id: "c".into(),
            state: "open".into(),
            version: 1,
            due_on: day("2026-12-08"),
            decided_on: None,
            created_ms: 5,
            updated_ms: 5,
        }
    }

    #[test]
    fn one_of_each_enrolment_and_those_found_true_are_counted() {
        let (again, stale, found, open, decided, counts) = in_write(|tx| {
            add_class(tx, "a");
            let first = add_enrolment(tx, "a", 1, "taken").id;
            let second = add_enrolment(tx, "a", 2, "taken").id;
            insert(tx, &complaint("1", &first))?;
            let again = tx.attempt(|tx| insert(tx, &complaint("2", &first)));
            let mut late = complaint("3", &second);
            late.due_on = day("2026-12-01");
            insert(tx, &late)?;
            let open: Vec<_> = list_open(tx, 5)?.into_iter().map(|one| one.id).collect();
            assert_eq!(count_late(tx, day("2026-12-01"))?, 0);
            assert_eq!(count_late(tx, day("2026-12-02"))?, 1);
            let upheld = Complaint {
                state: "upheld".into(),
                version: 2,
                decided_on: Some(day("2026-12-02")),
                updated_ms: 9,
                ..complaint("1", &first)
            };
            update(tx, &upheld, 1).unwrap();
            let stale = update(tx, &upheld, 1);
            let count = |after| count_upheld(tx, "c", day(after));
            let counts = [count("2026-12-01")?, count("2026-12-02")?];
            let decided = list_decided(tx, day("2026-12-01"), 5)?.len();
            Ok((again, stale, find_of(tx, &first)?, open, decided, counts))
        });
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        assert!(matches!(stale, Err(UpdateError::Stale { current: 2 })));
        assert_eq!(found.unwrap().state, "upheld");
        assert_eq!(open, ["3", "1"]);
        assert_eq!((decided, counts), (1, [1, 0]));
    }
}
