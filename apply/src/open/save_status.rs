//! How the last save went, and the way to try it by hand.

use super::{OpenApplication, two_answers::press, use_application};
use crate::outbox::{Outbox, Saving};
use i18n::t;
use leptos::prelude::*;
use ui::element::{Element, el};

/// One line: saving, received at, or on this device alone; then the way to send it now.
pub(crate) fn save_status() -> Element {
    let application = use_application();
    let words = move || match application.saving() {
        Saving::Quiet => String::new(),
        Saving::Sending => t::apply::save::sending().to_owned(),
        Saving::Received(at_ms) => t::apply::save::received(time_of_day(at_ms)),
        Saving::Failed if application.is_kept.get() => t::apply::save::on_device().to_owned(),
        Saving::Failed => t::apply::save::not_kept().to_owned(),
    };
    let is_failed = move || (application.saving() == Saving::Failed).then_some("true");
    let line = el("p")
        .class("save-status")
        .attr("role", "status")
        .attr("data-failed", is_failed)
        .child(words);
    let send = Callback::new(move |()| application.send_now());
    let by_hand = move || {
        let is_failed = application.saving() == Saving::Failed;
        is_failed.then(|| press(t::apply::save::now(), "button button--secondary", send))
    };
    el("div").child(line).child(by_hand)
}

impl OpenApplication {
    /// How the last save went, tracked.
    fn saving(self) -> Saving {
        self.outbox.with(Outbox::saving)
    }
}

/// `14:03` in Asia/Shanghai.
fn time_of_day(at_ms: i64) -> String {
    let minutes = (at_ms + 28_800_000).rem_euclid(86_400_000) / 60_000;
    let (hour, minute) = (minutes / 60, minutes % 60);
    let gap = if minute < 10 { "0" } else { "" };
    format!("{hour}:{gap}{minute}")
}

#[cfg(test)]
mod tests {
    use super::time_of_day;

    #[test]
    fn the_time_is_that_of_the_district() {
        for (at_ms, expected) in [(0, "8:00"), (21_780_000, "14:03"), (57_600_000, "0:00")] {
            assert_eq!(time_of_day(at_ms), expected);
        }
    }
}
