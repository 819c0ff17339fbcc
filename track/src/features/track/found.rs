//! Where the file is, what to fix, what happened, what happens next.

use api::application::{DefectView, TimelineEntry};
use api::tracking::TrackResponse;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, ClockMeter, ClockReading, IconName, LinkButton, PageTitle, SampleMark,
    StatusTag, Tone,
};

use super::words;

/// One file. Nothing on it names a person: the pair may have been read over a shoulder.
pub(super) fn found(file: &TrackResponse, another: Callback<()>) -> AnyView {
    let state = file.holder.words_of(file.state);
    let sign_in = if file.state.is_returned() {
        view! { <LinkButton href="/my/">{t::track::fix_link()}</LinkButton> }
    } else {
        view! { <LinkButton href="/my/" kind=ButtonKind::Secondary>{t::track::to_my_pages()}</LinkButton> }
    };
    // A page that the server draws, which signing in leads to.
    let correction = file.correction.clone().map(|address| {
        view! { <p><strong><a href=address rel="external">{t::track::correction()}</a></strong></p> }
    });
    let posted = file.posted_until.map(|until| {
        let words = t::track::posted(i18n::date(until));
        view! { <p>{words} " " <a href="/plain/notices" rel="external">{t::track::posted_list()}</a></p> }
    });
    let reopen = file.reopen_until.map(|until| {
        let words = t::track::reopen_until(i18n::date(until));
        view! { <p>{words}</p> }
    });
    let appeal = file.appeal_until.map(|until| {
        let words = t::track::appeal_until(i18n::date(until));
        view! { <p>{words}</p> }
    });
    let timeline: Vec<AnyView> = file.timeline.iter().rev().map(happened).collect();
    view! {
        <PageTitle title=words::state(state, "name") />
        <p class="track__product">{words::product(&file.product)} {ended(file)}</p>
        <p class="figures">{t::track::number(&file.acceptance_number)}</p>
        <p>{words::state(state, "sentence")}</p>
        {holder(file)}
        {clock(file)}
        {posted}
        {correction}
        {to_fix(&file.defects)}
        <h2>{t::track::next()}</h2>
        <p>{words::state(state, "next")}</p>
        {reopen}
        {appeal}
        <div class="row">
            {sign_in}
            <Button kind=ButtonKind::Secondary on_press=another>{t::track::another()}</Button>
        </div>
        <h2>{t::track::timeline()}</h2>
        <ol class="track__timeline" reversed=true>{timeline}</ol>
    }
    .into_any()
}

/// How it ended, once it has.
fn ended(file: &TrackResponse) -> Option<AnyView> {
    let (tone, icon) = match file.state.as_str() {
        "disbursed" => (Tone::Success, IconName::Check),
        "rejected" | "declined" => (Tone::Error, IconName::Cross),
        _ if file.state.is_final() => (Tone::Info, IconName::Info),
        _ => return None,
    };
    let label = words::state(file.state.as_str(), "name");
    Some(view! { <StatusTag tone=tone label=label icon=icon /> }.into_any())
}

/// The name of the office that holds it, or what it is.
fn agency(file: &TrackResponse) -> Option<String> {
    let role = file.holder.role?.as_str();
    let named = file.holder.agency.clone();
    Some(named.unwrap_or_else(|| words::role(role).to_owned()))
}

/// Who holds the file now.
fn holder(file: &TrackResponse) -> Option<AnyView> {
    let role = file.holder.role?.as_str();
    if role == "resident" {
        let yours = view! { <StatusTag tone=Tone::Warning label=t::track::holder_you() /> };
        return Some(view! { <p class="track__holder">{yours}</p> }.into_any());
    }
    let name = agency(file)?;
    let sample = file
        .holder
        .agency_is_sample
        .then(|| view! { " " <SampleMark /> });
    let phone = file.holder.phone.clone().map(|phone| {
        let href = ["tel:", phone.as_str()].concat();
        view! { <p>{t::track::phone()} <a class="figures" href=href>{phone}</a></p> }
    });
    Some(
        view! { <p class="track__holder">{t::track::holder(name)} {sample}</p> {phone} }.into_any(),
    )
}

/// The clock that runs, and the resident's own when it is their turn.
fn clock(file: &TrackResponse) -> Option<AnyView> {
    let clock = file.clock?;
    let reading = ClockReading {
        day: clock.day,
        limit: clock.limit,
        due_on: Some(clock.due_on),
        is_provisional: clock.provisional,
        is_paused: clock.paused,
    };
    let mine = clock.resident_due_on.map(|day| {
        let day = i18n::date(day);
        let day = if clock.resident_provisional {
            t::common::with_note(day, t::track::not_final())
        } else {
            day
        };
        view! { <p><strong>{t::track::your_turn_until(day)}</strong></p> }
    });
    let usual = file.usual.map(|usual| {
        let words = t::common::clock::usual(usual.half, usual.nine_tenths, usual.of);
        view! { <p class="track__usual">{words}</p> }
    });
    let usual_by = file.usual_by.map(|by| {
        let nine = i18n::date(by.nine_tenths_on);
        let words = match by.half_on {
            Some(half) => t::common::clock::usual_by(i18n::date(half), nine),
            None => t::common::clock::usual_by_nine(nine),
        };
        view! { <p class="track__usual">{words}</p> }
    });
    let is_late = clock.day > clock.limit && !clock.paused;
    let late = agency(file).filter(|_| is_late).map(|name| {
        view! { <p><strong>{t::track::late(name)}</strong></p> }
    });
    Some(view! { {mine} <ClockMeter reading=reading /> {late} {usual} {usual_by} }.into_any())
}

/// Everything to put right, at once.
fn to_fix(defects: &[DefectView]) -> Option<AnyView> {
    if defects.is_empty() {
        return None;
    }
    let line = |defect: &DefectView| {
        let what = words::defect(defect.code.as_str());
        view! { <li><strong>{words::field(&defect.field)}</strong> <br /> {what}</li> }.into_any()
    };
    let lines: Vec<AnyView> = defects.iter().map(line).collect();
    Some(
        view! {
            <section class="track__fix">
                <h2>{t::track::fix(defects.len())}</h2>
                <ol>{lines}</ol>
                <p>{t::track::fix_how()}</p>
            </section>
        }
        .into_any(),
    )
}

fn happened(entry: &TimelineEntry) -> AnyView {
    let line = t::track::line(
        words::role(entry.role.as_str()),
        words::action(entry.action.as_str()),
    );
    view! {
        <li class="track__entry">
            <p class="track__what">{line}</p>
            <p class="track__when">{i18n::time_ms(entry.at_ms)}</p>
        </li>
    }
    .into_any()
}
