//! Seats, drawn and said: a bar of what is left, and the number.

use catalogue::SessionListing;
use domain::Date;
use i18n::t;
use ui::element::{Element, drawing, el};

use super::sessions::{SeatState, seat_state};

/// The seats of a class.
pub(super) fn seats(session: &SessionListing, today: Date) -> Element {
    let left = session.seats_left();
    let state = seat_state(session, today);
    let (name, words) = match state {
        SeatState::Plenty => ("plenty", t::courses::seats::left(left, session.seats)),
        SeatState::Few => ("few", t::courses::seats::few(left, session.seats)),
        SeatState::Full => ("full", t::courses::seats::full(session.seats)),
        SeatState::Closed => (
            "closed",
            t::courses::seats::closed(i18n::date(session.enrol_by)),
        ),
    };
    let width = left
        .saturating_mul(100)
        .checked_div(session.seats)
        .unwrap_or(0);
    let rect = |class: &'static str, width: u32| {
        drawing("rect")
            .class(class)
            .attr("width", width)
            .attr("height", "8")
    };
    let bar = drawing("svg")
        .class("seats__bar")
        .attr("viewBox", "0 0 100 8")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(rect("seats__all", 100))
        .child(rect("seats__left", width));
    el("div")
        .class("seats")
        .attr("data-state", name)
        .child(bar)
        .child(el("span").class("seats__words").child(words))
}
