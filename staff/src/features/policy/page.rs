//! The page of an address of the desk, for those who may see it.

use super::{
    desk::provide_desk,
    draft::{ConditionPage, FilesPage, ParameterPage, SourcePage},
    history::HistoryPage,
    mismatches::MismatchesPage,
    overview::OverviewPage,
    place::{DeskPlace, Report},
    proposal::{ProposalPage, ProposePage},
    reports::{CasesPage, CheckPage, DiffPage, SimulationPage},
    rules::RulesPage,
};
use crate::{
    place::Place,
    session::{SignedInOnly, use_session},
};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{LinkButton, NotFound, PageTitle};
use workflow::Role;

/// Every page under `/staff/policy`.
#[component]
pub(crate) fn PolicyDeskPage() -> impl IntoView {
    view! { <SignedInOnly view=|staff| view! { <Guarded staff=staff /> }.into_any() /> }.into_any()
}

#[component]
fn Guarded(
    /// The officer's calls.
    staff: Staff,
) -> impl IntoView {
    let role = untrack(|| use_session().officer()).map(|officer| officer.role);
    let may_change = match role {
        Some(Role::PolicyOfficer) => true,
        Some(Role::Auditor) => false,
        _ => return view! { <NotYours /> }.into_any(),
    };
    provide_desk(staff, may_change);
    let params = use_params_map();
    let place = Memo::new(move |_| {
        let rest = params.with(|params| params.get("rest")).unwrap_or_default();
        DeskPlace::parse(&rest)
    });
    let shown = move || match place.get() {
        Some(place) => page(place),
        None => view! { <NotFound home="/staff/policy" /> }.into_any(),
    };
    shown.into_any()
}

fn page(place: DeskPlace) -> AnyView {
    match place {
        DeskPlace::Overview => view! { <OverviewPage /> }.into_any(),
        DeskPlace::History => view! { <HistoryPage /> }.into_any(),
        DeskPlace::Mismatches => view! { <MismatchesPage /> }.into_any(),
        DeskPlace::Rules(subject) => view! { <RulesPage subject=subject /> }.into_any(),
        DeskPlace::Parameter(draft, parameter, file) => {
            view! { <ParameterPage draft=draft parameter=parameter file=file /> }.into_any()
        }
        DeskPlace::Condition(draft, programme, key) => {
            view! { <ConditionPage draft=draft programme=programme key=key /> }.into_any()
        }
        DeskPlace::Files(subject) => view! { <FilesPage subject=subject /> }.into_any(),
        DeskPlace::Source(subject, file) => {
            view! { <SourcePage subject=subject file=file /> }.into_any()
        }
        DeskPlace::Report(subject, report) => match report {
            Report::Check => view! { <CheckPage subject=subject /> }.into_any(),
            Report::Cases => view! { <CasesPage subject=subject /> }.into_any(),
            Report::Diff => view! { <DiffPage subject=subject /> }.into_any(),
            Report::Simulation => view! { <SimulationPage subject=subject /> }.into_any(),
        },
        DeskPlace::Propose(subject) => view! { <ProposePage subject=subject /> }.into_any(),
        DeskPlace::Proposal(id) => view! { <ProposalPage id=id /> }.into_any(),
    }
}

/// For officers of other roles: no data was asked for, and the way back is there.
#[component]
fn NotYours() -> impl IntoView {
    view! {
        <PageTitle title=t::staff_policy::not_yours::title() />
        <p>{t::staff_policy::not_yours::detail()}</p>
        <LinkButton href=Place::Queue.to_string()>{t::staff_policy::not_yours::home()}</LinkButton>
    }
    .into_any()
}
