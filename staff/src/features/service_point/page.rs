//! The page of a clerk.

use super::{left::LeftFiles, open::OpenForm, sheet::sheet};
use crate::{
    desk::{provide_desk, use_desk},
    place::Place,
    session::{SignedInOnly, use_session},
};
use api::service_point::DaySheetResponse;
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use ui::{LinkButton, Loadable, PageTitle};
use workflow::Role;

/// `/staff/service-point`.
#[component]
pub(crate) fn ServicePointPage() -> impl IntoView {
    view! { <SignedInOnly view=|staff| view! { <Guarded staff=staff /> }.into_any() /> }.into_any()
}

#[component]
fn Guarded(
    /// The calls of whoever is signed in.
    staff: Staff,
) -> impl IntoView {
    let officer = untrack(|| use_session().officer());
    if officer.is_none_or(|officer| officer.role != Role::ServicePointClerk) {
        return view! { <NotYours /> }.into_any();
    }
    provide_desk(staff, true);
    view! { <Counter /> }.into_any()
}

/// What a clerk has before them between two residents.
#[component]
fn Counter() -> impl IntoView {
    let desk = use_desk();
    let day = desk.ask(|staff| async move { staff.find_day_sheet().await });
    let show = Callback::new(move |found: DaySheetResponse| {
        let left = found.left_files.clone();
        let gone = Callback::new(move |()| day.refetch());
        view! {
            <LeftFiles files=left on_gone=gone />
            <OpenForm />
            {sheet(found)}
        }
        .into_any()
    });
    view! {
        <PageTitle title=t::staff_service_point::title() />
        <Loadable resource=day view=show />
    }
    .into_any()
}

/// For staff of other roles: no data was asked for, and the way back is there.
#[component]
fn NotYours() -> impl IntoView {
    view! {
        <PageTitle title=t::staff_service_point::title() />
        <p>{t::staff_service_point::not_yours()}</p>
        <LinkButton href=Place::Queue.to_string()>{t::staff_training::home()}</LinkButton>
    }
    .into_any()
}
