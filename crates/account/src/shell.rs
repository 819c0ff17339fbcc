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
use ui::{BottomBar, Bundle, SiteHeader, SkipLink};

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
    view! {
        <SkipLink />
        <SiteHeader>
            <SignOut />
        </SiteHeader>
        <BottomBar path=path />
        <main class="page" id="main" tabindex="-1">
            {pages()}
        </main>
    }
    .into_any()
}

/// Ends the session and leaves nothing of it in the browser.
#[component]
fn SignOut() -> impl IntoView {
    let (session, go) = (use_session(), use_go());
    let sign_out = Action::new_local(move |(): &()| async move {
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
    let pending: Signal<bool> = sign_out.pending().into();
    let press = move |_| {
        if !pending.get_untracked() {
            sign_out.dispatch_local(());
        }
    };
    let is_signed_in = Memo::new(move |_| session.phone().is_some());
    move || {
        is_signed_in.get().then(|| {
            view! {
                <button class="site-header__switch" type="button" on:click=press>
                    {t::signin::leave()}
                </button>
            }
            .into_any()
        })
    }
}
