//! Classes with their seats, and the resident's enrolments in them.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::class::{Chance, ClassAction, ClassState};
use workflow::enrolment::{Absence, EnrolmentAction, EnrolmentState, Level};

/// GET [`crate::path::COURSE_SEATS`]: one class as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClassSeats {
    /// Identifier of the class within its course.
    pub session: String,
    /// Where the class stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ClassState,
    /// Whether somebody new can ask for a seat today.
    pub is_open: bool,
    /// Seats in all.
    pub capacity: u32,
    /// Seats nobody holds and nobody is offered.
    pub free: u32,
    /// People who wait.
    pub waiting: u32,
    /// How many may wait.
    pub wait_list_cap: u32,
}

/// POST [`crate::path::ENROLMENTS`]: ask for a seat.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolRequest {
    /// Course.
    pub course: String,
    /// Class within the course.
    pub session: String,
    /// The resident knows that another class of theirs is on the same days.
    #[serde(default)]
    pub accepts_overlap: bool,
    /// The name as the ID card has it, for the roster and the certificate. The trainer can enter it in the first lesson.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The price that was on screen, fen; with another one by now nothing is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_fen: Option<i64>,
    /// That a subsidy is to pay, where the course may be covered by one; without it the person pays the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<crate::settlement::Claim>,
}

/// PUT [`crate::path::ENROLMENT_CLAIM`]: what was returned, put right.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResubmitRequest {
    /// The version that was on screen.
    pub version: u32,
    /// As it is now.
    pub claim: crate::settlement::Claim,
}

/// Why the class is not for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusalView {
    /// The condition that is not met, as the policy pack names it, or `other`.
    pub reason_code: String,
    /// The rule it rests on.
    pub rule: String,
    /// What the person can do.
    pub remedies: String,
}

/// POST [`crate::path::ENROLMENT_ACTIONS`]: accept, pass, withdraw, or say why one did not come.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolmentActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// What to do.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: EnrolmentAction,
    /// Why, with `withdraw` and `pass`, where one likes to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why, with `explain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub absence: Option<Absence>,
    /// With `accept`: the resident knows that another class of theirs is on the same days.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub accepts_overlap: bool,
}

impl EnrolmentActionRequest {
    /// An action that says it all.
    #[must_use]
    pub fn plain(version: u32, action: EnrolmentAction) -> Self {
        Self {
            version,
            action,
            reason: None,
            absence: None,
            accepts_overlap: false,
        }
    }
}

/// What became of a request or an action. The list has the rest: a write that many make at once stays short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolmentPlace {
    /// Id.
    pub id: String,
    /// Number of events; goes back with the next action.
    pub version: u32,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: EnrolmentState,
    /// Place in the wait-list, from 1, when the request led there.
    pub position: Option<u32>,
}

/// One enrolment as the resident sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolmentView {
    /// Id.
    pub id: String,
    /// Number of events; goes back with the next action.
    pub version: u32,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: EnrolmentState,
    /// What the resident can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<EnrolmentAction>,
    /// Where the class stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub class_state: ClassState,
    /// Why the class was put off or given up, in the words of whoever did it.
    pub class_reason: Option<String>,
    /// Place in the wait-list, from 1, while waiting.
    pub position: Option<u32>,
    /// How many wait, while waiting.
    pub waiting: Option<u32>,
    /// How often a place like this came to a seat in the school's classes of a year; none while waiting where too few say so.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub chance: Option<Chance>,
    /// Until when the offer stands, unix milliseconds.
    pub offered_until_ms: Option<i64>,
    /// Course.
    pub course: String,
    /// Class within the course.
    pub session: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// Township or street.
    pub place: Option<String>,
    /// Room or site.
    pub venue: Option<String>,
    /// Days and hours in words.
    pub schedule: Option<String>,
    /// Price for one who pays in full, fen: what the course cost when the resident asked for the seat.
    pub price_fen: Option<i64>,
    /// What the course costs now, fen, where that is not what it cost then.
    #[serde(default)]
    pub price_now_fen: Option<i64>,
    /// What to bring.
    pub bring: Vec<String>,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
    /// Titles of the resident's other classes with a day in common, where a seat is held or offered.
    pub overlaps: Vec<String>,
    /// Whether the course is a sample (示例).
    pub is_sample: bool,
    /// Who enrolled in the resident's place, or last acted in it.
    pub helped_by: Option<crate::service_point::OnBehalf>,
    /// Lessons so far and in all, and how many are needed; none before the first.
    pub lessons: Option<LessonsView>,
    /// The level passed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub level: Option<Level>,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// What became of asking to look at the result again: `open` or `decided`.
    pub appeal: Option<String>,
    /// Working days in which that can be asked.
    #[serde(default)]
    pub appeal_working_days: u32,
    /// Why the section decided as it did, once it has, in its own words.
    #[serde(default)]
    pub appeal_answer: Option<String>,
    /// Why the assessment was not passed, where the school said.
    #[serde(default)]
    pub fail_reason: Option<String>,
    /// What the link carries by which one says what came of it, while that is asked.
    pub follow_up: Option<String>,
    /// What was applied for once the class was over, and what came of it.
    #[serde(default)]
    pub subsidies: Vec<crate::settlement::AppliedSubsidy>,
    /// Why nothing was applied for.
    #[serde(default)]
    pub subsidies_left_out: Option<String>,
    /// What the school wrote of the person where it applied.
    #[serde(default)]
    pub applied_with: Option<crate::settlement::Statement>,
    /// Whether the resident can say to which card subsidies are paid.
    #[serde(default)]
    pub asks_card: bool,
    /// The last four digits of that card, once somebody said it.
    #[serde(default)]
    pub payment_card: Option<String>,
    /// The number of the request within its class, from 1; the order of asking.
    #[serde(default)]
    pub number: u32,
    /// What the engine said of the subsidy that was asked for.
    #[serde(default)]
    pub verdict: Option<crate::policy::VerdictView>,
    /// Until when the section answers, or the resident puts right what was returned.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub due_on: Option<Date>,
    /// What is to be put right, while it is returned.
    #[serde(default)]
    pub to_fix: Option<String>,
    /// What the person said for it, while it is returned.
    #[serde(default)]
    pub said: Option<crate::settlement::Statement>,
    /// Why the class is not for this person.
    #[serde(default)]
    pub refusal: Option<RefusalView>,
    /// When the assessment can be taken again.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub retake_on: Option<Date>,
    /// Why the person did not come, once said.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub absence: Option<Absence>,
    /// Courses like it with a seat free now, the closest first, at most three: while the class is put off, and once it was
    /// given up.
    #[serde(default)]
    pub alternatives: Vec<crate::resting::SimilarCourse>,
    /// The whole address, to be looked for in a map; none of a sample, which is nowhere.
    #[serde(default)]
    pub address: Option<String>,
    /// Whether it is a startup course, from which one may go on to a loan.
    #[serde(default)]
    pub is_for_startup: bool,
    /// The days on which it is taught, for who has a seat.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub lesson_days: Vec<Date>,
    /// Whether the course takes nobody new for now; who is in a class of it stays.
    #[serde(default)]
    pub is_course_paused: bool,
}

/// Lessons of one person in one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LessonsView {
    /// On how many the person was there.
    pub attended: u32,
    /// How many the class has.
    pub all: u32,
    /// On how many one must have been there.
    pub needed: u32,
}

/// GET [`crate::path::ENROLMENTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListEnrolmentsResponse {
    /// Newest first.
    pub enrolments: Vec<EnrolmentView>,
    /// Calendar days for which what somebody has not sent is kept.
    pub draft_days: u32,
}

/// GET [`crate::path::STAFF_CLASS`]: one class as an officer of the training section sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffClassView {
    /// Id.
    pub id: String,
    /// Number of events; goes back with the next action.
    pub version: u32,
    /// Course.
    pub course: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// What whoever asks can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<ClassAction>,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
    /// Seats held or offered in the portal.
    pub taken: u32,
    /// Seats given away outside it.
    pub elsewhere: u32,
    /// How it stands.
    pub seats: ClassSeats,
    /// Why it was put off or given up.
    pub reason: Option<String>,
}

/// The most characters of the reason why a class is put off or given up: everybody in it is told.
pub const MOST_REASON_CHARS: usize = 500;

/// POST [`crate::path::STAFF_CLASS_ACTIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// `confirm`, `postpone`, `change_capacity` or `cancel`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ClassAction,
    /// Why, in words that everybody in the class reads; not asked with `change_capacity`.
    pub reason: String,
    /// The new days, with `postpone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<ClassDays>,
    /// Seats in all, with `change_capacity`: never fewer than are held or offered, never more than an officer approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
}

/// The days of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassDays {
    /// Last day to enrol.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub enrol_by: Date,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
}
