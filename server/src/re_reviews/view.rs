//! What was drawn, as officers of the agency see it.

use api::re_review::{
    FindingView, ListReReviewsResponse, ReReviewCounts, ReReviewView, ReReviewsWaiting,
};
use application::Field;
use domain::Date;
use store::re_reviews as rows;
use store::{Connection, StoreError, staff};
use workflow::re_review::ReReviewState;

use super::file::Opened;
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::office::Office;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::applications::staff::queue::masked;
use crate::applications::staff::seen::Seen;
use crate::problem::ApiError;
use crate::state::Parts;

/// Most lines that wait; how many are left out is said.
const WAITING_LIMIT: i64 = 200;
/// Most lines that are over.
const CLOSED_LIMIT: i64 = 50;
const CLOSED_DAYS: i32 = 90;
const COUNTED_DAYS: i32 = 365;

/// An officer with what decides who looks: who of the office is a supervisor, or stands in for one.
#[derive(Debug)]
pub struct Bench<'a> {
    officer: &'a Officer,
    /// Marked as one, there or away.
    is_marked: bool,
    /// The office's supervisors that are there, and who stands in for those that are not.
    supervisors: Vec<Officer>,
}

impl<'a> Bench<'a> {
    /// Of the officer's own office.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of(
        connection: &Connection,
        officer: &'a Officer,
        today: Date,
    ) -> Result<Self, StoreError> {
        let office = Office::of(connection, officer, today)?;
        let marked = office.supervisors(connection)?;
        let at_work = marked.iter().filter_map(|one| office.at_work(&one.id));
        Ok(Self {
            officer,
            is_marked: marked.iter().any(|one| one.id == officer.id),
            supervisors: at_work.cloned().collect(),
        })
    }

    /// Whether the officer is one of them.
    #[must_use]
    pub fn is_supervisor(&self) -> bool {
        self.is_marked || self.supervisors.iter().any(|one| one.id == self.officer.id)
    }

    /// Why the officer cannot look at it: a part in the decision, an own file, or a supervisor who can.
    #[must_use]
    pub fn barred(&self, file: &ApplicationFile, drawn: &Opened) -> Option<&'static str> {
        let can = |one: &Officer| drawn.file.is_for(one.role(), &one.id) && !is_own_file(one, file);
        if !drawn.file.is_for(self.officer.role(), &self.officer.id) {
            return Some("had_part");
        }
        if is_own_file(self.officer, file) {
            return Some("own_file");
        }
        let is_left_to_others = !self.is_supervisor() && self.supervisors.iter().any(can);
        is_left_to_others.then_some("supervisor_needed")
    }
}

/// What of the office an officer is to see to.
///
/// # Errors
/// When the store does not answer or something does not open.
pub fn list(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    today: Date,
) -> Result<ListReReviewsResponse, ApiError> {
    let bench = Bench::of(connection, officer, today)?;
    let seen = Seen::of(parts, connection, officer)?;
    let is_supervisor = bench.is_supervisor();
    let state = ReReviewState::Waiting.as_str();
    let waiting = rows::list_by_state(connection, &officer.agency_id, state, WAITING_LIMIT)?;
    let all = count_waiting(connection, &seen, officer, today)?.waiting;
    let looked_at = waiting
        .iter()
        .filter(|row| !seen.hides(&row.application_id));
    let not_listed = all.saturating_sub(number(looked_at.count()));
    let since_ms = |days: i32| today.add_days(-days).start_ms_shanghai();
    let closed = if is_supervisor {
        let since_ms = since_ms(CLOSED_DAYS);
        rows::list_closed(connection, &officer.agency_id, since_ms, CLOSED_LIMIT)?
    } else {
        Vec::new()
    };
    let open = |row: rows::ReReview| -> Result<Option<ReReviewView>, ApiError> {
        let Some(file) = seen.load(&row.application_id)? else {
            return Ok(None);
        };
        let drawn = Opened::open(connection, &file.key, row)?;
        view(connection, &bench, &file, &drawn, today).map(Some)
    };
    let mut waiting = waiting
        .into_iter()
        .filter_map(|row| open(row).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    waiting.retain(|one| is_supervisor || one.may_review);
    let closed = closed
        .into_iter()
        .filter_map(|row| open(row).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    let counts = if is_supervisor {
        let since_ms = since_ms(COUNTED_DAYS);
        Some(counts(connection, &seen, officer, (since_ms, today))?)
    } else {
        None
    };
    let plan = parts.re_review_plan;
    Ok(ListReReviewsResponse {
        percent: plan.percent,
        working_days: plan.working_days,
        is_local_confirm: plan.is_local_confirm,
        waiting,
        not_listed,
        closed,
        counts,
    })
}

fn number<N: TryInto<u32>>(count: N) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

fn counts(
    connection: &Connection,
    seen: &Seen<'_>,
    officer: &Officer,
    (since_ms, today): (i64, Date),
) -> Result<ReReviewCounts, StoreError> {
    let mut counts = ReReviewCounts::default();
    for (state, count) in rows::count_by_state(connection, &officer.agency_id, since_ms)? {
        let count = number(count);
        counts.drawn += count;
        match state.parse() {
            Ok(ReReviewState::Agreed) => counts.agreed += count,
            Ok(ReReviewState::Found) => counts.found += count,
            _ => {}
        }
    }
    let waiting = count_waiting(connection, seen, officer, today)?;
    counts.waiting = waiting.waiting;
    counts.overdue = waiting.overdue;
    Ok(counts)
}

/// How many wait at the officer's office, those that the officer sees.
///
/// # Errors
/// When the store does not answer.
pub fn count_waiting(
    connection: &Connection,
    seen: &Seen<'_>,
    officer: &Officer,
    today: Date,
) -> Result<ReReviewsWaiting, StoreError> {
    let (mut waiting, mut overdue) = rows::count_waiting(connection, &officer.agency_id, today)?;
    if seen.hides_any() {
        let state = ReReviewState::Waiting.as_str();
        let listed = rows::list_by_state(connection, &officer.agency_id, state, i64::MAX)?;
        for row in listed.iter().filter(|row| seen.hides(&row.application_id)) {
            waiting -= 1;
            overdue -= i64::from(row.due_on < today);
        }
    }
    Ok(ReReviewsWaiting {
        waiting: number(waiting.max(0)),
        overdue: number(overdue.max(0)),
    })
}

/// Those of one file that the officer's own agency decided.
///
/// # Errors
/// When the store does not answer or something does not open.
pub fn of_file(
    connection: &Connection,
    file: &ApplicationFile,
    officer: &Officer,
    today: Date,
) -> Result<Vec<ReReviewView>, ApiError> {
    let mut drawn = Opened::list_of(connection, &file.key, &file.row.id)?;
    drawn.retain(|one| one.row.agency_id == officer.agency_id);
    // Most files were never drawn, and need nobody's role then.
    if drawn.is_empty() {
        return Ok(Vec::new());
    }
    let bench = Bench::of(connection, officer, today)?;
    let drawn = drawn.iter();
    drawn
        .map(|one| view(connection, &bench, file, one, today))
        .collect()
}

/// One of them.
///
/// # Errors
/// When the store does not answer, or it does not belong to the file.
pub fn view(
    connection: &Connection,
    bench: &Bench<'_>,
    file: &ApplicationFile,
    drawn: &Opened,
    today: Date,
) -> Result<ReReviewView, ApiError> {
    let doing = "read a re-review";
    let at = usize::try_from(drawn.row.ended_version - 1).map_err(|_| impossible(doing))?;
    let decision = file.events.get(at).ok_or_else(|| impossible(doing))?;
    let is_waiting = drawn.file.state() == ReReviewState::Waiting;
    let barred = bench
        .barred(file, drawn)
        .filter(|_| is_waiting)
        .map(str::to_owned);
    let closed = drawn.file.closed_by();
    let closed_by = match closed {
        Some((id, _)) => staff::find(connection, id)?.map(|member| member.display_name),
        None => None,
    };
    Ok(ReReviewView {
        id: drawn.row.id.clone(),
        version: drawn.file.version(),
        application_id: file.row.id.clone(),
        acceptance_number: file.row.acceptance_number.clone().unwrap_or_default(),
        applicant_masked: masked(file.draft.answers.text(Field::ApplicantName)),
        decision: decision.action,
        decided_on: decision.on,
        state: drawn.file.state(),
        due_on: drawn.row.due_on,
        is_overdue: drawn.file.is_overdue(today),
        may_review: is_waiting && barred.is_none(),
        is_conflict_asked: is_waiting
            && barred.is_none()
            && !file.conflicts.is_denied(&bench.officer.id),
        barred,
        closed_on: closed.map(|(_, on)| *on),
        closed_by,
        finding: drawn.file.finding().map(|finding| FindingView {
            code: finding.code,
            evidence: finding.evidence.clone(),
            advice: finding.advice.clone(),
        }),
    })
}
