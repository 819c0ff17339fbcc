//! Classes drawn by lot to be looked at without notice: the lot of each month, and what was drawn. The columns are what the
//! events fold into.

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotCheck {
    pub id: String,
    /// Such as `2026-11`.
    pub month: String,
    pub class_id: String,
    /// How many classes were taught in the month when this one was drawn.
    pub taught: i64,
    pub state: String,
    /// The number of events; 0 for one that was drawn before there was a log and has none yet.
    pub version: i64,
    pub created_ms: i64,
    pub found_ms: Option<i64>,
}

const COLUMNS: &str = "id, month, class_id, taught, state, version, created_ms, found_ms";

fn read(row: &Row) -> Result<SpotCheck, StoreError> {
    Ok(SpotCheck {
        id: row.get(0)?,
        month: row.get(1)?,
        class_id: row.get(2)?,
        taught: row.get(3)?,
        state: row.get(4)?,
        version: row.get(5)?,
        created_ms: row.get(6)?,
        found_ms: row.get(7)?,
    })
}

/// Keeps the lot of a month; the first one stays.
pub fn keep_seed(tx: &Tx, month: &str, seed: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO spot_check_draws (month, seed, created_ms) VALUES ($1, $2, $3)
        ON CONFLICT (month) DO NOTHING";
    tx.execute(sql, &[month.into(), seed.into(), now_ms.into()])
        .map(drop)
}

pub fn find_seed(connection: &Connection, month: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT seed FROM spot_check_draws WHERE month = $1";
    connection.find(sql, &[month.into()], |row| row.get(0))
}

/// The months with a draw, the newest first.
pub fn list_months(connection: &Connection, limit: i64) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT month FROM spot_check_draws ORDER BY month DESC LIMIT $1";
    connection.list(sql, &[limit.into()], |row| row.get(0))
}

/// Adds a class that was drawn. `Duplicate` if the month has it already.
pub fn insert(tx: &Tx, drawn: &SpotCheck) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO spot_checks ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&drawn.id).into(),
        (&drawn.month).into(),
        (&drawn.class_id).into(),
        drawn.taught.into(),
        (&drawn.state).into(),
        drawn.version.into(),
        drawn.created_ms.into(),
        drawn.found_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<SpotCheck>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM spot_checks WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// What was drawn in a month, in the order of drawing.
pub fn list_by_month(connection: &Connection, month: &str) -> Result<Vec<SpotCheck>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM spot_checks WHERE month = $1 ORDER BY created_ms, class_id");
    connection.list(&sql, &[month.into()], read)
}

/// What was found at a class, the oldest first; what nobody has noted yet is not in it.
pub fn list_found(connection: &Connection, class_id: &str) -> Result<Vec<SpotCheck>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM spot_checks WHERE class_id = $1 AND found_ms IS NOT NULL ORDER BY month"
    );
    connection.list(&sql, &[class_id.into()], read)
}

/// Writes what an event changed, if the spot check still has the version `seen`.
pub fn update(tx: &Tx, changed: &SpotCheck, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE spot_checks SET state = $1, version = $2, found_ms = $3 WHERE id = $4 AND version = $5";
    let values = [
        (&changed.state).into(),
        changed.version.into(),
        changed.found_ms.into(),
        (&changed.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &changed.id)?.map(|one| one.version))
    })
}

/// The ids after one, in their own order; an empty id is before all.
pub fn list_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM spot_checks WHERE id > $1 ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// Those drawn before there was a log, while they have none, after an id; an empty id is before all.
pub fn list_without_log(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<SpotCheck>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM spot_checks WHERE version = 0 AND id > $1 ORDER BY id LIMIT $2"
    );
    connection.list(&sql, &[after.into(), limit.into()], read)
}

/// What was found, as it was kept before there was a log; nothing once the log says it.
pub fn find_old_finding(connection: &Connection, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT sealed_finding FROM spot_checks WHERE id = $1 AND sealed_finding IS NOT NULL";
    connection.find(sql, &[id.into()], |row| row.get(0))
}

/// Says that the log of one without has so many events now, and lets go what they say; false if it had a log.
pub fn give_log(tx: &Tx, id: &str, version: i64) -> Result<bool, StoreError> {
    let sql =
        "UPDATE spot_checks SET version = $1, sealed_finding = NULL WHERE id = $2 AND version = 0";
    Ok(tx.execute(sql, &[version.into(), id.into()])? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, in_write};

    fn drawn(id: &str, class_id: &str) -> SpotCheck {
        SpotCheck {
            id: id.into(),
            month: "2026-12".into(),
            class_id: class_id.into(),
            taught: 2,
            state: "drawn".into(),
            version: 1,
            created_ms: 5,
            found_ms: None,
        }
    }

    #[test]
    fn a_lot_stays_and_a_class_is_drawn_once_and_noted_once() {
        let (seed, again, noted, listed, found) = in_write(|tx| {
            for class in ["a", "b"] {
                add_class(tx, class);
            }
            keep_seed(tx, "2026-12", "first", 1)?;
            keep_seed(tx, "2026-12", "second", 2)?;
            insert(tx, &drawn("1", "a"))?;
            insert(tx, &drawn("2", "b"))?;
            let again = tx.attempt(|tx| insert(tx, &drawn("3", "a")));
            let note = |id: &str, state: &str| SpotCheck {
                state: state.into(),
                version: 2,
                found_ms: Some(9),
                ..drawn(id, "a")
            };
            let noted = [
                update(tx, &note("1", "in_order"), 1),
                update(tx, &note("1", "faulty"), 1),
                update(tx, &note("x", "faulty"), 1),
            ];
            let found = [list_found(tx, "a")?.len(), list_found(tx, "b")?.len()];
            let listed: Vec<_> = list_by_month(tx, "2026-12")?
                .into_iter()
                .map(|one| (one.id, one.state, one.version))
                .collect();
            Ok((find_seed(tx, "2026-12")?, again, noted, listed, found))
        });
        assert_eq!(seed.as_deref(), Some("first"));
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        let stale = Err(UpdateError::Stale { current: 2 });
        assert_eq!(noted, [Ok(()), stale, Err(UpdateError::NotFound)]);
        assert_eq!(found, [1, 0]);
        assert_eq!(
            listed,
            [
                ("1".to_owned(), "in_order".to_owned(), 2),
                ("2".to_owned(), "drawn".to_owned(), 1)
            ]
        );
    }

    #[test]
    fn one_from_before_the_log_is_given_one_once() {
        let (before, given, after) = in_write(|tx| {
            for class in ["a", "b"] {
                add_class(tx, class);
            }
            keep_seed(tx, "2026-12", "first", 1)?;
            let old = SpotCheck {
                version: 0,
                ..drawn("1", "a")
            };
            insert(tx, &old)?;
            insert(tx, &drawn("2", "b"))?;
            tx.execute(
                "UPDATE spot_checks SET sealed_finding = $1",
                &[(&[7; 32]).into()],
            )?;
            let without = list_without_log(tx, "", 10)?;
            assert_eq!(list_without_log(tx, "1", 10)?, []);
            let before = (without, find_old_finding(tx, "1")?);
            let given = [give_log(tx, "1", 2)?, give_log(tx, "1", 2)?];
            let after = (
                list_without_log(tx, "", 10)?.len(),
                find_old_finding(tx, "1")?,
            );
            assert_eq!(list_ids(tx, "1", 10)?, ["2"]);
            Ok((before, given, after))
        });
        let ids: Vec<&str> = before.0.iter().map(|one| one.id.as_str()).collect();
        assert_eq!((ids, before.1), (vec!["1"], Some(vec![7; 32])));
        assert_eq!((given, after), ([true, false], (0, None)));
    }
}
