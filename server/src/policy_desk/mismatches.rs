//! Browsers' receipts that the server did not come to, for the policy officer: hashes and counts, nobody's answers.

use api::policy_desk::{ListReceiptMismatchesResponse, ReceiptMismatchRow};
use store::{Connection, StoreError, receipt_mismatches};

use crate::applications::anticipated;

/// Most mismatches given at once.
const PAGE: i64 = 100;

/// The newest.
///
/// # Errors
/// When the store does not answer.
pub fn list(connection: &Connection) -> Result<ListReceiptMismatchesResponse, StoreError> {
    let rows = receipt_mismatches::list(connection, PAGE)?.into_iter();
    Ok(ListReceiptMismatchesResponse {
        mismatches: rows
            .map(|(mismatch, number)| ReceiptMismatchRow {
                number_masked: masked(number.as_deref()),
                mismatch: anticipated::view(&mismatch),
            })
            .collect(),
        total: u32::try_from(receipt_mismatches::count(connection)?).unwrap_or(u32::MAX),
    })
}

/// An acceptance number with all but its last four digits hidden.
pub(super) fn masked(number: Option<&str>) -> String {
    let digits: Vec<char> = number.unwrap_or_default().chars().collect();
    let tail: String = digits.iter().rev().take(4).rev().collect();
    format!("****{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_stay() {
        assert_eq!(masked(Some("620602-20261124-00017")), "****0017");
        assert_eq!(masked(None), "****");
    }
}
