//! What can be recorded now: a button for each, or the form of the one that is open.

use super::{form::form, open::use_open_loan};
use crate::words;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind};
use workflow::servicing::ServicingAction;

/// The buttons, or one form.
#[component]
pub(super) fn Acts() -> impl IntoView {
    let open_loan = use_open_loan();
    move || match open_loan.open.get() {
        Some(what) => form(what),
        None => buttons(),
    }
}

/// Subsidies are decided, and asked about, at their quarters.
fn buttons() -> AnyView {
    let open_loan = use_open_loan();
    let actions = open_loan.loan.with(|loan| loan.actions.clone());
    let buttons: Vec<AnyView> = actions
        .into_iter()
        .filter(|action| {
            !matches!(
                action,
                ServicingAction::ApproveSubsidy
                    | ServicingAction::StopSubsidy
                    | ServicingAction::QuerySubsidy
            )
        })
        .enumerate()
        .map(|(at, action)| {
            let kind = if at == 0 {
                ButtonKind::Primary
            } else {
                ButtonKind::Secondary
            };
            let press = Callback::new(move |()| open_loan.begin(action, ""));
            view! { <Button kind=kind on_press=press>{words::loan_action(action)}</Button> }
                .into_any()
        })
        .collect();
    if buttons.is_empty() {
        return view! { <p>{t::staff_loan::nothing_to_do()}</p> }.into_any();
    }
    view! { <div class="row">{buttons}</div> }.into_any()
}
