//! The facts of filed applications: opened in memory for a simulation, kept nowhere, shown to nobody.

use policy::{Facts, Receipt};
use store::receipts;

use crate::applications::error::while_doing;
use crate::applications::sealed::{open_json, receipt_place};
use crate::applications::verdict::KeptReceipt;
use crate::policy_desk::mismatches::masked;
use crate::problem::ApiError;
use crate::state::Parts;

/// Receipts read at once.
const PAGE: i64 = 500;

/// What a file was judged by when it was last handed in.
#[derive(Debug)]
pub struct Filed {
    /// Acceptance number with all but its last four digits hidden.
    pub number_masked: String,
    /// The programme applied for.
    pub programme: String,
    /// The answers judged.
    pub facts: Facts,
}

/// Every file with a receipt whose key is there. A file that does not open is logged and left out.
///
/// # Errors
/// When the store does not answer.
pub fn read_filed(parts: &Parts) -> Result<Vec<Filed>, ApiError> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = parts
            .store
            .read(|connection| receipts::list_filed(connection, &after, PAGE))
            .map_err(ApiError::from)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        after.clone_from(&last.receipt.application_id);
        for row in &page {
            match open(parts, row) {
                Ok(filed) => all.push(filed),
                Err(error) => crate::jobs::log(Err(error)),
            }
        }
    }
}

fn open(parts: &Parts, row: &receipts::Filed) -> Result<Filed, ApiError> {
    let id = &row.receipt.application_id;
    let key = parts
        .keyring
        .unwrap_file_key(id, &row.wrapped_key)
        .map_err(while_doing("open the key of a file"))?;
    let place = receipt_place(id, row.receipt.version);
    let kept: KeptReceipt = open_json(&key, &place, &row.receipt.sealed_receipt)?;
    let receipt: Receipt =
        serde_json::from_str(&kept.receipt).map_err(while_doing("read a receipt"))?;
    Ok(Filed {
        number_masked: masked(row.acceptance_number.as_deref()),
        programme: receipt.programme.to_string(),
        facts: receipt.facts,
    })
}
