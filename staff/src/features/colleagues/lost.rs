//! A colleague has lost the phone with the authenticator.

use crate::{
    desk::use_desk,
    said::{Said, SaidNotice},
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Confirm, Text};

/// Takes the colleague's authenticator away, once that is confirmed.
#[component]
pub(super) fn Lost(
    /// Whose account.
    id: String,
    /// The name colleagues see.
    name: String,
    /// Hears that it is done.
    on_changed: Callback<Text>,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let reset = desk.press(
        move |id: String, key| async move { desk.staff.reset_second_factor(&id, &key).await },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => on_changed.run(t::staff_colleague::is_reset().into()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let confirm = Callback::new(move |()| reset.send(id.clone()));
    view! {
        <Confirm
            label=t::staff_colleague::reset(&name)
            question=t::staff_colleague::reset_question(name)
            action=t::staff_colleague::reset_action()
            pending=reset.pending
            on_confirm=confirm
        />
        <SaidNotice said=said />
    }
    .into_any()
}
