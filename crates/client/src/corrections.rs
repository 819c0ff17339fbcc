//! Calls about corrections.

use api::{correction::CorrectRequest, path, staff::StaffApplicationView};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// Corrects answers of a file.
    pub async fn correct_application(
        self,
        id: &str,
        request: &CorrectRequest,
        key: &IdempotencyKey,
    ) -> Result<StaffApplicationView, ClientError> {
        let path = path::with_id(path::STAFF_CORRECTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }
}
