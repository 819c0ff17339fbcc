//! From which device somebody checked in to a lesson by its code.

use domain::Date;

use crate::{Connection, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeCheckIn {
    pub class_id: String,
    pub taught_on: Date,
    pub enrolment_id: String,
    /// Keyed hash of what the browser was given.
    pub device: [u8; 32],
    pub created_ms: i64,
}

/// Notes one; the first of a person in a lesson stays.
pub fn note(tx: &Tx, check_in: &CodeCheckIn) -> Result<(), StoreError> {
    let sql = "INSERT INTO code_check_ins (class_id, taught_on, enrolment_id, device, created_ms)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (class_id, taught_on, enrolment_id) DO NOTHING";
    let values = [
        (&check_in.class_id).into(),
        check_in.taught_on.into(),
        (&check_in.enrolment_id).into(),
        (&check_in.device).into(),
        check_in.created_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// For everybody who ever shared a device in a lesson of a class: the enrolment, and how many people that was at most.
pub fn list_shared(
    connection: &Connection,
    class_id: &str,
) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "SELECT c.enrolment_id, MAX(d.people) FROM code_check_ins c JOIN (
            SELECT taught_on, device, COUNT(*) AS people FROM code_check_ins WHERE class_id = $1
            GROUP BY taught_on, device HAVING COUNT(*) > 1
        ) d ON d.taught_on = c.taught_on AND d.device = c.device
        WHERE c.class_id = $1 GROUP BY c.enrolment_id ORDER BY c.enrolment_id";
    connection.list(sql, &[class_id.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_enrolment, in_write};

    #[test]
    fn a_device_counts_by_lesson() {
        let day = |text| Date::parse_iso(text).unwrap();
        let found = in_write(move |tx| {
            add_class(tx, "a");
            for place in 1..=4 {
                add_enrolment(tx, "a", place, "taken");
            }
            for (id, on, device) in [
                ("a-1", "2026-12-15", 1),
                ("a-2", "2026-12-15", 1),
                ("a-3", "2026-12-15", 1),
                ("a-4", "2026-12-15", 2),
                // The same phone on other days is nothing to look at.
                ("a-4", "2026-12-16", 2),
                ("a-1", "2026-12-16", 1),
            ] {
                let check_in = CodeCheckIn {
                    class_id: "a".into(),
                    taught_on: day(on),
                    enrolment_id: id.into(),
                    device: [device; 32],
                    created_ms: 1,
                };
                note(tx, &check_in)?;
                note(tx, &check_in)?;
            }
            list_shared(tx, "a")
        });
        let shared = |id: &str| (id.to_owned(), 3);
        assert_eq!(found, [shared("a-1"), shared("a-2"), shared("a-3")]);
    }
}
