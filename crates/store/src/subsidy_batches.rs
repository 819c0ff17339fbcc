//! What was paid of the interest subsidies of a quarter, batch by batch. Rows are only ever added.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubsidyBatch {
    pub id: String,
    /// Such as `2026Q4`.
    pub quarter: String,
    /// The day the finance office paid it.
    pub paid_on: Date,
    /// Its number of the batch.
    pub reference: String,
    /// How many loans are in it.
    pub loans: i64,
    pub total_fen: i64,
    /// The account that recorded it.
    pub recorded_by: String,
    pub recorded_ms: i64,
    /// SHA-256 over the lines that were paid, hex; none for what was recorded before it was kept.
    pub digest: Option<String>,
}

const COLUMNS: &str =
    "id, quarter, paid_on, reference, loans, total_fen, recorded_by, recorded_ms, digest";

fn read(row: &Row) -> Result<SubsidyBatch, StoreError> {
    Ok(SubsidyBatch {
        id: row.get(0)?,
        quarter: row.get(1)?,
        paid_on: row.get(2)?,
        reference: row.get(3)?,
        loans: row.get(4)?,
        total_fen: row.get(5)?,
        recorded_by: row.get(6)?,
        recorded_ms: row.get(7)?,
        digest: row.get(8)?,
    })
}

/// Adds one.
pub fn insert(tx: &Tx, batch: &SubsidyBatch) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO subsidy_batches ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let values = [
        (&batch.id).into(),
        (&batch.quarter).into(),
        batch.paid_on.into(),
        (&batch.reference).into(),
        batch.loans.into(),
        batch.total_fen.into(),
        (&batch.recorded_by).into(),
        batch.recorded_ms.into(),
        batch.digest.as_deref().into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Those of a quarter, the oldest first.
pub fn list(connection: &Connection, quarter: &str) -> Result<Vec<SubsidyBatch>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM subsidy_batches WHERE quarter = $1 ORDER BY recorded_ms, id"
    );
    connection.list(&sql, &[quarter.into()], read)
}

/// All of them.
pub fn list_all(connection: &Connection) -> Result<Vec<SubsidyBatch>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM subsidy_batches ORDER BY recorded_ms, id");
    connection.list(&sql, &[], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn a_quarter_lists_its_own_in_the_order_recorded() {
        let (listed, other) = in_write(|tx| {
            for (id, recorded_ms) in [("b", 1), ("a", 2)] {
                let batch = SubsidyBatch {
                    id: id.into(),
                    quarter: "2026Q4".into(),
                    paid_on: Date::new(2027, 1, 20).unwrap(),
                    reference: "CZ-1".into(),
                    loans: 2,
                    total_fen: 31_000,
                    recorded_by: "zhang".into(),
                    recorded_ms,
                    digest: (id == "a").then(|| "0a1b".into()),
                };
                insert(tx, &batch)?;
            }
            Ok((list(tx, "2026Q4")?, list(tx, "2027Q1")?))
        });
        let digests: Vec<Option<&str>> = listed.iter().map(|one| one.digest.as_deref()).collect();
        assert_eq!(digests, [None, Some("0a1b")], "those before have none");
        let ids: Vec<&str> = listed.iter().map(|batch| batch.id.as_str()).collect();
        assert_eq!((ids, other), (vec!["b", "a"], Vec::new()));
    }
}
