//! Choosing courses to compare: the button on a card, and the line above the list.

use i18n::t;
use leptos::prelude::*;
use ui::element::{Element, IntoChild as _, el};

use super::{
    DATA_LANGUAGE, changing::changing, compared::MOST, compared::address,
    memory::use_courses_memory,
};

/// The button that takes a course into the comparison, and out again.
pub(super) fn compare_button(id: String, title: String) -> Element {
    let compared = use_courses_memory().compared();
    let (asked, pressed) = (id.clone(), id);
    let name = el("span")
        .class("visually-hidden")
        .attr("lang", DATA_LANGUAGE)
        .child(title);
    el("button")
        .class("course-compare__choice")
        .attr("type", "button")
        .attr("aria-pressed", move || compared.has(&asked).to_string())
        .on("click", move |_| compared.turn(&pressed))
        .child(t::courses::compare::choose())
        .child(name)
}

/// How many are chosen, and the way to see them side by side.
pub(super) fn compare_line() -> AnyView {
    let compared = use_courses_memory().compared();
    let said = el("p").attr("role", "status").child(move || {
        match (compared.ids().len(), compared.is_over()) {
            (0, _) => String::new(),
            (_, true) => t::courses::compare::no_room(MOST),
            (1, false) => t::courses::compare::one_more().to_owned(),
            (count, false) => t::courses::compare::chosen(count),
        }
    });
    let way = changing(move || {
        let ids = compared.ids();
        (ids.len() > 1)
            .then(|| {
                el("a")
                    .class("button button--secondary")
                    .attr("href", address(&ids))
                    .child(t::courses::compare::open())
            })
            .into_child()
    });
    el("div")
        .class("course-compare__line")
        .attr("data-empty", move || compared.ids().is_empty().to_string())
        .child(said)
        .child(way)
        .into_any()
}
