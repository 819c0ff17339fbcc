//! Who of an office is away until when, and who stands in.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Staff id of whoever is away.
    pub officer_id: String,
    /// Staff id of whoever stands in.
    pub deputy_id: String,
    /// The last day.
    pub until_on: Date,
    /// Staff id of whoever said so.
    pub by_id: String,
    pub at_ms: i64,
}

const COLUMNS: &str =
    "absences.officer_id, absences.deputy_id, absences.until_on, absences.by_id, absences.at_ms";

fn read(row: &Row) -> Result<Absence, StoreError> {
    Ok(Absence {
        officer_id: row.get(0)?,
        deputy_id: row.get(1)?,
        until_on: row.get(2)?,
        by_id: row.get(3)?,
        at_ms: row.get(4)?,
    })
}

/// Writes it, in place of one before.
pub fn save(tx: &Tx, absence: &Absence) -> Result<(), StoreError> {
    let sql = "INSERT INTO absences (officer_id, deputy_id, until_on, by_id, at_ms) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (officer_id) DO UPDATE SET deputy_id = excluded.deputy_id, until_on = excluded.until_on,
            by_id = excluded.by_id, at_ms = excluded.at_ms";
    let values = [
        (&absence.officer_id).into(),
        (&absence.deputy_id).into(),
        absence.until_on.into(),
        (&absence.by_id).into(),
        absence.at_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Ends it; false if there is none.
pub fn remove(tx: &Tx, officer_id: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM absences WHERE officer_id = $1";
    Ok(tx.execute(sql, &[officer_id.into()])? == 1)
}

/// Those of an office that hold on a day, by whoever is away.
pub fn list(
    connection: &Connection,
    agency_id: &str,
    today: Date,
) -> Result<Vec<Absence>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM absences JOIN staff ON staff.id = absences.officer_id
        WHERE staff.agency_id = $1 AND absences.until_on >= $2 ORDER BY absences.officer_id"
    );
    connection.list(&sql, &[agency_id.into(), today.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::{self, StaffMember};
    use crate::testing::in_write;

    fn add_officer(tx: &Tx, id: &str, agency_id: &str) -> Result<(), StoreError> {
        let member = StaffMember {
            id: id.into(),
            username: id.into(),
            display_name: "示例 经办人".into(),
            role: "hr_officer".into(),
            agency_id: Some(agency_id.into()),
            duty: None,
            password_hash: "a slow hash".into(),
            sealed_totp_secret: None,
            disabled_ms: None,
            created_ms: 1,
        };
        staff::insert(tx, &member)
    }

    fn absence(officer_id: &str, until: &str) -> Absence {
        Absence {
            officer_id: officer_id.into(),
            deputy_id: "wang".into(),
            until_on: Date::parse_iso(until).unwrap(),
            by_id: "li".into(),
            at_ms: 3,
        }
    }

    #[test]
    fn one_a_person_to_its_last_day_and_of_the_own_office() {
        let (listed, later, removed) = in_write(|tx| {
            for (id, office) in [("li", "hr"), ("wang", "hr"), ("sun", "bank")] {
                add_officer(tx, id, office)?;
            }
            save(tx, &absence("li", "2026-11-20"))?;
            save(tx, &absence("li", "2026-11-30"))?;
            save(tx, &absence("sun", "2026-11-30"))?;
            let day = |iso| Date::parse_iso(iso).unwrap();
            let listed = list(tx, "hr", day("2026-11-30"))?;
            let later = list(tx, "hr", day("2026-12-01"))?;
            Ok((listed, later, [remove(tx, "li")?, remove(tx, "li")?]))
        });
        assert_eq!(listed, [absence("li", "2026-11-30")]);
        assert_eq!((later, removed), (vec![], [true, false]));
    }
}
