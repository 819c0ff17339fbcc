//! Whether settlements, the claims they paid and the cards they are paid to still hold together: chains, folds, columns. It
//! changes nothing.

use std::cell::Cell;

use store::backup::Reads;
use store::events::SETTLEMENTS;
use store::settlements::{self as rows, Settlement};
use store::{Connection, StoreError, enrolments, payment_cards};
use vault::{FileKey, Keyring};
use workflow::settlement::{SettlementEvent, SettlementFile, SettlementState};

use super::card;
use super::kept::{Row, row_digests, row_place};
use super::older;
use super::verify_paid;
use crate::applications::sealed::open_json;
use crate::applications::verdict::sha256_hex;
use crate::event_log::verify::{COLUMNS, Wrong, check_chain, each, found, holds, open_log};
use crate::training_papers::FileKind;
use crate::training_papers::verify::check_papers;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Settlements.
    pub settlements: usize,
    /// Those among them that were settled before what is kept of the people was bound to the log.
    pub unbound: usize,
    /// One line for each thing wrong: the class and what.
    pub findings: Vec<String>,
}

/// Goes through every settlement, each as of one moment.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    let unbound = Cell::new(0_usize);
    let check = |connection: &Connection, row: &Settlement| {
        let checked = verify_one(connection, keyring, row);
        checked.map(|(wrong, is_unbound)| {
            unbound.set(unbound.get() + usize::from(is_unbound));
            wrong
        })
    };
    let (settlements, findings) =
        each(store, "settlement", rows::list_class_ids, rows::find, check)?;
    Ok(Report {
        settlements,
        unbound: unbound.get(),
        findings,
    })
}

/// What is wrong with one, and whether it was settled before what is kept of the people was bound to its log.
fn verify_one(
    connection: &Connection,
    keyring: &Keyring,
    row: &Settlement,
) -> Result<(Vec<String>, bool), StoreError> {
    let mut wrong = Vec::new();
    let sheet = found(check_sheet(connection, keyring, row))?;
    let file = sheet.map_err(|what| wrong.push(what)).ok();
    let is_settled = row.state == SettlementState::Settled.as_str();
    if let Some(file) = &file {
        wrong.extend(verify_paid::check(connection, &row.class_id, file)?);
    }
    let bound = file.as_ref().map(SettlementFile::rows);
    let bound = bound.filter(|rows| !rows.is_empty());
    let kept = row_digests(connection, &row.class_id)?;
    let claims = rows::list_claims_of_class(connection, &row.class_id)?;
    if !is_settled && !claims.is_empty() {
        wrong.push("subsidies are noted as paid before it was decided".to_owned());
    }
    for member in enrolments::list_by_class(connection, &row.class_id)? {
        // Erased on purpose: what was paid stays, who it was is not known any more.
        let Some(wrapped) = &member.wrapped_key else {
            continue;
        };
        let Ok(key) = keyring.unwrap_file_key(&member.id, wrapped) else {
            // The enrolment's own finding.
            continue;
        };
        // Only under the person's own key: of who was erased nothing is left to compare.
        if bound.is_some_and(|bound| bound.get(&member.id) != kept.get(&member.id)) {
            let id = &member.id;
            wrong.push(format!(
                "enrolment {id}: what is kept is not what it was settled by"
            ));
            continue;
        }
        let paid = claims
            .iter()
            .filter(|claim| claim.enrolment_id == member.id)
            .count();
        let handed_in = file.as_ref().and_then(|file| file.price_fen(&member.id));
        let is_other = handed_in.is_some() && handed_in != member.price_fen;
        let what = [
            is_other.then(|| "the price is not the one that was handed in".to_owned()),
            verify_row(
                connection,
                &key,
                &member.id,
                (is_settled.then_some(paid), file.as_ref()),
            )?,
            verify_card(connection, keyring, &key, &member.id)?,
        ];
        let of_member = what.into_iter().flatten();
        wrong.extend(of_member.map(|what| format!("enrolment {}: {what}", member.id)));
    }
    Ok((wrong, is_settled && bound.is_none()))
}

/// What the events fold into, which is what the columns say, with the papers that they name.
fn check_sheet(
    connection: &Connection,
    keyring: &Keyring,
    row: &Settlement,
) -> Result<SettlementFile, Wrong> {
    let log = find_log(connection, keyring, row)?;
    let file = SettlementFile::fold(&log)?;
    holds(is_as_folded(row, &file), COLUMNS)?;
    let named: Vec<&[String]> = log.iter().map(|event| event.detail.papers()).collect();
    check_papers(connection, (FileKind::Settlement, &row.class_id), &named)?;
    Ok(file)
}

/// The events, or those that the next start of the portal will make for a sheet of before.
fn find_log(
    connection: &Connection,
    keyring: &Keyring,
    row: &Settlement,
) -> Result<Vec<SettlementEvent>, Wrong> {
    let class_id = row.class_id.as_str();
    let length = check_chain(SETTLEMENTS, connection, class_id)?;
    if let Some(sealed) = rows::find_old_sheet(connection, class_id)? {
        holds(length == 0, "a sheet of before stands beside the log")?;
        // The next start of the portal gives it its log, or leaves it out.
        let log = older::log_of(keyring, row, &sealed);
        return log.map_err(|_| Wrong::Found("it has no log and is not as it was kept".to_owned()));
    }
    open_log(SETTLEMENTS, connection, keyring, class_id)
}

/// Whether the columns say what the events say.
pub(super) fn is_as_folded(row: &Settlement, folded: &SettlementFile) -> bool {
    row.state == folded.state().as_str()
        && row.version == i64::from(folded.version())
        && folded.created_ms() == Some(row.created_ms)
        && row.submitted_ms == folded.submitted_ms()
        && row.decided_ms == folded.decided_ms()
}

/// Receipts are under their hashes, and what was granted was noted as paid, once each.
fn verify_row(
    connection: &Connection,
    key: &FileKey,
    enrolment_id: &str,
    (paid, file): (Option<usize>, Option<&SettlementFile>),
) -> Result<Option<String>, StoreError> {
    let Some(sealed) = rows::find_row(connection, enrolment_id)? else {
        return Ok(None);
    };
    let Ok(row) = open_json::<Row>(key, &row_place(enrolment_id), &sealed) else {
        return Ok(Some("what was said for it does not open".to_owned()));
    };
    for frozen in &row.frozen {
        if sha256_hex(frozen.receipt.as_bytes()) != frozen.view.receipt_hash {
            return Ok(Some("a receipt is not the one that was judged".to_owned()));
        }
    }
    if file.is_some_and(|file| !verify_paid::is_as_granted(file, enrolment_id, &row.decided)) {
        return Ok(Some("what was paid is not what was granted".to_owned()));
    }
    let granted = row.decided.iter().filter(|one| one.outcome == "granted");
    let granted = granted.count();
    Ok(match paid {
        Some(paid) if paid != granted => Some(format!(
            "{granted} subsidies were granted and {paid} noted as paid"
        )),
        _ => None,
    })
}

/// The card opens, and is found again under its number.
fn verify_card(
    connection: &Connection,
    keyring: &Keyring,
    key: &FileKey,
    enrolment_id: &str,
) -> Result<Option<String>, StoreError> {
    let Some(row) = payment_cards::find(connection, enrolment_id)? else {
        return Ok(None);
    };
    let is_same = card::reads(keyring, key, &row);
    Ok((!is_same).then(|| "its payment card is not the one that was given".to_owned()))
}
