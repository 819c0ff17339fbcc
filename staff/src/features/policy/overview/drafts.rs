//! Drafts, those still alive first.

use super::super::{
    desk::{Asked, use_desk},
    place::{DeskPlace, Subject},
    words::code,
};
use api::policy_desk::{DraftState, DraftView, ListDraftsResponse};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, StatusTag, Tone};

/// The section.
#[component]
pub(super) fn Drafts() -> impl IntoView {
    let found: Asked<ListDraftsResponse> =
        use_desk().ask(|staff| async move { staff.list_policy_drafts().await });
    let is_empty = |found: &ListDraftsResponse| found.drafts.is_empty();
    let drawn = |found: ListDraftsResponse| {
        let (alive, done): (Vec<_>, Vec<_>) = found
            .drafts
            .into_iter()
            .partition(|one| matches!(one.state, DraftState::Open | DraftState::Proposed));
        let alive: Vec<AnyView> = alive.into_iter().map(row).collect();
        let done: Vec<AnyView> = done.into_iter().map(row).collect();
        let done = (!done.is_empty()).then(|| {
            view! {
                <details>
                    <summary>{t::staff_policy::draft::done(done.len())}</summary>
                    <ul class="policy__list">{done}</ul>
                </details>
            }
        });
        view! { <ul class="policy__list">{alive}</ul> {done} }.into_any()
    };
    view! {
        <h2>{t::staff_policy::draft::title()}</h2>
        <Loadable resource=found view=drawn is_empty=is_empty empty=t::staff_policy::draft::empty() />
    }
    .into_any()
}

fn row(draft: DraftView) -> AnyView {
    let tone = match draft.state {
        DraftState::Open => Tone::Info,
        DraftState::Proposed => Tone::Warning,
        DraftState::Published => Tone::Success,
        DraftState::Discarded => Tone::Error,
    };
    let who = if draft.is_mine {
        t::staff_policy::draft::mine().to_owned()
    } else {
        t::staff_policy::draft::author(draft.author)
    };
    let saved = t::staff_policy::draft::saved_at(i18n::time_ms(draft.updated_at_ms));
    view! {
        <li class="policy__item">
            <a href=DeskPlace::Rules(Subject::Draft(draft.id)).to_string()>{draft.title}</a>
            <p class="row">
                <StatusTag tone=tone label=code("draft", draft.state.id()) />
                <span class="policy__note">{who} " · " {saved}</span>
            </p>
        </li>
    }
    .into_any()
}
