//! The subsidy of a quarter as the wire shows it: its clock, what was decided and paid, what was asked. And changes and calls.

use api::servicing::QuarterDecision;
use api::subsidy::{
    CallView, ChangeAnswerView, ChangeView, QuarterPaid, QueryView, SubsidyClockView,
    SubsidyRulesView, TakenBackView,
};
use catalogue::SubsidyRules;
use domain::Date;
use store::{Connection, StoreError, file_notices, staff};
use workflow::loan::Urgency;
use workflow::servicing::{
    Quarter, ServicingFile, SubsidyClock, SubsidyDays, SubsidyRecord, TakenBack,
};

use super::remind_subsidies::about;
use crate::state::Parts;

/// The days as the workflow counts them.
#[must_use]
pub const fn days_of(rules: &SubsidyRules) -> SubsidyDays {
    SubsidyDays {
        review: rules.review_working_days,
        pay: rules.pay_working_days,
    }
}

/// The clock that runs for a quarter of a loan, and since when the supervisors know.
pub(super) fn clock_view(
    parts: &Parts,
    connection: &Connection,
    (id, file): (&str, &ServicingFile),
    quarter: Quarter,
    today: Date,
) -> Result<Option<SubsidyClockView>, StoreError> {
    let days = days_of(&parts.subsidy_rules);
    let Some(clock) = file.subsidy_clock(quarter, today, days, &parts.calendar) else {
        return Ok(None);
    };
    let escalated_on = if clock.urgency.is_escalated() {
        escalated_on(connection, id, quarter, &clock)?
    } else {
        None
    };
    Ok(Some(SubsidyClockView {
        duty: clock.duty,
        due_on: clock.due_on,
        provisional: clock.provisional,
        days_left: clock.days_left,
        is_paused: clock.is_paused,
        urgency: clock.urgency,
        escalated_on,
    }))
}

fn escalated_on(
    connection: &Connection,
    id: &str,
    quarter: Quarter,
    clock: &SubsidyClock,
) -> Result<Option<Date>, StoreError> {
    let told = file_notices::list(connection, id)?;
    let abouts = [Urgency::Last, Urgency::Over].map(|urgency| about(clock.duty, urgency, quarter));
    let first = told
        .iter()
        .filter(|one| one.due_on == clock.due_on && abouts.contains(&one.about))
        .map(|one| one.at_ms)
        .min();
    Ok(first.map(Date::from_unix_ms_shanghai))
}

/// What was decided on a quarter.
pub(super) fn decision_view(decided: &SubsidyRecord) -> QuarterDecision {
    QuarterDecision {
        on: decided.on,
        stopped: decided.stopped.clone(),
        code: decided.code,
        paid: decided.paid.as_ref().map(|paid| QuarterPaid {
            on: paid.on,
            reference: paid.reference.clone(),
        }),
    }
}

/// Every question, oldest first.
pub(crate) fn queries(file: &ServicingFile) -> Vec<QueryView> {
    let records = file.queries().iter();
    records
        .map(|record| QueryView {
            quarter: record.query.quarter.to_string(),
            to: record.query.to,
            question: record.query.question.clone(),
            asked_on: record.asked_on,
            answer: record
                .answer
                .as_ref()
                .map(|(_, words)| words.clone())
                .unwrap_or_default(),
            answered_by: record.answer.as_ref().map(|(role, _)| *role),
            closed_on: record.closed_on,
        })
        .collect()
}

/// Every change in the business, oldest first.
pub(crate) fn changes(file: &ServicingFile) -> Vec<ChangeView> {
    let records = file.changes().iter();
    records
        .map(|record| ChangeView {
            kind: record.change.kind,
            on: record.change.on,
            words: record.change.words.clone(),
            told_on: record.told_on,
            answer: record.answer.as_ref().map(|(answer, on)| ChangeAnswerView {
                stops_from: answer.stops_from,
                reason: answer.reason.clone(),
                article: answer.article.clone(),
                on: *on,
                taken_back: record.taken_back.as_ref().map(taken_back_view),
            }),
        })
        .collect()
}

fn taken_back_view(taken_back: &TakenBack) -> TakenBackView {
    TakenBackView {
        on: taken_back.on,
        reason: taken_back.reason.clone(),
        arrears_fen: taken_back.arrears_fen,
        quarter: Quarter::of(taken_back.on).to_string(),
    }
}

/// Every call, with the name of whoever made it.
pub(super) fn calls(
    connection: &Connection,
    file: &ServicingFile,
) -> Result<Vec<CallView>, StoreError> {
    let mut found = Vec::new();
    for record in file.calls() {
        let member = staff::find(connection, &record.caller_id)?;
        found.push(CallView {
            on: record.call.on,
            outcome: record.call.outcome,
            words: record.call.words.clone(),
            by: record.by,
            caller: member.map(|member| member.display_name).unwrap_or_default(),
        });
    }
    Ok(found)
}

/// How long it may take here.
#[must_use]
pub const fn rules_view(rules: &SubsidyRules) -> SubsidyRulesView {
    SubsidyRulesView {
        review_working_days: rules.review_working_days,
        pay_working_days: rules.pay_working_days,
        is_local_confirm: rules.is_local_confirm,
    }
}
