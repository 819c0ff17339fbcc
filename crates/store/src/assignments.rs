//! Who of an office works on a file. Rows are only ever added; the last one of a file at an office holds.

use crate::applications::QUOTA_WAIT;
use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub application_id: String,
    pub agency_id: String,
    /// The place among those of the file at the office, from 1.
    pub seq: i64,
    /// Staff id of whoever works on it.
    pub officer_id: String,
    /// Staff id of whoever said so.
    pub by_id: String,
    pub at_ms: i64,
}

const COLUMNS: &str = "a.application_id, a.agency_id, a.seq, a.officer_id, a.by_id, a.at_ms";

/// No later row of the same file and office.
const IS_LAST: &str =
    "NOT EXISTS (SELECT 1 FROM assignments later WHERE later.application_id = a.application_id
    AND later.agency_id = a.agency_id AND later.seq > a.seq)";

/// Whoever has it did not step back as somebody close to the applicant.
const IS_NOT_CLOSE: &str =
    "NOT EXISTS (SELECT 1 FROM conflicts c WHERE c.application_id = a.application_id
    AND c.officer_id = a.officer_id AND c.answer = 'declared'
    AND NOT EXISTS (SELECT 1 FROM conflicts said WHERE said.application_id = c.application_id
    AND said.officer_id = c.officer_id AND said.seq > c.seq))";

fn read(row: &Row) -> Result<Assignment, StoreError> {
    Ok(Assignment {
        application_id: row.get(0)?,
        agency_id: row.get(1)?,
        seq: row.get(2)?,
        officer_id: row.get(3)?,
        by_id: row.get(4)?,
        at_ms: row.get(5)?,
    })
}

/// Adds one. `Duplicate` if its place is taken.
pub fn insert(tx: &Tx, new: &Assignment) -> Result<(), StoreError> {
    let sql = "INSERT INTO assignments (application_id, agency_id, seq, officer_id, by_id, at_ms)
        VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        (&new.application_id).into(),
        (&new.agency_id).into(),
        new.seq.into(),
        (&new.officer_id).into(),
        (&new.by_id).into(),
        new.at_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// The one that holds for a file at an office.
pub fn find(
    connection: &Connection,
    application_id: &str,
    agency_id: &str,
) -> Result<Option<Assignment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM assignments a WHERE a.application_id = $1 AND a.agency_id = $2
        ORDER BY a.seq DESC LIMIT 1"
    );
    connection.find(&sql, &[application_id.into(), agency_id.into()], read)
}

/// Those that hold for the files that wait for a role at an office. What waits for quota is nobody's work.
pub fn list_waiting(
    connection: &Connection,
    holder_role: &str,
    agency_id: &str,
) -> Result<Vec<Assignment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications
        JOIN assignments a ON a.application_id = applications.id AND a.agency_id = applications.agency_id
        WHERE applications.holder_role = $1 AND applications.agency_id = $2
        AND applications.state <> '{QUOTA_WAIT}' AND {IS_LAST} AND {IS_NOT_CLOSE} ORDER BY a.application_id"
    );
    connection.list(&sql, &[holder_role.into(), agency_id.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::applications::{self, Application};
    use crate::conflicts::{self, Conflict};
    use crate::staff::{self, StaffMember};
    use crate::testing::{add_application, in_write};

    fn add_officer(tx: &Tx, id: &str) -> Result<(), StoreError> {
        let member = StaffMember {
            id: id.into(),
            username: id.into(),
            display_name: "示例 经办人".into(),
            role: "hr_officer".into(),
            agency_id: Some("hr".into()),
            duty: None,
            password_hash: "a slow hash".into(),
            sealed_totp_secret: None,
            disabled_ms: None,
            created_ms: 1,
        };
        staff::insert(tx, &member)
    }

    fn assignment(application_id: &str, seq: i64, officer_id: &str) -> Assignment {
        Assignment {
            application_id: application_id.into(),
            agency_id: "hr".into(),
            seq,
            officer_id: officer_id.into(),
            by_id: "li".into(),
            at_ms: seq,
        }
    }

    #[test]
    fn the_last_one_holds_where_the_file_waits() {
        let (found, listed, again) = in_write(|tx| {
            for id in ["li", "wang"] {
                add_officer(tx, id)?;
            }
            for (id, holder) in [
                ("a", "hr_officer"),
                ("b", "resident"),
                ("c", "hr_officer"),
                ("d", "hr_officer"),
            ] {
                let draft = add_application(tx, id);
                let moved = Application {
                    holder_role: holder.into(),
                    agency_id: Some("hr".into()),
                    ..draft
                };
                applications::update(tx, &moved).unwrap();
            }
            for new in [
                assignment("a", 1, "li"),
                assignment("a", 2, "wang"),
                assignment("b", 1, "li"),
                assignment("c", 1, "li"),
                Assignment {
                    agency_id: "elsewhere".into(),
                    ..assignment("d", 1, "li")
                },
            ] {
                insert(tx, &new)?;
            }
            // The last of these has stepped back, the one before did so and was found not to be close.
            insert(tx, &assignment("c", 2, "wang"))?;
            for (seq, id, officer, answer) in [
                (1, "a", "wang", "declared"),
                (2, "a", "wang", "lifted"),
                (1, "c", "wang", "declared"),
            ] {
                let said = Conflict {
                    application_id: id.into(),
                    officer_id: officer.into(),
                    seq,
                    answer: answer.into(),
                    by_id: "li".into(),
                    sealed_reason: None,
                    at_ms: 1,
                };
                conflicts::insert(tx, &said)?;
            }
            let again = tx.attempt(|tx| insert(tx, &assignment("a", 2, "li")));
            let found = [
                find(tx, "a", "hr")?,
                find(tx, "d", "hr")?,
                find(tx, "x", "hr")?,
            ];
            Ok((found, list_waiting(tx, "hr_officer", "hr")?, again))
        });
        assert_eq!(found, [Some(assignment("a", 2, "wang")), None, None]);
        assert_eq!(listed, [assignment("a", 2, "wang")]);
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
    }
}
