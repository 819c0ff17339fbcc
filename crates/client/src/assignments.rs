//! Calls about who of an office works on a file.

use api::{
    assignment::{AbsenceRequest, AssignRequest, AssignResponse, ListColleaguesResponse},
    path,
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// Those of my office who review files.
    pub async fn list_colleagues(self) -> Result<ListColleaguesResponse, ClientError> {
        transport::get(path::STAFF_COLLEAGUES).await
    }

    /// Says that somebody is away from today on.
    pub async fn save_absence(
        self,
        id: &str,
        request: &AbsenceRequest,
        key: &IdempotencyKey,
    ) -> Result<ListColleaguesResponse, ClientError> {
        let path = path::with_id(path::STAFF_ABSENCE, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Says that somebody is back.
    pub async fn end_absence(self, id: &str, key: &IdempotencyKey) -> Result<(), ClientError> {
        transport::delete(&path::with_id(path::STAFF_ABSENCE, id), key).await
    }

    /// Takes the authenticator of a colleague away.
    pub async fn reset_second_factor(
        self,
        id: &str,
        key: &IdempotencyKey,
    ) -> Result<(), ClientError> {
        let path = path::with_id(path::STAFF_COLLEAGUE_SECOND_FACTOR, id);
        transport::delete(&path, key).await
    }

    /// Puts several files on one officer's desk.
    pub async fn assign(
        self,
        request: &AssignRequest,
        key: &IdempotencyKey,
    ) -> Result<AssignResponse, ClientError> {
        transport::write(Method::POST, path::STAFF_ASSIGNMENTS, request, key).await
    }
}
