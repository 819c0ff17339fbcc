//! Seats, drawn and said: a bar of what is left, and the number.

use catalogue::CourseSession;
use domain::Date;
use i18n::t;
use leptos::prelude::*;

use super::model::{SeatState, seat_state};

/// The seats of a class.
pub(super) fn seats(session: &CourseSession, today: Date) -> AnyView {
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
    view! {
        <div class="seats" data-state=name>
            <svg class="seats__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="seats__all" width="100" height="8" />
                <rect class="seats__left" width=width height="8" />
            </svg>
            <span class="seats__words">{words}</span>
        </div>
    }
    .into_any()
}
