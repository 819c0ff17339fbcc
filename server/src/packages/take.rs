//! Taking a package out of the portal: made again from the file, and only as what was signed.

use api::ProblemCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use store::packages::{self, Package, Taking};
use store::{Connection, StoreError, Tx};
use workflow::loan::PackageState;

use super::archive;
use super::contents::{self, newest};
use super::make::not_possible;
use super::manifest::{MANIFEST, Member, SIGNATURE, key_of};
use super::people::is_taken_back;
use super::standing::{stale, state_of};
use crate::applications::error::while_doing;
use crate::applications::file::ApplicationFile;
use crate::applications::papers;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::visible::open_visible;
use crate::applications::verdict::sha256;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// A package and the file it is of, as far as the officer may see them.
///
/// # Errors
/// `not_found` for packages of others.
pub fn open_package(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    id: &str,
) -> Result<(Package, ApplicationFile), ApiError> {
    let row = packages::find(connection, id)?.ok_or(ProblemCode::NotFound)?;
    let file = open_visible(parts, connection, &row.application_id, officer)?;
    let bureau = parts.hand_over_plan.bureau_of(&row.agency_id);
    if bureau != Some(officer.agency_id.as_str()) {
        return Err(ProblemCode::NotFound.into());
    }
    Ok((row, file))
}

/// The ZIP, and the number it is saved under. Who took it, when, and its hash are written down first.
///
/// # Errors
/// `not_found`, `action_not_possible` for a package that is stale or can no longer be made as it was signed.
pub async fn take(
    state: &AppState,
    officer: Officer,
    id: &str,
    now_ms: i64,
) -> Result<(String, Vec<u8>), ApiError> {
    let (parts, looking, id) = (state.clone(), officer.clone(), id.to_owned());
    let open = move || {
        parts.store.read::<_, ApiError>(|connection| {
            let (row, file) = open_package(&parts, connection, &looking, &id)?;
            let newest = newest(connection, &row.application_id)?;
            if let Some(code) = stale(&file, &row, newest)? {
                return Err(not_possible(code));
            }
            if state_of(&row)? == PackageState::Proposed {
                return Err(not_possible("package_proposed"));
            }
            let facts = contents::facts_of(&file, &row)?;
            if is_taken_back(&file, &facts) {
                return Err(not_possible("consent_taken_back"));
            }
            let written = contents::written(&parts, &file, &facts)?;
            Ok((row, file, facts, written))
        })
    };
    let (row, file, facts, mut members) = state.readers.run(open).await?;
    for (name, document) in contents::papers(&file, &facts) {
        let bytes = papers::read_document(state, (&file.row.id, &file.key), document).await?;
        members.push((name, bytes));
    }
    let (parts, package) = (state.clone(), row.id.clone());
    let pack = move || {
        let manifest = contents::open_manifest(&file, &row)?;
        let found: Vec<Member> = members
            .iter()
            .map(|(name, bytes)| Member::of(name, bytes))
            .collect();
        // What was signed is what goes out; words that changed since make another package.
        if found != manifest.members {
            return Err(not_possible("package_changed"));
        }
        let place = contents::manifest_place(&row.id);
        let signed = file
            .key
            .open(&place, &row.sealed_manifest)
            .map_err(while_doing("open the manifest of a package"))?;
        let signature = STANDARD.encode(key_of(&parts.keyring).sign(&signed));
        members.push((MANIFEST.to_owned(), signed));
        members.push((SIGNATURE.to_owned(), signature.into_bytes()));
        archive::pack(&members, facts.made_on())
            .map(|bytes| (facts.number, bytes))
            .map_err(while_doing("pack a package"))
    };
    let (number, bytes) = state.readers.run(pack).await?;
    let taking = Taking {
        staff_id: officer.id,
        hash: sha256(&bytes),
        at_ms: now_ms,
    };
    let note = move |tx: &Tx| packages::note_taking(tx, &package, &taking);
    state.store.write::<_, _, StoreError>(note).await?;
    Ok((number, bytes))
}
