//! The classes of several courses a year later, in one press, as drafts that say what has to be looked at.

use super::{place::TrainingPlace, words};
use crate::{desk::use_desk, said::Said, said::SaidNotice};
use api::listing::{ListingSummary, RollOverRequest, RollOverResponse, RolledOver};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Checkboxes, Choice, ErrorSummary, FieldError, provide_form_errors};
use workflow::listing::ListingState;

/// The outcome that led to a draft.
pub(super) const DRAFTED: &str = "drafted";
const CHOICE: &str = "roll-over";

/// What became of one, in words.
pub(super) fn told(rolled: &RolledOver) -> String {
    use t::staff_training::roll;
    let title = rolled.title.as_str();
    let wrong = rolled.findings.iter().filter(|one| !one.is_note).count();
    match rolled.outcome.as_str() {
        DRAFTED if wrong > 0 => roll::drafted_wrong(title, wrong),
        DRAFTED => roll::drafted(title),
        "in_review" => roll::in_review(title),
        "has_draft" => roll::has_draft(title),
        "no_classes" => roll::no_classes(title),
        _ => roll::not_public(title),
    }
}

/// What can be chosen: courses that residents see, and those that have ended, which begin anew.
fn choices(listings: Vec<ListingSummary>) -> Vec<Choice> {
    let choice = |one: ListingSummary| match one.state {
        ListingState::Live => Some(Choice::new(one.id, one.title)),
        state if state.has_ended() && one.classes > 0 => {
            let title = t::common::with_note(one.title, words::state(state));
            Some(Choice::new(one.id, title))
        }
        _ => None,
    };
    listings.into_iter().filter_map(choice).collect()
}

/// Choosing courses, and what became of each.
#[component]
pub(super) fn RollOver(
    /// A trainer's courses, those that have ended last.
    listings: Vec<ListingSummary>,
    /// Loads the list anew.
    again: Callback<()>,
    /// What became of the last press; stays while the list is loaded.
    rolled: RwSignal<Vec<RolledOver>>,
) -> impl IntoView {
    use t::staff_training::roll;
    let desk = use_desk();
    let errors = provide_form_errors();
    let (chosen, said) = (RwSignal::new(Vec::<String>::new()), RwSignal::new(None));
    let press = desk.press(
        move |request: RollOverRequest, key| async move {
            desk.staff.roll_listings_over(&request, &key).await
        },
        move |answer: Result<RollOverResponse, ClientError>| match answer {
            Ok(answer) => {
                rolled.set(answer.rolled);
                again.run(());
            }
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let listings = chosen.get_untracked();
        if listings.is_empty() {
            errors.show(vec![FieldError::new(CHOICE, roll::choose_empty())]);
            return;
        }
        errors.show(Vec::new());
        press.send(RollOverRequest { listings });
    };
    let choices = choices(listings);
    if choices.is_empty() {
        return ().into_any();
    }
    view! {
        <details>
            <summary>{roll::title()}</summary>
            <form novalidate on:submit=submit>
                <ErrorSummary />
                <p>{roll::about()}</p>
                <Checkboxes id=CHOICE label=roll::choose() choices=choices value=chosen />
                <Button kind=ButtonKind::Secondary pending=press.pending>{roll::press()}</Button>
            </form>
            <SaidNotice said=said />
        </details>
    }
    .into_any()
}

/// What became of each, with the way to its draft and everything to look at there.
pub(super) fn outcomes(rolled: &[RolledOver]) -> AnyView {
    if rolled.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = rolled.iter().map(outcome).collect();
    view! { <div role="status"><ul class="training__findings">{lines}</ul></div> }.into_any()
}

fn outcome(one: &RolledOver) -> AnyView {
    let findings: Vec<AnyView> = one
        .findings
        .iter()
        .map(|finding| {
            view! { <li>{words::place(&finding.at)} " " {words::finding(finding)}</li> }.into_any()
        })
        .collect();
    let href = TrainingPlace::Listing(one.listing.clone()).to_string();
    view! { <li><a href=href>{told(one)}</a> <ul>{findings}</ul></li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_residents_see_and_what_has_ended_can_be_chosen() {
        for (state, classes, expected) in [
            (ListingState::Live, 1, true),
            (ListingState::LiveWithDraft, 1, false),
            (ListingState::Suspended, 1, false),
            (ListingState::Withdrawn, 1, true),
            (ListingState::Withdrawn, 0, false),
            (ListingState::Archived, 1, true),
        ] {
            let one = ListingSummary {
                id: "a".into(),
                title: "电工".into(),
                organisation: String::new(),
                state,
                is_handed_in: false,
                due_on: None,
                is_overdue: false,
                put_away_on: None,
                classes,
                updated_at_ms: 0,
            };
            assert_eq!(choices(vec![one]).len() == 1, expected, "{state} {classes}");
        }
    }
}
