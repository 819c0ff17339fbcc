//! Calls about settlements of classes.

use api::{
    enrolment::EnrolmentPlace,
    outside_payment::{OutsidePaymentsTaken, OutsidePaymentsView},
    path,
    settlement::{
        CameBackRequest, GivePaymentCardRequest, ListSettlementsResponse, PaySettlementRequest,
        PaymentCardView, SettlementActionRequest, SettlementView, WriteSettlementRequest,
    },
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Resident, Staff, transport};

impl Resident {
    /// Says to which card the subsidies of a class are paid.
    pub async fn give_payment_card(
        self,
        id: &str,
        request: &GivePaymentCardRequest,
        key: &IdempotencyKey,
    ) -> Result<EnrolmentPlace, ClientError> {
        let path = path::with_id(path::ENROLMENT_PAYMENT_CARD, id);
        transport::write(Method::PUT, &path, request, key).await
    }
}

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

    /// Records that finance paid the list on screen, and what came back.
    pub async fn pay_settlement(
        self,
        id: &str,
        request: &PaySettlementRequest,
        key: &IdempotencyKey,
    ) -> Result<SettlementView, ClientError> {
        let path = path::with_id(path::STAFF_SETTLEMENT_PAID, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Notes that money came back after its list was recorded.
    pub async fn note_came_back(
        self,
        id: &str,
        request: &CameBackRequest,
        key: &IdempotencyKey,
    ) -> Result<SettlementView, ClientError> {
        let path = path::with_id(path::STAFF_SETTLEMENT_CAME_BACK, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// The sheet with the list to pay by.
    pub async fn export_settlement(self, id: &str) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(&path::with_id(path::STAFF_SETTLEMENT_SHEET, id)).await
    }

    /// Enters to which card the subsidies of somebody are paid.
    pub async fn give_member_payment_card(
        self,
        class: &str,
        id: &str,
        request: &GivePaymentCardRequest,
        key: &IdempotencyKey,
    ) -> Result<PaymentCardView, ClientError> {
        let path = path::with_document(path::STAFF_MEMBER_PAYMENT_CARD, class, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Everybody in a class, as a sheet.
    pub async fn export_roster(self, id: &str) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(&path::with_id(path::STAFF_SETTLEMENT_ROSTER, id)).await
    }

    /// Every settlement of the own classes, as a sheet.
    pub async fn export_settlement_statements(self) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(path::STAFF_SETTLEMENT_STATEMENTS).await
    }

    /// How much other systems paid, as far as it was taken in.
    pub async fn find_outside_payments(self) -> Result<OutsidePaymentsView, ClientError> {
        transport::get(path::STAFF_OUTSIDE_PAYMENTS).await
    }

    /// Takes in a list of what another system paid.
    pub async fn add_outside_payments(
        self,
        bytes: web_sys::Blob,
        key: &IdempotencyKey,
    ) -> Result<OutsidePaymentsTaken, ClientError> {
        transport::upload(path::STAFF_OUTSIDE_PAYMENTS, bytes, key).await
    }

    /// Whom to pay how much to which card, as a sheet.
    pub async fn export_payments(self, id: &str) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(&path::with_id(path::STAFF_SETTLEMENT_PAYMENTS, id)).await
    }
}
