//! Which reminders of a class's first day went out, so that each goes out once.

use domain::Date;

use crate::{Connection, StoreError, Tx, portion};

/// Somebody to remind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub enrolment_id: String,
    pub person_id: String,
    pub course_id: String,
    /// When anything of the enrolment last changed. It may have been the seat, which only its events say.
    pub updated_ms: i64,
}

/// Whom to remind, `days` before, of classes that begin on a day: those who have a seat, asked before `since_ms` and were
/// not reminded yet, a seat that is kept while somebody looks or something is put right too. Who has asked since knows the
/// day. Who may still choose whether to come to a class that was put off is reminded on the last day before it, and not
/// earlier.
pub fn list_due(
    connection: &Connection,
    starts_on: Date,
    days: i64,
    since_ms: i64,
) -> Result<Vec<Due>, StoreError> {
    let put_off = if days == 1 { ", 'postponed'" } else { "" };
    let sql = format!(
        "SELECT e.id, e.person_id, c.course_id, e.updated_ms FROM classes c JOIN enrolments e ON e.class_id = c.id
        WHERE c.starts_on = $1 AND c.state IN ('open', 'full', 'closed'{put_off}) AND e.seat = 'taken'
            AND e.state IN ('held', 'applied', 'returned') AND e.created_ms < $2
            AND NOT EXISTS (SELECT 1 FROM reminders r
                WHERE r.enrolment_id = e.id AND r.starts_on = c.starts_on AND r.days = $3)
        ORDER BY e.id"
    );
    let values = [starts_on.into(), since_ms.into(), days.into()];
    connection.list(&sql, &values, |row| {
        Ok(Due {
            enrolment_id: row.get(0)?,
            person_id: row.get(1)?,
            course_id: row.get(2)?,
            updated_ms: row.get(3)?,
        })
    })
}

/// Notes that a reminder goes out; false when it did before.
pub fn note(
    tx: &Tx,
    enrolment_id: &str,
    starts_on: Date,
    days: i64,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let sql =
        "INSERT INTO reminders (enrolment_id, starts_on, days, created_ms) VALUES ($1, $2, $3, $4)
        ON CONFLICT (enrolment_id, starts_on, days) DO NOTHING";
    let values = [
        enrolment_id.into(),
        starts_on.into(),
        days.into(),
        now_ms.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Forgets a portion of those of days that are over and says how many.
pub fn delete_before(tx: &Tx, starts_on: Date) -> Result<usize, StoreError> {
    let key = "enrolment_id, starts_on, days";
    portion::delete(tx, "reminders", key, "starts_on < $1", starts_on.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_enrolment, in_write};
    use crate::{classes, enrolments};

    #[test]
    fn each_is_reminded_once_of_each_day() {
        let (before, first, again, after, moved) = in_write(|tx| {
            add_class(tx, "a");
            let held = add_enrolment(tx, "a", 1, "taken");
            add_enrolment(tx, "a", 2, "waiting");
            let mut class = classes::find(tx, "a")?.unwrap().class;
            let day = class.starts_on;
            let since_ms = held.updated_ms + 1;
            // Who asked since knows the day.
            assert_eq!(list_due(tx, day, 3, held.created_ms)?, []);
            let before = list_due(tx, day, 3, since_ms)?.len();
            let first = note(tx, &held.id, day, 3, 1)?;
            let again = note(tx, &held.id, day, 3, 2)?;
            let after = (
                list_due(tx, day, 3, since_ms)?.len(),
                list_due(tx, day, 1, since_ms)?.len(),
            );
            class.starts_on = day.add_days(7);
            classes::update(tx, &class).unwrap();
            let moved = list_due(tx, class.starts_on, 3, since_ms)?.len();
            // Each write has a version of its own.
            class = classes::find(tx, "a")?.unwrap().class;
            "postponed".clone_into(&mut class.state);
            classes::update(tx, &class).unwrap();
            let put_off = (
                list_due(tx, class.starts_on, 3, since_ms)?.len(),
                list_due(tx, class.starts_on, 1, since_ms)?.len(),
            );
            assert_eq!(put_off, (0, 1));
            assert_eq!(delete_before(tx, day)?, 0);
            assert_eq!(delete_before(tx, day.add_days(1))?, 1);
            Ok((before, first, again, after, moved))
        });
        assert_eq!((before, first, again), (1, true, false));
        assert_eq!((after, moved), ((0, 1), 1));
    }

    #[test]
    fn what_is_written_about_a_seat_since_takes_no_reminder() {
        for (state, expected) in [("held", 1), ("applied", 1), ("returned", 1), ("offered", 0)] {
            let due = in_write(move |tx| {
                let day = add_class(tx, "a").starts_on;
                let before = add_enrolment(tx, "a", 1, "taken");
                let seen = before.version;
                let after = enrolments::Enrolment {
                    state: state.into(),
                    version: seen + 1,
                    updated_ms: 90,
                    ..before
                };
                enrolments::update(tx, &after, seen).unwrap();
                list_due(tx, day, 1, 50)
            });
            let updated: Vec<_> = due.iter().map(|one| one.updated_ms).collect();
            assert_eq!(updated, vec![90; expected], "{state}");
        }
    }
}
