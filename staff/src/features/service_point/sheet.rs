//! The day's sheet: who was here today, and what waits for people who consented.

use crate::table::table;
use crate::words;
use api::service_point::{DaySession, DaySheetResponse, HelpPurpose, WaitingFile, WaitingSeat};
use domain::Date;
use i18n::t;
use leptos::prelude::*;

/// Both tables under the name of the place.
pub(super) fn sheet(day: DaySheetResponse) -> AnyView {
    let seats = day.waiting_seats.iter().map(seat_row);
    let waiting: Vec<AnyView> = day.waiting.iter().map(waiting_row).chain(seats).collect();
    let sessions: Vec<AnyView> = day.sessions.iter().map(session_row).collect();
    view! {
        <section class="service-point__day" aria-labelledby="waiting">
            <h2 id="waiting">{t::staff_service_point::day::waiting()}</h2>
            <p>{t::staff_service_point::day::waiting_about()}</p>
            {list(
                t::staff_service_point::day::waiting(),
                [
                    t::staff_service_point::day::who(),
                    t::staff_service_point::day::what(),
                    t::staff_service_point::day::state(),
                    t::staff_service_point::day::due(),
                ],
                waiting,
                t::staff_service_point::day::waiting_empty(),
            )}
        </section>
        <section class="service-point__day" aria-labelledby="today">
            <h2 id="today">{t::staff_service_point::day::today(day.point)}</h2>
            {list(
                t::staff_service_point::day::sessions(),
                [
                    t::staff_service_point::day::who(),
                    t::staff_service_point::day::what(),
                    t::staff_service_point::day::when(),
                    t::staff_service_point::day::acts(),
                ],
                sessions,
                t::staff_service_point::day::today_empty(),
            )}
        </section>
    }
    .into_any()
}

fn list(
    name: &'static str,
    heads: [&'static str; 4],
    rows: Vec<AnyView>,
    empty: &'static str,
) -> AnyView {
    if rows.is_empty() {
        return view! { <p>{empty}</p> }.into_any();
    }
    table(name, &heads, rows)
}

fn waiting_row(file: &WaitingFile) -> AnyView {
    let due = file.due_on.as_deref().and_then(Date::parse_iso);
    let due = due.map_or_else(
        || t::staff_service_point::day::no_due().to_owned(),
        i18n::date,
    );
    let (name, product) = (file.name_masked.clone(), words::product(file.product));
    view! { <tr><th scope="row">{name}</th><td>{product}</td><td>{words::state(file.state)}</td><td>{due}</td></tr> }
        .into_any()
}

fn seat_row(seat: &WaitingSeat) -> AnyView {
    let day = seat.due_on.as_deref().and_then(Date::parse_iso);
    let due = match (seat.offered_until_ms, day) {
        (Some(until_ms), _) => i18n::time_ms(until_ms),
        (None, Some(day)) => i18n::date(day),
        (None, None) => t::staff_service_point::day::no_due().to_owned(),
    };
    let (name, title) = (seat.name_masked.clone(), seat.title.clone());
    view! { <tr><th scope="row">{name}</th><td>{title}</td><td>{words::enrolment(seat.state)}</td><td>{due}</td></tr> }
        .into_any()
}

fn session_row(session: &DaySession) -> AnyView {
    let from = i18n::time_ms(session.opened_ms);
    let when = match session.ended_ms.map(i18n::time_ms) {
        Some(to) if session.ended_by_itself => t::staff_service_point::day::lapsed(from, to),
        Some(to) => t::staff_service_point::day::ended(from, to),
        None => t::staff_service_point::day::open(from),
    };
    let acts = t::staff_service_point::day::count(session.acts);
    let name = session.name_masked.clone();
    view! { <tr><th scope="row">{name}</th><td>{purpose(session.purpose)}</td><td>{when}</td><td>{acts}</td></tr> }
        .into_any()
}

/// With what somebody wants help.
pub(super) fn purpose(purpose: HelpPurpose) -> &'static str {
    match purpose {
        HelpPurpose::Loan => t::staff_service_point::purpose::loan(),
        HelpPurpose::Courses => t::staff_service_point::purpose::courses(),
        HelpPurpose::Everything => t::staff_service_point::purpose::everything(),
    }
}
