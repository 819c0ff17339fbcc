//! What residents consented to: who may help them, with what, until when, and how it ended.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub id: String,
    pub person_id: String,
    /// How it was given, such as `code` or `witnessed`.
    pub kind: String,
    /// With what.
    pub purpose: String,
    /// Which text was read to the person or signed.
    pub text_version: String,
    /// The clerk, by staff id, and the name and place as they were then.
    pub staff_id: String,
    pub clerk_name: String,
    pub point_id: String,
    pub point_name: String,
    /// The second member of staff who saw the signature.
    pub witness_id: Option<String>,
    /// The person's name as the clerk wrote it.
    pub sealed_name: Vec<u8>,
    pub given_ms: i64,
    pub expires_ms: i64,
    pub ended_ms: Option<i64>,
    /// Such as `revoked` or `claimed`.
    pub end_reason: Option<String>,
}

const COLUMNS: &str = "id, person_id, kind, purpose, text_version, staff_id, clerk_name, point_id, point_name, \
    witness_id, sealed_name, given_ms, expires_ms, ended_ms, end_reason";

fn read(row: &Row) -> Result<Consent, StoreError> {
    Ok(Consent {
        id: row.get(0)?,
        person_id: row.get(1)?,
        kind: row.get(2)?,
        purpose: row.get(3)?,
        text_version: row.get(4)?,
        staff_id: row.get(5)?,
        clerk_name: row.get(6)?,
        point_id: row.get(7)?,
        point_name: row.get(8)?,
        witness_id: row.get(9)?,
        sealed_name: row.get(10)?,
        given_ms: row.get(11)?,
        expires_ms: row.get(12)?,
        ended_ms: row.get(13)?,
        end_reason: row.get(14)?,
    })
}

pub fn insert(tx: &Tx, consent: &Consent) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO consents ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );
    let values = [
        (&consent.id).into(),
        (&consent.person_id).into(),
        (&consent.kind).into(),
        (&consent.purpose).into(),
        (&consent.text_version).into(),
        (&consent.staff_id).into(),
        (&consent.clerk_name).into(),
        (&consent.point_id).into(),
        (&consent.point_name).into(),
        (&consent.witness_id).into(),
        (&consent.sealed_name).into(),
        consent.given_ms.into(),
        consent.expires_ms.into(),
        consent.ended_ms.into(),
        (&consent.end_reason).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Consent>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM consents WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Everything a person ever consented to, the newest first.
pub fn list_by_person(
    connection: &Connection,
    person_id: &str,
) -> Result<Vec<Consent>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM consents WHERE person_id = $1 ORDER BY given_ms DESC, id");
    connection.list(&sql, &[person_id.into()], read)
}

/// Those that a clerk may still go by, the newest first.
pub fn list_valid_of_staff(
    connection: &Connection,
    staff_id: &str,
    now_ms: i64,
    most: i64,
) -> Result<Vec<Consent>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM consents WHERE staff_id = $1 AND ended_ms IS NULL AND expires_ms > $2
        ORDER BY given_ms DESC, id LIMIT $3"
    );
    connection.list(&sql, &[staff_id.into(), now_ms.into(), most.into()], read)
}

/// Ends it. False if it had ended, or is not this person's.
pub fn end(
    tx: &Tx,
    id: &str,
    person_id: &str,
    reason: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let sql = "UPDATE consents SET ended_ms = $1, end_reason = $2
        WHERE id = $3 AND person_id = $4 AND ended_ms IS NULL";
    let values = [now_ms.into(), reason.into(), id.into(), person_id.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::persons::{self, NewPerson};
    use crate::staff::{self, StaffMember};
    use crate::testing::in_write;

    /// A consent of person `p` to the clerk `s`, who exist.
    pub(crate) fn consent(tx: &Tx, id: &str) -> Result<Consent, StoreError> {
        let person = NewPerson {
            id: "p".into(),
            phone_index: [1; 32],
            sealed_phone: vec![1],
            created_ms: 0,
        };
        persons::find_or_create(tx, &person)?;
        if staff::find(tx, "s")?.is_none() {
            let clerk = StaffMember {
                id: "s".into(),
                username: "clerk".into(),
                display_name: "示例 代办员".into(),
                role: "service_point_clerk".into(),
                agency_id: Some("point".into()),
                duty: None,
                password_hash: "a slow hash".into(),
                sealed_totp_secret: None,
                disabled_ms: None,
                created_ms: 0,
            };
            staff::insert(tx, &clerk)?;
        }
        let consent = Consent {
            id: id.into(),
            person_id: "p".into(),
            kind: "code".into(),
            purpose: "loan".into(),
            text_version: "1".into(),
            staff_id: "s".into(),
            clerk_name: "示例 代办员".into(),
            point_id: "point".into(),
            point_name: "示例服务点".into(),
            witness_id: None,
            sealed_name: vec![7],
            given_ms: 10,
            expires_ms: 100,
            ended_ms: None,
            end_reason: None,
        };
        insert(tx, &consent)?;
        Ok(consent)
    }

    #[test]
    fn a_consent_holds_until_its_end_or_its_revocation() {
        let (found, valid, ended) = in_write(|tx| {
            let made = consent(tx, "c")?;
            consent(tx, "d")?;
            let found = find(tx, "c")? == Some(made) && list_by_person(tx, "p")?.len() == 2;
            let valid = |now| list_valid_of_staff(tx, "s", now, 9).map(|found| found.len());
            let before = [valid(99)?, valid(100)?];
            let ended = [
                end(tx, "c", "somebody else", "revoked", 50)?,
                end(tx, "c", "p", "revoked", 50)?,
                end(tx, "c", "p", "claimed", 60)?,
            ];
            Ok((found, [before[0], before[1], valid(60)?], ended))
        });
        assert!(found);
        assert_eq!((valid, ended), ([2, 0, 1], [false, true, false]));
    }
}
