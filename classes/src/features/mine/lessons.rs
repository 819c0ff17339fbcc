//! From the first lesson on: checking in, how often one was there, asking to look at a result again.

use account::{StorageKey, kept_text};
use api::enrolment::EnrolmentView;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, InputKind, Text, TextField, Tone,
    element::{Element, IntoChild, el},
    link, notice,
};
use workflow::enrolment::EnrolmentAction;

use super::acting::{Act, Acting};

/// Where certificates are put on paper.
const PRINT: &str = "/print/certificates/";

/// Where a loan is applied for; an application that was begun goes on there.
const LOAN: &str = "/apply?product=startup_loan_individual";

/// On which days it is taught, where that is not every one from the first to the last.
pub(super) fn lesson_days(enrolment: &EnrolmentView) -> Option<Element> {
    let days = &enrolment.lesson_days;
    let span = enrolment.starts_on.days_until(enrolment.ends_on) + 1;
    let is_every = usize::try_from(span).is_ok_and(|span| span == days.len());
    if days.is_empty() || is_every {
        return None;
    }
    let about = el("summary").child(t::my_courses::lesson_days(days.len()));
    let rows: Vec<Element> = days
        .iter()
        .map(|day| el("li").child(i18n::date_with_weekday(*day)))
        .collect();
    Some(el("details").child(about).child(el("ul").child(rows)))
}

/// What is to do or to see, above the days and the place.
pub(super) fn lessons(enrolment: &EnrolmentView, acting: Acting) -> Vec<Element> {
    let mut parts = Vec::new();
    let can = |action| enrolment.actions.contains(&action);
    if can(EnrolmentAction::CheckIn) {
        parts.push(typed(
            enrolment,
            acting,
            Act::Step(EnrolmentAction::CheckIn),
            (
                t::my_courses::check_in::code(),
                t::my_courses::check_in::hint().into(),
                t::my_courses::check_in::press(),
            ),
        ));
    }
    if let Some(lessons) = enrolment.lessons {
        let words = t::my_courses::lessons(lessons.attended, lessons.all, lessons.needed);
        parts.push(el("p").class("enrolment__position").child(words));
    }
    if enrolment.certificate.is_some() {
        let paper = link([PRINT, enrolment.id.as_str()].concat())
            .class("button")
            .child(t::my_courses::certificate());
        parts.push(el("p").child(paper));
    }
    if enrolment.is_for_startup && enrolment.state.was_in() {
        parts.push(el("p").child(link(LOAN).child(t::my_courses::loan())));
    }
    if let Some(token) = &enrolment.follow_up {
        let ask = link(["/track/outcome#", token].concat())
            .class("button button--secondary")
            .child(t::my_courses::follow_up());
        parts.push(el("p").child(ask));
    }
    parts.extend(appeal(enrolment, acting));
    parts
}

/// Why it was not passed, what became of asking the bureau to look again, and the way to ask.
pub(super) fn appeal(enrolment: &EnrolmentView, acting: Acting) -> Vec<Element> {
    let mut parts = Vec::new();
    let can = |action| enrolment.actions.contains(&action);
    if let Some(reason) = enrolment.fail_reason.clone() {
        parts.push(el("p").child(t::my_courses::appeal::failed(reason)));
    }
    if let Some(appeal) = &enrolment.appeal {
        let words = if appeal == "open" {
            t::my_courses::appeal::open()
        } else {
            t::my_courses::appeal::decided()
        };
        let answer = enrolment.appeal_answer.clone();
        let answer = answer.map(|text| el("p").child(t::my_courses::appeal::answer(text)));
        let word = notice(Tone::Info, None, false).child(el("p").child(words));
        parts.push(word.child(answer));
    }
    if can(EnrolmentAction::Appeal) {
        let form = typed(
            enrolment,
            acting,
            Act::Step(EnrolmentAction::Appeal),
            (
                t::my_courses::appeal::reason(),
                t::my_courses::appeal::hint(enrolment.appeal_working_days).into(),
                t::my_courses::appeal::press(),
            ),
        );
        let about = el("summary").child(t::my_courses::appeal::title());
        parts.push(el("details").child(about).child(form));
    }
    parts
}

/// One control and the button that sends what is typed in it.
pub(super) fn typed(
    enrolment: &EnrolmentView,
    acting: Acting,
    act: Act,
    (label, hint, press): (&'static str, Text, &'static str),
) -> Element {
    let (id, version) = (enrolment.id.clone(), enrolment.version);
    let control = act.control(&id);
    // Only words are kept; a code is over in a minute, and the number of a card is nobody's business.
    let (kind, text) = if act == Act::Step(EnrolmentAction::Appeal) {
        let text = kept_text(StorageKey::Appeal(id.clone()));
        (InputKind::Text, text)
    } else {
        (InputKind::Digits, RwSignal::new(String::new()))
    };
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        let typed = text.get_untracked();
        if act == Act::GiveCard || !typed.trim().is_empty() {
            acting.say(&id, version, act, typed);
        }
    };
    let field = view! { <TextField id=control label=label hint=hint value=text kind=kind /> };
    let button = view! { <Button pending=acting.pending>{press}</Button> };
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(field.into_any())
        .child(button.into_any().into_child())
}
