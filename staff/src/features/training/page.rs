//! The page of an address here, for those whose work it is.

use super::{
    classes::{ClassPage, ClassesPage, provide_shelf},
    frame::duty,
    listing::{ListingPage, NewListingPage},
    listings::ListingsPage,
    organisations::{NewOrganisationPage, OrganisationPage, OrganisationsPage, PeoplePage},
    place::TrainingPlace,
    section::{
        CalendarPage, ComplaintsPage, EligibilityPage, HistoryPage, OpeningPage, SpotChecksPage,
        YearPage,
    },
    settlements::{SettlementPage, SettlementsPage},
    sheets::{SheetPage, SheetsPage},
};
use crate::{
    desk::provide_desk,
    place::Place,
    session::{SignedInOnly, use_session},
};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{LinkButton, NotFound, PageTitle};
use workflow::{Duty, Role};

/// Every page under `/staff/training`.
#[component]
pub(crate) fn TrainingPage() -> impl IntoView {
    view! { <SignedInOnly view=|staff| view! { <Guarded staff=staff /> }.into_any() /> }.into_any()
}

#[component]
fn Guarded(
    /// The calls of whoever is signed in.
    staff: Staff,
) -> impl IntoView {
    let role = untrack(|| use_session().officer()).map(|officer| officer.role);
    let is_trainer = match role {
        Some(Role::Trainer) => true,
        Some(Role::TrainingOfficer) => false,
        _ => return view! { <NotYours /> }.into_any(),
    };
    provide_desk(staff, is_trainer);
    if is_trainer {
        provide_shelf();
    }
    let params = use_params_map();
    let place = Memo::new(move |_| {
        let rest = params.with(|params| params.get("rest")).unwrap_or_default();
        TrainingPlace::parse(&rest)
    });
    let shown = move || match place.get() {
        // Who only teaches begins with the classes.
        Some(TrainingPlace::Listings) if is_trainer && duty() == Some(Duty::Teacher) => {
            page(TrainingPlace::Classes, is_trainer)
        }
        Some(place) => page(place, is_trainer),
        None => view! { <NotFound home="/staff/training" /> }.into_any(),
    };
    shown.into_any()
}

fn page(place: TrainingPlace, is_trainer: bool) -> AnyView {
    match (place, is_trainer) {
        (TrainingPlace::Listings, _) => view! { <ListingsPage /> }.into_any(),
        (TrainingPlace::NewListing, true) => view! { <NewListingPage /> }.into_any(),
        (TrainingPlace::Listing(id), _) => view! { <ListingPage id=id /> }.into_any(),
        (TrainingPlace::Classes, _) => view! { <ClassesPage /> }.into_any(),
        (TrainingPlace::Class(id), _) => view! { <ClassPage id=id /> }.into_any(),
        (TrainingPlace::History(class, id), false) => {
            view! { <HistoryPage class=class id=id /> }.into_any()
        }
        (TrainingPlace::Calendar, false) => view! { <CalendarPage /> }.into_any(),
        (TrainingPlace::SpotChecks, false) => view! { <SpotChecksPage /> }.into_any(),
        (TrainingPlace::Complaints, false) => view! { <ComplaintsPage /> }.into_any(),
        (TrainingPlace::Eligibility, false) => view! { <EligibilityPage /> }.into_any(),
        (TrainingPlace::Opening, false) => view! { <OpeningPage /> }.into_any(),
        (TrainingPlace::Year, false) => view! { <YearPage /> }.into_any(),
        (TrainingPlace::Settlements, false) => view! { <SettlementsPage /> }.into_any(),
        (TrainingPlace::Settlement(id), _) => view! { <SettlementPage id=id /> }.into_any(),
        (TrainingPlace::Sheets, true) => view! { <SheetsPage /> }.into_any(),
        (TrainingPlace::Sheet(id), true) => view! { <SheetPage id=id /> }.into_any(),
        (TrainingPlace::Organisations, false) => view! { <OrganisationsPage /> }.into_any(),
        (TrainingPlace::NewOrganisation, false) => view! { <NewOrganisationPage /> }.into_any(),
        (TrainingPlace::Organisation(id), false) => view! { <OrganisationPage id=id /> }.into_any(),
        (TrainingPlace::People, true) => view! { <PeoplePage /> }.into_any(),
        _ => view! { <NotFound home="/staff/training" /> }.into_any(),
    }
}

/// For officers of other roles: no data was asked for, and the way back is there.
#[component]
fn NotYours() -> impl IntoView {
    view! {
        <PageTitle title=t::staff_training::nav::label() />
        <p>{t::staff_training::not_yours()}</p>
        <LinkButton href=Place::Queue.to_string()>{t::staff_training::home()}</LinkButton>
    }
    .into_any()
}
