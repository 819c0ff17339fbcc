//! Where a file is: who holds it, until when, what to do, what happened.

use super::{
    actions::FileActions,
    appeal::appeal,
    loan,
    model::{day, reading, tone},
    offer::offer,
    refusal::refusal_notice,
    timeline::timeline,
    to_fix::{JustExplained, missing, to_fix},
    verdict::frozen_verdict,
};
use account::{OpenFile, Part, Place, Printed, words};
use api::application::{ApplicationView, DisbursementView, HolderView, VisitView};
use api::servicing::LoanView;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, ClockMeter, SampleMark, Tone,
    element::{IntoChild, el},
    link, notice, page_title, status_tag,
};
use workflow::loan::{ClockView, LoanState};

/// Drawn by the server for everybody.
const POSTED_LIST: &str = "/plain/notices";

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
    let standing = file.holder.words_of(state);
    // Once the money is paid out, the loan says where things stand.
    let (tone, name, sentence) = match &file.loan {
        Some(LoanView { state, .. }) => (
            loan::tone(*state),
            loan::words(*state, "name"),
            loan::words(*state, "sentence"),
        ),
        None => (
            tone(state, file.holder.role),
            words::standing(standing, "name"),
            words::standing(standing, "sentence"),
        ),
    };
    let mut parts = vec![
        page_title(words::product(file.product)).into_child(),
        status_tag(tone, name).into_child(),
        el("p").class("file__sentence").child(sentence).into_child(),
    ];
    parts.extend(holder(&file.holder));
    if let Some(reading) = &file.clock {
        parts.extend(clock(reading));
    }
    parts.extend(file.usual_by.map(|by| {
        let nine = i18n::date(by.nine_tenths_on);
        let words = match by.half_on {
            Some(half) => t::common::clock::usual_by(i18n::date(half), nine),
            None => t::common::clock::usual_by_nine(nine),
        };
        el("p").class("file__usual").child(words).into_child()
    }));
    parts.extend(file.posted_until.map(|until| {
        let list = link(POSTED_LIST).child(t::track::posted_list());
        let words = t::track::posted(i18n::date(until));
        el("p").child(words).child(" ").child(list).into_child()
    }));
    // A page that the server draws.
    parts.extend(file.correction.clone().map(|address| {
        let link = link(address).child(t::track::correction());
        el("p").child(el("strong").child(link)).into_child()
    }));
    match &file.loan {
        Some(paid_back) => parts.push(loan::loan(file, paid_back)),
        None => parts.push(
            el("p")
                .child(words::standing(standing, "next"))
                .into_child(),
        ),
    }
    parts.extend(file.reopen_until.map(|until| {
        let words = t::track::reopen_until(i18n::date(until));
        el("p").child(words).into_child()
    }));
    if state.is_returned() {
        parts.push(to_fix(open, file));
    } else if state == LoanState::ClosedIncomplete {
        parts.extend(missing(file));
    }
    if let Some(terms) = &file.terms
        && state == LoanState::ContractReady
    {
        let is_open = standing == state.as_str();
        parts.push(offer(terms, file.offer.as_ref(), is_open));
    }
    parts.extend(file.visit.as_ref().map(visit_notice));
    parts.extend(file.refusal.as_ref().map(|refusal| {
        refusal_notice(refusal, file.would_change.as_deref(), file.verdict.as_ref())
    }));
    parts.extend(appeal(open, file));
    parts.extend(file.disbursement.as_ref().map(paid_notice));
    parts.extend(numbers(file));
    parts.push(view! { <FileActions open=open actions=file.actions.clone() /> }.into_any());
    parts.push(el("h2").child(t::files::timeline::title()).into_child());
    parts.push(timeline(&file.timeline));
    parts.extend(file.verdict.as_ref().map(frozen_verdict));
    parts.into_any()
}

fn holder(holder: &HolderView) -> Option<AnyView> {
    let role = holder.role?;
    let name = holder
        .agency
        .clone()
        .map_or_else(|| words::role(role), ui::Text::from);
    let sentence = if role == workflow::Role::Resident {
        t::files::holder_you().to_owned()
    } else {
        t::files::holder(name)
    };
    let sample = holder
        .agency_is_sample
        .then(|| view! { <SampleMark /> }.into_any());
    let line = el("p").child(sentence).child(" ").child(sample);
    let phone = holder.phone.as_deref().map(loan::phone_line);
    Some(el("div").child(line).child(phone).into_child())
}

fn clock(clock: &ClockView) -> Vec<AnyView> {
    let mut parts = vec![view! { <ClockMeter reading=reading(clock) /> }.into_any()];
    parts.extend(clock.resident_due_on.map(|due| {
        let date = i18n::date(due);
        let date = if clock.resident_provisional {
            t::common::with_note(date, t::common::clock::provisional())
        } else {
            date
        };
        let words = t::files::your_turn_until(date);
        el("p").class("file__due").child(words).into_child()
    }));
    parts
}

fn visit_notice(visit: &VisitView) -> AnyView {
    let title = t::files::visit(day(&visit.on));
    notice(Tone::Info, Some(title.into()), false)
        .child(el("p").child(visit.note.clone()))
        .into_child()
}

fn paid_notice(paid: &DisbursementView) -> AnyView {
    let sum = i18n::money(Money::from_fen(paid.amount_fen));
    let account = t::files::paid(day(&paid.on), &paid.account_tail);
    let title = words::state(LoanState::Disbursed, "name");
    notice(Tone::Success, Some(title), false)
        .child(el("p").class("money").child(sum))
        .child(el("p").child(account))
        .into_child()
}

fn numbers(file: &ApplicationView) -> Vec<AnyView> {
    let Some(number) = file.acceptance_number.clone() else {
        return Vec::new();
    };
    let line = |address: String, words: ui::Text| el("li").child(link(address).child(words));
    let printed = Printed::ALL
        .into_iter()
        .filter(|printed| printed.is_there(file))
        .map(|printed| line(printed.address(&file.id), words::printed(printed)));
    let code = Place::of(&file.id, Part::Submitted).to_string();
    let people = Place::of(&file.id, Part::People).to_string();
    let pages = el("ul")
        .child(line(code, t::files::see_code().into()))
        .child(line(people, words::name("people")))
        .child(printed.collect::<Vec<_>>());
    let number = el("p").class("figures").child(t::files::number(number));
    vec![number.into_child(), pages.into_child()]
}
