//! How many working days an agency held a file before it decided. It names no person and outlives what is erased of a file.

use domain::Date;

use crate::{Connection, StoreError, Tx};

/// A stage that a decision has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageTime {
    pub application_id: String,
    /// The number of the event that ended it.
    pub ended_version: i64,
    pub stage: String,
    pub working_days: i64,
    pub ended_on: Date,
}

pub fn insert(tx: &Tx, time: &StageTime) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO stage_times (application_id, ended_version, stage, working_days, ended_on)
        VALUES ($1, $2, $3, $4, $5)";
    let values = [
        (&time.application_id).into(),
        time.ended_version.into(),
        (&time.stage).into(),
        time.working_days.into(),
        time.ended_on.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// How many files took so many days in a stage that ended on that day or later: days and count, the fewest days first.
pub fn count_by_days(
    connection: &Connection,
    stage: &str,
    since: Date,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let sql = "SELECT working_days, COUNT(*) FROM stage_times WHERE stage = $1 AND ended_on >= $2
        GROUP BY working_days ORDER BY working_days";
    connection.list(sql, &[stage.into(), since.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// The decisions of a stage between two days, both included, whose file can still be opened: id and number of the event.
pub fn list_between(
    connection: &Connection,
    stage: &str,
    (from, until): (Date, Date),
) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "SELECT s.application_id, s.ended_version FROM stage_times s
        JOIN file_keys k ON k.application_id = s.application_id AND k.wrapped_key IS NOT NULL
        WHERE s.stage = $1 AND s.ended_on >= $2 AND s.ended_on <= $3
        ORDER BY s.application_id, s.ended_version";
    let values = [stage.into(), from.into(), until.into()];
    connection.list(sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The decisions that ended a stage on that day or later, the newest first, at most so many.
pub fn list_since(
    connection: &Connection,
    stage: &str,
    since: Date,
    limit: i64,
) -> Result<Vec<StageTime>, StoreError> {
    let sql = "SELECT application_id, ended_version, stage, working_days, ended_on FROM stage_times
        WHERE stage = $1 AND ended_on >= $2 ORDER BY ended_on DESC, application_id, ended_version LIMIT $3";
    connection.list(sql, &[stage.into(), since.into(), limit.into()], |row| {
        Ok(StageTime {
            application_id: row.get(0)?,
            ended_version: row.get(1)?,
            stage: row.get(2)?,
            working_days: row.get(3)?,
            ended_on: row.get(4)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    #[test]
    fn times_are_counted_by_stage_and_since_a_day() {
        let (counted, newest) = in_write(|tx| {
            add_application(tx, "a");
            let day = |text| Date::parse_iso(text).unwrap();
            for (version, stage, days, on) in [
                (2, "hr", 3, "2026-11-02"),
                (3, "hr", 1, "2026-11-03"),
                (4, "hr", 3, "2026-11-04"),
                (5, "hr", 9, "2026-11-01"),
                (6, "bank", 2, "2026-11-04"),
            ] {
                let time = StageTime {
                    application_id: "a".into(),
                    ended_version: version,
                    stage: stage.into(),
                    working_days: days,
                    ended_on: day(on),
                };
                insert(tx, &time)?;
            }
            let since = day("2026-11-02");
            Ok((
                count_by_days(tx, "hr", since)?,
                list_since(tx, "hr", since, 2)?,
            ))
        });
        let versions: Vec<i64> = newest.iter().map(|time| time.ended_version).collect();
        assert_eq!(versions, [4, 3]);
        assert_eq!(counted, [(1, 1), (3, 2)]);
    }
}
