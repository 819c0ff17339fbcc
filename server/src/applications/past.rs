//! A file as it stood at a moment of its past: what its first events fold into, the form handed in by then with what officers
//! had put right in it, and the papers that had come. To read: nothing of it is ever written.

use api::policy::VerdictView;
use store::receipts::{self, Shown};
use store::{Connection, documents::Document};
use workflow::loan::{LoanAction, LoanFile, LoanState};

use super::agency::office_of;
use super::draft::Draft;
use super::error::while_doing;
use super::file::ApplicationFile;
use super::handed_in::{hands_in, standing_at};
use super::moment::Moment;
use super::verdict::open_shown;
use crate::corrections::file::{Opened as Correction, write};
use crate::problem::ApiError;
use crate::servicing::file::Servicing;
use crate::state::Parts;

/// What is known of it.
#[derive(Debug)]
pub struct Past {
    /// The file as it stood.
    pub file: ApplicationFile,
    /// Its answers are those of then. Forms of before they were kept are gone once another was handed in.
    pub is_form_kept: bool,
}

/// Takes a file back to a moment of its log.
///
/// What only the present has stays with it, and no view of the past shows it: the people asked to consent, and what officers
/// said of themselves, which keeps them from the past as from the present.
///
/// # Errors
/// When the store does not answer or something of it does not open.
pub fn as_of(
    parts: &Parts,
    connection: &Connection,
    mut file: ApplicationFile,
    moment: Moment,
) -> Result<Past, ApiError> {
    let Moment { events, at_ms } = moment;
    let later = file.events.split_off(events.min(file.events.len()));
    file.loan = LoanFile::fold(&file.events).map_err(while_doing("fold the first events"))?;
    let version = i64::from(file.loan.version());
    let is_there = |paper: &Document| match paper.event_seq {
        Some(seq) => seq <= version,
        None => paper.staff_id.is_none() && paper.created_ms <= at_ms,
    };
    file.documents.retain(is_there);
    file.office_papers.retain(is_there);
    file.verdict = verdict_at(connection, &file, version)?;
    file.corrections = corrections_at(connection, &file, at_ms)?;
    let form = standing_at(connection, &file.key, &file.row.id, version)?;
    let is_form_kept = form.is_some() || !later.iter().any(hands_in);
    if let Some((since, form)) = form {
        let mut answers = form.answers;
        for made in &file.corrections {
            write(&mut answers, made.file.writes_since(since));
        }
        file.draft = Draft {
            answers,
            cannot_supply: form.cannot_supply,
            doubts: std::mem::take(&mut file.draft.doubts),
            ..Draft::default()
        };
    }
    file.servicing = match file.loan.state() {
        LoanState::Disbursed => Servicing::find_until(connection, &file.key, &file.row.id, at_ms)?,
        _ => None,
    };
    // An application taken up again may have gone to another guarantee agency.
    if later.iter().any(|event| event.action == LoanAction::Submit) {
        file.row.guarantor_id = None;
    }
    let states = LoanFile::states(&file.events).map_err(while_doing("fold the first events"))?;
    let last_stage = states.iter().rev().find_map(|state| state.stage());
    let office = last_stage.and_then(|stage| office_of(&parts.district, stage, &file));
    file.row.agency_id = office.map(|office| office.id.clone());
    file.fill_office(parts);
    file.row.updated_ms = at_ms;
    Ok(Past { file, is_form_kept })
}

/// The verdict frozen by then.
fn verdict_at(
    connection: &Connection,
    file: &ApplicationFile,
    version: i64,
) -> Result<Option<VerdictView>, ApiError> {
    let id = file.row.id.as_str();
    let receipts = receipts::list(connection, id)?;
    let mut by_then = receipts.into_iter().filter(|one| one.version <= version);
    let shown = by_then
        .next_back()
        .map(|receipt| match receipt.sealed_view {
            Some(sealed) => Shown::View {
                version: receipt.version,
                sealed,
            },
            None => Shown::Inside {
                version: receipt.version,
                sealed: receipt.sealed_receipt,
            },
        });
    shown
        .map(|shown| open_shown(&file.key, id, &shown))
        .transpose()
}

/// What officers had corrected by then, as far as the resident had answered.
fn corrections_at(
    connection: &Connection,
    file: &ApplicationFile,
    at_ms: i64,
) -> Result<Vec<Correction>, ApiError> {
    if file.corrections.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Correction::list_until(connection, &file.key, &file.row.id, at_ms)?;
    // Of one instant, what was corrected after a later event came after it.
    let version = file.loan.version();
    found.retain(|made| {
        let corrected = made.file.corrected();
        corrected.is_some_and(|of| of.file_version <= version)
    });
    Ok(found)
}
