//! Searches that residents keep, and the classes that were found for them since.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, portion};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    pub id: String,
    pub person_id: String,
    /// Keyed hash of person and query.
    pub query_index: [u8; 32],
    /// The query and its name.
    pub sealed_search: Vec<u8>,
    /// The last opening that was looked at.
    pub looked_seq: i64,
    /// The day of the last message.
    pub told_on: Option<Date>,
    pub created_ms: i64,
}

/// A class that was found for a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub search_id: String,
    pub course_id: String,
    pub starts_on: Date,
}

const COLUMNS: &str = "id, person_id, query_index, sealed_search, looked_seq, told_on, created_ms";

fn read(row: &Row) -> Result<SavedSearch, StoreError> {
    Ok(SavedSearch {
        id: row.get(0)?,
        person_id: row.get(1)?,
        query_index: row.get(2)?,
        sealed_search: row.get(3)?,
        looked_seq: row.get(4)?,
        told_on: row.get(5)?,
        created_ms: row.get(6)?,
    })
}

/// Adds one. `Duplicate` if the person keeps the same already.
pub fn insert(tx: &Tx, search: &SavedSearch) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO saved_searches ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let values = [
        (&search.id).into(),
        (&search.person_id).into(),
        (&search.query_index).into(),
        (&search.sealed_search).into(),
        search.looked_seq.into(),
        search.told_on.into(),
        search.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// A person's, the oldest first.
pub fn list_by_person(
    connection: &Connection,
    person_id: &str,
) -> Result<Vec<SavedSearch>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_searches WHERE person_id = $1 ORDER BY created_ms, id"
    );
    connection.list(&sql, &[person_id.into()], read)
}

/// Takes one of a person's away, with what was found for it; false when the person has no such one.
pub fn delete(tx: &Tx, id: &str, person_id: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM saved_search_hits
        WHERE search_id IN (SELECT id FROM saved_searches WHERE id = $1 AND person_id = $2)";
    tx.execute(sql, &[id.into(), person_id.into()])?;
    let sql = "DELETE FROM saved_searches WHERE id = $1 AND person_id = $2";
    Ok(tx.execute(sql, &[id.into(), person_id.into()])? == 1)
}

/// Those for which something was opened that nobody has looked at, and about which nothing was said on a day.
pub fn list_due(
    connection: &Connection,
    last_seq: i64,
    today: Date,
    limit: i64,
) -> Result<Vec<SavedSearch>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM saved_searches
        WHERE looked_seq < $1 AND (told_on IS NULL OR told_on < $2) ORDER BY looked_seq, id LIMIT $3"
    );
    let values = [last_seq.into(), today.into(), limit.into()];
    connection.list(&sql, &values, read)
}

/// Notes how far somebody has looked for a search, and whether something is said of it; false when another one was first,
/// or the search is gone.
pub fn note_look(
    tx: &Tx,
    search: &SavedSearch,
    looked_seq: i64,
    told_on: Option<Date>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE saved_searches SET looked_seq = $1, told_on = COALESCE($2, told_on)
        WHERE id = $3 AND looked_seq = $4";
    let values = [
        looked_seq.into(),
        told_on.into(),
        (&search.id).into(),
        search.looked_seq.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Keeps what was found.
pub fn add_hit(tx: &Tx, search_id: &str, class_id: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO saved_search_hits (search_id, class_id, found_ms) VALUES ($1, $2, $3)
        ON CONFLICT (search_id, class_id) DO NOTHING";
    tx.execute(sql, &[search_id.into(), class_id.into(), now_ms.into()])
        .map(drop)
}

/// What was found for a person's searches and has not begun on a day, the soonest first.
pub fn list_hits(
    connection: &Connection,
    person_id: &str,
    today: Date,
) -> Result<Vec<Hit>, StoreError> {
    let sql = "SELECT h.search_id, c.course_id, c.starts_on
        FROM saved_searches s JOIN saved_search_hits h ON h.search_id = s.id JOIN classes c ON c.id = h.class_id
        WHERE s.person_id = $1 AND c.starts_on >= $2 AND c.state IN ('open', 'full')
        ORDER BY c.starts_on, c.id";
    connection.list(sql, &[person_id.into(), today.into()], |row| {
        Ok(Hit {
            search_id: row.get(0)?,
            course_id: row.get(1)?,
            starts_on: row.get(2)?,
        })
    })
}

/// Forgets a portion of what was found before an instant and says how many.
pub fn delete_hits_before(tx: &Tx, found_ms: i64) -> Result<usize, StoreError> {
    portion::delete(
        tx,
        "saved_search_hits",
        "search_id, class_id",
        "found_ms < $1",
        found_ms.into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_person, in_write};

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    fn search(id: &str, person_id: &str, index: u8) -> SavedSearch {
        SavedSearch {
            id: id.into(),
            person_id: person_id.into(),
            query_index: [index; 32],
            sealed_search: vec![1],
            looked_seq: 5,
            told_on: None,
            created_ms: 1,
        }
    }

    #[test]
    fn one_is_kept_once_and_taken_away_by_its_owner_alone() {
        let (again, mine, gone, left) = in_write(|tx| {
            let (one, other) = (add_person(tx, "one").id, add_person(tx, "other").id);
            add_class(tx, "a");
            insert(tx, &search("s", &one, 1))?;
            let again = tx.attempt(|tx| insert(tx, &search("t", &one, 1)));
            add_hit(tx, "s", "a", 9)?;
            let mine = [
                list_by_person(tx, &one)?.len(),
                list_by_person(tx, &other)?.len(),
            ];
            let gone = [
                delete(tx, "s", &other)?,
                delete(tx, "s", &one)?,
                delete(tx, "s", &one)?,
            ];
            Ok((again, mine, gone, list_hits(tx, &one, day("2026-12-01"))?))
        });
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        assert_eq!((mine, gone), ([1, 0], [false, true, false]));
        assert!(left.is_empty());
    }

    #[test]
    fn a_look_is_noted_by_the_first_alone_and_a_message_rests_for_the_day() {
        let (due, looks, after, hits) = in_write(|tx| {
            let one = add_person(tx, "one").id;
            add_class(tx, "a");
            let kept = search("s", &one, 1);
            insert(tx, &kept)?;
            let today = day("2026-12-01");
            let count = |seq, today| list_due(tx, seq, today, 10).map(|due| due.len());
            let due = [count(5, today)?, count(6, today)?];
            let looks = [
                note_look(tx, &kept, 6, Some(today))?,
                note_look(tx, &kept, 6, Some(today))?,
            ];
            add_hit(tx, "s", "a", 9)?;
            add_hit(tx, "s", "a", 10)?;
            let after = [count(7, today)?, count(7, today.add_days(1))?];
            // The class begins on 2026-12-15.
            let hits = [
                list_hits(tx, &one, day("2026-12-15"))?.len(),
                list_hits(tx, &one, day("2026-12-16"))?.len(),
                delete_hits_before(tx, 9)?,
                delete_hits_before(tx, 10)?,
            ];
            Ok((due, looks, after, hits))
        });
        assert_eq!((due, looks), ([0, 1], [true, false]));
        assert_eq!(after, [0, 1]);
        assert_eq!(hits, [1, 0, 0, 1]);
    }
}
