//! What is shown and not typed: notices, states, clocks, icons, lists, and the faces of what is fetched.

use client::ClientError;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    ClockMeter, ClockReading, Fetched, Icon, IconName, LoadFailed, Loadable, Loading, Notice,
    StatusTag, SummaryList, SummaryRow, TaskList, TaskRow, Tone,
};

const TONES: [Tone; 4] = [Tone::Info, Tone::Success, Tone::Warning, Tone::Error];
const ICONS: [IconName; 10] = [
    IconName::Book,
    IconName::Benefit,
    IconName::Coin,
    IconName::Clock,
    IconName::Check,
    IconName::Cross,
    IconName::Alert,
    IconName::Info,
    IconName::Back,
    IconName::Camera,
];

#[component]
pub(super) fn Notices() -> impl IntoView {
    let notices =
        TONES.map(|tone| view! { <Notice tone=tone><p>{t::staff_gallery::text()}</p></Notice> });
    notices.into_iter().collect_view()
}

#[component]
pub(super) fn States() -> impl IntoView {
    let tags = TONES.map(|tone| view! { <StatusTag tone=tone label=t::staff_gallery::word() /> });
    let due_on = Date::new(2026, 12, 4);
    let reading = |day, is_paused, is_provisional| ClockReading {
        day,
        limit: 7,
        due_on,
        is_provisional,
        is_paused,
    };
    let clocks = [
        reading(0, false, false),
        reading(2, false, false),
        reading(7, false, true),
        reading(9, false, false),
        reading(3, true, false),
    ];
    let clocks = clocks.map(|reading| view! { <ClockMeter reading=reading /> });
    view! {
        <div class="gallery__row">{tags.into_iter().collect_view()}</div>
        {clocks.into_iter().collect_view()}
    }
    .into_any()
}

#[component]
pub(super) fn Icons() -> impl IntoView {
    let drawn = ICONS.map(
        |name| view! { <li><Icon name=name />" "<span lang="en">{format!("{name:?}")}</span></li> },
    );
    view! { <ul class="gallery__row">{drawn.into_iter().collect_view()}</ul> }.into_any()
}

#[component]
pub(super) fn Faces() -> impl IntoView {
    // An answer that came and has nothing in it.
    let nothing = Fetched::new(|| std::future::ready(Ok::<_, ClientError>(Vec::<u8>::new())));
    view! {
        <Loading />
        <Loadable resource=nothing view=|_| ().into_any() is_empty=Vec::is_empty empty=t::staff_gallery::nothing() />
        <LoadFailed words=t::staff_gallery::failed() on_retry=Callback::new(|()| ()) />
    }
    .into_any()
}

#[component]
pub(super) fn Lists() -> impl IntoView {
    let task = |href: Option<&'static str>, tone, status: &'static str| TaskRow {
        title: t::staff_gallery::task().into(),
        detail: Some(t::staff_gallery::task_detail().into()),
        href: href.map(Into::into),
        tone,
        status: status.into(),
    };
    let tasks = vec![
        task(
            Some("/staff/gallery"),
            Tone::Success,
            t::staff_gallery::done(),
        ),
        task(
            Some("/staff/gallery"),
            Tone::Warning,
            t::staff_gallery::to_do(),
        ),
        task(None, Tone::Info, t::staff_gallery::later()),
    ];
    let rows = vec![
        SummaryRow::new(t::staff_gallery::name(), t::staff_gallery::name_filled())
            .with_change("/staff/gallery"),
        SummaryRow::new(t::staff_gallery::about_you(), ""),
    ];
    view! {
        <TaskList tasks=tasks />
        <SummaryList rows=rows />
    }
    .into_any()
}
