//! What to simulate: who, for which day, with which seed. All of it stands in the address, so a link gives the same.

use super::{
    super::super::{
        place::{DeskPlace, ON, SEED, WHO},
        words::code,
    },
    Question,
};
use crate::{clock::today, go::use_go};
use api::policy_desk::PopulationKind;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Choice, DateField, ErrorSummary, FieldError, InputKind, Radios, TextField,
    provide_form_errors,
};

const DAY: &str = "day";
const SEED_FIELD: &str = "seed";
const WHO_FIELD: &str = "who";

/// The form.
#[component]
pub(super) fn AskForm(
    /// The report's address.
    here: DeskPlace,
    /// The day of the address.
    day: Memo<Option<Date>>,
    /// The rest of it.
    question: Memo<Question>,
) -> impl IntoView {
    let (go, errors) = (use_go(), provide_form_errors());
    let asked = question.get_untracked();
    let on = RwSignal::new(day.get_untracked().unwrap_or_else(today).to_string());
    let seed = RwSignal::new(asked.seed.to_string());
    let who = RwSignal::new(asked.who.id().to_owned());
    let choices = vec![
        Choice::new(
            PopulationKind::Synthetic.id(),
            t::staff_policy::simulation::who_made_up(),
        )
        .with_hint(t::staff_policy::simulation::who_made_up_hint()),
        Choice::new(
            PopulationKind::Filed.id(),
            t::staff_policy::simulation::who_filed(),
        )
        .with_hint(t::staff_policy::simulation::who_filed_hint()),
    ];
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (on, seed) = (on.get_untracked(), seed.get_untracked());
        match query(&on, &seed, &who.get_untracked()) {
            Ok(query) => {
                errors.show(Vec::new());
                go.rename(&format!("{here}?{query}"));
            }
            Err(flaws) => errors.show(flaws),
        }
    };
    view! {
        <form class="policy__ask panel" novalidate on:submit=submit>
            <ErrorSummary />
            <Radios id=WHO_FIELD label=t::staff_policy::simulation::who() choices=choices value=who />
            <DateField id=DAY label=t::staff_policy::day::label() hint=t::staff_policy::day::hint() value=on />
            <TextField
                id=SEED_FIELD
                label=t::staff_policy::simulation::seed()
                hint=t::staff_policy::simulation::seed_hint()
                value=seed
                kind=InputKind::Digits
            />
            <Button kind=ButtonKind::Secondary>{t::staff_policy::simulation::submit()}</Button>
        </form>
    }
    .into_any()
}

/// The query of what is asked, or everything to put right.
fn query(day: &str, seed: &str, who: &str) -> Result<String, Vec<FieldError>> {
    let mut flaws = Vec::new();
    let day = Date::parse_iso(day);
    if day.is_none() {
        flaws.push(FieldError::new(DAY, code("edit", "not_a_date")));
    }
    let seed = seed.trim().parse::<u32>().ok();
    if seed.is_none() {
        let words = t::staff_policy::simulation::seed_wrong();
        flaws.push(FieldError::new(SEED_FIELD, words));
    }
    match (day, seed) {
        (Some(day), Some(seed)) => Ok(format!("{ON}={day}&{SEED}={seed}&{WHO}={who}")),
        _ => Err(flaws),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_stands_in_the_address() {
        assert_eq!(
            query("2026-12-01", " 7 ", "synthetic").unwrap(),
            "on=2026-12-01&seed=7&who=synthetic"
        );
        let flaws = query("2026-13-01", "-1", "filed").unwrap_err();
        let fields: Vec<&str> = flaws.iter().map(|flaw| flaw.field.as_ref()).collect();
        assert_eq!(fields, ["day", "seed"]);
    }
}
