//! The tables a loan is worked out from, fetched once; without a line those seen last.

use std::sync::Arc;

use catalogue::LoanBasis;
use client::{Anonymous, ClientError};

use super::memory;

/// The tables.
pub(super) async fn fetch() -> Result<Arc<LoanBasis>, ClientError> {
    let text = match Anonymous.find_loan_basis().await {
        Ok(text) => {
            memory::keep_basis(&text);
            text
        }
        Err(ClientError::Offline) => memory::kept_basis().ok_or(ClientError::Offline)?,
        Err(error) => return Err(error),
    };
    json::from_str(&text)
        .map(Arc::new)
        .map_err(|_| ClientError::Unreadable)
}
