//! One person asked: where it stands, and the link to pass on.

use super::page::{coded, kind_name};
use api::people::AskedPersonView;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Confirm, Doing, Tone,
    element::{Element, IntoChild, el},
    status_tag,
};
use workflow::consent::ConsentState;

/// The card of somebody asked.
pub(super) fn card(
    person: &AskedPersonView,
    (may_change, is_stopped): (bool, bool),
    take_back: Doing<String>,
) -> Element {
    let who = t::people::who(
        person.name_masked.clone(),
        kind_name(person.kind),
        person.phone_tail.clone(),
    );
    let when = if person.state.is_open() {
        t::people::until(i18n::time_ms(person.until_ms))
    } else {
        t::people::since(i18n::time_ms(person.changed_ms))
    };
    let outgrown = person
        .is_outgrown
        .then(|| el("p").child(t::people::outgrown()));
    let id = person.id.clone();
    // While an office has the file a yes stays as it is.
    let may_cancel = may_change && !(is_stopped && person.state == ConsentState::Given);
    let cancel = may_cancel.then(|| {
        let press = Callback::new(move |()| take_back.start(id.clone()));
        view! {
            <Confirm label=t::people::take_back() question=t::people::take_back_question()
                action=t::people::take_back() pending=take_back.pending() on_confirm=press />
        }
        .into_any()
    });
    el("li")
        .class("card")
        .child(el("h2").class("list__name").child(who))
        .child(status_tag(
            tone(person),
            coded("state.", person.state.as_str()),
        ))
        .child(el("p").child(when))
        .child(outgrown)
        .child(person.link.as_ref().map(|link| address(&person.id, link)))
        .child(cancel)
}

fn tone(person: &AskedPersonView) -> Tone {
    match person.state {
        ConsentState::Given if !person.is_outgrown => Tone::Success,
        ConsentState::Refused | ConsentState::Withdrawn => Tone::Error,
        _ => Tone::Warning,
    }
}

/// The whole address in a box, so that a long press or a triple click takes all of it.
fn address(id: &str, link: &str) -> Element {
    let origin = window().location().origin().unwrap_or_default();
    let id = ["link-", id].concat();
    let label = el("label")
        .class("field__label")
        .attr("for", id.clone())
        .child(t::people::link());
    let control = el("input")
        .class("field__control")
        .id(id)
        .attr("type", "text")
        .attr("readonly", true)
        .attr("value", [origin.as_str(), link].concat());
    el("p").child(label).child(control.into_child())
}
