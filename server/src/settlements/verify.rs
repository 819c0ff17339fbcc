//! Whether settlements, the claims they paid and the cards they are paid to still hold together. It changes nothing.

use store::backup::Reads;
use store::settlements::{self as rows, Settlement};
use store::{Connection, StoreError, enrolments, payment_cards};
use vault::{FileKey, Keyring};
use workflow::settlement::{MOVES, SettlementState};

use super::card;
use super::kept::{Row, Said, row_place, sheet_place};
use crate::applications::sealed::open_json;
use crate::applications::verdict::sha256_hex;
use crate::training_papers::FileKind;
use crate::training_papers::verify::wrong_between;

/// Settlements read in one go.
const PART: i64 = 200;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Settlements.
    pub settlements: usize,
    /// One line for each thing wrong: the class and what.
    pub findings: Vec<String>,
}

/// Goes through every settlement, each as of one moment.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let mut after = String::new();
    loop {
        let ids = store.read(|connection| rows::list_class_ids(connection, &after, PART))?;
        let Some(last) = ids.last() else {
            return Ok(report);
        };
        after.clone_from(last);
        for id in &ids {
            let wrong = store.read::<_, StoreError>(|connection| {
                let row = rows::find(connection, id)?;
                row.map_or(Ok(Vec::new()), |row| verify_one(connection, keyring, &row))
            })?;
            report.settlements += 1;
            let lines = wrong
                .into_iter()
                .map(|what| format!("settlement {id}: {what}"));
            report.findings.extend(lines);
        }
    }
}

fn verify_one(
    connection: &Connection,
    keyring: &Keyring,
    row: &Settlement,
) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    wrong.extend(verify_sheet(connection, keyring, row)?);
    let is_settled = row.state == SettlementState::Settled.as_str();
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
        let paid = claims
            .iter()
            .filter(|claim| claim.enrolment_id == member.id)
            .count();
        let what = [
            verify_row(connection, &key, &member.id, is_settled.then_some(paid))?,
            verify_card(connection, keyring, &key, &member.id)?,
        ];
        let of_member = what.into_iter().flatten();
        wrong.extend(of_member.map(|what| format!("enrolment {}: {what}", member.id)));
    }
    Ok(wrong)
}

/// The state is where what was done leads to.
fn verify_sheet(
    connection: &Connection,
    keyring: &Keyring,
    row: &Settlement,
) -> Result<Option<String>, StoreError> {
    let opened = keyring.open(&sheet_place(&row.class_id), &row.sealed_sheet);
    let said: Option<Said> = opened
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok());
    let Some(said) = said else {
        return Ok(Some("the sheet does not open".to_owned()));
    };
    let led_to = said
        .log
        .iter()
        .try_fold(SettlementState::default(), |state, step| {
            let found = MOVES
                .iter()
                .find(|row| row.from == state && row.action == step.action);
            found.map(|row| row.to)
        });
    let is_settled = row.state == SettlementState::Settled.as_str();
    if led_to.map(SettlementState::as_str) != Some(row.state.as_str()) {
        return Ok(Some("the state is not where its steps lead".to_owned()));
    }
    if is_settled != row.decided_ms.is_some() {
        let what = "the day of the decision is not that of a decided one";
        return Ok(Some(what.to_owned()));
    }
    let named: Vec<&[String]> = said.log.iter().map(|one| one.papers.as_slice()).collect();
    wrong_between(connection, (FileKind::Settlement, &row.class_id), &named)
}

/// Receipts are under their hashes, and what was granted was noted as paid, once each.
fn verify_row(
    connection: &Connection,
    key: &FileKey,
    enrolment_id: &str,
    paid: Option<usize>,
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
