//! One file of a list.

use super::{model::is_overdue, ticks::Ticks};
use crate::{desk_clocks, place::Place, words};
use api::{assignment::AssignmentView, staff::QueueEntry};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{IconName, StatusTag, Text, Tone};
use workflow::loan::{ClockView, LoanState};

/// The row; its number is the link. What can be assigned has a box before it and says on whose desk it lies.
pub(super) fn row(entry: QueueEntry, ticks: Option<Ticks>) -> AnyView {
    let late = is_overdue(&entry).then_some("true");
    let amount: Text = match entry.amount_fen {
        Some(fen) => i18n::money_in_words(Money::from_fen(fen)).into(),
        None => t::staff_queue::row::no_amount().into(),
    };
    let second = entry.waits_for_second_person.then(|| {
        view! { <StatusTag tone=Tone::Warning label=t::staff_queue::row::second_person() /> }
    });
    let withdrawn = entry.is_consent_withdrawn.then(|| {
        view! { <StatusTag tone=Tone::Error label=t::staff_queue::row::consent_withdrawn() /> }
    });
    let objected = entry.is_correction_objected.then(|| {
        view! { <StatusTag tone=Tone::Error label=t::staff_queue::row::correction_objected() /> }
    });
    let clocks = desk_clocks::tags(&entry.desk_clocks);
    let conflicts: Vec<AnyView> = entry
        .conflicts
        .iter()
        .map(|one| {
            let label = t::staff_conflict::tag(&one.officer);
            view! { <StatusTag tone=Tone::Warning label=label /> }.into_any()
        })
        .collect();
    // What waits for quota has no last day.
    let due: Text = match entry.clock {
        Some(clock) if entry.state != LoanState::QuotaWait => due(clock).into(),
        _ => Text::default(),
    };
    let tick = ticks.map(|ticks| {
        let tick = ticks.tick_box(entry.id.clone(), &entry.acceptance_number);
        view! { <td role="cell" class="queue__ticks">{tick}</td> }
    });
    let desk = ticks.map(|ticks| {
        let desk = desk(ticks, entry.id.clone(), entry.assignment);
        cell(t::staff_assign::column(), desk)
    });
    let href = Place::File(entry.id).to_string();
    view! {
        <tr class="queue__row" role="row" data-overdue=late>
            {tick}
            <th scope="row" role="rowheader" class="queue__number figures">
                <a href=href>{entry.acceptance_number}</a>
            </th>
            {cell(t::staff_queue::column::name(), entry.applicant_masked.into_any())}
            {cell(t::staff_queue::column::product(), words::product(entry.product).into_any())}
            {cell(t::staff_queue::column::amount(), view! { <span class="figures">{amount}</span> }.into_any())}
            {cell(t::staff_queue::column::state(), view! { <span class="queue__state">{words::state(entry.state)} {second} {withdrawn} {objected} {conflicts} {clocks}</span> }.into_any())}
            {cell(t::staff_queue::column::clock(), clock_cell(entry.clock))}
            {cell(t::staff_queue::column::due(), view! { <span class="figures">{due}</span> }.into_any())}
            {desk}
        </tr>
    }
    .into_any()
}

/// On whose desk a file lies, and why it could not be put elsewhere.
fn desk(ticks: Ticks, id: String, assignment: Option<AssignmentView>) -> AnyView {
    let holder: AnyView = match assignment {
        None => t::staff_assign::nobody().into_any(),
        Some(one) if one.is_mine => {
            let label = t::staff_assign::mine(&one.officer);
            view! { <StatusTag tone=Tone::Info label=label /> }.into_any()
        }
        Some(one) => one.officer.into_any(),
    };
    let reason = move || {
        let words = ticks.reason(&id)?;
        Some(view! { <StatusTag tone=Tone::Error label=words /> })
    };
    view! { <span class="queue__state">{holder} {reason}</span> }.into_any()
}

/// A cell that carries its column's name, which a phone shows beside the value.
fn cell(column: &'static str, value: AnyView) -> AnyView {
    view! {
        <td role="cell" class="queue__cell">
            <span class="queue__label" aria-hidden="true">{column}</span>
            {value}
        </td>
    }
    .into_any()
}

fn clock_cell(clock: Option<ClockView>) -> AnyView {
    let Some(clock) = clock else {
        return t::staff_queue::row::no_clock().into_any();
    };
    let ClockView { day, limit, .. } = clock;
    let used = day.min(limit);
    let words = if day == 0 {
        t::staff_queue::row::not_begun(limit)
    } else {
        t::staff_queue::row::day(used, limit)
    };
    let state = if clock.overdue {
        let late = t::staff_queue::row::overdue(day.saturating_sub(limit).max(1));
        Some(view! { <StatusTag tone=Tone::Error label=late /> })
    } else if clock.paused {
        Some(
            view! { <StatusTag tone=Tone::Info icon=IconName::Clock label=t::staff_queue::row::paused() /> },
        )
    } else {
        None
    };
    view! {
        <span class="queue__clock">
            <meter class="queue__meter" min="0" max=limit low=limit.saturating_sub(2) high=limit.saturating_sub(1) optimum="0" value=used aria-hidden="true"></meter>
            <span class="figures">{words}</span>
            {state}
        </span>
    }
    .into_any()
}

/// The last day to answer: the resident's own while the file is with the resident.
fn due(clock: ClockView) -> String {
    let (day, is_provisional) = match clock.resident_due_on {
        Some(day) => (day, clock.resident_provisional),
        None => (clock.due_on, clock.provisional),
    };
    if is_provisional {
        t::staff_queue::row::provisional(i18n::date(day))
    } else {
        i18n::date(day)
    }
}
