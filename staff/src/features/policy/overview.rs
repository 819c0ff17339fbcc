//! The first page: what is in force, what waits for somebody, what is being written.

mod drafts;
mod packs;
mod waiting;

use super::{
    desk::{Asked, use_desk},
    place::DeskPlace,
};
use api::policy_desk::ListReceiptMismatchesResponse;
use drafts::Drafts;
use i18n::t;
use leptos::prelude::*;
use packs::Packs;
use ui::{Loadable, PageTitle, StatusTag, Tone};
use waiting::Waiting;

/// The desk's first page.
#[component]
pub(super) fn OverviewPage() -> impl IntoView {
    view! {
        <PageTitle title=t::staff_policy::title() />
        <p>{t::staff_policy::about()}</p>
        <div class="columns">
            <div class="policy__column">
                <Packs />
                <Drafts />
            </div>
            <div class="policy__column">
                <Waiting />
                <h2>{t::staff_policy::record::title()}</h2>
                <p><a href=DeskPlace::History.to_string()>{t::staff_policy::record::history()}</a></p>
                <Mismatches />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Mismatches() -> impl IntoView {
    let found: Asked<ListReceiptMismatchesResponse> =
        use_desk().ask(|staff| async move { staff.list_receipt_mismatches().await });
    let drawn = |found: ListReceiptMismatchesResponse| {
        let tag = if found.total == 0 {
            view! { <StatusTag tone=Tone::Success label=t::staff_policy::record::no_mismatch() /> }
        } else {
            view! { <StatusTag tone=Tone::Warning label=t::staff_policy::record::mismatches(found.total) /> }
        };
        view! {
            <p class="row">
                <a href=DeskPlace::Mismatches.to_string()>{t::staff_policy::mismatches::title()}</a>
                {tag}
            </p>
        }
        .into_any()
    };
    view! { <Loadable resource=found view=drawn /> }.into_any()
}
