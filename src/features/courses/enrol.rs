//! How one gets into a class: the way to its seat or to its wait-list, or why there is none.

use catalogue::Entry;
use i18n::t;
use leptos::prelude::window;
use ui::{
    element::{Element, el},
    link,
};

/// What the signed-in pages leave in the tab: the classes this person is in, as `course/session`, a space between two.
const ENROLLED: &str = "fumin.my.enrolled";
/// My classes.
const MINE: &str = "/classes/";

/// Whether the one who uses this tab is known to be in the class.
pub(super) fn is_mine(course: &str, session: &str) -> bool {
    let kept = window().session_storage().ok().flatten();
    let kept = kept.and_then(|kept| kept.get_item(ENROLLED).ok().flatten());
    let name = [course, "/", session].concat();
    kept.is_some_and(|kept| kept.split(' ').any(|each| each == name))
}

/// For somebody who is in the class already.
pub(super) fn enrolled() -> Element {
    el("div")
        .class("enrol")
        .child(el("span").child(t::courses::enrol::mine()))
        .child(link(MINE).child(t::courses::enrol::see_mine()))
}

/// The way in, or the words why there is none. `first_day` tells the buttons of several classes apart.
pub(super) fn way_in(entry: Entry, address: &str, first_day: String, is_main: bool) -> Element {
    let words = |words: &'static str| el("div").class("enrol").child(el("span").child(words));
    let button = |label: &'static str| {
        let class = if is_main {
            "button enrol__button"
        } else {
            "button button--secondary enrol__button"
        };
        let of = el("span").class("visually-hidden").child(first_day);
        link(address.to_owned()).class(class).child(label).child(of)
    };
    match entry {
        Entry::Seat => el("div")
            .class("enrol")
            .child(button(t::courses::enrol::seat())),
        Entry::WaitList(waiting) => {
            let queue = if waiting == 0 {
                t::courses::enrol::nobody_waits().to_owned()
            } else {
                t::courses::enrol::waiting(waiting)
            };
            el("div")
                .class("enrol")
                .child(el("span").child(queue))
                .child(button(t::courses::enrol::wait()))
        }
        Entry::Full => words(t::courses::enrol::full()),
        Entry::Closed => words(t::courses::enrol::closed()),
        Entry::Postponed => words(t::courses::enrol::postponed()),
        Entry::Cancelled => words(t::courses::enrol::cancelled()),
    }
}

/// The page where one enrols in a class.
pub(super) fn enrol_address(course: &str, session: &str) -> String {
    ["/classes/enrol?course=", course, "&session=", session].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_names_course_and_class() {
        assert_eq!(
            enrol_address("welder-5", "20261208-day"),
            "/classes/enrol?course=welder-5&session=20261208-day"
        );
    }
}
