//! What is around every page: header, the four tasks, the place for the page.

use crate::{
    failure::Failure,
    go::{provide_go, use_go},
    place::Place,
    routes::Pages,
    session::{provide_session, use_session},
    storage,
};
use i18n::t;
use leptos::prelude::*;
use router::{Router, use_location};
use ui::{BottomBar, Bundle, SiteHeader, SkipLink};

/// The residents' own pages with their shell.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <Router base=Bundle::My.base()>
            <Shell />
        </Router>
    }
}

#[component]
fn Shell() -> impl IntoView {
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
            <Pages />
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
