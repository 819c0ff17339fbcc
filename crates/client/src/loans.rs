//! Calls about loans after the payout.

use api::{
    path,
    payment_sheet::{
        AddedPaymentSheet, ListPaymentSheetsResponse, PaymentSheetView, TakeInRequest, TakenIn,
    },
    servicing::{ListLoansResponse, LoanActionRequest, StaffLoanView},
    subsidy::{ListSubsidiesResponse, PaySubsidiesRequest, PaySubsidiesResponse},
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// The loans of my bank, or of the district.
    pub async fn list_loans(self) -> Result<ListLoansResponse, ClientError> {
        transport::get(path::STAFF_LOANS).await
    }

    /// One loan.
    pub async fn find_loan(self, id: &str) -> Result<StaffLoanView, ClientError> {
        transport::get(&path::with_id(path::STAFF_LOAN, id)).await
    }

    /// Records a payment, takes one back, and so on.
    pub async fn act_on_loan(
        self,
        id: &str,
        request: &LoanActionRequest,
        key: &IdempotencyKey,
    ) -> Result<StaffLoanView, ClientError> {
        let path = path::with_id(path::STAFF_LOAN_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// A bank's files of payments.
    pub async fn list_payment_sheets(self) -> Result<ListPaymentSheetsResponse, ClientError> {
        transport::get(path::STAFF_PAYMENT_SHEETS).await
    }

    /// Uploads a file of payments.
    pub async fn add_payment_sheet(
        self,
        name: &str,
        bytes: web_sys::Blob,
        key: &IdempotencyKey,
    ) -> Result<AddedPaymentSheet, ClientError> {
        let name = String::from(js_sys::encode_uri_component(name));
        let path = format!("{}?name={name}", path::STAFF_PAYMENT_SHEETS);
        transport::upload(&path, bytes, key).await
    }

    /// One file of payments.
    pub async fn find_payment_sheet(self, id: &str) -> Result<PaymentSheetView, ClientError> {
        transport::get(&path::with_id(path::STAFF_PAYMENT_SHEET, id)).await
    }

    /// Takes its good rows in.
    pub async fn take_in_payment_sheet(
        self,
        id: &str,
        request: &TakeInRequest,
        key: &IdempotencyKey,
    ) -> Result<TakenIn, ClientError> {
        let path = path::with_id(path::STAFF_PAYMENT_SHEET_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// The interest subsidy of a quarter, loan by loan.
    pub async fn list_subsidies(self, quarter: &str) -> Result<ListSubsidiesResponse, ClientError> {
        transport::get(&format!("{}?quarter={quarter}", path::STAFF_SUBSIDIES)).await
    }

    /// All of the loans as a sheet; the server works on it for a while.
    pub async fn export_loans(self) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(path::STAFF_LOANS_SHEET).await
    }

    /// Records that what was approved of a quarter is paid.
    pub async fn pay_subsidies(
        self,
        request: &PaySubsidiesRequest,
        key: &IdempotencyKey,
    ) -> Result<PaySubsidiesResponse, ClientError> {
        let path = path::STAFF_SUBSIDY_PAYMENTS;
        transport::write(Method::POST, path, request, key).await
    }

    /// What was approved of it and is not paid yet, as a sheet to pay by.
    pub async fn export_subsidies(self, quarter: &str) -> Result<web_sys::Blob, ClientError> {
        let path = format!("{}?quarter={quarter}", path::STAFF_SUBSIDIES_SHEET);
        transport::get_file(&path).await
    }
}
