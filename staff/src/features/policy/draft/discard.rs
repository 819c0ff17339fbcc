//! Throwing a draft away, after a second thought.

use super::super::{
    desk::use_desk,
    place::DeskPlace,
    said::{Said, SaidNotice},
};
use api::policy_desk::{DiscardDraftRequest, DraftView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::Confirm;

/// The button with its question.
#[component]
pub(in super::super) fn Discard(
    /// Which draft.
    id: String,
    /// The version seen.
    version: u32,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let discard = desk.press(
        move |request: DiscardDraftRequest, key| {
            let id = id.clone();
            async move { desk.staff.discard_policy_draft(&id, &request, &key).await }
        },
        move |answer: Result<DraftView, ClientError>| match answer {
            Ok(_) => desk.go.instead(&DeskPlace::Overview.to_string()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    view! {
        <h2>{t::staff_policy::discard::title()}</h2>
        <SaidNotice said=said />
        <Confirm
            label=t::staff_policy::discard::label()
            question=t::staff_policy::discard::question()
            action=t::staff_policy::discard::action()
            pending=discard.pending
            on_confirm=move |()| discard.send(DiscardDraftRequest { version })
        />
    }
    .into_any()
}
