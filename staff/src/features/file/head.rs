//! Which file it is, where it stands, and its clock.

use super::open_file::use_open_file;
use crate::{desk_clocks, words};
use api::application::ApplicationView;
use application::Field;
use i18n::t;
use leptos::prelude::*;
use ui::{ClockMeter, ClockReading, PageTitle, SampleMark, StatusTag, Text, Tone};
use workflow::{
    Role,
    loan::{ClockView, LoanState},
};

/// The head of the page.
#[component]
pub(super) fn Head() -> impl IntoView {
    let file = use_open_file().file;
    // The number never changes, so the heading is drawn once and keeps the focus.
    let number = file.with_untracked(|file| file.application.acceptance_number.clone());
    let title: Text = match number {
        Some(number) => t::staff_file::title(number).into(),
        None => t::staff_file::title_unnumbered().into(),
    };
    let desk = move || {
        let held = file.with(|file| file.assignment.clone())?;
        let words = t::staff_assign::holder(held.officer, i18n::date(held.on));
        Some(view! { <p class="file__note">{words}</p> })
    };
    let facts = move || {
        let (application, phone) =
            file.with(|file| (file.application.clone(), file.account_phone_masked.clone()));
        standing(&application, phone)
    };
    let clocks = move || file.with(|file| desk_clocks::lines(&file.desk_clocks));
    view! { <PageTitle title=title /> {facts} {desk} {clocks} }.into_any()
}

/// Whose it is, where it stands, and its clock.
pub(super) fn standing(application: &ApplicationView, phone: String) -> AnyView {
    view! { <div class="file__facts">{facts(application, phone)} {clock(application.clock)}</div> }
        .into_any()
}

/// The phone that signs in to the account, or that it is no longer the applicant's.
fn account_phone(phone: String) -> Text {
    if phone.is_empty() {
        return t::staff_file::account_phone_given_up().into();
    }
    t::staff_file::account_phone(phone).into()
}

fn facts(application: &ApplicationView, phone: String) -> AnyView {
    let name = application.answers.text(Field::ApplicantName).to_owned();
    let holder: Text = match (&application.holder.agency, application.holder.role) {
        (Some(agency), _) => t::staff_file::holder(agency).into(),
        (None, Some(Role::Resident)) => t::staff_file::holder_resident().into(),
        (None, Some(role)) => t::staff_file::holder(words::role(role)).into(),
        (None, None) => t::staff_file::holder_nobody().into(),
    };
    let sample = application
        .holder
        .agency_is_sample
        .then(|| view! { <SampleMark /> });
    let trained: Vec<_> = application
        .trained
        .iter()
        .map(|(number, course)| {
            let words = t::staff_file::trained(course, number);
            view! { <p class="file__note">{words}</p> }
        })
        .collect();
    view! {
        <div>
            <p class="row file__state">
                <StatusTag tone=tone(application.state) label=words::state(application.state) />
                <span>{words::product(application.product)}</span>
            </p>
            <p class="file__person">{t::staff_file::applicant(name)}</p>
            <p class="row">
                <span>{account_phone(phone)}</span>
                <span>{holder} " " {sample}</span>
            </p>
            {trained}
        </div>
    }
    .into_any()
}

const fn tone(state: LoanState) -> Tone {
    match state {
        LoanState::Disbursed => Tone::Success,
        LoanState::Rejected | LoanState::Declined => Tone::Error,
        LoanState::ReturnedHr
        | LoanState::ReturnedGuarantee
        | LoanState::ReturnedBank
        | LoanState::ClosedIncomplete => Tone::Warning,
        _ => Tone::Info,
    }
}

fn clock(clock: Option<ClockView>) -> AnyView {
    let Some(clock) = clock else {
        return ().into_any();
    };
    let reading = ClockReading {
        day: clock.day,
        limit: clock.limit,
        // While the clock stands still, the day it would end is no day to go by.
        due_on: (!clock.paused).then_some(clock.due_on),
        is_provisional: clock.provisional,
        is_paused: clock.paused,
    };
    let resident = clock.resident_due_on.map(|day| {
        let day = i18n::date(day);
        if clock.resident_provisional {
            t::staff_file::resident_due_provisional(day)
        } else {
            t::staff_file::resident_due(day)
        }
    });
    view! {
        <div class="file__clock">
            <ClockMeter reading=reading />
            {resident.map(|words| view! { <p>{words}</p> })}
        </div>
    }
    .into_any()
}
