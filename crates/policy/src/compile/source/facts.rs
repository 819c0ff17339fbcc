//! `facts.toml`: what may be asked, spans of time, and schedules.

use domain::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Both, CiteSource};
use crate::FactError;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactFile {
    pub(super) fact: Vec<FactSource>,
    #[serde(default)]
    pub(super) derived: Vec<DerivedSource>,
    #[serde(default)]
    pub(super) schedule: Vec<ScheduleSource>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Bool,
    Int,
    Money,
    Date,
    Enum,
    Set,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChangeSource {
    Now,
    WithTime,
    Never,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    Up,
    Down,
    Both,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConfirmedBy {
    #[serde(rename = "self")]
    Person,
    Document,
    DataMatch,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactSource {
    pub(crate) id: Spanned<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Kind,
    pub(crate) label: Both,
    pub(crate) question: Both,
    #[serde(default)]
    pub(crate) help: Both,
    #[serde(default)]
    pub(crate) min: Option<Bound>,
    #[serde(default)]
    pub(crate) max: Option<Bound>,
    #[serde(default)]
    pub(crate) never: bool,
    pub(crate) confirmed_by: ConfirmedBy,
    pub(crate) change: ChangeSource,
    #[serde(default)]
    pub(crate) direction: Option<Direction>,
    #[serde(default = "one")]
    pub(crate) effort: u32,
    #[serde(default)]
    pub(crate) moves_with: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) how: Both,
    #[serde(default)]
    pub(crate) option: Vec<OptionSource>,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Bound {
    Int(i64),
    Text(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionSource {
    pub(crate) id: String,
    pub(crate) label: Both,
    /// `gain` when a person can take it up, `shed` when they can give it up.
    #[serde(default)]
    pub(crate) now: Option<OptionMove>,
    #[serde(default)]
    pub(crate) how: Both,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OptionMove {
    Gain,
    Shed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DerivedSource {
    pub(crate) id: Spanned<String>,
    pub(crate) span: SpanSource,
    pub(crate) fact: Spanned<String>,
    /// Counts from the day this schedule sets for a birth date, not from the date itself.
    #[serde(default)]
    pub(crate) schedule: Option<Spanned<String>>,
}

/// An age that rises by month of birth: `base_years`, and from `first_birth_month` on one month more for every
/// `step_months` of birth, at most `most_months`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleSource {
    pub(crate) id: Spanned<String>,
    pub(crate) base_years: i64,
    /// `1965-01`.
    pub(crate) first_birth_month: Spanned<String>,
    pub(crate) step_months: i64,
    pub(crate) most_months: i64,
    #[serde(flatten)]
    pub(crate) cite: CiteSource,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SpanSource {
    Years,
    Months,
    /// By the calendar, whatever the days: zero within the month of the date.
    CalendarMonths,
}

/// A bound of a fact's range as a number: an integer, a day, or fen from a text in yuan.
pub(crate) fn bound(kind: Kind, bound: Option<&Bound>) -> Result<Option<i64>, FactError> {
    Ok(match (kind, bound) {
        (_, None) => None,
        (Kind::Date, Some(Bound::Text(text))) => Some(crate::day::number(
            Date::parse_iso(text).ok_or(FactError::Unreadable)?,
        )),
        (Kind::Money, Some(Bound::Text(text))) => Some(
            domain::Money::parse_yuan(text)
                .map_err(|_| FactError::Unreadable)?
                .fen(),
        ),
        (Kind::Int, Some(Bound::Int(number))) => Some(*number),
        _ => return Err(FactError::WrongType),
    })
}
