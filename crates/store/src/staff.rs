//! Officers and their sign-in.

use crate::{Connection, Row, StoreError, Tx, Value};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    pub id: String,
    pub username: String,
    pub display_name: String,
    pub role: String,
    pub agency_id: Option<String>,
    /// What somebody of a training organisation does there; none for everybody else.
    pub duty: Option<String>,
    pub password_hash: String,
    pub sealed_totp_secret: Option<Vec<u8>>,
    pub disabled_ms: Option<i64>,
    pub created_ms: i64,
}

const COLUMNS: &str = "id, username, display_name, role, agency_id, duty, password_hash, sealed_totp_secret, disabled_ms, created_ms";

fn read(row: &Row) -> Result<StaffMember, StoreError> {
    Ok(StaffMember {
        id: row.get(0)?,
        username: row.get(1)?,
        display_name: row.get(2)?,
        role: row.get(3)?,
        agency_id: row.get(4)?,
        duty: row.get(5)?,
        password_hash: row.get(6)?,
        sealed_totp_secret: row.get(7)?,
        disabled_ms: row.get(8)?,
        created_ms: row.get(9)?,
    })
}

/// `Duplicate` if the username is taken.
pub fn insert(tx: &Tx, member: &StaffMember) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO staff ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    let values = [
        (&member.id).into(),
        (&member.username).into(),
        (&member.display_name).into(),
        (&member.role).into(),
        (&member.agency_id).into(),
        (&member.duty).into(),
        (&member.password_hash).into(),
        (&member.sealed_totp_secret).into(),
        member.disabled_ms.into(),
        member.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<StaffMember>, StoreError> {
    connection.find(
        &format!("SELECT {COLUMNS} FROM staff WHERE id = $1"),
        &[id.into()],
        read,
    )
}

/// What somebody of a training organisation does there; none for everybody else, and for who is not in office.
pub fn find_duty(connection: &Connection, id: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT duty FROM staff WHERE id = $1 AND disabled_ms IS NULL";
    let found: Option<Option<String>> = connection.find(sql, &[id.into()], |row| row.get(0))?;
    Ok(found.flatten())
}

/// Disabled ones too: the caller refuses them after the password, so that nobody learns who exists.
pub fn find_by_username(
    connection: &Connection,
    username: &str,
) -> Result<Option<StaffMember>, StoreError> {
    connection.find(
        &format!("SELECT {COLUMNS} FROM staff WHERE username = $1"),
        &[username.into()],
        read,
    )
}

pub fn list(connection: &Connection) -> Result<Vec<StaffMember>, StoreError> {
    connection.list(
        &format!("SELECT {COLUMNS} FROM staff ORDER BY username"),
        &[],
        read,
    )
}

/// Those of one agency or organisation, by username.
pub fn list_of_agency(
    connection: &Connection,
    agency_id: &str,
) -> Result<Vec<StaffMember>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM staff WHERE agency_id = $1 ORDER BY username");
    connection.list(&sql, &[agency_id.into()], read)
}

/// False if there is nobody of that id.
pub fn set_password_hash(tx: &Tx, id: &str, password_hash: &str) -> Result<bool, StoreError> {
    set(
        tx,
        "UPDATE staff SET password_hash = $1 WHERE id = $2",
        password_hash.into(),
        id,
    )
}

/// `None` takes the second factor away. False if there is nobody of that id.
pub fn set_totp_secret(
    tx: &Tx,
    id: &str,
    sealed_totp_secret: Option<&[u8]>,
) -> Result<bool, StoreError> {
    set(
        tx,
        "UPDATE staff SET sealed_totp_secret = $1 WHERE id = $2",
        sealed_totp_secret.into(),
        id,
    )
}

/// Uses a time step of the authenticator up. False if it, or a later one, has been used.
pub fn use_totp_step(tx: &Tx, id: &str, step: i64) -> Result<bool, StoreError> {
    set(
        tx,
        "UPDATE staff SET totp_step = $1 WHERE id = $2 AND (totp_step IS NULL OR totp_step < $1)",
        step.into(),
        id,
    )
}

/// `None` lets the member in again. False if there is nobody of that id.
pub fn set_disabled(tx: &Tx, id: &str, disabled_ms: Option<i64>) -> Result<bool, StoreError> {
    set(
        tx,
        "UPDATE staff SET disabled_ms = $1 WHERE id = $2",
        disabled_ms.into(),
        id,
    )
}

/// Whether somebody keeps the office's templates.
pub fn is_supervisor(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT is_supervisor FROM staff WHERE id = $1";
    let found = connection.find(sql, &[id.into()], |row| row.get(0))?;
    Ok(found.unwrap_or(false))
}

/// False if there is nobody of that id.
pub fn set_supervisor(tx: &Tx, id: &str, is_supervisor: bool) -> Result<bool, StoreError> {
    set(
        tx,
        "UPDATE staff SET is_supervisor = $1 WHERE id = $2",
        is_supervisor.into(),
        id,
    )
}

/// Whether somebody decides on appeals, where the district names a unit for them.
pub fn decides_appeals(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT decides_appeals FROM staff WHERE id = $1";
    let found = connection.find(sql, &[id.into()], |row| row.get(0))?;
    Ok(found.unwrap_or(false))
}

/// False if there is nobody of that id.
pub fn set_decides_appeals(tx: &Tx, id: &str, decides: bool) -> Result<bool, StoreError> {
    set(
        tx,
        "UPDATE staff SET decides_appeals = $1 WHERE id = $2",
        decides.into(),
        id,
    )
}

/// False if there is nobody of that id.
pub fn set_duty(tx: &Tx, id: &str, duty: &str) -> Result<bool, StoreError> {
    set(
        tx,
        "UPDATE staff SET duty = $1 WHERE id = $2",
        duty.into(),
        id,
    )
}

fn set(tx: &Tx, sql: &str, value: Value, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(sql, &[value, id.into()])? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    fn member(id: &str, username: &str) -> StaffMember {
        StaffMember {
            id: id.into(),
            username: username.into(),
            display_name: "示例 经办人".into(),
            role: "hr_officer".into(),
            agency_id: Some("hr".into()),
            duty: None,
            password_hash: "a slow hash".into(),
            sealed_totp_secret: None,
            disabled_ms: None,
            created_ms: 1,
        }
    }

    #[test]
    fn a_username_is_one_member() {
        let (found, again, all) = in_write(|tx| {
            insert(tx, &member("2", "zhao"))?;
            insert(tx, &member("1", "li"))?;
            Ok((
                find_by_username(tx, "li")?,
                tx.attempt(|tx| insert(tx, &member("3", "li"))),
                list(tx)?,
            ))
        });
        assert_eq!(found, Some(member("1", "li")));
        assert_eq!(
            again,
            Err(StoreError::Duplicate {
                constraint: "staff.username".into()
            })
        );
        assert_eq!(all, [member("1", "li"), member("2", "zhao")]);
    }

    #[test]
    fn what_can_change_changes() {
        let (changed, found) = in_write(|tx| {
            insert(tx, &member("1", "li"))?;
            let changed = [
                set_password_hash(tx, "1", "new")?,
                set_totp_secret(tx, "1", Some(&[7]))?,
                use_totp_step(tx, "1", 9)? && !use_totp_step(tx, "1", 9)?,
                set_disabled(tx, "1", Some(5))?,
                set_disabled(tx, "nobody", Some(5))?,
            ];
            Ok((changed, find(tx, "1")?))
        });
        let expected = StaffMember {
            password_hash: "new".into(),
            sealed_totp_secret: Some(vec![7]),
            disabled_ms: Some(5),
            ..member("1", "li")
        };
        assert_eq!(
            (changed, found),
            ([true, true, true, true, false], Some(expected))
        );
    }

    #[test]
    fn a_duty_ends_with_the_account() {
        let found = in_write(|tx| {
            let teacher = StaffMember {
                duty: Some("teacher".into()),
                ..member("1", "li")
            };
            insert(tx, &teacher)?;
            insert(tx, &member("2", "zhao"))?;
            let before = find_duty(tx, "1")?;
            set_disabled(tx, "1", Some(5))?;
            Ok([before, find_duty(tx, "1")?, find_duty(tx, "2")?])
        });
        assert_eq!(found, [Some("teacher".into()), None, None]);
    }
}
