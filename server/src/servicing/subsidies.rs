//! The interest subsidy of a quarter over all loans: what is due to whom, what was decided, and the list to pay by.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use api::subsidy::{ListSubsidiesResponse, SubsidyEntry};
use application::Field;
use domain::{Date, Money};
use i18n::t;
use store::{Connection, loans, staff, subsidy_batches};
use workflow::servicing::{Quarter, QuarterShare, ServicingFile, SubsidyRecord};

use super::pay::batch_view;
use super::payment_lines::{PaymentLines, code};
use super::subsidy_view::{clock_view, decision_view, rules_view};
use super::visible::Sight;
use crate::applications::error::while_doing;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::export::sheet::{Cell, Sheet};
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::applications::staff::queue::masked;
use crate::applications::staff::seen::Seen;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// Loans read under one view of the database.
const PART: i64 = 200;
/// Longer than any loan has between two due dates: whoever pays the last row ahead ends the loan so many days before at most.
const AHEAD_DAYS: i32 = 200;

/// A loan's subsidy of a quarter, with the name whole.
struct Line {
    entry: SubsidyEntry,
    borrower: String,
    account_tail: String,
    decided: Option<SubsidyRecord>,
    /// The officer's own: it is listed, and another officer records its payment.
    is_own: bool,
    /// Whether the officer has still to say to have nothing to do with the borrower.
    is_asked: bool,
}

/// The loans of a quarter.
#[derive(Default)]
struct Lines {
    /// By acceptance number.
    shown: Vec<Line>,
    /// How many that wait for payment another officer records: the officer's own, and those of somebody close, of which no
    /// line is shown.
    left_to_others: u32,
    /// Whether the officer approved something of the quarter, what is not shown among it.
    is_approver: bool,
}

impl Lines {
    /// What the officer's next payment pays, each with its sum in fen.
    fn waiting(&self) -> impl Iterator<Item = (&Line, i64)> {
        let own = self.shown.iter().filter(|line| !line.is_own);
        own.filter_map(|line| Some((line, line.waiting_fen()?)))
    }

    fn add(
        &mut self,
        line: Line,
        officer: &Officer,
        is_hidden: bool,
        is_wanted: fn(&Line) -> bool,
    ) {
        self.is_approver = self.is_approver || line.is_approved_by(officer);
        if (is_hidden || line.is_own) && line.waiting_fen().is_some() {
            self.left_to_others += 1;
        }
        if !is_hidden && is_wanted(&line) {
            self.shown.push(line);
        }
    }
}

impl Line {
    /// What was approved and waits for payment, in fen: the sum of the decision, whatever the schedule says by now.
    fn waiting_fen(&self) -> Option<i64> {
        let decided = self.decided.as_ref()?;
        decided.waits_for_payment().then_some(decided.amount_fen)
    }

    fn waits(&self) -> bool {
        self.waiting_fen().is_some()
    }

    /// The same as a line of the list to pay by.
    fn push_to(&self, quarter: Quarter, lines: &mut PaymentLines) {
        if let Some(fen) = self.waiting_fen() {
            let number = &self.entry.acceptance_number;
            lines.push(number, quarter, fen, &self.account_tail);
        }
    }

    fn is_approved_by(&self, officer: &Officer) -> bool {
        let decided = self.decided.as_ref();
        decided.is_some_and(|one| one.stopped.is_none() && one.by == officer.id)
    }
}

/// The loans of a quarter that wait for payment, and whether the officer approved any of the quarter's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// By acceptance number.
    pub ids: Vec<String>,
    /// How many more wait that another officer records: the officer's own and those of somebody close.
    pub left_to_others: u32,
    /// Whether the officer approved a line of the quarter, paid or not.
    pub is_approver: bool,
}

/// What the next payment of a quarter pays.
///
/// # Errors
/// When the store does not answer or a loan does not open.
pub fn waiting(
    state: &AppState,
    officer: &Officer,
    quarter: Quarter,
    today: Date,
) -> Result<Waiting, ApiError> {
    let lines = lines(state, officer, (quarter, today), Line::waits)?;
    let ids = lines.waiting().map(|(line, _)| line.entry.id.clone());
    Ok(Waiting {
        ids: ids.collect(),
        left_to_others: lines.left_to_others,
        is_approver: lines.is_approver,
    })
}

/// Every loan that is subsidised in a quarter, with masked names.
///
/// # Errors
/// When the store does not answer or a loan does not open.
pub fn list_subsidies(
    state: &AppState,
    officer: &Officer,
    quarter: Quarter,
    today: Date,
) -> Result<ListSubsidiesResponse, ApiError> {
    let lines = lines(state, officer, (quarter, today), |_| true)?;
    let waits: Vec<i64> = lines.waiting().map(|(_, fen)| fen).collect();
    let mut waiting = PaymentLines::default();
    for (line, _) in lines.waiting() {
        line.push_to(quarter, &mut waiting);
    }
    let is_conflict_asked = lines.waiting().any(|(line, _)| line.is_asked);
    let (left_to_others, is_approver) = (lines.left_to_others, lines.is_approver);
    let batches = state.store.read::<_, ApiError>(|connection| {
        let mut found = Vec::new();
        for batch in subsidy_batches::list(connection, &quarter.to_string())? {
            let member = staff::find(connection, &batch.recorded_by)?;
            let name = member.map(|member| member.display_name).unwrap_or_default();
            found.push(batch_view(&batch, &name));
        }
        Ok(found)
    })?;
    let entries: Vec<SubsidyEntry> = lines.shown.into_iter().map(|line| line.entry).collect();
    let sum = |is_counted: fn(&SubsidyEntry) -> bool| {
        let counted = entries.iter().filter(|entry| is_counted(entry));
        counted.map(|entry| entry.state_pays_fen).sum()
    };
    let is_approved = |entry: &SubsidyEntry| {
        let decision = entry.decision.as_ref();
        decision.is_some_and(|decision| decision.stopped.is_none())
    };
    Ok(ListSubsidiesResponse {
        quarter: quarter.to_string(),
        is_over: quarter.last_day() < today,
        total_fen: sum(|_| true),
        approved_fen: sum(is_approved),
        entries,
        waiting: u32::try_from(waits.len()).unwrap_or(u32::MAX),
        waiting_fen: waits.into_iter().fold(0, i64::saturating_add),
        waiting_digest: waiting.digest(),
        batches,
        left_to_others,
        is_conflict_asked,
        is_approver,
        rules: rules_view(&state.subsidy_rules),
    })
}

/// The list to pay by: what was approved and is not paid yet, with names whole, in a file that nobody else can open. What
/// another officer records stands in that officer's list.
///
/// # Errors
/// When the store does not answer, a loan does not open or the disk is full.
pub fn payment_list(
    state: &AppState,
    officer: &Officer,
    quarter: Quarter,
    today: Date,
) -> Result<File, ApiError> {
    let doing = "write a list of subsidies";
    let folder = &state.config.data;
    let mut out = tempfile::tempfile_in(folder).map_err(while_doing(doing))?;
    let begun = Sheet::begin(folder, &quarter.to_string(), &headings());
    let mut sheet = begun.map_err(while_doing(doing))?;
    let mut total = 0_i64;
    let mut waiting = PaymentLines::default();
    let found = lines(state, officer, (quarter, today), Line::waits)?;
    for (line, fen) in found.waiting() {
        let Some(decided) = &line.decided else {
            continue;
        };
        let decided_on = decided.on;
        line.push_to(quarter, &mut waiting);
        total = total.saturating_add(fen);
        let cells = [
            Cell::Text(line.entry.acceptance_number.clone()),
            Cell::Text(line.borrower.clone()),
            Cell::Text(line.entry.bank.clone()),
            Cell::Text(line.account_tail.clone()),
            Cell::Money(Money::from_fen(line.entry.interest_fen)),
            Cell::Money(Money::from_fen(fen)),
            Cell::Day(decided_on),
        ];
        sheet.push(&cells).map_err(while_doing(doing))?;
    }
    for end in ends(total, &waiting.digest()) {
        sheet.push(&end).map_err(while_doing(doing))?;
    }
    sheet.finish(&out).map_err(while_doing(doing))?;
    out.seek(SeekFrom::Start(0)).map_err(while_doing(doing))?;
    Ok(out)
}

/// What stands below the lines: what they come to, the code that whoever records the payment compares, and the whole digest,
/// which stays with the payment.
fn ends(total: i64, digest: &str) -> [[Cell; 6]; 3] {
    use t::staff_loan::subsidy;
    let end = |words: &str, second: Cell, last: Cell| {
        [
            Cell::Text(words.to_owned()),
            second,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            last,
        ]
    };
    [
        end(
            subsidy::total(),
            Cell::Empty,
            Cell::Money(Money::from_fen(total)),
        ),
        end(subsidy::code(), Cell::Empty, Cell::Text(code(digest))),
        end(
            subsidy::digest(),
            Cell::Text(digest.to_owned()),
            Cell::Empty,
        ),
    ]
}

fn headings() -> [(&'static str, f64); 7] {
    use t::staff_loan::{column, head, quarters, subsidy};
    [
        (column::number(), 20.0),
        (head::borrower(), 12.0),
        (subsidy::bank(), 22.0),
        (subsidy::account(), 12.0),
        (quarters::interest(), 14.0),
        (quarters::state_pays(), 14.0),
        (subsidy::decided(), 12.0),
    ]
}

/// The loans of a quarter; those that are not wanted are counted and not kept.
fn lines(
    state: &AppState,
    officer: &Officer,
    when: (Quarter, Date),
    is_wanted: fn(&Line) -> bool,
) -> Result<Lines, ApiError> {
    let mut found = Lines::default();
    let mut after = String::new();
    loop {
        let (last, part) = state
            .store
            .read(|connection| part(state, connection, officer, when, &after))?;
        for (line, is_hidden) in part {
            found.add(line, officer, is_hidden, is_wanted);
        }
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    found.shown.sort_by(|one, other| {
        one.entry
            .acceptance_number
            .cmp(&other.entry.acceptance_number)
    });
    Ok(found)
}

/// Where a part ends, none behind the last, and its lines, each with whether it is hidden from the officer.
type LinesOfPart = (Option<String>, Vec<(Line, bool)>);

/// The next loans.
fn part(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    when: (Quarter, Date),
    after: &str,
) -> Result<LinesOfPart, ApiError> {
    let ids = match Sight::of(parts, officer) {
        Sight::All => {
            let (quarter, _) = when;
            let since = quarter.first_day().add_days(-AHEAD_DAYS);
            loans::list_ids_since(connection, since.start_ms_shanghai(), after, PART)?
        }
        Sight::Bank(_) | Sight::Guarantor { .. } | Sight::Nothing => Vec::new(),
    };
    let last = ids.last().cloned();
    let seen = Seen::of(parts, connection, officer)?;
    let mut found = Vec::new();
    for id in ids {
        let is_hidden = seen.hides(&id);
        let file = if is_hidden {
            seen.load_hidden(&id)?
        } else {
            seen.load(&id)?
        };
        if let Some(file) = file {
            let line = line(parts, connection, (&file, officer), when)?;
            found.extend(line.map(|line| (line, is_hidden)));
        }
    }
    Ok((last, found))
}

fn line(
    parts: &Parts,
    connection: &Connection,
    (file, officer): (&ApplicationFile, &Officer),
    (quarter, today): (Quarter, Date),
) -> Result<Option<Line>, ApiError> {
    let Some(servicing) = &file.servicing else {
        return Ok(None);
    };
    let folded: &ServicingFile = &servicing.file;
    let mut known = folded.subsidies().iter();
    let decided = known.find(|known| known.quarter == quarter);
    // What was decided stays on the list, whatever the schedule says by now.
    let nothing = |_: &SubsidyRecord| QuarterShare {
        quarter,
        interest: Money::ZERO,
        state_pays: Money::ZERO,
    };
    let share = folded.share_of(quarter).or_else(|| decided.map(nothing));
    let is_listed = |share: &QuarterShare| share.state_pays > Money::ZERO || decided.is_some();
    let Some(share) = share.filter(is_listed) else {
        return Ok(None);
    };
    let named = (servicing.row.id.as_str(), folded);
    let clock = clock_view(parts, connection, named, quarter, today)?;
    let borrower = file.draft.answers.text(Field::ApplicantName).to_owned();
    let bank = parts.district.agency(&servicing.row.bank_id);
    let paid = file.loan.disbursement();
    Ok(Some(Line {
        entry: SubsidyEntry {
            id: servicing.row.id.clone(),
            acceptance_number: servicing.row.acceptance_number.clone(),
            borrower_masked: masked(&borrower),
            bank: bank.map(|bank| bank.name.clone()).unwrap_or_default(),
            interest_fen: share.interest.fen(),
            // What was approved is what is paid.
            state_pays_fen: decided
                .filter(|decided| decided.stopped.is_none())
                .map_or(share.state_pays.fen(), |decided| decided.amount_fen),
            decision: decided.map(decision_view),
            is_open: folded.is_undecided(&share, today),
            clock,
        },
        borrower,
        account_tail: paid
            .map(|paid| paid.account_tail.clone())
            .unwrap_or_default(),
        decided: decided.cloned(),
        is_own: is_own_file(officer, file),
        is_asked: !file.conflicts.is_denied(&officer.id),
    }))
}
