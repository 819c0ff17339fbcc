//! Who was asked what came of a class, and what was answered, counted by course.

use domain::Date;

use crate::{Connection, StoreError, Tx};

/// Somebody to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub enrolment_id: String,
    pub person_id: String,
    pub course_id: String,
    /// Last day of the class.
    pub ended_on: Date,
}

/// Whom to ask: those with a certificate of a class that ended on one of these days, and who were not asked yet.
pub fn list_due(
    connection: &Connection,
    (after, until): (Date, Date),
    days: i64,
) -> Result<Vec<Due>, StoreError> {
    let sql = "SELECT e.id, e.person_id, c.course_id, c.ends_on
        FROM classes c JOIN enrolments e ON e.class_id = c.id
        WHERE c.ends_on > $1 AND c.ends_on <= $2 AND e.state IN ('certified', 'followed_up')
            AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.enrolment_id = e.id AND f.days = $3)
        ORDER BY e.id";
    connection.list(sql, &[after.into(), until.into(), days.into()], |row| {
        Ok(Due {
            enrolment_id: row.get(0)?,
            person_id: row.get(1)?,
            course_id: row.get(2)?,
            ended_on: row.get(3)?,
        })
    })
}

/// Notes that somebody is asked; false when that was so before.
pub fn note(tx: &Tx, enrolment_id: &str, days: i64, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "INSERT INTO follow_ups (enrolment_id, days, created_ms) VALUES ($1, $2, $3)
        ON CONFLICT (enrolment_id, days) DO NOTHING";
    let values = [enrolment_id.into(), days.into(), now_ms.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Counts one more answer.
pub fn count(tx: &Tx, course_id: &str, days: i64, outcome: &str) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO course_outcomes (course_id, days, outcome, people) VALUES ($1, $2, $3, 1)
        ON CONFLICT (course_id, days, outcome) DO UPDATE SET people = course_outcomes.people + 1";
    let values = [course_id.into(), days.into(), outcome.into()];
    tx.execute(sql, &values).map(drop)
}

/// How many gave which answer after how many days.
pub fn list_outcomes(
    connection: &Connection,
    course_id: &str,
) -> Result<Vec<(i64, String, i64)>, StoreError> {
    let sql = "SELECT days, outcome, people FROM course_outcomes WHERE course_id = $1
        ORDER BY days, outcome";
    connection.list(sql, &[course_id.into()], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// How many people of a course gave an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseOutcome {
    pub course_id: String,
    /// After how many days.
    pub days: i64,
    pub outcome: String,
    pub people: i64,
}

/// Every answer of every course, counted.
pub fn list_all_outcomes(connection: &Connection) -> Result<Vec<CourseOutcome>, StoreError> {
    let sql = "SELECT course_id, days, outcome, people FROM course_outcomes ORDER BY course_id, days, outcome";
    connection.list(sql, &[], |row| {
        Ok(CourseOutcome {
            course_id: row.get(0)?,
            days: row.get(1)?,
            outcome: row.get(2)?,
            people: row.get(3)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolments;
    use crate::testing::{add_class, add_enrolment, in_write};

    #[test]
    fn each_is_asked_once_and_answers_add_up() {
        let day = |text| Date::parse_iso(text).unwrap();
        let (before, first, again, after, outcomes) = in_write(move |tx| {
            // It ends on 2026-12-20.
            add_class(tx, "a");
            let mut row = add_enrolment(tx, "a", 1, "taken");
            add_enrolment(tx, "a", 2, "taken");
            row.state = "certified".into();
            enrolments::update(tx, &row, row.version).unwrap();
            let due = |days| list_due(tx, (day("2026-12-19"), day("2026-12-20")), days);
            let before = [
                due(30)?.len(),
                list_due(tx, (day("2026-12-20"), day("2026-12-31")), 30)?.len(),
            ];
            let (first, again) = (note(tx, &row.id, 30, 1)?, note(tx, &row.id, 30, 2)?);
            let after = [due(30)?.len(), due(90)?.len()];
            for outcome in ["employed", "looking", "employed"] {
                count(tx, "c", 30, outcome)?;
            }
            let all = list_all_outcomes(tx)?.into_iter();
            assert_eq!(all.map(|one| one.people).collect::<Vec<_>>(), [2, 1]);
            Ok((before, first, again, after, list_outcomes(tx, "c")?))
        });
        assert_eq!((before, first, again), ([1, 0], true, false));
        assert_eq!(after, [0, 1]);
        let said = |outcome: &str, people| (30, outcome.to_owned(), people);
        assert_eq!(outcomes, [said("employed", 2), said("looking", 1)]);
    }
}
