//! Words an office uses again and again. They belong to the office, not to a file, and name nobody.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: String,
    pub agency_id: String,
    /// What it is for: `return`, `refusal` or `appeal`.
    pub purpose: String,
    pub title: String,
    pub words: String,
    /// Counts every change, from 1.
    pub version: i64,
    /// Staff id of whoever wrote it last.
    pub author_id: String,
    pub updated_ms: i64,
}

const COLUMNS: &str = "id, agency_id, purpose, title, words, version, author_id, updated_ms";

fn read(row: &Row) -> Result<Template, StoreError> {
    Ok(Template {
        id: row.get(0)?,
        agency_id: row.get(1)?,
        purpose: row.get(2)?,
        title: row.get(3)?,
        words: row.get(4)?,
        version: row.get(5)?,
        author_id: row.get(6)?,
        updated_ms: row.get(7)?,
    })
}

pub fn insert(tx: &Tx, new: &Template) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO templates ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&new.id).into(),
        (&new.agency_id).into(),
        (&new.purpose).into(),
        (&new.title).into(),
        (&new.words).into(),
        new.version.into(),
        (&new.author_id).into(),
        new.updated_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes it if the row still has the version given and is of the same office; false if not.
pub fn update(tx: &Tx, changed: &Template) -> Result<bool, StoreError> {
    let sql = "UPDATE templates SET purpose = $1, title = $2, words = $3, version = version + 1, author_id = $4,
        updated_ms = $5 WHERE id = $6 AND agency_id = $7 AND version = $8";
    let values = [
        (&changed.purpose).into(),
        (&changed.title).into(),
        (&changed.words).into(),
        (&changed.author_id).into(),
        changed.updated_ms.into(),
        (&changed.id).into(),
        (&changed.agency_id).into(),
        changed.version.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Removes one of an office; false when it has no such template.
pub fn remove(tx: &Tx, agency_id: &str, id: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM templates WHERE id = $1 AND agency_id = $2";
    Ok(tx.execute(sql, &[id.into(), agency_id.into()])? == 1)
}

/// One of an office.
pub fn find(
    connection: &Connection,
    agency_id: &str,
    id: &str,
) -> Result<Option<Template>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM templates WHERE id = $1 AND agency_id = $2");
    connection.find(&sql, &[id.into(), agency_id.into()], read)
}

/// Those of an office, by purpose and title.
pub fn list(connection: &Connection, agency_id: &str) -> Result<Vec<Template>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM templates WHERE agency_id = $1 ORDER BY purpose, title, id");
    connection.list(&sql, &[agency_id.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::{self, StaffMember};
    use crate::testing::in_write;

    fn template(id: &str, agency_id: &str) -> Template {
        Template {
            id: id.into(),
            agency_id: agency_id.into(),
            purpose: "return".into(),
            title: "照片不清".into(),
            words: "请在亮处重拍一张。".into(),
            version: 1,
            author_id: "li".into(),
            updated_ms: 1,
        }
    }

    fn add_author(tx: &Tx) -> Result<(), StoreError> {
        let member = StaffMember {
            id: "li".into(),
            username: "li".into(),
            display_name: "示例 李".into(),
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

    #[test]
    fn an_office_keeps_its_own() {
        let (changed, removed, of_hr, of_bank) = in_write(|tx| {
            add_author(tx)?;
            for (id, agency) in [("1", "hr"), ("2", "hr"), ("3", "bank")] {
                insert(tx, &template(id, agency))?;
            }
            let newer = Template {
                title: "看不清".into(),
                ..template("1", "hr")
            };
            let foreign = Template {
                agency_id: "bank".into(),
                ..newer.clone()
            };
            let changed = [
                update(tx, &foreign)?,
                update(tx, &newer)?,
                update(tx, &newer)?,
            ];
            let removed = [remove(tx, "bank", "2")?, remove(tx, "hr", "2")?];
            let found = find(tx, "bank", "1")?;
            assert_eq!(found, None);
            Ok((changed, removed, list(tx, "hr")?, list(tx, "bank")?))
        });
        assert_eq!(changed, [false, true, false]);
        assert_eq!(removed, [false, true]);
        assert_eq!((of_hr.len(), of_bank.len()), (1, 1));
        assert_eq!((of_hr[0].title.as_str(), of_hr[0].version), ("看不清", 2));
    }

    #[test]
    fn a_supervisor_is_made_and_unmade() {
        let found = in_write(|tx| {
            add_author(tx)?;
            let mut found = vec![staff::is_supervisor(tx, "li")?];
            for is_so in [true, false] {
                assert!(staff::set_supervisor(tx, "li", is_so)?);
                found.push(staff::is_supervisor(tx, "li")?);
            }
            assert!(!staff::set_supervisor(tx, "nobody", true)?);
            Ok(found)
        });
        assert_eq!(found, [false, true, false]);
    }
}
