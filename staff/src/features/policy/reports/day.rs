//! The day that new rules are read for, kept in the address.

use super::super::{
    place::{DeskPlace, ON},
    words::code,
};
use crate::{clock::today, go::use_go};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, DateField, ErrorSummary, FieldError, provide_form_errors};

const DAY: &str = "day";

/// The day that the address names; none when it names none that is.
pub(super) fn use_day() -> Memo<Option<Date>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str(ON).and_then(Date::parse_iso)))
}

/// The form: another day, the same report.
#[component]
pub(super) fn DayForm(
    /// The report's address.
    here: DeskPlace,
    /// The day of the address.
    day: Memo<Option<Date>>,
) -> impl IntoView {
    let (go, errors) = (use_go(), provide_form_errors());
    let typed = RwSignal::new(day.get_untracked().unwrap_or_else(today).to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match Date::parse_iso(&typed.get_untracked()) {
            Some(day) => {
                errors.show(Vec::new());
                go.rename(&format!("{here}?{ON}={day}"));
            }
            None => errors.show(vec![FieldError::new(DAY, code("edit", "not_a_date"))]),
        }
    };
    view! {
        <form class="policy__ask panel" novalidate on:submit=submit>
            <ErrorSummary />
            <DateField id=DAY label=t::staff_policy::day::label() hint=t::staff_policy::day::hint() value=typed />
            <Button kind=ButtonKind::Secondary>{t::staff_policy::day::submit()}</Button>
        </form>
    }
    .into_any()
}
