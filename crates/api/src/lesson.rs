//! From the first lesson to the result: who is in a class, who was there, who passed.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::class::{ClassAction, ClassState};
use workflow::enrolment::{Absence, EnrolmentAction, EnrolmentState, Level, Outcome, WaitsFor};

use crate::enrolment::RefusalView;

use crate::training_section::SpotCheckFinding;

/// GET [`crate::path::STAFF_CLASSES`]: the classes whose people whoever asks looks after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListStaffClassesResponse {
    /// What is taught now first, then what is over, then what is to come; each by first day.
    pub classes: Vec<StaffClassSummary>,
}

/// One class in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffClassSummary {
    /// Class id: course, a dot, session.
    pub id: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ClassState,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
    /// People with a seat.
    pub taken: u32,
    /// Whether it begins soon, too few have enrolled, and nobody has decided.
    pub is_minimum_not_met: bool,
    /// What its people wait for from whoever asks, the most urgent first.
    #[serde(default)]
    pub waiting: Vec<ClassWaiting>,
}

/// How many of a class wait for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClassWaiting {
    /// For what.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub waits_for: WaitsFor,
    /// How many.
    pub people: u32,
    /// The last day for who has waited longest.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// Whether that day is over.
    pub is_overdue: bool,
}

/// GET [`crate::path::STAFF_ROSTER`]: a class with everybody who has or had a seat in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterView {
    /// Class id: course, a dot, session.
    pub id: String,
    /// Number of events of the class; goes back with a change of its lessons.
    pub version: u32,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// Where the class stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ClassState,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
    /// The days on which it is taught, in order.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub lessons: Vec<Date>,
    /// On how many of them one must have been there.
    pub lessons_needed: u32,
    /// The days of the class that are public holidays, in order.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub holidays: Vec<Date>,
    /// The level the course leads to, and no other is passed in it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub level: Option<Level>,
    /// People who wait for a seat.
    #[serde(default)]
    pub waiting: u32,
    /// Working days in which those in a class that is put off may leave or stay.
    #[serde(default)]
    pub consent_working_days: u32,
    /// The day it is now in the district.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub today: Date,
    /// Whether whoever asks may change the lessons now.
    pub can_set_lessons: bool,
    /// Whether the course is a sample (示例).
    pub is_sample: bool,
    /// Last day to enrol.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub enrol_by: Date,
    /// Seats taken, those given away elsewhere included.
    pub taken: u32,
    /// Seats in all.
    #[serde(default)]
    pub seats: u32,
    /// Seats in all as an officer approved them with the listing; none where nobody did.
    #[serde(default)]
    pub seats_approved: Option<u32>,
    /// The fewest for whom it is taught without anybody deciding: a share of the approved seats, whatever the trainer set.
    pub minimum: u32,
    /// Whether it begins soon, too few have enrolled, and nobody has decided.
    pub is_minimum_not_met: bool,
    /// What whoever asks can do to the class as a whole now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub class_actions: Vec<ClassAction>,
    /// Whether whoever asks sees and writes the settlement.
    pub may_settle: bool,
    /// Whether whoever asks teaches: shows the code, ticks, enters results.
    pub may_teach: bool,
    /// What officers found who came without notice; nothing of a spot check that is not noted yet.
    #[serde(default)]
    pub spot_checks: Vec<SpotCheckFinding>,
    /// Everybody, in the order of asking.
    pub members: Vec<RosterMember>,
}

/// One person in a class, as whoever teaches or certifies needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterMember {
    /// Enrolment id.
    pub id: String,
    /// Number of events; goes back with the next action.
    pub version: u32,
    /// Sequence number in the class.
    pub place: u32,
    /// Name, once anybody said it.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: EnrolmentState,
    /// Price for one who pays in full, fen: what the course cost when the person asked for the seat. None for who asked before
    /// that was kept, and to who only teaches: that duty sees no money.
    #[serde(default)]
    pub price_fen: Option<i64>,
    /// The days on which the person was there.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub attended: Vec<Date>,
    /// How many of the last lessons in a row the person missed, today's not counted.
    pub missed: u32,
    /// The number to call, for who teaches and only where the person missed two lessons or more in a row.
    #[serde(default)]
    pub call: Option<String>,
    /// Who did something of it in the person's place, the last of them.
    #[serde(default)]
    pub helped_by: Option<crate::service_point::OnBehalf>,
    /// Whether that is often enough.
    pub is_enough: bool,
    /// Whether the assessment was passed.
    pub has_passed: bool,
    /// Whether the bureau put the result right; then the school enters none any more.
    #[serde(default)]
    pub is_put_right: bool,
    /// The level passed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub level: Option<Level>,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// Why the resident asks to look at the result again, while nobody has decided.
    pub appeal: Option<String>,
    /// How many people checked in from the same device in one lesson, where that is many.
    pub same_device: Option<u32>,
    /// Why the person did not come, once said.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub absence: Option<Absence>,
    /// When the assessment can be taken again.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub retake_on: Option<Date>,
    /// Which question an officer can enter the answer to now: days after the end of the class.
    #[serde(default)]
    pub follow_up: Option<u32>,
    /// What whoever asks can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<EnrolmentAction>,
}

/// POST [`crate::path::STAFF_MEMBER_ACTIONS`]: a tick, a result, a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// What to do. `record_pass` and `fail` complete the class for the person first, where that is still to be done.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: EnrolmentAction,
    /// The lesson, with `check_in` and `undo_check_in`; the day of the next assessment, with `retake`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub on: Option<Date>,
    /// The name, with `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The level, with `record_pass`: the one the course leads to, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub level: Option<Level>,
    /// Why, with `drop`, `report_no_show`, `fail`, `return`, `uphold` and `overturn`; the last three need one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why the class is not for this person, with `refuse`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalView>,
    /// What came of it, with `follow_up`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub outcome: Option<Outcome>,
}

impl MemberActionRequest {
    /// An action that needs nothing more.
    #[must_use]
    pub fn plain(version: u32, action: EnrolmentAction) -> Self {
        Self {
            version,
            action,
            on: None,
            name: None,
            level: None,
            reason: None,
            refusal: None,
            outcome: None,
        }
    }
}

/// PUT [`crate::path::STAFF_LESSONS`]: on which days the class is taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetLessonsRequest {
    /// The version of the class that was on screen.
    pub version: u32,
    /// The days in order; none on which somebody is ticked may be missing.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub days: Vec<Date>,
}

/// GET [`crate::path::STAFF_LESSON_CODE`]: the number on the trainer's screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LessonCodeView {
    /// Six digits.
    pub code: String,
    /// Until the next one is shown, milliseconds.
    pub next_in_ms: u32,
}

/// POST [`crate::path::ENROLMENT_CHECK_IN`]: the number that somebody in the room reads off the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckInRequest {
    /// Six digits.
    pub code: String,
}

/// POST [`crate::path::ENROLMENT_APPEAL`]: the bureau is to look at a result again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppealRequest {
    /// The version that was on screen.
    pub version: u32,
    /// Why.
    pub reason: String,
}

/// POST [`crate::path::FOLLOW_UPS`]: what came of a class, in one tap and without signing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowUpRequest {
    /// What the link carries: whom it is about, signed, good for some weeks.
    pub token: String,
    /// The answer.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub outcome: Outcome,
}

/// That an answer was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowUpView {
    /// Days after the end of the class: 30, 90 or 180.
    pub days: u32,
}
