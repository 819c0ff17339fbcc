//! The desk of the training section: what is taught where, what is looked at, what is late, what was reached.

use catalogue::{Source, TargetKind};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction, EnrolmentState, Level};
use workflow::opening::OpeningState;
use workflow::settlement::SchoolSign;
use workflow::spot_check::{SpotCheckAction, SpotCheckState};

use crate::policy::VerdictView;
use crate::settlement::{AppliedSubsidy, NamedClass, Statement};
use crate::staff::OfficePaperView;

/// GET [`crate::path::STAFF_TRAINING_CALENDAR`]: what is taught from this week on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingCalendar {
    /// The Monday of this week.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub from: Date,
    /// How many weeks.
    pub weeks: u32,
    /// The townships with classes, in the order of their codes.
    pub townships: Vec<TownshipClasses>,
    /// How many classes the answer has no room for: the latest.
    pub left_out: u32,
}

/// What is taught in one township.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TownshipClasses {
    /// Its code; empty for courses that are gone from the catalogue.
    pub division: String,
    /// Its name, where the district knows the code.
    pub name: Option<String>,
    /// The soonest first.
    pub classes: Vec<CalendarClass>,
}

/// One class in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarClass {
    /// Class id: course, a dot, session.
    pub id: String,
    /// The listing, where it is approved and waits for its day to go live: the class is not open yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing_id: Option<String>,
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
    /// Seats taken, here and outside.
    pub taken: u32,
    /// Seats in all.
    pub seats: u32,
    /// Whether the course is a sample (示例).
    pub is_sample: bool,
}

/// GET [`crate::path::STAFF_ELIGIBILITY`]: those of whom nobody has said yet whether a subsidy pays, and those who ask to be
/// looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EligibilityRequests {
    /// Working days in which the section answers.
    pub working_days: u32,
    /// Working days in which somebody can ask to be looked at again.
    pub appeal_working_days: u32,
    /// By the last day, the soonest first.
    pub requests: Vec<EligibilityRequest>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EligibilityRequest {
    /// Enrolment id.
    pub id: String,
    /// Class id: course, a dot, session.
    pub class_id: String,
    /// Number of events; goes back with the next action.
    pub version: u32,
    /// Number of the request within its class.
    pub number: u32,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// First day of the class.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Name, masked, once said.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone: String,
    /// Number of the identity card, masked.
    pub id_number: Option<String>,
    /// How many other accounts gave the same number.
    pub other_accounts: u32,
    /// What the person said.
    pub statement: Statement,
    /// What the engine says, with every condition and its source.
    pub verdict: Option<VerdictView>,
    /// Why the person asks to be looked at again; none for a first look.
    pub appeal: Option<String>,
    /// Since when it waits.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub since: Date,
    /// The last day for an answer.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// What whoever asks can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<EnrolmentAction>,
}

/// GET [`crate::path::STAFF_SPOT_CHECKS`]: the classes drawn in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpotChecksView {
    /// Such as `2026-11`.
    pub month: String,
    /// The months there are, the newest first.
    pub months: Vec<String>,
    /// The share that is drawn, percent.
    pub percent: u32,
    /// Whether the district has still to confirm the share.
    pub is_local_confirm: bool,
    /// How many classes were taught when the last one was drawn.
    pub taught: u32,
    /// What the lot was drawn with, once the month is over.
    pub seed: Option<String>,
    /// In the order of drawing.
    pub checks: Vec<SpotCheckView>,
}

/// A class that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpotCheckView {
    /// Id of the spot check.
    pub id: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: SpotCheckState,
    /// What can be noted now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<SpotCheckAction>,
    /// What was found.
    pub finding: Option<SpotCheckFinding>,
    /// Papers of mine for what I am about to note.
    #[serde(default)]
    pub waiting: Vec<OfficePaperView>,
    /// The class.
    pub class: CalendarClass,
    /// Where it is taught.
    pub venue: Option<String>,
    /// What stands out across the classes of its school.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<serde_json::Value>))]
    pub signs: Vec<SchoolSign>,
    /// What the classes are called that they name.
    #[serde(default)]
    pub classes: Vec<NamedClass>,
}

/// What was found at a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpotCheckFinding {
    /// Id of the spot check.
    #[serde(default)]
    pub id: String,
    /// Whether everything was in order.
    pub is_in_order: bool,
    /// What the officer wrote.
    pub words: String,
    /// When it was noted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub noted_on: Date,
    /// Papers that came with it; none to who only teaches and may open none.
    #[serde(default)]
    pub papers: Vec<OfficePaperView>,
}

/// POST [`crate::path::STAFF_SPOT_CHECK_ACTIONS`]: what was found, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SpotCheckActionRequest {
    /// What to note.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: SpotCheckAction,
    /// In words; a fault needs them.
    #[serde(default)]
    pub words: String,
    /// Ids of papers of mine that go with it, at most four.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

/// GET [`crate::path::STAFF_OPENING_NOTICES`]: classes that begin from today on, by how pressing their notice is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningNotices {
    /// Working days between the notice and the first day.
    pub working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
    /// Those that wait for somebody first, each kind by its last day.
    pub notices: Vec<OpeningNotice>,
}

/// The notice of one class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningNotice {
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: OpeningState,
    /// The class, once it is open.
    pub class_id: Option<String>,
    /// The listing that waits for a review or for its day to go live, before.
    pub listing_id: Option<String>,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// The last day to file it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub file_by: Date,
    /// When it was filed: the day on which it was approved.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub filed_on: Option<Date>,
}

/// GET [`crate::path::STAFF_TRAINING_YEAR`]: what was to be reached in a year and what was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingYear {
    /// The year.
    pub year: i32,
    /// Days after the class at which the answers about work are counted, none while nobody answered.
    pub days: Option<u32>,
    /// One for each target of the district.
    pub figures: Vec<YearFigure>,
}

/// One target with what was reached of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct YearFigure {
    /// Of what.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: TargetKind,
    /// The target: people, results, or percent.
    pub target: u32,
    /// The last year its document speaks of.
    pub until_year: i32,
    /// Where it is written.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub source: Source,
    /// Whether the district has still to say whether it holds.
    pub is_local_confirm: bool,
    /// The four quarters.
    pub quarters: Vec<Figure>,
    /// The year so far.
    pub year: Figure,
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// People or results; of a rate those that count for it.
    pub part: u32,
    /// Of how many; the same where there is no rate.
    pub whole: u32,
    /// The share, in hundredths of a percent; none where there is no rate, or too few for one.
    pub share_bp: Option<u32>,
}

/// GET [`crate::path::STAFF_MEMBER_HISTORY`]: every class of the person behind an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberHistory {
    /// The name said in this class, masked.
    pub name: Option<String>,
    /// The phone, masked.
    pub phone: String,
    /// The newest first, then those under other accounts.
    pub classes: Vec<HistoryClass>,
}

/// One class of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryClass {
    /// Class id.
    pub id: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
    /// How the person stands in it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: EnrolmentState,
    /// Lessons the person came to.
    pub attended: u32,
    /// Lessons in all.
    pub lessons: u32,
    /// The level passed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub level: Option<Level>,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// Price for one who pays in full, fen: what the course cost when the person asked for the seat. None for who asked before
    /// that was kept.
    #[serde(default)]
    pub price_fen: Option<i64>,
    /// What was applied for and what came of it.
    pub subsidies: Vec<AppliedSubsidy>,
    /// Why nothing was applied for.
    pub left_out: Option<String>,
    /// Whether it stands under another account, for which the same number of an identity card was given.
    #[serde(default)]
    pub is_other_account: bool,
}

/// GET [`crate::path::STAFF_EMPLOYMENT_RATES`]. No course stands in it by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmploymentRates {
    /// With fewer answers than this nothing is said of them.
    pub fewest: u32,
    /// By school, by name; courses that are gone last.
    pub schools: Vec<EmploymentRate>,
    /// By trade, by name; courses without one first.
    pub trades: Vec<EmploymentRate>,
}

/// What people of one school, or of one trade, said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmploymentRate {
    /// School or trade; none for courses that are gone, or have no trade.
    pub name: Option<String>,
    /// Days after the end of their class.
    pub days: u32,
    /// How many answered.
    pub answered: u32,
    /// How many of them work; none under [`EmploymentRates::fewest`].
    pub working: Option<u32>,
    /// Last day of the first class it is about.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub first_on: Option<Date>,
    /// Last day of the last one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub last_on: Option<Date>,
}
