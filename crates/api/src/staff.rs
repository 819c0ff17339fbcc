//! The officers' side.

use application::{Answer, Product};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::loan::{ClockView, DeskClock, LoanAction, LoanState};

use crate::application::{
    ApplicationView, DefectView, DisbursementView, DocumentView, RefusalView, TermsView, VisitView,
};
use crate::assignment::AssignmentView;
use crate::conflict::ConflictView;
use crate::correction::CorrectionsView;
use crate::particulars::{ContractView, Particulars, RateCapView};
use crate::people::WaiverAnswerView;
use crate::person_history::LoanCountView;
use crate::policy::ReceiptMismatchView;
use crate::re_review::{ReReviewView, ReReviewsWaiting};
use crate::roster::RosterView;
use crate::servicing::RepaymentView;

/// A visit is booked for one of so many days from today; what is further ahead is a slip of the year.
pub const VISIT_WITHIN_DAYS: i32 = 366;

/// One line of a queue; the name is masked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueEntry {
    /// Application id.
    pub id: String,
    /// Acceptance number.
    pub acceptance_number: String,
    /// Product.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// `王**`.
    pub applicant_masked: String,
    /// State.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: LoanState,
    /// Clock; the queue is sorted by its due date.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub clock: Option<ClockView>,
    /// A refusal or a disbursement waits for a second person.
    pub waits_for_second_person: bool,
    /// Somebody took a consent back, and it is missing.
    #[serde(default)]
    pub is_consent_withdrawn: bool,
    /// The applicant has objected to a correction since anybody last did something to it.
    #[serde(default)]
    pub is_correction_objected: bool,
    /// Amount asked for, fen.
    pub amount_fen: Option<i64>,
    /// When submitted, unix milliseconds.
    pub submitted_at_ms: Option<i64>,
    /// Who of my office works on it; none of what is elsewhere.
    #[serde(default)]
    pub assignment: Option<AssignmentView>,
    /// The clocks that run on the desk; none of what is elsewhere.
    #[serde(default)]
    pub desk_clocks: Vec<DeskClockView>,
    /// Colleagues who declared that they are close to the applicant; told to supervisors alone.
    #[serde(default)]
    pub conflicts: Vec<ConflictView>,
}

/// A clock that runs on the desk, and since when a supervisor knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskClockView {
    /// Kind, last day, and how near it is.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub clock: DeskClock,
    /// The day on which the supervisors were told; none before.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub escalated_on: Option<Date>,
}

/// GET [`crate::path::STAFF_QUEUE`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffQueueResponse {
    /// Waiting for my role, nearest due date first, at most 500 behind the place asked for.
    pub waiting: Vec<QueueEntry>,
    /// Where the next ones begin, for `?after=`; none where these are the last.
    #[serde(default)]
    pub next: Option<String>,
    /// How many wait, those not listed among them.
    #[serde(default)]
    pub waiting_count: u32,
    /// How many files of my bureau wait for new quota, apart from these; 0 at other offices.
    #[serde(default)]
    pub quota_waits: u32,
    /// I am a supervisor or stand in for one today, to whom what reaches its last day is told.
    #[serde(default)]
    pub is_told_of_late: bool,
    /// Passed to my agency and now with the resident or finished, newest first, at most 50; none behind a place.
    pub elsewhere: Vec<QueueEntry>,
    /// Decisions drawn by lot that wait at my office, where I am its supervisor or stand in for one.
    #[serde(default)]
    pub re_reviews: Option<ReReviewsWaiting>,
}

/// GET [`crate::path::STAFF_APPLICATION`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffApplicationView {
    /// The file as the resident sees it; `actions` are the officer's.
    pub application: ApplicationView,
    /// `138****5678` of the account that applied; empty once that phone was given up as somebody else's.
    pub account_phone_masked: String,
    /// A refusal waiting for a second person.
    pub pending_refusal: Option<PendingRefusalView>,
    /// The officer looking proposed or confirmed the refusal that is appealed against, and so does not decide.
    #[serde(default)]
    pub is_appeal_barred: bool,
    /// The unit that decides on the appeal, when the officer looking is none of its people.
    #[serde(default)]
    pub appeal_left_to: Option<String>,
    /// A disbursement waiting for a second person.
    pub pending_disbursement: Option<PendingDisbursementView>,
    /// Returns already made in this stage; a second needs a supervisor, a third new facts as well.
    pub returns_in_stage: u32,
    /// It waits for new quota, and ending that is left to a supervisor, which the officer looking is not.
    #[serde(default)]
    pub is_wait_left_to_supervisor: bool,
    /// A second return is possible now, and left to a supervisor, which the officer looking is not.
    #[serde(default)]
    pub is_return_left_to_supervisor: bool,
    /// The rules find it not eligible and no colleague of the officer looking had a part in it: passing it on is left to
    /// one.
    #[serde(default)]
    pub is_pass_left_to_colleague: bool,
    /// How many loans the applicant has had, by each who can say; the bureau's to know.
    #[serde(default)]
    pub loan_count: Option<LoanCountView>,
    /// What stands on paper beside the file.
    #[serde(default)]
    pub particulars: Particulars,
    /// While the bank decides: the highest rate it can offer, as far as LPR and the points above it are known.
    #[serde(default)]
    pub rate_cap: Option<RateCapView>,
    /// The browser's receipt at the last submission, when the server did not come to the same.
    #[serde(default)]
    pub receipt_mismatch: Option<ReceiptMismatchView>,
    /// What the last handing in changed of the one before it; none where it was handed in once.
    #[serde(default)]
    pub changes: Option<ChangesView>,
    /// What officers corrected in it, and what can be corrected.
    #[serde(default)]
    pub corrections: CorrectionsView,
    /// Whoever consents to it beside the applicant; none where nobody is asked or needed.
    #[serde(default)]
    pub people: Option<crate::people::PeopleView>,
    /// The officer looking can see in full whoever of them agreed.
    #[serde(default)]
    pub may_see_people: bool,
    /// What was asked of them and answered, the oldest first.
    #[serde(default)]
    pub consent_steps: Vec<crate::people::ConsentStepView>,
    /// Who of my office works on it.
    #[serde(default)]
    pub assignment: Option<AssignmentView>,
    /// Decisions of my office on it that were drawn by lot.
    #[serde(default)]
    pub re_reviews: Vec<ReReviewView>,
    /// The people an enterprise newly hired; absent where none were sent.
    #[serde(default)]
    pub roster: Option<RosterView>,
    /// What officers put on the file, oldest first: what came with actions, and mine for the one I am about to do.
    #[serde(default)]
    pub office_papers: Vec<OfficePaperView>,
    /// A virus scanner looks at each paper before it is shown; without one a PDF is to be opened with care.
    #[serde(default)]
    pub papers_scanned: bool,
    /// The clocks that run on the desk of my office.
    #[serde(default)]
    pub desk_clocks: Vec<DeskClockView>,
    /// Colleagues who declared that they are close to the applicant; a supervisor can lift it.
    #[serde(default)]
    pub conflicts: Vec<ConflictView>,
    /// The officer looking has not yet said to have nothing to do with the applicant: the next action has to say so.
    #[serde(default)]
    pub is_conflict_asked: bool,
}

/// A paper that an officer put on a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficePaperView {
    /// The paper; its kind is `office_paper`.
    pub paper: DocumentView,
    /// The name of the officer's file; may be empty.
    pub name: String,
    /// Which of the file's events it came with, from 1 as the timeline counts; none of mine that is not sent with an action
    /// yet.
    pub event: Option<u32>,
    /// It is as it came, being no photo, and no virus scanner looks at it: to be opened with care.
    #[serde(default)]
    pub is_unscanned: bool,
}

/// What a corrected form changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangesView {
    /// When the form before it was handed in, unix milliseconds.
    pub since_ms: i64,
    /// Answers that are others now, in the order of the form.
    pub answers: Vec<AnswerChange>,
    /// Ids of papers that were not there then.
    pub new_papers: Vec<String>,
}

/// An answer that is another one now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerChange {
    /// Which field.
    pub field: String,
    /// What stood there; none where nothing did.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub before: Option<Answer>,
}

/// A refusal proposed by one officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingRefusalView {
    /// Who proposed.
    pub proposed_by: String,
    /// The officer looking is the proposer, who may not confirm.
    pub is_mine: bool,
    /// What was proposed.
    pub refusal: RefusalView,
    /// What would have to be otherwise for the answer to be yes.
    #[serde(default)]
    pub would_change: String,
}

/// A disbursement entered by one bank officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingDisbursementView {
    /// Who entered it.
    pub proposed_by: String,
    /// The officer looking is the proposer, who may not confirm.
    pub is_mine: bool,
    /// What was entered.
    pub disbursement: DisbursementView,
    /// How it is paid back; missing in what was entered before that was asked for.
    #[serde(default)]
    pub repayment: Option<RepaymentView>,
}

/// POST [`crate::path::STAFF_ACTIONS`]. The parts an action does not need must be absent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StaffActionRequest {
    /// The version the officer saw.
    pub version: u32,
    /// What to do.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: LoanAction,
    /// With `return`: everything to fix, at once.
    #[serde(default)]
    pub defects: Vec<DefectView>,
    /// With a second `return` in one stage, which a supervisor makes: why.
    #[serde(default)]
    pub supervisor_reason: Option<String>,
    /// With a third `return` in one stage: what came up after the second.
    #[serde(default)]
    pub new_facts: Option<String>,
    /// With `propose_refusal`.
    #[serde(default)]
    pub refusal: Option<RefusalView>,
    /// With `propose_refusal`: what would have to be otherwise for the answer to be yes.
    #[serde(default)]
    pub would_change: Option<String>,
    /// With the bank's `approve`.
    #[serde(default)]
    pub terms: Option<TermsView>,
    /// With the bank's `approve` and the guarantee agency's `pass`: what has to be so before the contract can be signed.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// With the guarantee agency's `pass`, where the applicant asked to do without a guarantor: the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverAnswerView>,
    /// With `meet_condition`: its place in [`Particulars::conditions`], from 0.
    #[serde(default)]
    pub condition: Option<u32>,
    /// With `sign`.
    #[serde(default)]
    pub contract: Option<ContractView>,
    /// With `book_visit`.
    #[serde(default)]
    pub visit: Option<VisitView>,
    /// With `propose_disbursement`.
    #[serde(default)]
    pub disbursement: Option<DisbursementView>,
    /// With `propose_disbursement`: how it is paid back, as the contract says.
    #[serde(default)]
    pub repayment: Option<RepaymentView>,
    /// Note kept with the event. `dismiss_refusal`, `accept_objection`, `uphold_refusal` and `overturn_refusal` need it; the
    /// resident reads what is said of an appeal.
    #[serde(default)]
    pub note: Option<String>,
    /// Ids of papers of mine that go with it, at most four.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// I am no relative of the applicant and have no interest in the file. Needed with an officer's first action on a
    /// file, and kept; where it is known already it may be said again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}
