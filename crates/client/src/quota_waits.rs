//! Calls about files that wait for new quota.

use api::{
    path,
    quota_wait::{EndQuotaWaitsRequest, EndQuotaWaitsResponse, ListQuotaWaitsResponse},
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// Those of my bureau, in the order in which they came.
    pub async fn list_quota_waits(self) -> Result<ListQuotaWaitsResponse, ClientError> {
        transport::get(path::STAFF_QUOTA_WAITS).await
    }

    /// Ends the wait of several files.
    pub async fn end_quota_waits(
        self,
        request: &EndQuotaWaitsRequest,
        key: &IdempotencyKey,
    ) -> Result<EndQuotaWaitsResponse, ClientError> {
        transport::write(Method::POST, path::STAFF_QUOTA_WAITS, request, key).await
    }
}
