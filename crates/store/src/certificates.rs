//! Certificates: one row each, found by the enrolment it is of and by a keyed hash of number and check code.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub number: String,
    pub enrolment_id: String,
    /// Keyed hash of number and check code.
    pub check_index: [u8; 32],
    /// What the paper says, sealed under the enrolment's key.
    pub sealed_facts: Vec<u8>,
    pub created_ms: i64,
}

const COLUMNS: &str = "number, enrolment_id, check_index, sealed_facts, created_ms";

fn read(row: &Row) -> Result<Certificate, StoreError> {
    Ok(Certificate {
        number: row.get(0)?,
        enrolment_id: row.get(1)?,
        check_index: row.get(2)?,
        sealed_facts: row.get(3)?,
        created_ms: row.get(4)?,
    })
}

/// Adds one. `Duplicate` if the enrolment has one already.
pub fn insert(tx: &Tx, certificate: &Certificate) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO certificates ({COLUMNS}) VALUES ($1, $2, $3, $4, $5)");
    let values = [
        (&certificate.number).into(),
        (&certificate.enrolment_id).into(),
        (&certificate.check_index).into(),
        (&certificate.sealed_facts).into(),
        certificate.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

pub fn find_of(
    connection: &Connection,
    enrolment_id: &str,
) -> Result<Option<Certificate>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM certificates WHERE enrolment_id = $1");
    connection.find(&sql, &[enrolment_id.into()], read)
}

pub fn find_by_check(
    connection: &Connection,
    check_index: &[u8; 32],
) -> Result<Option<Certificate>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM certificates WHERE check_index = $1");
    connection.find(&sql, &[check_index.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_enrolment, in_write};

    #[test]
    fn an_enrolment_has_one_certificate_found_by_its_code() {
        let (again, of, by_check, nobody) = in_write(|tx| {
            add_class(tx, "a");
            add_enrolment(tx, "a", 1, "taken");
            let certificate = Certificate {
                number: "n".into(),
                enrolment_id: "a-1".into(),
                check_index: [7; 32],
                sealed_facts: vec![1],
                created_ms: 5,
            };
            insert(tx, &certificate)?;
            let second = Certificate {
                number: "m".into(),
                check_index: [8; 32],
                ..certificate
            };
            Ok((
                tx.attempt(|tx| insert(tx, &second)),
                find_of(tx, "a-1")?,
                find_by_check(tx, &[7; 32])?,
                find_by_check(tx, &[8; 32])?,
            ))
        });
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        assert_eq!(of, by_check);
        assert_eq!((of.unwrap().number.as_str(), nobody), ("n", None));
    }
}
