//! The two pages, for those who have to do with loans.

use super::{list::LoanList, loan::OneLoan};
use crate::{
    desk::provide_desk,
    place::Place,
    session::{SignedInOnly, use_session},
};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{BackLink, LinkButton, PageTitle};
use workflow::Role;

/// The list.
#[component]
pub(crate) fn LoansPage() -> impl IntoView {
    let list = |staff| {
        view! { <Guarded staff=staff of=officers() view=|()| view! { <LoanList /> }.into_any() /> }
            .into_any()
    };
    view! {
        <BackLink href=Place::Queue.to_string() label=t::staff_queue::title() />
        <PageTitle title=t::staff_loan::title() />
        <SignedInOnly view=list />
    }
    .into_any()
}

/// Those who have to do with loans.
fn officers() -> Vec<Role> {
    vec![Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer]
}

/// One loan, by the id in the address.
#[component]
pub(crate) fn LoanPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    view! {
        <BackLink href=Place::Loans.to_string() label=t::staff_loan::title() />
        {move || {
            let id = id.get();
            let loan = move |()| view! { <OneLoan id=id.clone() /> }.into_any();
            let guarded = move |staff| {
                let loan = loan.clone();
                view! { <Guarded staff=staff of=officers() view=loan /> }.into_any()
            };
            view! { <SignedInOnly view=guarded /> }
        }}
    }
    .into_any()
}

/// Shows its view to those whose work it is.
#[component]
pub(super) fn Guarded(
    /// The calls of whoever is signed in.
    staff: Staff,
    /// Whose work it is.
    of: Vec<Role>,
    /// What they see.
    #[prop(into)]
    view: Callback<(), AnyView>,
) -> impl IntoView {
    let role = untrack(|| use_session().officer()).map(|officer| officer.role);
    match role {
        Some(role) if of.contains(&role) => {
            provide_desk(staff, true);
            view.run(())
        }
        _ => view! {
            <p>{t::staff_loan::not_yours()}</p>
            <LinkButton href=Place::Queue.to_string()>{t::staff_queue::title()}</LinkButton>
        }
        .into_any(),
    }
}
