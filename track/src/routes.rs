//! The one table of addresses, relative to `/track`.

use crate::features::{
    certificate::CertificatePage, consent::ConsentPage, outcome::OutcomePage, track::TrackPage,
};
use leptos::prelude::*;
use router::{Page, Routes};
use ui::NotFound;

const PAGES: &[Page] = &[
    ("/", || view! { <TrackPage /> }.into_any()),
    ("/certificate", || view! { <CertificatePage /> }.into_any()),
    ("/consent", || view! { <ConsentPage /> }.into_any()),
    ("/outcome", || view! { <OutcomePage /> }.into_any()),
];

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! { <Routes pages=PAGES fallback=|| view! { <NotFound home="/" /> }.into_any() /> }
}
