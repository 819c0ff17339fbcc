//! Somebody who agreed, in full: fetched by a press, because each look is written down, and gone with the page.

use super::open_file::use_open_file;
use crate::{
    desk::{Asked, use_desk},
    focus,
};
use api::people::PersonInFullView;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Loadable};

/// The button, and what it fetched.
#[component]
pub(super) fn InFull(
    /// The consent's id.
    consent: String,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let place = ["in-full-", &consent].concat();
    let here = ["#", &place].concat();
    let open = Callback::new(move |()| {
        is_open.set(true);
        // The button goes away.
        focus::soon_on(here.clone());
    });
    let part = move || {
        if is_open.get() {
            return view! { <Opened consent=consent.clone() /> }.into_any();
        }
        view! {
            <Button kind=ButtonKind::Secondary on_press=open>{t::people::staff::see()}</Button>
            <p class="file__note">{t::people::staff::see_note()}</p>
        }
        .into_any()
    };
    view! { <div id=place tabindex="-1">{part}</div> }.into_any()
}

#[component]
fn Opened(
    /// The consent's id.
    consent: String,
) -> impl IntoView {
    let file = use_open_file().file;
    let id = file.with_untracked(|file| file.application.id.clone());
    let found: Asked<PersonInFullView> = use_desk().ask(move |staff| {
        let (id, consent) = (id.clone(), consent.clone());
        async move { staff.reveal_person(&id, &consent).await }
    });
    view! { <Loadable resource=found view=drawn /> }.into_any()
}

fn drawn(found: PersonInFullView) -> AnyView {
    let words = t::people::staff::in_full(found.name, found.id_number, found.phone);
    view! { <p class="figures">{words}</p> }.into_any()
}
