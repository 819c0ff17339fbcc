//! Classes drawn by lot to be looked at without notice: the lot of each month, and what was found at each class.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotCheck {
    pub id: String,
    /// Such as `2026-11`.
    pub month: String,
    pub class_id: String,
    /// How many classes were taught in the month when this one was drawn.
    pub taught: i64,
    pub state: String,
    /// What was found.
    pub sealed_finding: Option<Vec<u8>>,
    pub created_ms: i64,
    pub found_ms: Option<i64>,
}

const COLUMNS: &str = "id, month, class_id, taught, state, sealed_finding, created_ms, found_ms";

fn read(row: &Row) -> Result<SpotCheck, StoreError> {
    Ok(SpotCheck {
        id: row.get(0)?,
        month: row.get(1)?,
        class_id: row.get(2)?,
        taught: row.get(3)?,
        state: row.get(4)?,
        sealed_finding: row.get(5)?,
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
        (&drawn.sealed_finding).into(),
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

/// Notes what was found, if nobody has before: false then.
pub fn note(
    tx: &Tx,
    id: &str,
    state: &str,
    sealed_finding: &[u8],
    now_ms: i64,
) -> Result<bool, StoreError> {
    let sql = "UPDATE spot_checks SET state = $1, sealed_finding = $2, found_ms = $3
        WHERE id = $4 AND found_ms IS NULL";
    let values = [
        state.into(),
        sealed_finding.into(),
        now_ms.into(),
        id.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
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
            sealed_finding: None,
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
            let noted = [
                note(tx, "1", "in_order", &[7], 9)?,
                note(tx, "1", "faulty", &[8], 10)?,
                note(tx, "x", "faulty", &[8], 10)?,
            ];
            let found = [list_found(tx, "a")?.len(), list_found(tx, "b")?.len()];
            let listed: Vec<_> = list_by_month(tx, "2026-12")?
                .into_iter()
                .map(|one| (one.id, one.state, one.sealed_finding))
                .collect();
            Ok((find_seed(tx, "2026-12")?, again, noted, listed, found))
        });
        assert_eq!(seed.as_deref(), Some("first"));
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        assert_eq!((noted, found), ([true, false, false], [1, 0]));
        assert_eq!(
            listed,
            [
                ("1".to_owned(), "in_order".to_owned(), Some(vec![7])),
                ("2".to_owned(), "drawn".to_owned(), None)
            ]
        );
    }
}
