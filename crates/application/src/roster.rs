//! The people an enterprise says it newly hired, row by row, and which of them count.
//!
//! The rule (facts.md 0.2; 财金〔2023〕75 号): hired within the year before applying, with a contract of a year or more.
//! That they belong to one of the ten groups is what the policy fact `new_hires_12m` asks. Whether their share is enough
//! is the engine's to say.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{Answers, Field};

/// Hires count so many months before the application.
const WINDOW_MONTHS: i32 = 12;
/// The shortest contract that counts, in months.
const CONTRACT_MONTHS: u32 = 12;
/// What a contract without an end is to a rule about months; the longest the form takes.
const OPEN_MONTHS: u32 = 600;
/// The code of somebody who belongs to no group.
const NO_GROUP: &str = "none";

/// One person newly hired. Checked when it was read: the number has its check digit, the days are days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewHire {
    /// Its row in the sheet it came from.
    pub row: u32,
    /// Full name.
    pub name: String,
    /// Resident identity number.
    pub id_number: String,
    /// First day at work.
    pub hired_on: Date,
    /// First day of the contract.
    pub contract_from: Date,
    /// Last day of the contract; none when it has no end.
    pub contract_until: Option<Date>,
    /// Which of the ten groups, by the code of [`Field::Categories`]; `none` for none.
    pub category: String,
}

/// Why somebody on the roster does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// Hired more than a year before the application.
    TooEarly,
    /// Hired after the application.
    AfterApplying,
    /// The contract is shorter than a year.
    ShortContract,
    /// In none of the ten groups.
    NoGroup,
}

impl NotCounted {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::TooEarly,
        Self::AfterApplying,
        Self::ShortContract,
        Self::NoGroup,
    ];

    /// Key of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooEarly => "hired_too_early",
            Self::AfterApplying => "hired_after_applying",
            Self::ShortContract => "contract_too_short",
            Self::NoGroup => "in_no_group",
        }
    }
}

impl NewHire {
    /// Whether it counts for an application of this day.
    ///
    /// # Errors
    /// The first reason for which it does not.
    pub fn standing(&self, applied_on: Date) -> Result<(), NotCounted> {
        if self.hired_on > applied_on {
            return Err(NotCounted::AfterApplying);
        }
        // Whoever began on this very day a year ago was hired within the year.
        if self.hired_on < applied_on.add_months(-WINDOW_MONTHS) {
            return Err(NotCounted::TooEarly);
        }
        if self.contract_months() < CONTRACT_MONTHS {
            return Err(NotCounted::ShortContract);
        }
        if self.category == NO_GROUP {
            return Err(NotCounted::NoGroup);
        }
        Ok(())
    }

    /// Whole months of the contract: one from 1 March to the last of February is of twelve.
    pub fn contract_months(&self) -> u32 {
        let Some(until) = self.contract_until else {
            return OPEN_MONTHS;
        };
        let end = until.add_days(1);
        let between = (end.year() - self.contract_from.year()) * 12 + end.month()
            - self.contract_from.month();
        let months = if self.contract_from.add_months(between) > end {
            between - 1
        } else {
            between
        };
        u32::try_from(months).unwrap_or(0).min(OPEN_MONTHS)
    }
}

/// The roster of an application. It is the newest one sent; what was sent before is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// The name of the sender's file.
    pub name: String,
    /// When it came, unix milliseconds.
    pub received_ms: i64,
    /// Its people, in the order of the sheet; nobody twice.
    pub hires: Vec<NewHire>,
}

/// How many of a roster count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Those that count.
    pub counted: u32,
    /// The shortest contract among them, in months; none when nobody counts.
    pub shortest_contract: Option<u32>,
}

impl Roster {
    /// Counts for an application of this day.
    pub fn tally(&self, applied_on: Date) -> Tally {
        let counted = self.hires.iter();
        let counted = counted.filter(|hire| hire.standing(applied_on).is_ok());
        let months = counted.map(NewHire::contract_months);
        Tally {
            counted: u32::try_from(months.clone().count()).unwrap_or(u32::MAX),
            shortest_contract: months.min(),
        }
    }

    /// The answers as the rules are to read them: what the roster says stands in the place of what was typed.
    pub fn settle(&self, answers: &Answers, applied_on: Date) -> Answers {
        let mut settled = answers.clone();
        let tally = self.tally(applied_on);
        settled.set_text(Field::NewHires, tally.counted.to_string());
        let months = tally.shortest_contract;
        settled.set(
            Field::ContractMonths,
            months.map(|months| crate::Answer::One(months.to_string())),
        );
        settled
    }
}

/// The share of so many among so many, in tenths of a percent, cut off; none among nobody.
///
/// ```
/// assert_eq!(application::share_permille(2, 17), Some(117));
/// assert_eq!(application::share_permille(2, 0), None);
/// ```
pub fn share_permille(counted: u32, employees: u32) -> Option<u32> {
    let share = u64::from(counted) * 1_000 / u64::from((employees > 0).then_some(employees)?);
    u32::try_from(share).ok()
}

/// Tenths of a percent as people write percents, without the sign.
///
/// ```
/// assert_eq!(application::percent_text(117), "11.7");
/// assert_eq!(application::percent_text(100), "10");
/// ```
pub fn percent_text(permille: u32) -> String {
    match permille % 10 {
        0 => (permille / 10).to_string(),
        tenths => format!("{}.{tenths}", permille / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Date {
        Date::parse_iso(iso).unwrap()
    }

    fn hire(hired: &str, from: &str, until: &str, category: &str) -> NewHire {
        NewHire {
            row: 2,
            name: "示例甲".into(),
            id_number: "360426199101010071".into(),
            hired_on: day(hired),
            contract_from: day(from),
            contract_until: Date::parse_iso(until),
            category: category.into(),
        }
    }

    #[test]
    fn who_counts_on_the_day_of_the_application() {
        let year = ("2026-03-01", "2027-02-28", "veteran");
        let table = [
            ("2026-03-01", year, None),
            // A year to the day, and a day more; thirteen months.
            ("2025-11-24", year, None),
            ("2025-11-23", year, Some(NotCounted::TooEarly)),
            ("2025-10-24", year, Some(NotCounted::TooEarly)),
            ("2026-11-24", year, None),
            ("2026-11-25", year, Some(NotCounted::AfterApplying)),
            ("2026-03-01", ("2026-03-01", "", "veteran"), None),
            (
                "2026-03-01",
                ("2026-03-01", "2027-02-27", "veteran"),
                Some(NotCounted::ShortContract),
            ),
            (
                "2026-03-01",
                ("2026-03-01", "2027-02-28", "none"),
                Some(NotCounted::NoGroup),
            ),
        ];
        for (hired, (from, until, category), expected) in table {
            let found = hire(hired, from, until, category).standing(day("2026-11-24"));
            assert_eq!(found.err(), expected, "{hired} {from} {until} {category}");
        }
    }

    #[test]
    fn the_months_of_a_contract_are_whole_ones() {
        for (from, until, months) in [
            ("2026-03-01", "2027-02-28", 12),
            ("2026-03-01", "2027-03-01", 12),
            ("2026-03-15", "2027-03-14", 12),
            ("2026-03-15", "2027-03-13", 11),
            ("2024-02-29", "2025-02-28", 12),
            ("2026-01-31", "2026-02-28", 1),
            ("2026-03-01", "2026-03-01", 0),
            ("2026-03-01", "2025-03-01", 0),
            ("2026-03-01", "", 600),
            ("2026-03-01", "2126-03-01", 600),
        ] {
            let found = hire("2026-03-01", from, until, "veteran").contract_months();
            assert_eq!(found, months, "{from} {until}");
        }
    }

    #[test]
    fn what_the_roster_says_stands_in_the_place_of_what_was_typed() {
        let mut answers = Answers::default();
        for (field, text) in [
            (Field::Employees, "40"),
            (Field::NewHires, "8"),
            (Field::ContractMonths, "6"),
        ] {
            answers.set_text(field, text);
        }
        let roster = Roster {
            hires: vec![
                hire("2026-03-01", "2026-03-01", "2028-02-29", "veteran"),
                hire("2026-05-01", "2026-05-01", "2027-04-30", "graduate"),
                hire("2020-05-01", "2020-05-01", "", "graduate"),
            ],
            ..Roster::default()
        };
        let settled = roster.settle(&answers, day("2026-11-24"));
        assert_eq!(settled.text(Field::Employees), "40");
        assert_eq!(settled.text(Field::NewHires), "2");
        assert_eq!(settled.text(Field::ContractMonths), "12");
        // Two years on nobody counts, and there is no contract to speak of.
        let settled = roster.settle(&answers, day("2028-11-24"));
        assert_eq!(settled.text(Field::NewHires), "0");
        assert!(!settled.has(Field::ContractMonths));
    }
}
