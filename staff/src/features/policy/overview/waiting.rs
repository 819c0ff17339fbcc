//! Proposals that wait for a second person.

use super::super::{
    desk::{Asked, use_desk},
    place::DeskPlace,
    words::{code, day},
};
use api::policy_desk::{ListProposalsResponse, ProposalState, ProposalView};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, StatusTag, Tone};

/// The section.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let found: Asked<ListProposalsResponse> =
        use_desk().ask(|staff| async move { staff.list_policy_proposals().await });
    let is_empty = |found: &ListProposalsResponse| waiting(found).next().is_none();
    let drawn = |found: ListProposalsResponse| {
        let rows: Vec<AnyView> = waiting(&found).map(row).collect();
        view! { <ul class="policy__list">{rows}</ul> }.into_any()
    };
    view! {
        <h2>{t::staff_policy::waiting::title()}</h2>
        <Loadable resource=found view=drawn is_empty=is_empty empty=t::staff_policy::waiting::empty() />
    }
    .into_any()
}

fn waiting(found: &ListProposalsResponse) -> impl Iterator<Item = &ProposalView> {
    let all = found.proposals.iter();
    all.filter(|one| one.state == ProposalState::Waiting)
}

fn row(one: &ProposalView) -> AnyView {
    let name = one
        .draft_title
        .clone()
        .unwrap_or_else(|| code("kind", one.kind.id()).into_owned());
    let tag = if one.is_mine {
        view! { <StatusTag tone=Tone::Info label=t::staff_policy::waiting::mine() /> }
    } else {
        view! { <StatusTag tone=Tone::Warning label=t::staff_policy::waiting::for_me() /> }
    };
    view! {
        <li class="policy__item">
            <a href=DeskPlace::Proposal(one.id.clone()).to_string()>{name}</a>
            <p class="row">{tag} <span>{t::staff_policy::waiting::since(day(&one.effective_on))}</span></p>
            <p class="policy__note">{t::staff_policy::draft::author(one.prepared_by.clone())}</p>
        </li>
    }
    .into_any()
}
