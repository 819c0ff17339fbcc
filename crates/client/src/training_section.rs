//! Calls of the training section's desk.

use api::{
    complaint::{ComplaintActionRequest, ComplaintView, ListComplaintsResponse},
    path,
    training_section::{
        EligibilityRequests, EmploymentRates, MemberHistory, OpeningNotices,
        SpotCheckActionRequest, SpotCheckView, SpotChecksView, TrainingCalendar, TrainingYear,
    },
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// What is taught in the next weeks, by township.
    pub async fn find_training_calendar(self) -> Result<TrainingCalendar, ClientError> {
        transport::get(path::STAFF_TRAINING_CALENDAR).await
    }

    /// The classes drawn by lot in a month; in this one where the month is empty.
    pub async fn list_spot_checks(self, month: &str) -> Result<SpotChecksView, ClientError> {
        if month.is_empty() {
            return transport::get(path::STAFF_SPOT_CHECKS).await;
        }
        transport::get(&[path::STAFF_SPOT_CHECKS, "?month=", month].concat()).await
    }

    /// Notes what was found at a class.
    pub async fn note_spot_check(
        self,
        id: &str,
        request: &SpotCheckActionRequest,
        key: &IdempotencyKey,
    ) -> Result<SpotCheckView, ClientError> {
        let path = path::with_id(path::STAFF_SPOT_CHECK_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Of whom the section has still to say whether a subsidy pays.
    pub async fn list_eligibility_requests(self) -> Result<EligibilityRequests, ClientError> {
        transport::get(path::STAFF_ELIGIBILITY).await
    }

    /// Complaints about courses.
    pub async fn list_complaints(self) -> Result<ListComplaintsResponse, ClientError> {
        transport::get(path::STAFF_COMPLAINTS).await
    }

    /// Finds a complaint true or not.
    pub async fn act_on_complaint(
        self,
        id: &str,
        request: &ComplaintActionRequest,
        key: &IdempotencyKey,
    ) -> Result<ComplaintView, ClientError> {
        let path = path::with_id(path::STAFF_COMPLAINT_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Which classes have to be filed by when.
    pub async fn list_opening_notices(self) -> Result<OpeningNotices, ClientError> {
        transport::get(path::STAFF_OPENING_NOTICES).await
    }

    /// Targets of a year and what was reached; of this one where the year is empty.
    pub async fn find_training_year(self, year: &str) -> Result<TrainingYear, ClientError> {
        if year.is_empty() {
            return transport::get(path::STAFF_TRAINING_YEAR).await;
        }
        transport::get(&[path::STAFF_TRAINING_YEAR, "?year=", year].concat()).await
    }

    /// How many of those who answered work, by school and by trade.
    pub async fn find_employment_rates(self) -> Result<EmploymentRates, ClientError> {
        transport::get(path::STAFF_EMPLOYMENT_RATES).await
    }

    /// Every class of the person behind an enrolment.
    pub async fn find_member_history(
        self,
        class: &str,
        id: &str,
    ) -> Result<MemberHistory, ClientError> {
        let path = path::with_document(path::STAFF_MEMBER_HISTORY, class, id);
        transport::get(&path).await
    }
}
