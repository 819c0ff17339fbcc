//! Who was in the classes of one school, from which devices, and to which cards: what is looked at across classes.

use domain::Date;

use crate::{Connection, StoreError};

/// Somebody who has or had a seat in a class of a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolPerson {
    pub class_id: String,
    pub enrolment_id: String,
    pub person_id: String,
    pub state: String,
    /// Keyed hash of the number of the identity card; none where nobody gave it.
    pub id_index: Option<Vec<u8>>,
    /// Keyed hash of the payment card; none where nobody gave one.
    pub card: Option<Vec<u8>>,
}

/// From which device somebody checked in, and how many times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolDevice {
    pub class_id: String,
    pub enrolment_id: String,
    /// Keyed hash.
    pub device: Vec<u8>,
    pub times: i64,
}

/// The classes of a school's listings that begin on any day from one to another.
const OF_SCHOOL: &str =
    "c.course_id IN (SELECT l.course_id FROM listings l WHERE l.organisation_id = $1)
        AND c.starts_on >= $2 AND c.starts_on <= $3";

/// Everybody with a seat, or who had one and stayed away, by class in the order of asking.
pub fn list(
    connection: &Connection,
    organisation_id: &str,
    (from, until): (Date, Date),
) -> Result<Vec<SchoolPerson>, StoreError> {
    let sql = format!(
        "SELECT e.class_id, e.id, e.person_id, e.state, s.id_index, p.card
        FROM enrolments e JOIN classes c ON c.id = e.class_id
            LEFT JOIN settlement_rows s ON s.enrolment_id = e.id
            LEFT JOIN payment_cards p ON p.enrolment_id = e.id
        WHERE {OF_SCHOOL} AND (e.seat = 'taken' OR e.state IN ('no_show', 'dropped')) AND e.state <> 'offered'
        ORDER BY e.class_id, e.place"
    );
    let values = [organisation_id.into(), from.into(), until.into()];
    connection.list(&sql, &values, |row| {
        Ok(SchoolPerson {
            class_id: row.get(0)?,
            enrolment_id: row.get(1)?,
            person_id: row.get(2)?,
            state: row.get(3)?,
            id_index: row.get(4)?,
            card: row.get(5)?,
        })
    })
}

/// The devices from which people of those classes checked in by the code in the room.
pub fn list_devices(
    connection: &Connection,
    organisation_id: &str,
    (from, until): (Date, Date),
) -> Result<Vec<SchoolDevice>, StoreError> {
    let sql = format!(
        "SELECT i.class_id, i.enrolment_id, i.device, COUNT(*)
        FROM code_check_ins i JOIN classes c ON c.id = i.class_id
        WHERE {OF_SCHOOL}
        GROUP BY i.class_id, i.enrolment_id, i.device ORDER BY i.class_id, i.enrolment_id, i.device"
    );
    let values = [organisation_id.into(), from.into(), until.into()];
    connection.list(&sql, &values, |row| {
        Ok(SchoolDevice {
            class_id: row.get(0)?,
            enrolment_id: row.get(1)?,
            device: row.get(2)?,
            times: row.get(3)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code_check_ins::{self, CodeCheckIn};
    use crate::payment_cards::{self, PaymentCard};
    use crate::settlements::put_row;
    use crate::testing::{add_class, add_enrolment, add_listing, add_organisation, in_write};

    #[test]
    fn only_the_schools_own_classes_of_the_days_are_read() {
        let day = |text| Date::parse_iso(text).unwrap();
        let span = (day("2026-12-01"), day("2026-12-31"));
        let (people, devices, later, of_other) = in_write(move |tx| {
            for (school, class) in [("s", "a"), ("t", "b")] {
                add_organisation(tx, school);
                add_listing(tx, class, school);
                add_class(tx, class);
                add_enrolment(tx, class, 1, "taken");
                add_enrolment(tx, class, 2, "none");
            }
            put_row(tx, ("a-1", "a"), &[1], Some(vec![7; 32]))?;
            let card = PaymentCard {
                enrolment_id: "a-1".into(),
                sealed_card: vec![1],
                card: [8; 32],
                given_by: "resident".into(),
                given_ms: 1,
            };
            payment_cards::put(tx, &card)?;
            for taught_on in ["2026-12-15", "2026-12-16"] {
                let check_in = CodeCheckIn {
                    class_id: "a".into(),
                    taught_on: Date::parse_iso(taught_on).unwrap_or(Date::MIN),
                    enrolment_id: "a-1".into(),
                    device: [9; 32],
                    created_ms: 1,
                };
                code_check_ins::note(tx, &check_in)?;
            }
            let next = (span.1, span.1.add_days(30));
            Ok((
                list(tx, "s", span)?,
                list_devices(tx, "s", span)?,
                list(tx, "s", next)?.len() + list_devices(tx, "s", next)?.len(),
                list_devices(tx, "t", span)?.len(),
            ))
        });
        let expected = SchoolPerson {
            class_id: "a".into(),
            enrolment_id: "a-1".into(),
            person_id: people[0].person_id.clone(),
            state: "held".into(),
            id_index: Some(vec![7; 32]),
            card: Some(vec![8; 32]),
        };
        assert_eq!(people, [expected]);
        let expected = SchoolDevice {
            class_id: "a".into(),
            enrolment_id: "a-1".into(),
            device: vec![9; 32],
            times: 2,
        };
        assert_eq!((devices, later, of_other), (vec![expected], 0, 0));
    }
}
