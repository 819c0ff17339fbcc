//! Requests for a later last day and write-offs as the wire shows them.

use api::extension::{
    ExtendedView, ExtensionEffectView, ExtensionRulesView, ExtensionView, StaffExtensionView,
    WriteOffView,
};
use catalogue::ExtensionRules;
use domain::Date;
use store::{Connection, StoreError};
use workflow::servicing::{ExtensionOutcome, ExtensionRecord, ServicingFile};

use super::remind_extensions::escalated_on;
use crate::state::Parts;

/// By so many months the borrower can ask now; 0 when it cannot be asked.
pub(crate) fn months_to_ask(rules: &ExtensionRules, file: &ServicingFile, today: Date) -> u32 {
    if file.can_be_extended(today).is_ok() {
        rules.most_months
    } else {
        0
    }
}

/// What an extension by so many months would come to, were it granted today: the new last day, and the interest on top in
/// fen, all of it the borrower's.
pub(crate) fn cost(file: &ServicingFile, months: u32, today: Date) -> Option<(Date, i64)> {
    let (account, extended) = file.with_months(months, today)?;
    let before = file.account()?.schedule().total_interest();
    let after = account.schedule().total_interest();
    Some((extended.until, after.fen() - before.fen()))
}

/// The last request as its borrower sees it; one that nothing can come of any more is not shown.
pub(crate) fn extension_view(file: &ServicingFile) -> Option<ExtensionView> {
    let last = file.extensions().last()?;
    let (on, reason) = match &last.outcome {
        None => (file.extension_in_review()?.request.decide_by, String::new()),
        Some(ExtensionOutcome::Granted { extended, .. }) => (extended.until, String::new()),
        Some(ExtensionOutcome::Refused { on, reason, .. }) => (*on, reason.clone()),
    };
    Some(ExtensionView {
        state: last.state(),
        on,
        reason,
        is_plan: last.is_plan,
    })
}

/// Every request as officers see it.
pub(super) fn staff_extensions(
    (parts, connection): (&Parts, &Connection),
    (id, file): (&str, &ServicingFile),
    today: Date,
) -> Result<Vec<StaffExtensionView>, StoreError> {
    let records = file.extensions().iter();
    let mut views: Vec<StaffExtensionView> = records
        .map(|record| staff_view(file, record, today))
        .collect();
    // The one that is looked at is the last.
    let clock = file.extension_clock(today, &parts.calendar);
    if let Some((clock, last)) = clock.zip(views.last_mut()) {
        last.urgency = Some(clock.urgency);
        if clock.urgency.is_escalated() {
            last.escalated_on = escalated_on(connection, id, clock.due_on)?;
        }
    }
    Ok(views)
}

fn staff_view(file: &ServicingFile, record: &ExtensionRecord, today: Date) -> StaffExtensionView {
    let request = &record.request;
    let (refused_by, reason) = match &record.outcome {
        Some(ExtensionOutcome::Refused { by, reason, .. }) => (Some(*by), reason.clone()),
        _ => (None, String::new()),
    };
    StaffExtensionView {
        state: record.state(),
        months: request.months,
        wish: request.reason.clone(),
        asked_on: record.asked_on,
        asked_by: record.asked_by,
        is_plan: record.is_plan,
        decide_by: request.decide_by,
        is_late: record.outcome.is_none() && request.decide_by < today,
        urgency: None,
        escalated_on: None,
        agreed: record.agreed.clone(),
        refused_by,
        reason,
        effect: effect(file, record, today),
    }
}

/// What it changes; while it is looked at, were it granted today.
fn effect(
    file: &ServicingFile,
    record: &ExtensionRecord,
    today: Date,
) -> Option<ExtensionEffectView> {
    match &record.outcome {
        Some(ExtensionOutcome::Refused { .. }) => None,
        Some(ExtensionOutcome::Granted { extended, .. }) => Some(ExtensionEffectView {
            from: extended.from,
            until: extended.until,
            interest_more_fen: None,
        }),
        None => {
            file.extension_in_review()?;
            let (account, extended) = file.as_asked(record, today)?;
            let before = file.account()?.schedule().total_interest();
            let after = account.schedule().total_interest();
            Some(ExtensionEffectView {
                from: extended.from,
                until: extended.until,
                interest_more_fen: Some(after.fen() - before.fen()),
            })
        }
    }
}

/// The one that holds.
pub(super) fn extended_view(file: &ServicingFile) -> Option<ExtendedView> {
    let mut outcomes = file.extensions().iter().map(|record| &record.outcome);
    outcomes.find_map(|outcome| match outcome {
        Some(ExtensionOutcome::Granted {
            extended,
            payments,
            is_restructured,
        }) => Some(ExtendedView {
            on: extended.on,
            until: extended.until,
            after_payment: u32::try_from(*payments).unwrap_or(u32::MAX),
            is_restructured: *is_restructured,
        }),
        _ => None,
    })
}

/// What an extension rests on here.
pub(super) fn rules_view(rules: &ExtensionRules) -> ExtensionRulesView {
    ExtensionRulesView {
        most_months: rules.most_months,
        is_local_confirm: rules.is_local_confirm,
        sources: rules.source.clone(),
    }
}

/// What is written off, and whether whoever looks proposed it.
pub(super) fn write_off_view(file: &ServicingFile, officer_id: &str) -> Option<WriteOffView> {
    let write_off = file.write_off()?;
    Some(WriteOffView {
        reason: write_off.reason.clone(),
        proposed_on: write_off.proposed_on,
        is_mine: write_off.proposed_by == officer_id,
        written_off_on: write_off.written_off_on,
    })
}
