//! The rows as JSON: amounts are texts with two digits after the point, days are ISO.

use domain::Date;
use serde::Serialize;

use crate::day_count::DayCount;
use crate::rounding::Rounding;
use crate::schedule::{Row, Schedule};
use crate::subsidy::SubsidyRow;
use crate::terms::plain;

/// The answer to `fumin loan schedule`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScheduleAnswer {
    /// By day.
    pub rows: Vec<ScheduleAnswerRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScheduleAnswerRow {
    /// From 1.
    pub no: u32,
    /// The day it is paid.
    pub due_date: Date,
    /// Days of its interest; null where calendar months are counted the Chinese way.
    pub days: Option<i32>,
    /// Principal.
    pub principal: String,
    /// Interest.
    pub interest: String,
    /// Both.
    pub due: String,
    /// Principal still owed.
    pub balance_after: String,
}

impl ScheduleAnswer {
    pub(super) fn new(schedule: &Schedule) -> Self {
        // A calendar month is a twelfth however many days it has, so the Chinese cases name none; Fineract's tables,
        // which round half to even, list them beside it all the same.
        let terms = &schedule.terms;
        let has_days = terms.day_count != DayCount::Month12 || terms.rounding == Rounding::HalfEven;
        let row = |row: &Row| ScheduleAnswerRow {
            no: row.no,
            due_date: row.due_date,
            days: has_days.then_some(row.days),
            principal: plain(row.principal),
            interest: plain(row.interest),
            due: plain(row.due()),
            balance_after: plain(row.balance_after),
        };
        Self {
            rows: schedule.rows.iter().map(row).collect(),
        }
    }
}

/// The answer to `fumin loan subsidy`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubsidyAnswer {
    /// By day.
    pub rows: Vec<SubsidyAnswerRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SubsidyAnswerRow {
    /// The number of the schedule's row.
    pub no: u32,
    /// The day it is due.
    pub due_date: Date,
    /// What the bank charges.
    pub total_interest: String,
    /// What the state pays of it.
    pub state_pays: String,
    /// What is left to the borrower.
    pub borrower_pays: String,
}

impl SubsidyAnswer {
    pub(super) fn new(rows: &[SubsidyRow]) -> Self {
        let row = |row: &SubsidyRow| SubsidyAnswerRow {
            no: row.no,
            due_date: row.due_date,
            total_interest: plain(row.total_interest),
            state_pays: plain(row.state_pays),
            borrower_pays: plain(row.borrower_pays),
        };
        Self {
            rows: rows.iter().map(row).collect(),
        }
    }
}
