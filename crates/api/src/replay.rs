//! A file as it stood at a moment of its past.

use serde::{Deserialize, Serialize};

use crate::application::ApplicationView;
use crate::particulars::Particulars;
use crate::servicing::LoanScheduleView;
use crate::staff::{OfficePaperView, PendingDisbursementView, PendingRefusalView};

/// GET [`crate::path::STAFF_REPLAY`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReplayView {
    /// The moment, unix milliseconds; that of the event where its number was asked for.
    pub at_ms: i64,
    /// The last event by then, from 1 as the timeline counts: the timeline ends with it.
    pub event: u32,
    /// How many there are by now.
    pub events: u32,
    /// The file as it stood, with the clock as it was to be seen on that day; there is nothing to do to it. Answers are those
    /// of the form handed in last, with what officers had put right: what was typed since is nobody's yet.
    pub application: ApplicationView,
    /// The answers of then are kept; without them none are shown.
    pub is_form_kept: bool,
    /// What stood on paper beside it.
    pub particulars: Particulars,
    /// What officers had put on it with events, oldest first.
    pub office_papers: Vec<OfficePaperView>,
    /// A refusal that waited for a second person.
    pub pending_refusal: Option<PendingRefusalView>,
    /// A disbursement that waited for a second person.
    pub pending_disbursement: Option<PendingDisbursementView>,
    /// When what was due, as it stood with what was paid by then; absent before the payout.
    pub schedule: Option<LoanScheduleView>,
}
