//! What is around every page: header, the four tasks, the place for the page.

use crate::{
    Failure, Place,
    go::{provide_go, use_go},
    session::{provide_session, use_session},
    storage,
};
use i18n::t;
use leptos::prelude::*;
use router::{Router, use_location};
use ui::{
    BottomBar, Bundle, Doing, SiteHeader,
    element::{IntoChild, el},
};

/// A bundle of the residents' own pages with what is around each.
#[component]
pub fn Shell(
    /// The bundle.
    bundle: Bundle,
    /// Draws the page of the address shown.
    pages: fn() -> AnyView,
) -> impl IntoView {
    view! {
        <Router base=bundle.base()>
            {frame(pages)}
        </Router>
    }
}

fn frame(pages: fn() -> AnyView) -> AnyView {
    provide_go();
    provide_session();
    let path = use_location().pathname;
    let page = el("main")
        .class("page")
        .id("main")
        .attr("tabindex", "-1")
        .child(pages());
    vec![
        view! { <SiteHeader><SignOut /></SiteHeader> }.into_any(),
        view! { <BottomBar path=path /> }.into_any(),
        page.into_child(),
    ]
    .into_any()
}

/// Ends the session and leaves nothing of it in the browser.
#[component]
fn SignOut() -> impl IntoView {
    let (session, go) = (use_session(), use_go());
    let sign_out = Doing::new(move |()| async move {
        if let Some(resident) = session.resident()
            && let Err(failure) = resident.sign_out().await.map_err(Failure::from)
            && failure.is_passing()
        {
            // The session lives on at the server: say so by staying signed in.
            return;
        }
        storage::clear();
        session.end();
        go.to(&Place::SignIn.to_string());
    });
    let is_signed_in = Memo::new(move |_| session.phone().is_some());
    let button = move || {
        is_signed_in.get().then(|| {
            el("button")
                // By its name `public/boot.js` knows it, and has `unsent.js` ask first when something has not been sent.
                .class("site-header__switch leave")
                .attr("type", "button")
                .on("click", move |_| sign_out.start(()))
                .child(t::signin::leave())
        })
    };
    button.into_child()
}
