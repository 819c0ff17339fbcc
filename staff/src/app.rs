//! What is around every page: header with the officer's name, the place for the page.

use crate::{
    go::{provide_go, use_go},
    intent::is_passing,
    place::Place,
    routes::Pages,
    session::{provide_session, use_session},
    shortcuts::Shortcuts,
    storage, words,
};
use i18n::t;
use leptos::prelude::*;
use leptos_router::components::Router;
use ui::{Bundle, Button, ButtonKind, SiteHeader, SkipLink};

/// The staff workspaces with their shell.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <Router base=Bundle::Staff.base()>
            <Shell />
        </Router>
    }
}

#[component]
fn Shell() -> impl IntoView {
    provide_go();
    provide_session();
    view! {
        <SkipLink />
        <SiteHeader home="/staff/" name=t::common::staff_site()>
            <Officer />
        </SiteHeader>
        <main class="page page--wide" id="main" tabindex="-1">
            <Pages />
            <Shortcuts />
        </main>
    }
    .into_any()
}

/// Who is signed in, and the way out, which leaves nothing of the session in the browser.
#[component]
fn Officer() -> impl IntoView {
    let (session, go) = (use_session(), use_go());
    let sign_out = Action::new_local(move |(): &()| async move {
        if let Some(staff) = session.staff()
            && let Err(error) = staff.sign_out().await
            && is_passing(&error)
            && !error.is(api::ProblemCode::SignInRequired)
        {
            // The session lives on at the server: say so by staying signed in.
            return;
        }
        storage::clear();
        session.end();
        go.instead(&Place::SignIn.to_string());
    });
    let pending: Signal<bool> = sign_out.pending().into();
    let press = Callback::new(move |()| {
        sign_out.dispatch_local(());
    });
    let officer = Memo::new(move |_| session.officer());
    move || {
        officer.get().map(|officer| {
            let name = t::staff_signin::officer(officer.display_name, words::role(officer.role));
            view! {
                <span class="app__officer">{name}</span>
                <Button kind=ButtonKind::Secondary pending=pending on_press=press>{t::staff_signin::leave()}</Button>
            }
            .into_any()
        })
    }
}
