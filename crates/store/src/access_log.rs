//! Who looked at whose file. Append-only; the person concerned may ask for it.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Such as `staff/ID` or `person/ID`.
    pub actor: String,
    pub role: String,
    /// Such as `view_application` or `reveal_id_number`.
    pub action: String,
    pub application_id: Option<String>,
    pub at_ms: i64,
}

const COLUMNS: &str = "actor, role, action, application_id, at_ms";

fn read(row: &Row) -> Result<Access, StoreError> {
    Ok(Access {
        actor: row.get(0)?,
        role: row.get(1)?,
        action: row.get(2)?,
        application_id: row.get(3)?,
        at_ms: row.get(4)?,
    })
}

/// Every look is a write, so it is one statement; writers take turns, so the next number is free.
pub fn append(tx: &Tx, access: &Access) -> Result<(), StoreError> {
    let sql = "INSERT INTO access_log (id, actor, role, action, application_id, at_ms)
        SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5 FROM access_log";
    let values = [
        (&access.actor).into(),
        (&access.role).into(),
        (&access.action).into(),
        (&access.application_id).into(),
        access.at_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Who looked at a file, the newest first.
pub fn list_by_application(
    connection: &Connection,
    application_id: &str,
) -> Result<Vec<Access>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM access_log WHERE application_id = $1 ORDER BY id DESC");
    connection.list(&sql, &[application_id.into()], read)
}

/// The newest accesses of all.
pub fn list_recent(connection: &Connection, limit: i64) -> Result<Vec<Access>, StoreError> {
    connection.list(
        &format!("SELECT {COLUMNS} FROM access_log ORDER BY id DESC LIMIT $1"),
        &[limit.into()],
        read,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn every_look_is_kept_in_order() {
        let access = |action: &str, application_id: Option<&str>| Access {
            actor: "staff/1".into(),
            role: "hr_officer".into(),
            action: action.into(),
            application_id: application_id.map(str::to_owned),
            at_ms: 7,
        };
        let (of_a, recent) = in_write(move |tx| {
            for (action, application_id) in [
                ("view", Some("a")),
                ("list", None),
                ("reveal", Some("a")),
                ("view", Some("b")),
            ] {
                append(tx, &access(action, application_id))?;
            }
            Ok((list_by_application(tx, "a")?, list_recent(tx, 2)?))
        });
        assert_eq!(
            of_a,
            [access("reveal", Some("a")), access("view", Some("a"))]
        );
        assert_eq!(
            recent,
            [access("view", Some("b")), access("reveal", Some("a"))]
        );
    }
}
