//! One class I began to ask for.

use account::{Place, words};
use i18n::t;
use ui::{
    element::{Element, el},
    link, status_tag,
};
use workflow::enrolment::EnrolmentState;

use super::{card::DATA_LANGUAGE, model::tone, unsent::Unsent};

/// That it was not sent, how long it is here, and the way on.
pub(super) fn unsent_card(unsent: &Unsent) -> Element {
    let state = EnrolmentState::Draft;
    let name = el("h2").class("enrolment__name").child(
        el("span")
            .attr("lang", DATA_LANGUAGE)
            .child(unsent.title.clone()),
    );
    let sentence = el("p")
        .class("enrolment__sentence")
        .child(words::enrolment_state(state, "sentence"));
    let form = Place::Enrol.to_string();
    let form = [
        form.as_str(),
        "?course=",
        &unsent.course,
        "&session=",
        &unsent.session,
    ];
    let go_on = link(form.concat())
        .class("button")
        .child(t::my_courses::draft::go_on());
    el("section")
        .class("enrolment")
        .child(name)
        .child(status_tag(
            tone(state),
            words::enrolment_state(state, "name"),
        ))
        .child(sentence)
        .child(el("p").child(t::my_courses::draft::until(i18n::date(unsent.until()))))
        .child(el("p").child(go_on))
}
