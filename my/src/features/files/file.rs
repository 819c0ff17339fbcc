//! Where a file is: who holds it, until when, what to do, what happened.

use super::{
    actions::FileActions,
    model::{day, reading, tone},
    offer::Offer,
    refusal::RefusalNotice,
    timeline::Timeline,
    to_fix::{JustExplained, ToFix},
    verdict::FrozenVerdict,
};
use account::{OpenFile, Part, Place, words};
use api::application::{ApplicationView, DisbursementView, HolderView};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, ClockMeter, Notice, PageTitle, SampleMark, StatusTag, Tone};
use workflow::loan::{ClockView, LoanState};

/// The page of a file that has been handed in.
#[component]
pub(crate) fn FilePage(open: OpenFile) -> impl IntoView {
    provide_context(JustExplained::default());
    view! {
        <BackLink href=Place::List.to_string() label=t::files::list::title() />
        {move || open.file.with(|file| page(open, file))}
    }
    .into_any()
}

fn page(open: OpenFile, file: &ApplicationView) -> AnyView {
    let state = file.state;
    view! {
        <PageTitle title=words::product(file.product) />
        <StatusTag tone=tone(state) label=words::state(state, "name") />
        <p class="file__sentence">{words::state(state, "sentence")}</p>
        {holder(&file.holder)}
        {file.clock.as_ref().map(clock)}
        <p>{words::state(state, "next")}</p>
        {state.is_returned().then(|| view! { <ToFix open=open file=file.clone() /> })}
        {(state == LoanState::ContractReady).then(|| file.terms.clone().map(|terms| view! { <Offer terms=terms /> }))}
        {file.visit.as_ref().map(|visit| visit_notice(&visit.on, &visit.note))}
        {file.refusal.clone().map(|refusal| view! { <RefusalNotice refusal=refusal verdict=file.verdict.clone() /> })}
        {file.disbursement.as_ref().map(paid_notice)}
        {numbers(file)}
        <FileActions open=open actions=file.actions.clone() />
        <h2>{t::files::timeline::title()}</h2>
        <Timeline entries=file.timeline.clone() />
        {file.verdict.clone().map(|verdict| view! { <FrozenVerdict verdict=verdict /> })}
    }
    .into_any()
}

fn holder(holder: &HolderView) -> AnyView {
    let Some(role) = holder.role else {
        return ().into_any();
    };
    let name = holder
        .agency
        .clone()
        .map_or_else(|| words::role(role), ui::Text::from);
    let is_mine = role == workflow::Role::Resident;
    let sentence = if is_mine {
        t::files::holder_you().to_owned()
    } else {
        t::files::holder(name)
    };
    view! { <p>{sentence} " " {holder.agency_is_sample.then(|| view! { <SampleMark /> })}</p> }
        .into_any()
}

fn clock(clock: &ClockView) -> AnyView {
    let mine = clock.resident_due_on.map(|due| {
        let date = i18n::date(due);
        let date = if clock.resident_provisional {
            t::common::with_note(date, t::common::clock::provisional())
        } else {
            date
        };
        view! { <p class="file__due">{t::files::your_turn_until(date)}</p> }
    });
    view! {
        <ClockMeter reading=reading(clock) />
        {mine}
    }
    .into_any()
}

fn visit_notice(on: &str, note: &str) -> AnyView {
    let note = note.to_owned();
    view! {
        <Notice title=t::files::visit(day(on))>
            <p>{note}</p>
        </Notice>
    }
    .into_any()
}

fn paid_notice(paid: &DisbursementView) -> AnyView {
    let sum = i18n::money(Money::from_fen(paid.amount_fen));
    let account = t::files::paid(day(&paid.on), &paid.account_tail);
    view! {
        <Notice tone=Tone::Success title=words::state(LoanState::Disbursed, "name")>
            <p class="money">{sum}</p>
            <p>{account}</p>
        </Notice>
    }
    .into_any()
}

fn numbers(file: &ApplicationView) -> AnyView {
    let Some(number) = file.acceptance_number.clone() else {
        return ().into_any();
    };
    let again = Place::of(&file.id, Part::Submitted).to_string();
    let print = Place::of(&file.id, Part::Print).to_string();
    view! {
        <p class="figures">{t::files::number(number)}</p>
        <ul>
            <li><a href=again>{t::files::see_code()}</a></li>
            <li><a href=print>{t::files::see_form()}</a></li>
        </ul>
    }
    .into_any()
}
