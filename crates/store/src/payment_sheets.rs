//! Files of a bank with payments, looked at before anything of them is taken in.

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentSheet {
    pub id: String,
    pub bank_id: String,
    pub staff_id: String,
    /// The number of writes.
    pub version: i64,
    /// What the file says, row by row.
    pub sealed_rows: Vec<u8>,
    /// When the last row was taken in so far.
    pub taken_ms: Option<i64>,
    pub created_ms: i64,
}

const COLUMNS: &str = "id, bank_id, staff_id, version, sealed_rows, taken_ms, created_ms";

fn read(row: &Row) -> Result<PaymentSheet, StoreError> {
    Ok(PaymentSheet {
        id: row.get(0)?,
        bank_id: row.get(1)?,
        staff_id: row.get(2)?,
        version: row.get(3)?,
        sealed_rows: row.get(4)?,
        taken_ms: row.get(5)?,
        created_ms: row.get(6)?,
    })
}

pub fn insert(tx: &Tx, sheet: &PaymentSheet) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO payment_sheets ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let values = [
        (&sheet.id).into(),
        (&sheet.bank_id).into(),
        (&sheet.staff_id).into(),
        sheet.version.into(),
        (&sheet.sealed_rows).into(),
        sheet.taken_ms.into(),
        sheet.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what was taken in, if the sheet still has its version, which goes up by one.
pub fn update(tx: &Tx, sheet: &PaymentSheet) -> Result<i64, UpdateError> {
    let sql = "UPDATE payment_sheets SET sealed_rows = $1, taken_ms = $2, version = version + 1
        WHERE id = $3 AND version = $4";
    let values = [
        (&sheet.sealed_rows).into(),
        sheet.taken_ms.into(),
        (&sheet.id).into(),
        sheet.version.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &sheet.id)?.map(|one| one.version))
    })?;
    Ok(sheet.version + 1)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<PaymentSheet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM payment_sheets WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Those of a bank, the newest first.
pub fn list(
    connection: &Connection,
    bank_id: &str,
    limit: i64,
) -> Result<Vec<PaymentSheet>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payment_sheets WHERE bank_id = $1 ORDER BY created_ms DESC, id LIMIT $2"
    );
    connection.list(&sql, &[bank_id.into(), limit.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn a_sheet_belongs_to_its_bank_and_is_written_by_who_saw_it() {
        let (mine, others, second, stale) = in_write(|tx| {
            let mut sheet = PaymentSheet {
                id: "a".into(),
                bank_id: "bank".into(),
                staff_id: "s".into(),
                version: 1,
                sealed_rows: vec![1],
                taken_ms: None,
                created_ms: 1,
            };
            insert(tx, &sheet)?;
            let others = list(tx, "other", 10)?.len();
            sheet.taken_ms = Some(5);
            let second = update(tx, &sheet);
            let stale = update(tx, &sheet);
            Ok((list(tx, "bank", 10)?, others, second, stale))
        });
        assert_eq!((mine[0].taken_ms, mine[0].version, others), (Some(5), 2, 0));
        assert_eq!(second, Ok(2));
        assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
    }
}
