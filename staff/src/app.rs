//! What is around every page: header with the officer's name, the place for the page.

use crate::{
    go::{provide_go, use_go},
    intent::is_passing,
    kept,
    place::Place,
    routes::Pages,
    session::{provide_session, use_session},
    shortcuts::Shortcuts,
    storage, words,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use leptos_router::components::Router;
use ui::{Bundle, Button, ButtonKind, Explain, Notice, SiteHeader, Tone};

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
    let leaving = Leaving::new();
    view! {
        <SiteHeader home="/staff/" name=t::common::staff_site()>
            <Officer leaving=leaving />
        </SiteHeader>
        <main class="page page--wide" id="main" tabindex="-1">
            <Unsent leaving=leaving />
            <NotLeft leaving=leaving />
            <Pages />
            <Shortcuts />
        </main>
    }
    .into_any()
}

/// The way out, which leaves nothing of the session in the browser.
#[derive(Clone, Copy)]
struct Leaving {
    /// Signs out; told whether what is not sent may go.
    send: Action<bool, ()>,
    /// Whether something is not sent, and nobody has said yet that it may go.
    asks: RwSignal<bool>,
    /// Why the last press did not sign out.
    failed: RwSignal<Option<ClientError>>,
}

impl Leaving {
    fn new() -> Self {
        let (session, go) = (use_session(), use_go());
        let asks = RwSignal::new(false);
        let failed = RwSignal::new(None);
        let send = Action::new_local(move |is_sure: &bool| {
            let is_sure = *is_sure;
            async move {
                failed.set(None);
                if !is_sure && kept::has_unsent().await {
                    asks.set(true);
                    return;
                }
                if let Some(staff) = session.staff()
                    && let Err(error) = staff.sign_out().await
                    && is_passing(&error)
                    && !error.is(api::ProblemCode::SignInRequired)
                {
                    // The session lives on at the server, and what the device keeps with it.
                    failed.set(Some(error));
                    return;
                }
                asks.set(false);
                storage::clear();
                session.end();
                go.instead(&Place::SignIn.to_string());
            }
        });
        Self { send, asks, failed }
    }

    fn pending(self) -> Signal<bool> {
        self.send.pending().into()
    }
}

/// Who is signed in, and the way out.
#[component]
fn Officer(
    /// The way out.
    leaving: Leaving,
) -> impl IntoView {
    let session = use_session();
    let press = Callback::new(move |()| {
        leaving.send.dispatch_local(false);
    });
    let officer = Memo::new(move |_| session.officer());
    move || {
        officer.get().map(|officer| {
            let name = t::staff_signin::officer(officer.display_name, words::role(officer.role));
            view! {
                <span class="app__officer">{name}</span>
                <Button kind=ButtonKind::Secondary pending=leaving.pending() on_press=press>
                    {t::staff_signin::leave()}
                </Button>
            }
            .into_any()
        })
    }
}

/// Asks before ticks are thrown away that no server has.
#[component]
fn Unsent(
    /// The way out.
    leaving: Leaving,
) -> impl IntoView {
    let sure = move |()| {
        leaving.send.dispatch_local(true);
    };
    let stay = move |()| leaving.asks.set(false);
    move || {
        leaving.asks.get().then(|| {
            view! {
                <Notice tone=Tone::Warning is_live=true>
                    <p>{t::staff_signin::unsent()}</p>
                    <Button kind=ButtonKind::Danger pending=leaving.pending() on_press=sure>
                        {t::staff_signin::leave_all_the_same()}
                    </Button>
                    <Button kind=ButtonKind::Secondary on_press=stay>{t::common::cancel()}</Button>
                </Notice>
            }
        })
    }
}

/// Says that nobody is signed out yet, and why.
#[component]
fn NotLeft(
    /// The way out.
    leaving: Leaving,
) -> impl IntoView {
    let session = use_session();
    move || {
        let failed = session.officer().and_then(|_| leaving.failed.get());
        failed.map(|error| {
            view! {
                <Notice tone=Tone::Error is_live=true>
                    <p>{error.explain()}</p>
                    <Button kind=ButtonKind::Quiet on_press=move |()| leaving.failed.set(None)>
                        {t::staff_lessons::offline::understood()}
                    </Button>
                </Notice>
            }
        })
    }
}
