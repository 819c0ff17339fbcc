//! What was paid of the subsidies of settled classes, list by list. A row changes only in what came back.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementPayment {
    pub class_id: String,
    /// The number of the sheet's event that says whom how much.
    pub seq: i64,
    /// The day the finance office paid it.
    pub paid_on: Date,
    /// Its number of the batch.
    pub reference: String,
    /// How many people stand in the list.
    pub lines: i64,
    /// What they come to, with what came back.
    pub total_fen: i64,
    /// How many of them came back.
    pub unpaid: i64,
    pub unpaid_fen: i64,
    /// The account that recorded it.
    pub recorded_by: String,
    pub recorded_ms: i64,
    /// SHA-256 over the lines of the list, hex.
    pub digest: String,
}

const COLUMNS: &str = "class_id, seq, paid_on, reference, lines, total_fen, unpaid, unpaid_fen, \
     recorded_by, recorded_ms, digest";

fn read(row: &Row) -> Result<SettlementPayment, StoreError> {
    Ok(SettlementPayment {
        class_id: row.get(0)?,
        seq: row.get(1)?,
        paid_on: row.get(2)?,
        reference: row.get(3)?,
        lines: row.get(4)?,
        total_fen: row.get(5)?,
        unpaid: row.get(6)?,
        unpaid_fen: row.get(7)?,
        recorded_by: row.get(8)?,
        recorded_ms: row.get(9)?,
        digest: row.get(10)?,
    })
}

/// Adds one. `Duplicate` if the event has one.
pub fn insert(tx: &Tx, payment: &SettlementPayment) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO settlement_payments ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    let values = [
        (&payment.class_id).into(),
        payment.seq.into(),
        payment.paid_on.into(),
        (&payment.reference).into(),
        payment.lines.into(),
        payment.total_fen.into(),
        payment.unpaid.into(),
        payment.unpaid_fen.into(),
        (&payment.recorded_by).into(),
        payment.recorded_ms.into(),
        (&payment.digest).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes how many of a list came back by now, and how much.
pub fn note_unpaid(
    tx: &Tx,
    class_id: &str,
    seq: i64,
    (unpaid, unpaid_fen): (i64, i64),
) -> Result<(), StoreError> {
    let sql = "UPDATE settlement_payments SET unpaid = $1, unpaid_fen = $2
        WHERE class_id = $3 AND seq = $4";
    let values = [
        unpaid.into(),
        unpaid_fen.into(),
        class_id.into(),
        seq.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Those of a class, the oldest first.
pub fn list(connection: &Connection, class_id: &str) -> Result<Vec<SettlementPayment>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM settlement_payments WHERE class_id = $1 ORDER BY seq");
    connection.list(&sql, &[class_id.into()], read)
}

/// How many people of a class were granted something and have not been paid.
pub fn count_to_pay(connection: &Connection, class_id: &str) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(DISTINCT enrolment_id) FROM subsidy_claims WHERE class_id = $1";
    let granted = connection.count(sql, &[class_id.into()])?;
    let paid = list(connection, class_id)?.into_iter();
    let paid: i64 = paid.map(|one| one.lines - one.unpaid).sum();
    Ok(granted - paid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settlements::{self, Claim, Settlement};
    use crate::testing::{add_class, add_enrolment, in_write};

    fn claim(enrolment_id: &str, programme: &str) -> Claim {
        Claim {
            enrolment_id: enrolment_id.into(),
            programme: programme.into(),
            class_id: "a".into(),
            person: [7; 32],
            id_index: None,
            trade: "t".into(),
            for_year: 2027,
            created_ms: 5,
        }
    }

    fn payment(seq: i64, lines: i64, unpaid: i64) -> SettlementPayment {
        SettlementPayment {
            class_id: "a".into(),
            seq,
            paid_on: Date::new(2027, 4, 20).unwrap(),
            reference: "CZ-1".into(),
            lines,
            total_fen: 100 * lines,
            unpaid,
            unpaid_fen: 100 * unpaid,
            recorded_by: "zhang".into(),
            recorded_ms: 5,
            digest: "0a1b".into(),
        }
    }

    #[test]
    fn whoever_came_back_waits_and_whoever_was_paid_does_not() {
        let (counts, listed, again) = in_write(|tx| {
            add_class(tx, "a");
            let settlement = Settlement {
                class_id: "a".into(),
                version: 3,
                state: "settled".into(),
                submitted_ms: Some(1),
                decided_ms: Some(2),
                created_ms: 1,
            };
            settlements::insert(tx, &settlement)?;
            let mut counts = vec![count_to_pay(tx, "a")?];
            for place in [1, 2] {
                let id = add_enrolment(tx, "a", place, "taken").id;
                settlements::add_claim(tx, &claim(&id, "training_subsidy"))?;
                settlements::add_claim(tx, &claim(&id, "living_allowance_training"))?;
            }
            counts.push(count_to_pay(tx, "a")?);
            for next in [payment(4, 2, 1), payment(5, 1, 0)] {
                insert(tx, &next)?;
                counts.push(count_to_pay(tx, "a")?);
            }
            note_unpaid(tx, "a", 5, (1, 100))?;
            counts.push(count_to_pay(tx, "a")?);
            let again = tx.attempt(|tx| insert(tx, &payment(5, 1, 0)));
            Ok((counts, list(tx, "a")?, again))
        });
        assert_eq!(counts, [0, 2, 1, 0, 1], "people, not subsidies");
        assert_eq!(listed, [payment(4, 2, 1), payment(5, 1, 1)]);
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
    }
}
