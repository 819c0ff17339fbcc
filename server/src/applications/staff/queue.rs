//! An officer's queue: what waits for the role at the own office, a part at a time, and what went through it.

use api::staff::{QueueEntry, StaffQueueResponse};
use application::Field;
use domain::{Date, Money, PersonName};
use store::applications::{self, Application, QueuePlace};
use store::file_notices::FileNotice;
use store::{Connection, StoreError, staff};
use workflow::loan::{LoanState, Stage};

use super::conflict::declared_views;
use super::desk_clocks::{Told, desk_clocks, refusal_clocks, told_of_waiting};
use super::office::{Office, last_assignments};
use super::officer::Officer;
use super::quota_waits;
use super::seen::Seen;
use crate::applications::clocks::with_rules;
use crate::applications::file::ApplicationFile;
use crate::corrections::view::has_fresh_objection;
use crate::people::need::is_taken_back;
use crate::problem::ApiError;
use crate::re_reviews;
use crate::state::Parts;

/// Most lines of one part; how many there are is said beside them.
const WAITING_LIMIT: usize = 500;
/// Most lines shown of what is elsewhere.
const ELSEWHERE_LIMIT: usize = 50;
/// How many files of one state are looked at for that: those of other offices are among them.
const LOOKED_AT_LIMIT: i64 = 200;

/// Which part of the queue is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    after: Option<QueuePlace>,
    limit: usize,
}

impl Part {
    /// Reads what a request asks for: behind the place that the answer before named, at most so many.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read(after: Option<&str>, limit: Option<usize>) -> Result<Self, ApiError> {
        let after = after.filter(|text| !text.is_empty());
        let place = after.map(|text| read_place(text).ok_or("cursor_unreadable"));
        let after = place
            .transpose()
            .map_err(|code| ApiError::invalid_field("/after", code))?;
        Ok(Self {
            after,
            limit: limit.unwrap_or(WAITING_LIMIT).clamp(1, WAITING_LIMIT),
        })
    }
}

/// A place as the browser keeps it, which reads nothing out of it.
fn write_place(place: &QueuePlace) -> String {
    let due_on = place.due_on.map(|due_on| due_on.to_string());
    let due_on = due_on.unwrap_or_default();
    format!("{due_on}.{}.{}", place.submitted_ms, place.id)
}

fn read_place(text: &str) -> Option<QueuePlace> {
    let mut parts = text.splitn(3, '.');
    let (due_on, submitted_ms, id) = (parts.next()?, parts.next()?, parts.next()?);
    let due_on = match due_on {
        "" => None,
        day => Some(Date::parse_iso(day)?),
    };
    Some(QueuePlace {
        due_on,
        submitted_ms: submitted_ms.parse().ok()?,
        id: id.to_owned(),
    })
}

/// The rows of a part, and where the next one begins.
fn rows_of(
    connection: &Connection,
    officer: &Officer,
    part: &Part,
) -> Result<(Vec<Application>, Option<String>), StoreError> {
    let (role, agency) = (officer.role().as_str(), officer.agency_id.as_str());
    let one_more = i64::try_from(part.limit + 1).unwrap_or(i64::MAX);
    let mut rows = match &part.after {
        None => applications::list_queue(connection, role, Some(agency), one_more)?,
        Some(after) => applications::list_queue_after(connection, role, agency, after, one_more)?,
    };
    let has_more = rows.len() > part.limit;
    rows.truncate(part.limit);
    let last = rows.last().filter(|_| has_more);
    let next = last.map(|row| write_place(&QueuePlace::of(row)));
    Ok((rows, next))
}

/// Both lists.
///
/// # Errors
/// When the store does not answer or a file does not open.
pub fn staff_queue(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    part: &Part,
    today: Date,
) -> Result<StaffQueueResponse, ApiError> {
    let (rows, next) = rows_of(connection, officer, part)?;
    let is_cut = next.is_some() || part.after.is_some();
    let seen = Seen::of(parts, connection, officer)?;
    let open = |row| seen.open_passed(row, officer).transpose();
    let office = Office::of(connection, officer, today)?;
    let assigned = last_assignments(connection, officer)?;
    let told = told_of_waiting(connection, officer)?;
    let is_supervisor = staff::is_supervisor(connection, &officer.id)?;
    let told_of_late = office.told_of_late(connection)?;
    let is_told_of_late = told_of_late.iter().any(|one| one.id == officer.id);
    let waiting_entry = |file: ApplicationFile| {
        let last = assigned.get(&file.row.id);
        let conflicts = is_supervisor.then(|| declared_views(&office, &file));
        QueueEntry {
            conflicts: conflicts.unwrap_or_default(),
            assignment: office.assignment_view(officer, &file, last),
            desk_clocks: desk_clocks(parts, &file, told_of(&told, &file), today),
            ..entry(parts, &file, today)
        }
    };
    let mut waiting = rows
        .into_iter()
        .filter_map(open)
        .map(|file| file.map(waiting_entry))
        .collect::<Result<Vec<_>, _>>()?;
    // The store sorts by the day that was due when the file was last written; a paused clock has moved since.
    waiting.sort_by_key(|entry| {
        let due_on = entry.clock.map(|clock| clock.due_on);
        (due_on.is_none(), due_on, entry.submitted_at_ms)
    });
    let passed = match part.after {
        None => elsewhere_rows(connection, officer)?,
        Some(_) => Vec::new(),
    };
    let elsewhere = passed
        .into_iter()
        .filter_map(open)
        .map(|file| file.and_then(|file| passed_entry((parts, connection), officer, &file, today)))
        .take(ELSEWHERE_LIMIT)
        .collect::<Result<_, _>>()?;
    let waiting_count = if is_cut {
        count_waiting(connection, &seen, officer)?
    } else {
        waiting.len()
    };
    Ok(StaffQueueResponse {
        waiting_count: u32::try_from(waiting_count).unwrap_or(u32::MAX),
        quota_waits: match officer.stage {
            Stage::Hr => {
                let count = quota_waits::count(connection, &seen, officer)?;
                u32::try_from(count).unwrap_or(u32::MAX)
            }
            Stage::Guarantee | Stage::Bank => 0,
        },
        is_told_of_late,
        waiting,
        next,
        elsewhere,
        re_reviews: is_told_of_late
            .then(|| re_reviews::view::count_waiting(connection, &seen, officer, today))
            .transpose()?,
    })
}

/// A file that is elsewhere; where a refusal of this office's waits for its second person, with the clock of that.
fn passed_entry(
    (parts, connection): (&Parts, &Connection),
    officer: &Officer,
    file: &ApplicationFile,
    today: Date,
) -> Result<QueueEntry, ApiError> {
    Ok(QueueEntry {
        desk_clocks: refusal_clocks(parts, connection, officer, file, today)?,
        ..entry(parts, file, today)
    })
}

/// How many wait at the office, those that the officer sees.
fn count_waiting(
    connection: &Connection,
    seen: &Seen<'_>,
    officer: &Officer,
) -> Result<usize, StoreError> {
    let (role, agency) = (officer.role().as_str(), officer.agency_id.as_str());
    let all = applications::count_queue(connection, role, agency)?;
    let hidden = seen.count_hidden(|row| {
        row.holder_role == role
            && row.agency_id.as_deref() == Some(agency)
            && row.state != LoanState::QuotaWait.as_str()
    })?;
    Ok(all.saturating_sub(hidden))
}

fn told_of<'a>(told: &'a Told, file: &ApplicationFile) -> &'a [FileNotice] {
    told.get(&file.row.id).map_or(&[], Vec::as_slice)
}

/// Rows that may have gone through the office, the last changed first.
fn elsewhere_rows(
    connection: &Connection,
    officer: &Officer,
) -> Result<Vec<Application>, StoreError> {
    let mut rows = Vec::new();
    for state in LoanState::ALL
        .iter()
        .copied()
        .filter(|&state| may_have_passed(state, officer.stage))
    {
        rows.extend(applications::list_by_state(
            connection,
            state.as_str(),
            LOOKED_AT_LIMIT,
        )?);
    }
    let role = officer.role().as_str();
    rows.retain(|row| row.holder_role != role);
    rows.sort_by_key(|row| std::cmp::Reverse(row.updated_ms));
    Ok(rows)
}

fn may_have_passed(state: LoanState, stage: Stage) -> bool {
    match state.stage() {
        Some(now) => place(now) >= place(stage),
        None => !matches!(state, LoanState::Draft | LoanState::Discarded),
    }
}

const fn place(stage: Stage) -> u8 {
    match stage {
        Stage::Hr => 0,
        Stage::Guarantee => 1,
        Stage::Bank => 2,
    }
}

/// A file as a line of a list.
pub(crate) fn entry(parts: &Parts, file: &ApplicationFile, today: Date) -> QueueEntry {
    let (loan, answers) = (&file.loan, &file.draft.answers);
    QueueEntry {
        id: file.row.id.clone(),
        acceptance_number: file.row.acceptance_number.clone().unwrap_or_default(),
        product: file.product,
        applicant_masked: masked(answers.text(Field::ApplicantName)),
        state: loan.state(),
        clock: with_rules(parts, |rules| loan.clock_view(today, rules)),
        waits_for_second_person: loan.pending_refusal().is_some()
            || loan.pending_disbursement().is_some(),
        is_consent_withdrawn: is_taken_back(file),
        is_correction_objected: has_fresh_objection(file),
        amount_fen: asked(answers.text(Field::AmountYuan)),
        submitted_at_ms: file.row.submitted_ms,
        assignment: None,
        desk_clocks: Vec::new(),
        conflicts: Vec::new(),
    }
}

pub(crate) fn masked(name: &str) -> String {
    PersonName::parse(name).map_or_else(|_| "**".to_owned(), |name| name.masked())
}

/// The amount as the form takes it; a returned file's may be half typed.
pub(crate) fn asked(text: &str) -> Option<i64> {
    Money::parse_yuan(&text.replace('，', ","))
        .ok()
        .map(Money::fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_none_is_masked_whole() {
        assert_eq!(masked("王秀兰"), "王**");
        assert_eq!(masked("<b>"), "**");
        assert_eq!(masked(""), "**");
    }

    #[test]
    fn a_place_is_read_back_as_it_was_written() {
        for due_on in [None, Date::new(2026, 12, 3)] {
            let place = QueuePlace {
                due_on,
                submitted_ms: 1_795_485_600_000,
                id: "a.b".into(),
            };
            assert_eq!(read_place(&write_place(&place)), Some(place));
        }
        for wrong in ["", "x", "2026-13-01.1.a", "2026-12-03.x.a", "2026-12-03.1"] {
            assert_eq!(read_place(wrong), None, "{wrong}");
        }
        assert_eq!(Part::read(None, Some(0)).unwrap().limit, 1);
        assert_eq!(Part::read(Some(""), Some(9_999)).unwrap().limit, 500);
        assert!(Part::read(Some("x"), None).is_err());
    }

    #[test]
    fn states_before_a_stage_are_not_its_business() {
        for (state, stage, passed) in [
            (LoanState::HrReview, Stage::Guarantee, false),
            (LoanState::ReturnedHr, Stage::Hr, true),
            (LoanState::BankReview, Stage::Guarantee, true),
            (LoanState::Withdrawn, Stage::Bank, true),
            (LoanState::Draft, Stage::Hr, false),
            (LoanState::Discarded, Stage::Hr, false),
        ] {
            assert_eq!(may_have_passed(state, stage), passed, "{state} {stage}");
        }
    }
}
