//! Loads an application for its pages.

use super::OpenApplication;
use crate::{failure::Failure, session::use_session};
use client::{Anonymous, Resident};
use leptos::prelude::*;
use router::use_location;
use ui::{Fetched, Loadable, Notice, Text, Tone};

/// Opens the application with this id and shows its pages; a change made elsewhere is loaded and announced.
#[component]
pub(crate) fn Opened(
    /// Which one.
    id: String,
    /// Its owner.
    resident: Resident,
    /// Its pages, which find it by [`super::use_application`].
    #[prop(into)]
    view: ViewFn,
) -> impl IntoView {
    let session = use_session();
    // A word belongs to the page it came up on, and is gone from the next.
    let path = use_location().pathname;
    let news = RwSignal::new(None::<(String, Text)>);
    let district =
        Fetched::new(|| async { Anonymous.find_district().await.map_err(Failure::from) });
    let found = Fetched::new(move || {
        let id = id.clone();
        async move {
            resident.find_application(&id).await.map_err(|error| {
                let failure = Failure::from(error);
                drop(session.watch(failure.clone()));
                failure
            })
        }
    });
    let reload = Callback::new(move |words: Text| {
        news.set(Some((path.get_untracked(), words)));
        found.refetch();
    });
    let show = Callback::new(move |file| {
        let application = OpenApplication::new(file, resident, session, district, reload);
        provide_context(application);
        view.run()
    });
    let announced = move || {
        news.get()
            .filter(|(on, _)| path.with(|path| path == on))
            .map(|(_, words)| {
                view! { <Notice tone=Tone::Warning is_live=true><p>{words}</p></Notice> }.into_any()
            })
    };
    view! {
        {announced}
        <Loadable resource=found view=show />
    }
    .into_any()
}
