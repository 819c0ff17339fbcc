//! The one table of addresses, relative to `/track`.

use crate::by_hash::by_hash;
use crate::features::{
    certificate::CertificatePage, consent::ConsentPage, outcome::OutcomePage, track::TrackPage,
};
use leptos::prelude::*;
use router::{Page, Routes};
use ui::NotFound;

const PAGES: &[Page] = &[
    ("/", || view! { <TrackPage /> }.into_any()),
    ("/certificate", || {
        by_hash(|hash| view! { <CertificatePage hash=hash /> }.into_any())
    }),
    ("/consent", || {
        by_hash(|hash| view! { <ConsentPage hash=hash /> }.into_any())
    }),
    ("/outcome", || {
        by_hash(|hash| view! { <OutcomePage hash=hash /> }.into_any())
    }),
];

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! { <Routes pages=PAGES fallback=|| view! { <NotFound home="/" /> }.into_any() /> }
}
