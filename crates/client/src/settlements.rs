//! Calls about settlements of classes.

use api::{
    path,
    settlement::{
        ListSettlementsResponse, SettlementActionRequest, SettlementView, WriteSettlementRequest,
    },
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// Settlements that were handed in.
    pub async fn list_settlements(self) -> Result<ListSettlementsResponse, ClientError> {
        transport::get(path::STAFF_SETTLEMENTS).await
    }

    /// The settlement of a class.
    pub async fn find_settlement(self, id: &str) -> Result<SettlementView, ClientError> {
        transport::get(&path::with_id(path::STAFF_SETTLEMENT, id)).await
    }

    /// Keeps what the people said.
    pub async fn write_settlement(
        self,
        id: &str,
        request: &WriteSettlementRequest,
        key: &IdempotencyKey,
    ) -> Result<SettlementView, ClientError> {
        let path = path::with_id(path::STAFF_SETTLEMENT, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Hands in, gives back or settles.
    pub async fn act_on_settlement(
        self,
        id: &str,
        request: &SettlementActionRequest,
        key: &IdempotencyKey,
    ) -> Result<SettlementView, ClientError> {
        let path = path::with_id(path::STAFF_SETTLEMENT_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// The sheet with the list to pay by.
    pub async fn export_settlement(self, id: &str) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(&path::with_id(path::STAFF_SETTLEMENT_SHEET, id)).await
    }
}
