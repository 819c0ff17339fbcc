//! A year of training in numbers. No person stands in them.

use domain::Date;

use crate::{Connection, StoreError, Tx};

/// How many enrolments of a class stand in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub course_id: String,
    /// What the class began with, as [`crate::class_subjects`] has it.
    pub subject: Option<String>,
    pub ended_on: Date,
    pub state: String,
    pub people: i64,
}

/// Those who came to the end of a class that ended on one of these days.
pub fn list_ended(
    connection: &Connection,
    (from, until): (Date, Date),
) -> Result<Vec<Ended>, StoreError> {
    let sql = "SELECT c.course_id, s.subject, c.ends_on, e.state, COUNT(*)
        FROM classes c JOIN enrolments e ON e.class_id = c.id LEFT JOIN class_subjects s ON s.class_id = c.id
        WHERE c.ends_on >= $1 AND c.ends_on <= $2 AND e.state IN ('completed', 'failed', 'certified', 'followed_up')
        GROUP BY c.id, c.course_id, s.subject, c.ends_on, e.state ORDER BY c.ends_on, c.id, e.state";
    connection.list(sql, &[from.into(), until.into()], |row| {
        Ok(Ended {
            course_id: row.get(0)?,
            subject: row.get(1)?,
            ended_on: row.get(2)?,
            state: row.get(3)?,
            people: row.get(4)?,
        })
    })
}

/// Counts one more answer about a class that ended in a quarter.
pub fn count_outcome(tx: &Tx, quarter: &str, days: i64, outcome: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO quarter_outcomes (quarter, days, outcome, people) VALUES ($1, $2, $3, 1)
        ON CONFLICT (quarter, days, outcome) DO UPDATE SET people = quarter_outcomes.people + 1";
    let values = [quarter.into(), days.into(), outcome.into()];
    tx.execute(sql, &values).map(drop)
}

/// How many gave which answer after how many days, about the classes that ended in a quarter.
pub fn list_outcomes(
    connection: &Connection,
    quarter: &str,
) -> Result<Vec<(i64, String, i64)>, StoreError> {
    let sql = "SELECT days, outcome, people FROM quarter_outcomes WHERE quarter = $1 ORDER BY days, outcome";
    connection.list(sql, &[quarter.into()], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_enrolment, in_write};
    use crate::{class_subjects, enrolments};

    #[test]
    fn who_came_to_the_end_is_counted_by_state_and_answers_add_up() {
        let day = |text| Date::parse_iso(text).unwrap();
        let (ended, before, outcomes) = in_write(move |tx| {
            // It ends on 2026-12-20.
            add_class(tx, "a");
            class_subjects::put(tx, "a", "{}", 1)?;
            for (place, state) in (1..).zip(["certified", "certified", "failed", "no_show"]) {
                let mut row = add_enrolment(tx, "a", place, "taken");
                row.state = state.into();
                enrolments::update(tx, &row, row.version).unwrap();
            }
            for outcome in ["employed", "looking", "employed"] {
                count_outcome(tx, "2026Q4", 90, outcome)?;
            }
            let ended = list_ended(tx, (day("2026-10-01"), day("2026-12-31")))?;
            let before = list_ended(tx, (day("2026-10-01"), day("2026-12-19")))?;
            Ok((ended, before, list_outcomes(tx, "2026Q4")?))
        });
        let counts: Vec<_> = ended
            .into_iter()
            .map(|one| (one.course_id, one.subject, one.state, one.people))
            .collect();
        let of = |state: &str, people| {
            let subject = Some("{}".to_owned());
            ("course-of-a".to_owned(), subject, state.to_owned(), people)
        };
        assert_eq!(counts, [of("certified", 2), of("failed", 1)]);
        assert!(before.is_empty());
        let said = |outcome: &str, people| (90, outcome.to_owned(), people);
        assert_eq!(outcomes, [said("employed", 2), said("looking", 1)]);
    }
}
