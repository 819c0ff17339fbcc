//! Calls about decisions drawn by lot.

use api::{
    path,
    re_review::{ListReReviewsResponse, ReReviewActionRequest, ReReviewView},
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// What was drawn of my office's decisions.
    pub async fn list_re_reviews(self) -> Result<ListReReviewsResponse, ClientError> {
        transport::get(path::STAFF_RE_REVIEWS).await
    }

    /// Agrees with a decision, or records what is not right about it.
    pub async fn act_on_re_review(
        self,
        id: &str,
        request: &ReReviewActionRequest,
        key: &IdempotencyKey,
    ) -> Result<ReReviewView, ClientError> {
        let path = path::with_id(path::STAFF_RE_REVIEW_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }
}
