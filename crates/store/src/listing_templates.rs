//! Courses that an organisation begins others from.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingTemplate {
    pub id: String,
    pub organisation_id: String,
    pub name: String,
    /// JSON text whose shape `listing` knows.
    pub draft: String,
    /// Staff id of whoever wrote it last.
    pub author_id: String,
    pub updated_ms: i64,
    /// Hash of the photo that the draft names.
    pub photo: Option<String>,
}

const COLUMNS: &str = "id, organisation_id, name, draft, author_id, updated_ms, photo";

fn read(row: &Row) -> Result<ListingTemplate, StoreError> {
    Ok(ListingTemplate {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        name: row.get(2)?,
        draft: row.get(3)?,
        author_id: row.get(4)?,
        updated_ms: row.get(5)?,
        photo: row.get(6)?,
    })
}

/// Keeps a template; the one of the same name of the organisation is written over and keeps its id.
pub fn put(tx: &Tx, template: &ListingTemplate) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO listing_templates ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (organisation_id, name) DO UPDATE SET draft = excluded.draft, author_id = excluded.author_id,
            updated_ms = excluded.updated_ms, photo = excluded.photo"
    );
    let values = [
        (&template.id).into(),
        (&template.organisation_id).into(),
        (&template.name).into(),
        (&template.draft).into(),
        (&template.author_id).into(),
        template.updated_ms.into(),
        (&template.photo).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// An organisation's, by name.
pub fn list(
    connection: &Connection,
    organisation_id: &str,
) -> Result<Vec<ListingTemplate>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM listing_templates WHERE organisation_id = $1 ORDER BY name, id"
    );
    connection.list(&sql, &[organisation_id.into()], read)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<ListingTemplate>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM listing_templates WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// False when the organisation has none of this id.
pub fn delete(tx: &Tx, organisation_id: &str, id: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM listing_templates WHERE organisation_id = $1 AND id = $2";
    Ok(tx.execute(sql, &[organisation_id.into(), id.into()])? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisations::{self, Organisation};
    use crate::testing::in_write;

    fn template(id: &str, organisation: &str, name: &str, draft: &str) -> ListingTemplate {
        ListingTemplate {
            id: id.into(),
            organisation_id: organisation.into(),
            name: name.into(),
            draft: draft.into(),
            author_id: "a".into(),
            updated_ms: 1,
            photo: None,
        }
    }

    #[test]
    fn a_name_is_there_once_and_belongs_to_one_organisation() {
        let (listed, others, deleted, gone) = in_write(|tx| {
            for id in ["甲", "乙"] {
                let organisation = Organisation {
                    id: id.into(),
                    name: id.into(),
                    credit_code: id.into(),
                    licence: "{}".into(),
                    version: 1,
                    created_ms: 1,
                    updated_ms: 1,
                };
                organisations::insert(tx, &organisation)?;
            }
            put(tx, &template("1", "甲", "电工", "old"))?;
            put(tx, &template("2", "甲", "电工", "new"))?;
            put(tx, &template("3", "甲", "焊工", "x"))?;
            put(tx, &template("4", "乙", "电工", "y"))?;
            let listed = list(tx, "甲")?;
            let others = list(tx, "乙")?.len();
            let deleted = [delete(tx, "乙", "1")?, delete(tx, "甲", "1")?];
            Ok((listed, others, deleted, find(tx, "1")?))
        });
        let expected = [
            template("3", "甲", "焊工", "x"),
            template("1", "甲", "电工", "new"),
        ];
        assert_eq!((listed.as_slice(), others), (&expected[..], 1));
        assert_eq!((deleted, gone), ([false, true], None));
    }
}
