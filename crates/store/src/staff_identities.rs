//! Phones and ID numbers of officers, recorded so that nobody decides on an own file under another name.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffIdentity {
    pub staff_id: String,
    /// `phone` or `id_number`.
    pub kind: String,
    pub value_index: [u8; 32],
    pub sealed_value: Vec<u8>,
    pub recorded_ms: i64,
}

/// What is compared of an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub staff_id: String,
    /// `phone` or `id_number`.
    pub kind: String,
    pub value_index: [u8; 32],
    pub recorded_ms: i64,
    /// The resident who signs in with the phone.
    pub person_id: Option<String>,
}

const COMPARED: &str =
    "SELECT i.staff_id, i.kind, i.value_index, i.recorded_ms, p.id FROM staff_identities i
    LEFT JOIN persons p ON i.kind = 'phone' AND p.phone_index = i.value_index";

fn read(row: &Row) -> Result<Recorded, StoreError> {
    Ok(Recorded {
        staff_id: row.get(0)?,
        kind: row.get(1)?,
        value_index: row.get(2)?,
        recorded_ms: row.get(3)?,
        person_id: row.get(4)?,
    })
}

/// Puts it in the place of what was recorded before.
pub fn put(tx: &Tx, new: &StaffIdentity) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO staff_identities (staff_id, kind, value_index, sealed_value, recorded_ms)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (staff_id, kind) DO UPDATE SET value_index = excluded.value_index,
        sealed_value = excluded.sealed_value, recorded_ms = excluded.recorded_ms";
    let values = [
        (&new.staff_id).into(),
        (&new.kind).into(),
        (&new.value_index).into(),
        (&new.sealed_value).into(),
        new.recorded_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// False if nothing was recorded.
pub fn remove(tx: &Tx, staff_id: &str, kind: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM staff_identities WHERE staff_id = $1 AND kind = $2";
    Ok(tx.execute(sql, &[staff_id.into(), kind.into()])? == 1)
}

/// Of one officer.
pub fn list(connection: &Connection, staff_id: &str) -> Result<Vec<Recorded>, StoreError> {
    let sql = format!("{COMPARED} WHERE i.staff_id = $1 ORDER BY i.kind");
    connection.list(&sql, &[staff_id.into()], read)
}

/// Of everybody of an agency.
pub fn list_of_agency(
    connection: &Connection,
    agency_id: &str,
) -> Result<Vec<Recorded>, StoreError> {
    let sql = format!(
        "{COMPARED} JOIN staff s ON s.id = i.staff_id WHERE s.agency_id = $1 ORDER BY i.staff_id, i.kind"
    );
    connection.list(&sql, &[agency_id.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::{self, StaffMember};
    use crate::testing::{add_person, in_write};

    fn officer(id: &str) -> StaffMember {
        StaffMember {
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
        }
    }

    #[test]
    fn the_last_of_each_kind_holds_and_a_phone_names_its_resident() {
        let (one, all, removed, nothing, left) = in_write(|tx| {
            for id in ["li", "wang"] {
                staff::insert(tx, &officer(id))?;
            }
            let person = add_person(tx, "a");
            let identity = |staff_id: &str, kind: &str, value_index| StaffIdentity {
                staff_id: staff_id.into(),
                kind: kind.into(),
                value_index,
                sealed_value: vec![1],
                recorded_ms: 7,
            };
            put(tx, &identity("li", "phone", [9; 32]))?;
            put(tx, &identity("li", "phone", person.phone_index))?;
            put(tx, &identity("wang", "id_number", person.phone_index))?;
            Ok((
                list(tx, "li")?,
                list_of_agency(tx, "hr")?,
                remove(tx, "li", "phone")?,
                remove(tx, "li", "phone")?,
                list_of_agency(tx, "hr")?,
            ))
        });
        assert_eq!(one.len(), 1);
        assert_eq!(
            (one[0].person_id.as_deref(), one[0].recorded_ms),
            (Some("a"), 7)
        );
        // The hash of a phone under another name is no phone.
        let people: Vec<Option<&str>> = all.iter().map(|one| one.person_id.as_deref()).collect();
        assert_eq!(people, [Some("a"), None]);
        assert_eq!((removed, nothing, left.len()), (true, false, 1));
    }
}
