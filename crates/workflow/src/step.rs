//! What an event of a listing, a class or an enrolment says, and why one is not accepted.

use crate::table::Refused;
use crate::{DeviceKind, Role};
use domain::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened to a class or an enrolment. Events are only ever appended; a correction is a new event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step<A, D> {
    /// What was done.
    pub action: A,
    /// In what capacity.
    pub role: Role,
    /// By whom: the person at the keyboard.
    pub actor_id: String,
    /// For whom, when a helper acts for the resident.
    pub on_behalf_of: Option<String>,
    /// The resident's consent to the helper; never missing when `on_behalf_of` is there.
    pub consent_id: Option<String>,
    /// From what kind of device.
    pub device: DeviceKind,
    /// When, in unix milliseconds.
    pub at_ms: i64,
    /// On which day in Asia/Shanghai; always the day of `at_ms`.
    pub on: Date,
    /// The key under which a repeated request is recognised.
    pub idempotency_key: String,
    /// What the action needs.
    pub detail: D,
}

impl<A, D> Step<A, D> {
    /// What holds of every event: its day is the day of its instant, and only a resident acts for a resident, with
    /// consent.
    pub(crate) fn check_actor(&self) -> Result<(), StepError> {
        if self.on != Date::from_unix_ms_shanghai(self.at_ms) {
            return Err(StepError::DateMismatch);
        }
        if self.on_behalf_of.is_none() {
            return Ok(());
        }
        if self.role != Role::Resident {
            return Err(StepError::NotOnBehalf);
        }
        let consent = self.consent_id.as_deref().unwrap_or_default();
        if consent.trim().is_empty() {
            return Err(StepError::ConsentMissing);
        }
        Ok(())
    }
}

/// Why an event is not accepted. The file stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// Nobody can do this in this state.
    #[error("the action is not possible in this state")]
    NotAllowed,
    /// Somebody else can.
    #[error("the action belongs to another role")]
    WrongRole,
    /// Somebody acts for the resident without the resident's consent.
    #[error("a helper needs the resident's consent")]
    ConsentMissing,
    /// Somebody who is not acting for the resident claims to act for another.
    #[error("an officer acts in nobody's place")]
    NotOnBehalf,
    /// The event's day is not the day of its instant.
    #[error("the day does not belong to the instant")]
    DateMismatch,
    /// The detail is not the one this action takes.
    #[error("the detail is not the one this action takes")]
    WrongDetail,
    /// A part of the detail is empty or does not fit the file.
    #[error("the detail's {part} is empty or does not fit")]
    DetailInvalid {
        /// The part, by its name in the stored form.
        part: &'static str,
    },
    /// The time in which this was possible has passed.
    #[error("the time for this has passed")]
    TooLate,
    /// The time after which this is possible has not come.
    #[error("the time for this has not come")]
    TooEarly,
    /// A class has no dates and seats yet.
    #[error("the class is not planned yet")]
    NotPlanned,
    /// More seats are taken than the class would have.
    #[error("more seats are taken than the class would have")]
    BelowTaken,
    /// As many seats are taken as not.
    #[error("the seats do not say so")]
    SeatsDiffer,
    /// The class does not take people any more, or not yet.
    #[error("the class is closed")]
    ClassClosed,
    /// No seat is left and the wait-list is as long as it may be.
    #[error("the class and its wait-list are full")]
    WaitListFull,
    /// No seat is left for somebody who comes back.
    #[error("no seat is left")]
    NoSeat,
    /// The person was there on fewer days than the district asks for.
    #[error("the person was there too seldom")]
    AttendanceTooLow,
    /// The assessment was not passed, or its result is not entered.
    #[error("the assessment is not passed")]
    NotPassed,
    /// Somebody else has to do it.
    #[error("another person has to do this")]
    SamePerson,
}

impl StepError {
    /// The problem code.
    ///
    /// ```
    /// assert_eq!(workflow::StepError::WaitListFull.code(), "waitlist_full");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed => "action_not_allowed",
            Self::WrongRole => "action_of_another_role",
            Self::ConsentMissing => "consent_missing",
            Self::NotOnBehalf => "not_on_behalf",
            Self::DateMismatch => "event_date_mismatch",
            Self::WrongDetail => "event_detail_wrong",
            Self::DetailInvalid { .. } => "event_detail_invalid",
            Self::TooLate => "too_late",
            Self::TooEarly => "too_early",
            Self::NotPlanned => "class_not_planned",
            Self::BelowTaken => "seats_taken",
            Self::SeatsDiffer => "seats_differ",
            Self::ClassClosed => "class_closed",
            Self::WaitListFull => "waitlist_full",
            Self::NoSeat => "no_seat",
            Self::AttendanceTooLow => "attendance_too_low",
            Self::NotPassed => "not_passed",
            Self::SamePerson => "same_person",
        }
    }
}

impl From<Refused> for StepError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::NotAllowed,
            Refused::WrongRole => Self::WrongRole,
        }
    }
}

/// A log that does not fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("event {index} does not follow from those before it")]
pub struct BrokenLog {
    /// The event's place in the log, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub source: StepError,
}

/// What the events of a log make of the file that nothing has happened to, one after the other.
pub(crate) fn fold<'a, F: Default, E: 'a>(
    events: impl IntoIterator<Item = &'a E>,
    accept: impl Fn(&F, &'a E) -> Result<F, StepError>,
) -> Result<F, BrokenLog> {
    let step = |file: F, (index, event)| {
        accept(&file, event).map_err(|source| BrokenLog { index, source })
    };
    events.into_iter().enumerate().try_fold(F::default(), step)
}

pub(crate) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

pub(crate) fn holds(part: &'static str, is_so: bool) -> Result<(), StepError> {
    if is_so {
        Ok(())
    } else {
        Err(StepError::DetailInvalid { part })
    }
}
