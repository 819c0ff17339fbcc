//! A seat that is offered: until when, and how long that is.

use std::time::Duration;

use i18n::t;
use leptos::prelude::*;
use ui::element::{Element, el};

use super::{list::now_ms, model::time_left};

const MINUTE: Duration = Duration::from_secs(60);

/// The last moment, and the hours and minutes left, counted down while the page is open.
pub(super) fn offer(until_ms: i64) -> Element {
    let minute = RwSignal::new(0_u32);
    let ticking = set_interval_with_handle(
        move || {
            minute.try_update(|minute| *minute = minute.wrapping_add(1));
        },
        MINUTE,
    );
    on_cleanup(move || {
        if let Ok(ticking) = ticking {
            ticking.clear();
        }
    });
    let left = move || {
        minute.track();
        match time_left(until_ms, now_ms()) {
            Some((0, minutes)) => t::my_courses::offer::minutes(minutes),
            Some((hours, minutes)) => t::my_courses::offer::hours(hours, minutes),
            None => t::my_courses::offer::over().to_owned(),
        }
    };
    el("div")
        .class("enrolment__offer")
        .child(
            el("p")
                .class("enrolment__until")
                .child(t::my_courses::offer::until(i18n::time_ms(until_ms))),
        )
        .child(el("p").class("figures").child(left))
}
