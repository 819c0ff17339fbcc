//! How far the wait-lists of classes went. No person stands in them.

use domain::Date;

use crate::{Connection, StoreError, Tx};

/// The wait-list of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitList {
    /// How many ever waited.
    pub waited: i64,
    /// How many of them were offered a seat before the first day.
    pub offered: i64,
}

/// Counts one more who waits.
pub fn count_waited(tx: &Tx, class_id: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO wait_lists (class_id, waited, offered) VALUES ($1, 1, 0)
        ON CONFLICT (class_id) DO UPDATE SET waited = wait_lists.waited + 1";
    tx.execute(sql, &[class_id.into()]).map(drop)
}

/// Counts one more of them who is offered a seat. Of a list that was there before lists were counted nothing is known.
pub fn count_offered(tx: &Tx, class_id: &str) -> Result<(), StoreError> {
    let sql = "UPDATE wait_lists SET offered = offered + 1 WHERE class_id = $1";
    tx.execute(sql, &[class_id.into()]).map(drop)
}

/// The lists of classes that ended after a day, of the school that gives a course.
pub fn list_ended(
    connection: &Connection,
    course_id: &str,
    after: Date,
) -> Result<Vec<WaitList>, StoreError> {
    let sql = "SELECT w.waited, w.offered FROM wait_lists w JOIN classes c ON c.id = w.class_id
        WHERE c.state IN ('finished', 'settled') AND c.ends_on > $1
            AND c.course_id IN (SELECT l.course_id FROM listings l WHERE l.organisation_id
                = (SELECT own.organisation_id FROM listings own WHERE own.course_id = $2))
        ORDER BY c.id";
    connection.list(sql, &[after.into(), course_id.into()], |row| {
        Ok(WaitList {
            waited: row.get(0)?,
            offered: row.get(1)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes;
    use crate::listings;
    use crate::testing::{add_class, add_listing, add_organisation, in_write};

    #[test]
    fn the_lists_of_a_school_are_counted_once_its_classes_are_over() {
        let day = |text| Date::parse_iso(text).unwrap();
        let (found, before, of_others) = in_write(move |tx| {
            for organisation in ["o", "p"] {
                add_organisation(tx, organisation);
            }
            for (id, organisation, state) in [
                ("a", "o", "finished"),
                ("b", "o", "settled"),
                ("open", "o", "open"),
                ("other", "p", "finished"),
            ] {
                let mut class = add_class(tx, id);
                class.state = state.into();
                classes::update(tx, &class).unwrap();
                let listing = add_listing(tx, id, organisation);
                assert!(listings::find_of_course(tx, &listing.course_id)?.is_some());
                assert_eq!(class.course_id, listing.course_id);
                count_waited(tx, id)?;
                count_waited(tx, id)?;
            }
            count_offered(tx, "a")?;
            // Nobody waited there as far as anybody knows.
            count_offered(tx, "nothing")?;
            let course = classes::find(tx, "a")?.unwrap().class.course_id;
            // They ended on 2026-12-20.
            let found = list_ended(tx, &course, day("2026-12-19"))?;
            let before = list_ended(tx, &course, day("2026-12-20"))?;
            let of_others = list_ended(tx, "nobodys", day("2026-12-19"))?;
            Ok((found, before, of_others))
        });
        let list = |offered| WaitList { waited: 2, offered };
        assert_eq!(found, [list(1), list(0)]);
        assert!(before.is_empty() && of_others.is_empty());
    }
}
