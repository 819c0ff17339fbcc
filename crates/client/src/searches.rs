//! Calls about the searches that a resident keeps.

use api::{
    path,
    search::{ListSavedSearchesResponse, SaveSearchRequest},
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Resident, transport};

impl Resident {
    /// My searches, with what was found for them.
    pub async fn list_searches(self) -> Result<ListSavedSearchesResponse, ClientError> {
        transport::get(path::SAVED_SEARCHES).await
    }

    /// Keeps one.
    pub async fn save_search(
        self,
        request: &SaveSearchRequest,
        key: &IdempotencyKey,
    ) -> Result<ListSavedSearchesResponse, ClientError> {
        transport::write(Method::POST, path::SAVED_SEARCHES, request, key).await
    }

    /// Takes one away.
    pub async fn remove_search(self, id: &str) -> Result<(), ClientError> {
        let key = IdempotencyKey::fresh();
        transport::delete(&path::with_id(path::SAVED_SEARCH, id), &key).await
    }
}
