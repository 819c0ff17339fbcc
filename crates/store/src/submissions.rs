//! The form as it was handed in, each time it was.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub application_id: String,
    /// The version of the file that handing in made.
    pub version: i64,
    pub sealed_form: Vec<u8>,
    pub created_ms: i64,
}

fn read(row: &Row) -> Result<Submission, StoreError> {
    Ok(Submission {
        application_id: row.get(0)?,
        version: row.get(1)?,
        sealed_form: row.get(2)?,
        created_ms: row.get(3)?,
    })
}

/// Keeps a form. `Duplicate` if that version has one.
pub fn insert(tx: &Tx, submission: &Submission) -> Result<(), StoreError> {
    let sql = "INSERT INTO submissions (application_id, version, sealed_form, created_ms) VALUES ($1, $2, $3, $4)";
    let values = [
        (&submission.application_id).into(),
        submission.version.into(),
        (&submission.sealed_form).into(),
        submission.created_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Every form of a file, the oldest first.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<Submission>, StoreError> {
    let sql = "SELECT application_id, version, sealed_form, created_ms FROM submissions
        WHERE application_id = $1 ORDER BY version";
    connection.list(sql, &[application_id.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    #[test]
    fn each_version_has_one_form() {
        let form = |version| Submission {
            application_id: "a".into(),
            version,
            sealed_form: vec![1, 2],
            created_ms: 3,
        };
        let (all, again, nobodys) = in_write(move |tx| {
            add_application(tx, "a");
            insert(tx, &form(5))?;
            insert(tx, &form(1))?;
            let again = tx.attempt(|tx| insert(tx, &form(1)));
            Ok((list(tx, "a")?, again, list(tx, "b")?))
        });
        assert_eq!((all, nobodys), (vec![form(1), form(5)], Vec::new()));
        assert!(matches!(again, Err(StoreError::Duplicate { .. })));
    }
}
