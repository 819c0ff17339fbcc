//! Whether something can still be taken over from a package, and why not.

use store::packages::Package;
use workflow::correction::CorrectionState;
use workflow::loan::{LoanState, PackageState};

use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::corrections::file::Opened as Correction;
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
        let is_corrected = is_corrected_since(file, row);
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

/// So often answers of a file were corrected by an officer, and put back because the applicant objected. Neither is an
/// event of the file's own, so its version says nothing of them.
#[must_use]
pub fn corrections_of(file: &ApplicationFile) -> i64 {
    let objected = file.corrections.iter().filter(|one| is_objected(one));
    let count = file.corrections.len() + objected.count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Whether an answer is another one since a package was made. What was committed counts, and no clock; those that were
/// made before it was counted go by their time.
#[must_use]
pub fn is_corrected_since(file: &ApplicationFile, row: &Package) -> bool {
    if let Some(counted) = row.corrections {
        return corrections_of(file) != counted;
    }
    file.corrections.iter().any(|correction| {
        let changed_ms = if is_objected(correction) {
            correction.row.updated_ms
        } else {
            correction.row.created_ms
        };
        changed_ms > row.made_ms
    })
}

fn is_objected(correction: &Correction) -> bool {
    correction.file.state() == CorrectionState::Objected
}
