//! What was told of the clocks of applications, whom and when. Rows are only ever added.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx};

/// Somebody was told of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNotice {
    pub application_id: String,
    /// Which clock, and how near its end.
    pub about: String,
    /// Its last day.
    pub due_on: Date,
    /// Person, account, or office.
    pub told: String,
    pub at_ms: i64,
}

const COLUMNS: &str = "n.application_id, n.about, n.due_on, n.told, n.at_ms";

fn read(row: &Row) -> Result<FileNotice, StoreError> {
    Ok(FileNotice {
        application_id: row.get(0)?,
        about: row.get(1)?,
        due_on: row.get(2)?,
        told: row.get(3)?,
        at_ms: row.get(4)?,
    })
}

/// Notes it; false when the same was told before.
pub fn note(tx: &Tx, notice: &FileNotice) -> Result<bool, StoreError> {
    let sql = "INSERT INTO file_notices (application_id, about, due_on, told, at_ms)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (application_id, about, due_on, told) DO NOTHING";
    let values = [
        (&notice.application_id).into(),
        (&notice.about).into(),
        notice.due_on.into(),
        (&notice.told).into(),
        notice.at_ms.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Everything that was told of a file, the oldest first.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<FileNotice>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM file_notices n WHERE n.application_id = $1 ORDER BY n.at_ms, n.about, n.told"
    );
    connection.list(&sql, &[application_id.into()], read)
}

/// Everything that was told of the files that wait for a role at an office.
pub fn list_waiting(
    connection: &Connection,
    holder_role: &str,
    agency_id: &str,
) -> Result<Vec<FileNotice>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM applications a JOIN file_notices n ON n.application_id = a.id
        WHERE a.holder_role = $1 AND a.agency_id = $2 ORDER BY n.at_ms, n.application_id, n.about, n.told"
    );
    connection.list(&sql, &[holder_role.into(), agency_id.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::applications::{self, Application};
    use crate::testing::{add_application, in_write};

    fn notice(application_id: &str, about: &str, day: i32, told: &str) -> FileNotice {
        FileNotice {
            application_id: application_id.into(),
            about: about.into(),
            due_on: Date::new(2026, 12, day).unwrap(),
            told: told.into(),
            at_ms: day.into(),
        }
    }

    #[test]
    fn the_same_is_told_once_and_another_day_is_another_thing() {
        let (noted, listed, waiting) = in_write(|tx| {
            for (id, holder) in [("a", "hr_officer"), ("b", "resident")] {
                let draft = add_application(tx, id);
                let moved = Application {
                    holder_role: holder.into(),
                    agency_id: Some("hr".into()),
                    ..draft
                };
                applications::update(tx, &moved).unwrap();
            }
            let told = [
                notice("a", "stage_near", 1, "li"),
                notice("a", "stage_near", 1, "li"),
                notice("a", "stage_near", 1, "wang"),
                notice("a", "stage_near", 2, "li"),
                notice("b", "answer_3", 3, "p1"),
            ];
            let noted = told.map(|one| note(tx, &one).unwrap());
            let tellers = |found: Vec<FileNotice>| {
                let one = |one: FileNotice| (one.application_id, one.told, one.at_ms);
                found.into_iter().map(one).collect::<Vec<_>>()
            };
            Ok((
                noted,
                tellers(list(tx, "a")?),
                tellers(list_waiting(tx, "hr_officer", "hr")?),
            ))
        });
        assert_eq!(noted, [true, false, true, true, true]);
        let expected = [("li", 1), ("wang", 1), ("li", 2)];
        let expected = expected.map(|(told, at_ms)| ("a".to_owned(), told.to_owned(), at_ms));
        assert_eq!(listed, expected);
        assert_eq!(waiting, expected);
    }
}
