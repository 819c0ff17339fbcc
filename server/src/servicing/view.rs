//! A loan as the wire shows it.

use std::collections::BTreeMap;

use api::servicing::{
    LoanRowView, LoanScheduleView, LoanTimelineEntry, LoanView, NextPayment, PaidView, PaymentView,
    QuarterView, StaffLoanView, SumRequest,
};
use application::Field;
use catalogue::ExtensionRules;
use domain::{Date, Money};
use loan::{Account, PaidRow};
use store::{Connection, StoreError};
use workflow::servicing::{ServicingAction, ServicingFile, ServicingState};

use super::extension::{
    extended_view, extension_view, months_to_ask, rules_view, staff_extensions, write_off_view,
};
use super::file::Servicing;
use super::subsidy_view::{calls, changes, clock_view, decision_view, queries};
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::problem::ApiError;
use crate::state::Parts;

/// As its borrower sees it; nothing before the terms are booked.
#[must_use]
pub fn loan_view(rules: &ExtensionRules, file: &ServicingFile, today: Date) -> Option<LoanView> {
    let (terms, account) = (file.terms()?, file.account()?);
    let interest = account
        .rows()
        .iter()
        .map(|row| row.interest_paid.fen())
        .sum();
    let standing = file.payments().iter().filter(|one| one.reversed.is_none());
    let is_owed = matches!(
        file.state(),
        ServicingState::Repaying | ServicingState::Overdue
    );
    Some(LoanView {
        state: file.state(),
        amount_fen: terms.amount_fen,
        start_on: terms.start_on,
        balance_fen: account.balance().fen(),
        paid_fen: account.paid().fen(),
        interest_paid_fen: interest,
        overdue_fen: if is_owed {
            account.overdue_on(today).fen()
        } else {
            0
        },
        next: is_owed
            .then(|| next_payment(file, account, today))
            .flatten(),
        subsidy_fen: file.subsidy_approved().fen(),
        payments: standing
            .map(|payment| PaidView {
                on: payment.on,
                amount_fen: payment.amount_fen,
            })
            .collect(),
        extension_months: months_to_ask(rules, file, today),
        extension: extension_view(file),
        ended_on: file
            .entered_on()
            .filter(|_| file.state().holder().is_none()),
        left_to_recover_fen: file.compensation().map(|_| file.left_to_recover().fen()),
        nth: None,
        most: None,
    })
}

/// When what is due, as its borrower prints it; nothing before the terms are booked.
#[must_use]
pub fn schedule_view(file: &ServicingFile) -> Option<LoanScheduleView> {
    let account = file.account()?;
    Some(LoanScheduleView {
        terms: file.terms()?.clone(),
        last_due_on: account.last_due_date(),
        rows: rows(file, account),
        rules_version: loan::RULES_VERSION.to_owned(),
    })
}

/// The next row that is not overdue yet; the oldest unpaid one when every row is.
pub(super) fn next_payment(
    file: &ServicingFile,
    account: &Account,
    today: Date,
) -> Option<NextPayment> {
    let unpaid = |row: &PaidRow| row.unpaid() > Money::ZERO;
    let mut rows = account.rows().into_iter().filter(unpaid);
    let next = rows
        .find(|row| row.row.due_date >= today)
        .or_else(|| account.next_row())?;
    Some(NextPayment {
        due_on: next.row.due_date,
        due_fen: next.unpaid().fen(),
        state_pays_fen: state_pays(file).get(&next.row.no).copied(),
    })
}

/// The state's part of each row's interest, by the row's number.
fn state_pays(file: &ServicingFile) -> BTreeMap<u32, i64> {
    let rows = file.split().unwrap_or_default();
    rows.into_iter()
        .map(|row| (row.no, row.state_pays.fen()))
        .collect()
}

/// As officers see it, with what this one may do.
///
/// # Errors
/// When the store does not answer, or nothing is booked, which cannot be.
pub fn staff_loan_view(
    (parts, connection): (&Parts, &Connection),
    file: &ApplicationFile,
    servicing: &Servicing,
    officer: &Officer,
    today: Date,
) -> Result<StaffLoanView, ApiError> {
    let folded = &servicing.file;
    let doing = "read the terms of a loan";
    let terms = folded.terms().ok_or_else(|| impossible(doing))?.clone();
    let account = folded.account().ok_or_else(|| impossible(doing))?;
    let loan = loan_view(&parts.extension_rules, folded, today).ok_or_else(|| impossible(doing))?;
    let answers = &file.draft.answers;
    let is_own = is_own_file(officer, file);
    let actions = if is_own {
        Vec::new()
    } else {
        available(folded, officer, today)
    };
    Ok(StaffLoanView {
        is_conflict_asked: !actions.is_empty() && !file.conflicts.is_denied(&officer.id),
        id: servicing.row.id.clone(),
        acceptance_number: servicing.row.acceptance_number.clone(),
        borrower: answers.text(Field::ApplicantName).to_owned(),
        version: folded.version(),
        loan,
        terms,
        payments: folded.payments().iter().map(payment_view).collect(),
        rows: rows(folded, account),
        overdue_since: folded.overdue_since(today),
        owed_today_fen: account.owed_on(today).fen(),
        compensation: folded.compensation().map(|sum| SumRequest {
            on: sum.on.to_string(),
            amount_fen: sum.amount_fen,
        }),
        left_to_recover_fen: folded.left_to_recover().fen(),
        write_off: write_off_view(folded, &officer.id),
        extensions: staff_extensions((parts, connection), (&servicing.row.id, folded), today)?,
        extended: extended_view(folded),
        extension_rules: rules_view(&parts.extension_rules),
        quarters: quarters(parts, connection, (&servicing.row.id, folded), today)?,
        queries: queries(folded),
        changes: changes(folded),
        calls: calls(connection, folded)?,
        timeline: servicing
            .events
            .iter()
            .map(|event| LoanTimelineEntry {
                action: event.action,
                role: event.role,
                at_ms: event.at_ms,
            })
            .collect(),
        actions,
    })
}

/// Who proposed a write-off does not confirm it, who stopped a subsidy does not take that back, and a quarter is paid by
/// its list.
fn available(file: &ServicingFile, officer: &Officer, today: Date) -> Vec<ServicingAction> {
    let mut actions = file.available(officer.role(), today);
    actions.retain(|action| *action != ServicingAction::PaySubsidy);
    let is_mine = |own: &workflow::servicing::WriteOff| own.proposed_by == officer.id;
    if file.write_off().is_some_and(is_mine) {
        actions.retain(|action| *action != ServicingAction::ConfirmWriteOff);
    }
    let stop = file.standing_stop();
    if stop.is_some_and(|stop| stop.answered_by == officer.id) {
        actions.retain(|action| *action != ServicingAction::ResumeSubsidy);
    }
    actions
}

fn payment_view(payment: &workflow::servicing::PaymentRecord) -> PaymentView {
    PaymentView {
        no: payment.no,
        on: payment.on,
        amount_fen: payment.amount_fen,
        is_early: payment.is_early,
        reference: payment.reference.clone(),
        reversed: payment.reversed.clone(),
    }
}

fn rows(file: &ServicingFile, account: &Account) -> Vec<LoanRowView> {
    let state_pays = state_pays(file);
    let rows = account.rows().into_iter();
    rows.map(|paid| LoanRowView {
        no: paid.row.no,
        due_on: paid.row.due_date,
        principal_fen: paid.row.principal.fen(),
        interest_fen: paid.row.interest.fen(),
        state_pays_fen: state_pays.get(&paid.row.no).copied(),
        paid_fen: paid.interest_paid.fen() + paid.principal_paid.fen(),
    })
    .collect()
}

fn quarters(
    parts: &Parts,
    connection: &Connection,
    (id, file): (&str, &ServicingFile),
    today: Date,
) -> Result<Vec<QuarterView>, StoreError> {
    let shares = file.shares().into_iter();
    shares
        .map(|share| {
            let mut known = file.subsidies().iter();
            let decided = known.find(|known| known.quarter == share.quarter);
            let approved = decided.filter(|decided| decided.stopped.is_none());
            Ok(QuarterView {
                quarter: share.quarter.to_string(),
                interest_fen: share.interest.fen(),
                // What a stop held back of it is due with another quarter, and stands there.
                state_pays_fen: approved
                    .map_or(share.state_pays.fen(), |approved| approved.amount_fen),
                decision: decided.map(decision_view),
                is_open: file.is_undecided(&share, today),
                clock: clock_view(parts, connection, (id, file), share.quarter, today)?,
            })
        })
        .collect()
}
