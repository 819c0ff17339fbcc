//! A printed page: on screen with the way back and the button, on paper alone.

use super::{
    closing::closing,
    correction::correction,
    decided::{disbursement, offer, refusal},
    form::form,
    receipt::receipt,
    schedule::Schedule,
    table::day_of,
};
use account::{OpenFile, Part, Printed, words};
use api::{application::ApplicationView, particulars::WholeApplication, path};
use client::{Anonymous, Places};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Button, Fetched, Tone,
    element::{Element, IntoChild, el},
    notice, page_title,
};

/// Prints on A4.
#[component]
pub(crate) fn PrintedPage(open: OpenFile<WholeApplication>, printed: Printed) -> impl IntoView {
    // The names of townships and banks; the form goes without them as well.
    let places = Fetched::new(|| async { Anonymous.list_places().await.ok() });
    let sheet = move || {
        let places = places.get().flatten();
        open.file
            .with(|file| sheet(file, printed, places.as_ref()).into_any())
    };
    let back = open.place(Part::Overview).to_string();
    let back = view! { <BackLink href=back label=t::print::back() /> };
    let title = words::printed_part(printed, "title");
    let is_there = open
        .file
        .with_untracked(|file| printed.is_there(&file.application));
    // A loan whose terms were never asked for has no schedule.
    let has_schedule = printed == Printed::Disbursement
        && open
            .file
            .with_untracked(|file| file.application.loan.is_some());
    let body = if is_there {
        let schedule = has_schedule.then(|| view! { <Schedule open=open /> }.into_any());
        let mut body = vec![how().into_child(), sheet.into_child()];
        body.extend(schedule.map(IntoChild::into_child));
        body
    } else {
        let nothing = el("p").child(t::print::nothing());
        vec![notice(Tone::Info, None, false).child(nothing).into_child()]
    };
    vec![
        el("div")
            .class("no-print")
            .child(back.into_any())
            .into_child(),
        page_title(title).into_child(),
        body.into_any(),
    ]
    .into_any()
}

fn how() -> Element {
    let print = Callback::new(|()| drop(window().print()));
    let button = view! { <Button on_press=print>{t::print::print()}</Button> };
    el("div")
        .class("no-print")
        .child(button.into_any())
        .child(el("p").class("printed__how").child(t::print::how()))
}

/// What goes onto the paper below the title.
fn sheet(whole: &WholeApplication, printed: Printed, places: Option<&Places>) -> Element {
    let (file, particulars) = (&whole.application, &whole.particulars);
    let body = match printed {
        Printed::Form => form(file, particulars, places),
        Printed::Receipt => receipt(file),
        Printed::Correction => correction(file),
        Printed::Refusal => with(file.refusal.as_ref(), |found| refusal(file, found)),
        Printed::Offer => with(file.terms.as_ref(), |found| offer(file, found, particulars)),
        Printed::Disbursement => with(file.disbursement.as_ref(), |found| {
            disbursement(file, found, particulars.contract.as_ref())
        }),
        Printed::Closing => with(file.loan.as_ref(), |found| closing(file, found)),
    };
    let note = words::printed_part(printed, "note");
    el("article")
        .class("printed")
        .child(el("p").class("printed__note").child(note))
        .child(body)
        .child(foot(file))
}

fn with<T>(found: Option<&T>, draw: impl FnOnce(&T) -> Vec<Element>) -> Vec<Element> {
    found.map_or_else(Vec::new, draw)
}

/// How to ask after the file, and the day of printing.
fn foot(file: &ApplicationView) -> Element {
    let today = day_of(js_sys::Date::now() as i64);
    let code = file.query_code.clone().map(|code| {
        let picture = el("img")
            .class("printed__picture")
            .attr("src", path::with_id(path::APPLICATION_QR, &file.id))
            .attr("alt", t::print::picture())
            .attr("width", "120")
            .attr("height", "120");
        let letters = el("strong").class("printed__code").child(code);
        let line = el("p").child(t::print::code()).child("　").child(letters);
        let words = el("div").child(line).child(el("p").child(t::print::ask()));
        el("div").class("printed__ask").child(picture).child(words)
    });
    el("footer")
        .class("printed__foot")
        .child(code)
        .child(el("p").child(t::print::printed_on(today)))
}
