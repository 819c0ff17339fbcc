//! Packages as officers of the bureau see them.

use api::package::{AlsoDecides, ListPackagesResponse, PackageTaking, PackageView};
use store::packages::{self, Package};
use store::{Connection, staff};
use workflow::loan::{HandOverDecision, PackageState};

use super::act::open_decision;
use super::contents::{agencies_without_accounts, newest, number_of};
use super::manifest::hex;
use super::standing::{stale, state_of};
use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::problem::ApiError;
use crate::state::Parts;

/// Those of a file, and whether another one can be made.
///
/// # Errors
/// When the store does not answer or something does not open.
pub fn list_view(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer: &Officer,
) -> Result<ListPackagesResponse, ApiError> {
    let is_own = is_own_file(officer, file);
    let (mut here, mut decisions, mut also) = (None, Vec::new(), None);
    for (stage, agency) in agencies_without_accounts(parts, file, officer) {
        let open = if is_own {
            Vec::new()
        } else {
            HandOverDecision::open_at(&file.loan, stage)
        };
        if file.loan.stage() == Some(stage) {
            (here, decisions) = (Some(agency), open);
        } else {
            also = Some(AlsoDecides {
                stage,
                agency: agency.name.clone(),
                decisions: open,
            });
        }
    }
    let rows = packages::list(connection, &file.row.id)?;
    let packages = rows
        .iter()
        .map(|row| package_view(parts, connection, (file, row), officer))
        .collect::<Result<_, _>>()?;
    Ok(ListPackagesResponse {
        agency: here.map(|agency| agency.name.clone()),
        agency_is_sample: here.is_some_and(|agency| agency.is_sample),
        decisions,
        also,
        packages,
    })
}

/// One.
///
/// # Errors
/// As [`list_view`].
pub fn package_view(
    parts: &Parts,
    connection: &Connection,
    (file, row): (&ApplicationFile, &Package),
    officer: &Officer,
) -> Result<PackageView, ApiError> {
    let name = |id: &str| -> Result<String, ApiError> {
        let member = staff::find(connection, id)?;
        Ok(member.map_or_else(|| id.to_owned(), |member| member.display_name))
    };
    let state = state_of(row)?;
    let stale = stale(file, row, newest(connection, &file.row.id)?)?;
    let may_act = stale.is_none() && !is_own_file(officer, file);
    let agency = parts.district.agency(&row.agency_id);
    let takings = packages::list_takings(connection, &row.id)?;
    Ok(PackageView {
        id: row.id.clone(),
        number: number_of(
            file.row.acceptance_number.as_deref().unwrap_or_default(),
            row.number,
        ),
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        state,
        agency: agency.map_or_else(|| row.agency_id.clone(), |agency| agency.name.clone()),
        made_by: name(&row.made_by)?,
        made_at_ms: row.made_ms,
        manifest_hash: hex(&row.manifest_hash),
        stale: stale.map(str::to_owned),
        takings: takings
            .into_iter()
            .map(|taking| {
                Ok(PackageTaking {
                    by: name(&taking.staff_id)?,
                    at_ms: taking.at_ms,
                    hash: hex(&taking.hash),
                })
            })
            .collect::<Result<_, ApiError>>()?,
        decision: open_decision(file, row)?,
        may_record: may_act && state == PackageState::Read,
        may_confirm: may_act && state == PackageState::Proposed && !has_proposed(file, officer),
    })
}

/// Whether the proposal that waits is this officer's.
fn has_proposed(file: &ApplicationFile, officer: &Officer) -> bool {
    let refusal = file.loan.pending_refusal();
    let payment = file.loan.pending_disbursement();
    let proposers = [
        refusal.map(|proposal| &proposal.actor_id),
        payment.map(|proposal| &proposal.actor_id),
    ];
    proposers.into_iter().flatten().any(|id| *id == officer.id)
}
