//! Right after handing in: the numbers to keep and what happens next.

use super::model::reading;
use account::{OpenFile, Part, Place, Printed, words};
use api::path;
use i18n::t;
use leptos::prelude::*;
use ui::{
    ClockMeter, LinkButton, Tone,
    element::{Element, IntoChild, el},
    link, notice, page_title,
};

/// Acceptance number, query code large and as a picture, and the next steps.
#[component]
pub(crate) fn SubmittedPage(open: OpenFile) -> impl IntoView {
    let (id, number, code, clock, state, days) = open.file.with_untracked(|file| {
        (
            file.id.clone(),
            file.acceptance_number.clone(),
            file.query_code.clone(),
            file.clock,
            file.state,
            file.stage_days,
        )
    });
    let to_file = || {
        let href = Place::of(&id, Part::Overview).to_string();
        view! { <LinkButton href=href>{t::files::done::to_file()}</LinkButton> }.into_any()
    };
    let sentence = words::state(state, "sentence");
    let Some(number) = number else {
        let parts = vec![
            page_title(words::state(state, "name")).into_child(),
            el("p").child(sentence).into_child(),
            to_file(),
        ];
        return parts.into_any();
    };
    let number = notice(Tone::Success, Some(t::files::done::number().into()), false)
        .child(el("p").class("submitted__number").child(number));
    let next = el("p")
        .child(sentence)
        .child(" ")
        .child(words::state(state, "next"));
    let steps = el("ol")
        .child(step(t::files::done::step::bureau(), days.bureau))
        .child(step(t::files::done::step::guarantor(), days.guarantor))
        .child(step(t::files::done::step::bank(), days.bank));
    let on_paper = |printed: Printed| link(printed.address(&id)).child(words::printed(printed));
    let ways = el("div")
        .class("row no-print")
        .child(to_file())
        .child(on_paper(Printed::Receipt))
        .child(on_paper(Printed::Form));
    vec![
        page_title(t::files::done::title()).into_child(),
        number.into_child(),
        code.map(|code| query_code(&id, code)).into_child(),
        el("h2").child(t::files::done::next_title()).into_child(),
        next.into_child(),
        clock
            .map(|clock| view! { <ClockMeter reading=reading(&clock) /> }.into_any())
            .into_child(),
        steps.into_child(),
        el("p").child(t::files::done::fix()).into_child(),
        ways.into_child(),
    ]
    .into_any()
}

fn query_code(id: &str, code: String) -> Element {
    let picture = el("img")
        .class("submitted__picture")
        .attr("src", path::with_id(path::APPLICATION_QR, id))
        .attr("alt", t::files::done::picture())
        .attr("width", "180")
        .attr("height", "180");
    el("section")
        .class("submitted__code")
        .child(el("h2").child(t::files::done::code()))
        .child(el("p").class("submitted__letters").child(code))
        .child(picture)
        .child(el("p").child(t::files::done::code_use()))
}

/// Who does what, and in how many working days.
fn step(words: &'static str, days: u32) -> Element {
    el("li")
        .child(words)
        .child(" ")
        .child(t::files::done::step::at_most(days))
}
