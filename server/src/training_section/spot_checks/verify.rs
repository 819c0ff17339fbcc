//! Whether spot checks still hold together: chains, folds, columns. It changes nothing.

use store::backup::Reads;
use store::events::SPOT_CHECKS;
use store::spot_checks::{self as rows, SpotCheck};
use store::{Connection, StoreError};
use vault::Keyring;
use workflow::spot_check::{SpotCheckDetail, SpotCheckEvent, SpotCheckFile};

use super::older::log_of;
use crate::event_log::verify::{Wrong, check_chain, check_fold, each, holds, wrong_with};
use crate::training_papers::FileKind;
use crate::training_papers::verify::check_papers;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Spot checks.
    pub spot_checks: usize,
    /// One line for each thing wrong: the id and what.
    pub findings: Vec<String>,
}

/// Goes through every spot check, each as of one moment.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    let check =
        |connection: &Connection, row: &SpotCheck| wrong_with(verify_one(connection, keyring, row));
    let (spot_checks, findings) = each(store, "spot check", rows::list_ids, rows::find, check)?;
    Ok(Report {
        spot_checks,
        findings,
    })
}

fn verify_one(connection: &Connection, keyring: &Keyring, row: &SpotCheck) -> Result<(), Wrong> {
    let length = check_chain(SPOT_CHECKS, connection, &row.id)?;
    let old = rows::find_old_finding(connection, &row.id)?;
    if row.version == 0 {
        // The next start of the portal gives it its log, or leaves it out.
        let is_as_kept = length == 0 && log_of(keyring, row, old.as_deref()).is_ok();
        return holds(is_as_kept, "it has no log and is not as it was kept");
    }
    holds(old.is_none(), "a finding stands beside the log")?;
    let (_, log) = check_fold::<SpotCheckFile>(connection, keyring, row)?;
    let named: Vec<&[String]> = log.iter().map(papers_of).collect();
    check_papers(connection, (FileKind::SpotCheck, &row.id), &named)
}

fn papers_of(event: &SpotCheckEvent) -> &[String] {
    match &event.detail {
        SpotCheckDetail::Noted(noted) => &noted.papers,
        SpotCheckDetail::Drawn(_) => &[],
    }
}
