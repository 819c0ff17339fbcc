//! Taking it along: into an application, onto paper, into the phone's calendar.

use i18n::t;
use leptos::prelude::*;
use loan::{CalendarEvent, calendar_text};
use ui::{
    Button, ButtonKind,
    element::{Element, el},
    link,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

use super::answer::{Answer, Line};
use super::read::Asked;
use super::{memory, words};

/// Names the entries of one calendar file, so that another loan of the same person replaces none of them.
fn name(asked: &Asked) -> String {
    let terms = &asked.terms;
    let (fen, start) = (terms.principal.fen(), terms.start_date.to_compact());
    format!("fumin-loan-{start}-{fen}-{}", asked.months)
}

/// The way into an application, and the buttons.
pub(super) fn hand_out(asked: &Asked, answer: &Answer) -> Element {
    let print = |()| {
        let _ = window().print();
    };
    let events = (name(asked), events(answer));
    let save = move |()| {
        let text = calendar_text(&events.0, memory::today(), &events.1);
        download(&text);
    };
    let carried = asked.clone();
    let apply = link(words::application(asked.who.product()))
        .class("button")
        .on("click", move |_| memory::carry(&carried))
        .child(t::calculator::apply());
    let buttons = view! {
        <Button kind=ButtonKind::Secondary on_press=print>{t::calculator::print()}</Button>
        <Button kind=ButtonKind::Secondary on_press=save>{t::calculator::calendar()}</Button>
    };
    el("div")
        .class("calculator__acts no-print")
        .child(
            el("div")
                .class("row")
                .child(apply)
                .child(buttons.into_any()),
        )
        .child(
            el("p")
                .class("calculator__note")
                .child(notes(asked).join(" ")),
        )
}

/// What comes along and what does not.
fn notes(asked: &Asked) -> Vec<&'static str> {
    let mut notes = vec![
        t::calculator::apply_note(),
        t::calculator::apply_rest(),
        t::print::how(),
    ];
    if !memory::is_offered(&asked.months.to_string()) {
        notes.push(t::calculator::apply_term());
    }
    if memory::whole_yuan(asked.terms.principal).is_none() {
        notes.push(t::calculator::apply_fen());
    }
    notes.push(t::calculator::calendar_note());
    notes
}

/// One entry a due date. Who advances the state's part is the bank's choice, so the entry names what the bank charges.
pub(super) fn events(answer: &Answer) -> Vec<CalendarEvent> {
    let event = |line: &Line| {
        let (principal, interest) = (i18n::money(line.principal), i18n::money(line.interest));
        CalendarEvent {
            date: line.date,
            summary: t::calculator::ics::summary(i18n::money(line.charged())),
            description: match line.shares {
                Some(shares) => t::calculator::ics::shared(
                    line.no,
                    principal,
                    interest,
                    i18n::money(shares.state),
                ),
                None => t::calculator::ics::plain(line.no, principal, interest),
            },
        }
    };
    answer.lines.iter().map(event).collect()
}

/// Saves a text as a calendar file, without anything leaving the device.
fn download(text: &str) {
    let Ok(anchor) = document().create_element("a") else {
        return;
    };
    let anchor: HtmlAnchorElement = anchor.unchecked_into();
    let text = String::from(js_sys::encode_uri_component(text));
    anchor.set_href(&["data:text/calendar;charset=utf-8,", &text].concat());
    anchor.set_download(&[t::calculator::calendar_file(), ".ics"].concat());
    anchor.click();
}
