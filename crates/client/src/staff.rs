//! Calls of a signed-in officer.

use api::{
    conflict::ConflictRequest,
    path,
    people::PersonInFullView,
    person_history::PersonHistoryView,
    replay::ReplayView,
    staff::{OfficePaperView, StaffActionRequest, StaffApplicationView, StaffQueueResponse},
    workload::WorkloadResponse,
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, transport};

/// An officer with a session; made by [`crate::Anonymous::sign_in_staff`], [`crate::Anonymous::resume_staff`] and, without a
/// line, [`crate::Anonymous::kept_staff`] alone.
#[derive(Clone, Copy, Debug)]
pub struct Staff(pub(crate) ());

impl Staff {
    /// Files waiting for my role behind a place, and, at the beginning, those elsewhere; an empty place is before all.
    pub async fn list_queue(self, after: &str) -> Result<StaffQueueResponse, ClientError> {
        if after.is_empty() {
            return transport::get(path::STAFF_QUEUE).await;
        }
        let after = String::from(js_sys::encode_uri_component(after));
        transport::get(&format!("{}?after={after}", path::STAFF_QUEUE)).await
    }

    /// All of these as a sheet; the server works on it for a while.
    pub async fn export_applications(self) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(path::STAFF_APPLICATIONS_SHEET).await
    }

    /// What I have to do and how long it took.
    pub async fn find_workload(self) -> Result<WorkloadResponse, ClientError> {
        transport::get(path::STAFF_WORKLOAD).await
    }

    /// One file.
    pub async fn find_application(self, id: &str) -> Result<StaffApplicationView, ClientError> {
        transport::get(&path::with_id(path::STAFF_APPLICATION, id)).await
    }

    /// Somebody who consented to a file, in full; the look is written down.
    pub async fn reveal_person(
        self,
        id: &str,
        consent: &str,
    ) -> Result<PersonInFullView, ClientError> {
        transport::get(&path::with_document(path::STAFF_PERSON, id, consent)).await
    }

    /// What else the portal knows of the person behind a file; the look is written down.
    pub async fn find_person_history(self, id: &str) -> Result<PersonHistoryView, ClientError> {
        transport::get(&path::with_id(path::STAFF_PERSON_HISTORY, id)).await
    }

    /// One file as it stood at a moment: right after an event, by its number from 1, or at a time.
    pub async fn replay_application(self, id: &str, at: &str) -> Result<ReplayView, ClientError> {
        let address = path::with_id(path::STAFF_REPLAY, id);
        let at = String::from(js_sys::encode_uri_component(at));
        transport::get(&format!("{address}?at={at}")).await
    }

    /// Passes, returns, refuses and so on.
    pub async fn act(
        self,
        id: &str,
        request: &StaffActionRequest,
        key: &IdempotencyKey,
    ) -> Result<StaffApplicationView, ClientError> {
        transport::write(
            Method::POST,
            &path::with_id(path::STAFF_ACTIONS, id),
            request,
            key,
        )
        .await
    }

    /// Adds a paper for what I am about to do: `to` is the address of its file's papers.
    pub async fn add_office_paper(
        self,
        to: &str,
        name: &str,
        blob: web_sys::Blob,
        key: &IdempotencyKey,
    ) -> Result<OfficePaperView, ClientError> {
        let name = String::from(js_sys::encode_uri_component(name));
        transport::upload(&format!("{to}?name={name}"), blob, key).await
    }

    /// Takes the one at this address back.
    pub async fn remove_office_paper(
        self,
        at: &str,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        transport::delete(at, key).await
    }

    /// Says that I am close to the applicant, or lifts what a colleague said.
    pub async fn say_conflict(
        self,
        id: &str,
        request: &ConflictRequest,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        let path = path::with_id(path::STAFF_CONFLICTS, id);
        transport::write_no_content(Method::POST, &path, request, key).await
    }

    /// Ends the session.
    pub async fn sign_out(self) -> Result<(), ClientError> {
        transport::delete(path::STAFF_SESSION, &IdempotencyKey::fresh()).await
    }
}
