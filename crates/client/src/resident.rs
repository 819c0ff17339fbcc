//! Calls of a signed-in resident.

use api::{
    application::{
        DocumentView, ListApplicationsResponse, ResidentActionRequest, SaveAnswersResponse,
    },
    enrolment::{
        EnrolRequest, EnrolmentActionRequest, EnrolmentPlace, ListEnrolmentsResponse,
        ResubmitRequest,
    },
    path,
    servicing::LoanScheduleView,
};
use application::Product;
use gloo_net::http::Method;
use serde::Serialize;

use crate::{ClientError, Facts, FileView, FormView, IdempotencyKey, facts::start_body, transport};

/// A resident with a session; made by [`crate::Anonymous::sign_in`] and [`crate::Anonymous::resume`], or
/// [`Resident::without_a_line`].
#[derive(Clone, Copy, Debug)]
pub struct Resident(pub(crate) ());

impl Resident {
    /// Who was signed in when there last was a line, and may still be: the server says so at the next call.
    pub fn without_a_line() -> Self {
        Self(())
    }

    /// My applications, newest first.
    pub async fn list_applications(self) -> Result<ListApplicationsResponse, ClientError> {
        transport::get(path::APPLICATIONS).await
    }

    /// Begins a draft.
    pub async fn start_application(
        self,
        product: Product,
        facts: Option<&Facts>,
        key: &IdempotencyKey,
    ) -> Result<FormView, ClientError> {
        let body = start_body(product, facts);
        transport::write_text(Method::POST, path::APPLICATIONS, &body, key).await
    }

    /// One of my applications.
    pub async fn find_application<V: FileView>(self, id: &str) -> Result<V, ClientError> {
        transport::get(&path::with_id(path::APPLICATION, id)).await
    }

    /// The same as text, to be read and kept.
    pub async fn find_application_text(self, id: &str) -> Result<String, ClientError> {
        transport::get_text(&path::with_id(path::APPLICATION, id)).await
    }

    /// Saves what was typed; `request` is written as [`api::application::SaveAnswersRequest`].
    pub async fn save_answers(
        self,
        id: &str,
        request: &impl Serialize,
        key: &IdempotencyKey,
    ) -> Result<SaveAnswersResponse, ClientError> {
        transport::write(
            Method::PATCH,
            &path::with_id(path::APPLICATION_ANSWERS, id),
            request,
            key,
        )
        .await
    }

    /// Adds a paper.
    pub async fn add_document(
        self,
        id: &str,
        kind: &str,
        blob: web_sys::Blob,
        key: &IdempotencyKey,
    ) -> Result<DocumentView, ClientError> {
        let path = format!(
            "{}?kind={kind}",
            path::with_id(path::APPLICATION_DOCUMENTS, id)
        );
        transport::upload(&path, blob, key).await
    }

    /// Takes a paper back.
    pub async fn remove_document(
        self,
        id: &str,
        document: &str,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        transport::delete(
            &path::with_document(path::APPLICATION_DOCUMENT, id, document),
            key,
        )
        .await
    }

    /// Submits, resubmits, withdraws and so on.
    pub async fn act<V: FileView>(
        self,
        id: &str,
        request: &ResidentActionRequest,
        key: &IdempotencyKey,
    ) -> Result<V, ClientError> {
        transport::write(
            Method::POST,
            &path::with_id(path::APPLICATION_ACTIONS, id),
            request,
            key,
        )
        .await
    }

    /// The same with a [`ResidentActionRequest`] that was written before and kept on the device.
    pub async fn act_as_kept<V: FileView>(
        self,
        id: &str,
        body: &str,
        key: &IdempotencyKey,
    ) -> Result<V, ClientError> {
        let path = path::with_id(path::APPLICATION_ACTIONS, id);
        transport::write_text(Method::POST, &path, body, key).await
    }

    /// My classes, newest first.
    pub async fn list_enrolments(self) -> Result<ListEnrolmentsResponse, ClientError> {
        transport::get(path::ENROLMENTS).await
    }

    /// Asks for a seat.
    pub async fn enrol(
        self,
        request: &EnrolRequest,
        key: &IdempotencyKey,
    ) -> Result<EnrolmentPlace, ClientError> {
        transport::write(Method::POST, path::ENROLMENTS, request, key).await
    }

    /// Takes an offered seat, passes it on, or withdraws.
    pub async fn act_on_enrolment(
        self,
        id: &str,
        request: &EnrolmentActionRequest,
        key: &IdempotencyKey,
    ) -> Result<EnrolmentPlace, ClientError> {
        let path = path::with_id(path::ENROLMENT_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Hands back what was returned of a request for a subsidy, put right.
    pub async fn resubmit(
        self,
        id: &str,
        request: &ResubmitRequest,
        key: &IdempotencyKey,
    ) -> Result<EnrolmentPlace, ClientError> {
        let path = path::with_id(path::ENROLMENT_CLAIM, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// When what of a loan of mine is due, and who pays it.
    pub async fn find_schedule(self, id: &str) -> Result<LoanScheduleView, ClientError> {
        transport::get(&path::with_id(path::APPLICATION_SCHEDULE, id)).await
    }

    /// Ends the session.
    pub async fn sign_out(self) -> Result<(), ClientError> {
        transport::delete(path::SESSION, &IdempotencyKey::fresh()).await
    }
}
