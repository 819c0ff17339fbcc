//! The page of one course, for whoever looks.

use super::{super::place::TrainingPlace, editor::Editor, review::Review};
use crate::desk::{Asked, use_desk};
use api::listing::ListingView;
use catalogue::Division;
use client::{Anonymous, both};
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, PageTitle};

/// The page.
#[component]
pub(in super::super) fn ListingPage(
    /// Which.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let is_trainer = desk.may_change;
    let found: Asked<(ListingView, Vec<Division>)> = desk.ask(move |staff| {
        let id = id.clone();
        async move {
            let (listing, divisions) =
                both(staff.find_listing(&id), Anonymous.list_divisions()).await;
            Ok((listing?, divisions?))
        }
    });
    let drawn = move |(listing, divisions): (ListingView, Vec<Division>)| {
        if is_trainer {
            view! { <Editor listing=listing divisions=divisions /> }.into_any()
        } else {
            view! { <Review listing=listing divisions=divisions /> }.into_any()
        }
    };
    let title = if is_trainer {
        t::staff_training::edit::title()
    } else {
        t::staff_training::review::title()
    };
    view! {
        <BackLink href=TrainingPlace::Listings.to_string() label=t::staff_training::nav::listings() />
        <PageTitle title=title />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}
