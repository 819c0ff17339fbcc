//! Decisions on loan files drawn by lot to be looked at again. The columns are what the events fold into.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReReview {
    pub id: String,
    /// The month of the decision, such as `2026-11`.
    pub month: String,
    pub application_id: String,
    /// The number of the event that decided.
    pub ended_version: i64,
    pub stage: String,
    pub agency_id: String,
    /// How many decisions the stage had made in the month when this one was drawn.
    pub decided: i64,
    pub state: String,
    /// The number of events.
    pub version: i64,
    /// The last day to look at it.
    pub due_on: Date,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str = "id, month, application_id, ended_version, stage, agency_id, decided, state, version, due_on, \
    created_ms, updated_ms";

fn read(row: &Row) -> Result<ReReview, StoreError> {
    Ok(ReReview {
        id: row.get(0)?,
        month: row.get(1)?,
        application_id: row.get(2)?,
        ended_version: row.get(3)?,
        stage: row.get(4)?,
        agency_id: row.get(5)?,
        decided: row.get(6)?,
        state: row.get(7)?,
        version: row.get(8)?,
        due_on: row.get(9)?,
        created_ms: row.get(10)?,
        updated_ms: row.get(11)?,
    })
}

/// Keeps the lot of a month; the first one stays.
pub fn keep_seed(tx: &Tx, month: &str, seed: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO re_review_draws (month, seed, created_ms) VALUES ($1, $2, $3)
        ON CONFLICT (month) DO NOTHING";
    tx.execute(sql, &[month.into(), seed.into(), now_ms.into()])
        .map(drop)
}

/// The lot of a month.
pub fn find_seed(connection: &Connection, month: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT seed FROM re_review_draws WHERE month = $1";
    connection.find(sql, &[month.into()], |row| row.get(0))
}

/// Adds a decision that was drawn. `Duplicate` if it was drawn before.
pub fn insert(tx: &Tx, drawn: &ReReview) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO re_reviews ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    );
    let values = [
        (&drawn.id).into(),
        (&drawn.month).into(),
        (&drawn.application_id).into(),
        drawn.ended_version.into(),
        (&drawn.stage).into(),
        (&drawn.agency_id).into(),
        drawn.decided.into(),
        (&drawn.state).into(),
        drawn.version.into(),
        drawn.due_on.into(),
        drawn.created_ms.into(),
        drawn.updated_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what an event changed, if the re-review still has the version `seen`.
pub fn update(tx: &Tx, changed: &ReReview, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE re_reviews SET state = $1, version = $2, updated_ms = $3 WHERE id = $4 AND version = $5";
    let values = [
        (&changed.state).into(),
        changed.version.into(),
        changed.updated_ms.into(),
        (&changed.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &changed.id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<ReReview>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM re_reviews WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Those of a file, the first drawn first.
pub fn list_by_application(
    connection: &Connection,
    application_id: &str,
) -> Result<Vec<ReReview>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM re_reviews WHERE application_id = $1 ORDER BY created_ms, ended_version"
    );
    connection.list(&sql, &[application_id.into()], read)
}

/// What was drawn of a stage in a month.
pub fn list_by_month(
    connection: &Connection,
    month: &str,
    stage: &str,
) -> Result<Vec<ReReview>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM re_reviews WHERE month = $1 AND stage = $2 ORDER BY created_ms, id"
    );
    connection.list(&sql, &[month.into(), stage.into()], read)
}

/// Those of an agency in a state, the most pressing first.
pub fn list_by_state(
    connection: &Connection,
    agency_id: &str,
    state: &str,
    limit: i64,
) -> Result<Vec<ReReview>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM re_reviews WHERE agency_id = $1 AND state = $2 ORDER BY due_on, id LIMIT $3"
    );
    connection.list(&sql, &[agency_id.into(), state.into(), limit.into()], read)
}

/// Those of an agency that were looked at since an instant, the last first.
pub fn list_closed(
    connection: &Connection,
    agency_id: &str,
    since_ms: i64,
    limit: i64,
) -> Result<Vec<ReReview>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM re_reviews WHERE agency_id = $1 AND state <> 'waiting' AND updated_ms >= $2
        ORDER BY updated_ms DESC, id LIMIT $3"
    );
    let values = [agency_id.into(), since_ms.into(), limit.into()];
    connection.list(&sql, &values, read)
}

/// How many an agency has had drawn since an instant, by state.
pub fn count_by_state(
    connection: &Connection,
    agency_id: &str,
    since_ms: i64,
) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "SELECT state, COUNT(*) FROM re_reviews WHERE agency_id = $1 AND created_ms >= $2
        GROUP BY state ORDER BY state";
    connection.list(sql, &[agency_id.into(), since_ms.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// How many wait at an agency, and how many of these since before a day.
pub fn count_waiting(
    connection: &Connection,
    agency_id: &str,
    today: Date,
) -> Result<(i64, i64), StoreError> {
    let sql = "SELECT COUNT(*) FROM re_reviews WHERE agency_id = $1 AND state = 'waiting'";
    let all = connection.count(sql, &[agency_id.into()])?;
    let sql = "SELECT COUNT(*) FROM re_reviews WHERE agency_id = $1 AND state = 'waiting' AND due_on < $2";
    let late = connection.count(sql, &[agency_id.into(), today.into()])?;
    Ok((all, late))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    fn drawn(id: &str, ended_version: i64) -> ReReview {
        ReReview {
            id: id.into(),
            month: "2026-11".into(),
            application_id: "a".into(),
            ended_version,
            stage: "hr".into(),
            agency_id: "hr-bureau".into(),
            decided: 20,
            state: "waiting".into(),
            version: 1,
            due_on: Date::parse_iso("2026-12-08").unwrap(),
            created_ms: 5,
            updated_ms: 5,
        }
    }

    #[test]
    fn a_decision_is_drawn_once_and_moves_by_compare_and_set() {
        let (again, stale, seed, listed, closed, counts) = in_write(|tx| {
            add_application(tx, "a");
            keep_seed(tx, "2026-11", "first", 1)?;
            keep_seed(tx, "2026-11", "second", 2)?;
            insert(tx, &drawn("1", 3))?;
            insert(tx, &drawn("2", 7))?;
            let again = tx.attempt(|tx| insert(tx, &drawn("3", 3)));
            let changed = ReReview {
                state: "agreed".into(),
                version: 2,
                updated_ms: 9,
                ..drawn("1", 3)
            };
            update(tx, &changed, 1).unwrap();
            let stale = update(tx, &changed, 1);
            assert_eq!(find(tx, "1")?, Some(changed));
            let listed = [
                list_by_application(tx, "a")?.len(),
                list_by_month(tx, "2026-11", "hr")?.len(),
                list_by_month(tx, "2026-11", "bank")?.len(),
                list_by_state(tx, "hr-bureau", "waiting", 9)?.len(),
            ];
            let closed = [
                list_closed(tx, "hr-bureau", 9, 9)?.len(),
                list_closed(tx, "hr-bureau", 10, 9)?.len(),
            ];
            let day = |iso| Date::parse_iso(iso).unwrap();
            let counts = (
                count_by_state(tx, "hr-bureau", 5)?,
                count_waiting(tx, "hr-bureau", day("2026-12-08"))?,
                count_waiting(tx, "hr-bureau", day("2026-12-09"))?,
            );
            let seed = find_seed(tx, "2026-11")?;
            Ok((again, stale, seed, listed, closed, counts))
        });
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
        assert_eq!(seed.as_deref(), Some("first"));
        assert_eq!((listed, closed), ([2, 2, 0, 1], [1, 0]));
        let by_state = vec![("agreed".to_owned(), 1), ("waiting".to_owned(), 1)];
        assert_eq!(counts, (by_state, (1, 0), (1, 1)));
    }
}
