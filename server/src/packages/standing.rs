//! Whether something can still be taken over from a package, and why not.

use store::packages::Package;
use workflow::correction::CorrectionState;
use workflow::loan::{LoanState, PackageState};

use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;

/// How far a package has come.
///
/// # Errors
/// When the stored word is none of ours.
pub fn state_of(row: &Package) -> Result<PackageState, ApiError> {
    let state = row.state.parse();
    state.map_err(|_| impossible("read the state of a package"))
}

/// Why nothing can be taken over any more; nothing while it can. `newest` is the number of the file's newest package.
///
/// # Errors
/// When the stored state is none of ours.
pub fn stale(
    file: &ApplicationFile,
    row: &Package,
    newest: i64,
) -> Result<Option<&'static str>, ApiError> {
    let state = state_of(row)?;
    // A proposal is one event of the file's own.
    let expected = match state {
        PackageState::Recorded => return Ok(Some("package_recorded")),
        PackageState::Dismissed => return Ok(Some("package_dismissed")),
        PackageState::Proposed => row.file_version + 1,
        PackageState::Out | PackageState::Read => row.file_version,
    };
    if row.number != newest {
        return Ok(Some("package_replaced"));
    }
    if i64::from(file.loan.version()) == expected {
        let is_corrected = is_corrected_since(file, row.made_ms);
        return Ok(is_corrected.then_some("file_corrected"));
    }
    let state = file.loan.state();
    Ok(Some(match state {
        LoanState::Withdrawn => "file_withdrawn",
        _ if state.is_returned() => "file_returned",
        _ if state.is_final() => "file_ended",
        _ => "file_moved",
    }))
}

/// Whether an answer is another one since an instant: an officer corrected it, or the applicant objected and it was put
/// back. Neither is an event of the file's own, so its version says nothing of them.
#[must_use]
pub fn is_corrected_since(file: &ApplicationFile, made_ms: i64) -> bool {
    file.corrections.iter().any(|correction| {
        let row = &correction.row;
        let changed_ms = if correction.file.state() == CorrectionState::Objected {
            row.updated_ms
        } else {
            row.created_ms
        };
        changed_ms > made_ms
    })
}
