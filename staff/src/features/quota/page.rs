//! The page: what waits for the quota, what waits for the fund, and what came of the last press.

use super::{
    model::{Came, of_reason},
    waiting::Waiting,
};
use crate::{
    desk::{Asked, provide_desk, use_desk},
    place::Place,
    session::SignedInOnly,
};
use api::quota_wait::ListQuotaWaitsResponse;
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use std::collections::BTreeSet;
use ui::{BackLink, Loadable, Notice, PageTitle, Tone};
use workflow::loan::WaitReason;

/// The page.
#[component]
pub(crate) fn QuotaPage() -> impl IntoView {
    let list = |staff: Staff| {
        provide_desk(staff, true);
        view! { <QuotaWaits /> }.into_any()
    };
    view! {
        <BackLink href=Place::Queue.to_string() label=t::staff_queue::title() />
        <PageTitle title=t::staff_quota::title() />
        <p>{t::staff_quota::about()}</p>
        <SignedInOnly view=list />
    }
    .into_any()
}

#[component]
fn QuotaWaits() -> impl IntoView {
    let found: Asked<ListQuotaWaitsResponse> =
        use_desk().ask(|staff| async move { staff.list_quota_waits().await });
    // Both outlive the list, which is drawn anew with every answer.
    let ticked = RwSignal::new(BTreeSet::<String>::new());
    let came = RwSignal::new(None::<Came>);
    let done = Callback::new(move |new: Came| {
        ticked.update(|ticked| ticked.retain(|id| !new.done.contains(id)));
        came.set(Some(new));
        found.refetch();
    });
    let drawn = move |found: ListQuotaWaitsResponse| drawn(found, ticked, done);
    view! {
        {move || came.get().map(notice)}
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(
    found: ListQuotaWaitsResponse,
    ticked: RwSignal<BTreeSet<String>>,
    done: Callback<Came>,
) -> AnyView {
    let ListQuotaWaitsResponse {
        may_end,
        count,
        files,
    } = found;
    if files.is_empty() {
        return view! { <p class="loadable__empty">{t::staff_quota::empty()}</p> }.into_any();
    }
    let listed = files.len();
    let all = usize::try_from(count).unwrap_or(listed).max(listed);
    let counted = if all > listed {
        t::staff_quota::count_cut(all, listed)
    } else {
        t::staff_quota::count(all)
    };
    let reader = (!may_end).then(|| view! { <p>{t::staff_quota::not_yours()}</p> });
    let groups: Vec<AnyView> = WaitReason::ALL
        .iter()
        .map(|reason| (*reason, of_reason(&files, *reason)))
        .filter(|(_, files)| !files.is_empty())
        .map(|(reason, files)| {
            view! { <Waiting reason=reason files=files may_end=may_end ticked=ticked on_done=done /> }
                .into_any()
        })
        .collect();
    view! { <p role="status">{counted}</p> {reader} {groups} }.into_any()
}

fn notice(came: Came) -> AnyView {
    let done = match came.done.len() {
        0 => t::staff_quota::none_done().to_owned(),
        count => t::staff_quota::done(count),
    };
    let tone = if came.left.is_empty() {
        Tone::Success
    } else {
        Tone::Warning
    };
    let left = (!came.left.is_empty()).then(|| {
        let lines: Vec<AnyView> = came
            .left
            .iter()
            .map(|(number, words)| {
                view! { <li>{t::staff_quota::left_one(number, words)}</li> }.into_any()
            })
            .collect();
        view! { <p>{t::staff_quota::left(came.left.len())}</p> <ul>{lines}</ul> }
    });
    view! { <Notice tone=tone is_live=true><p>{done}</p> {left}</Notice> }.into_any()
}
