//! The page: search, the files waiting, those elsewhere.

use super::{
    export::Export,
    model::{by_urgency, count_overdue, found},
    search::Search,
    table::QueueTable,
};
use crate::{
    clock::now_ms,
    go::use_go,
    place::{Place, SEARCH, home},
    session::{SignedInOnly, use_session},
};
use api::staff::{QueueEntry, StaffQueueResponse};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, Loadable, Loading, PageTitle};
use workflow::Role;

/// The first page of an officer.
#[component]
pub(crate) fn QueuePage() -> impl IntoView {
    view! {
        <PageTitle title=t::staff_queue::title() />
        <SignedInOnly view=of_role />
    }
    .into_any()
}

/// The files of who works through files; other roles are led to their own first page, or told that there is nothing here.
fn of_role(staff: Staff) -> AnyView {
    match untrack(|| use_session().officer()).map(|officer| officer.role) {
        Some(role) if home(role) != Place::Queue => {
            use_go().instead(&home(role).to_string());
            view! { <Loading /> }.into_any()
        }
        Some(Role::Administrator) => {
            view! { <p class="loadable__empty">{t::staff_queue::no_files()}</p> }.into_any()
        }
        _ => view! { <Queue staff=staff /> }.into_any(),
    }
}

#[component]
fn Queue(
    /// The officer's calls.
    staff: Staff,
) -> impl IntoView {
    let (session, query) = (use_session(), use_query_map());
    let typed = Memo::new(move |_| query.with(|query| query.get(SEARCH)).unwrap_or_default());
    let fetched = RwSignal::new(None);
    let queue = LocalResource::new(move || async move {
        let answer = staff.list_queue().await;
        match &answer {
            Ok(_) => {
                fetched.try_set(Some(now_ms()));
            }
            Err(error) => {
                session.has_ended_by(error);
            }
        }
        answer.map(|queue| StaffQueueResponse {
            waiting: by_urgency(queue.waiting),
            ..queue
        })
    });
    let refresh = Callback::new(move |()| queue.refetch());
    let age = move || {
        fetched
            .get()
            .map(|at_ms| t::staff_queue::fetched(i18n::time_ms(at_ms)))
    };
    let lists =
        move |queue: StaffQueueResponse| view! { <Lists queue=queue typed=typed /> }.into_any();
    view! {
        <div class="row queue__tools">
            <Search typed=typed />
            <div class="row">
                <span class="queue__age" role="status">{age}</span>
                <Button kind=ButtonKind::Secondary on_press=refresh>{t::staff_queue::refresh()}</Button>
            </div>
        </div>
        <Export staff=staff />
        <p><a href=Place::Loans.to_string()>{t::staff_loan::link()}</a></p>
        <p><a href=Place::Workload.to_string()>{t::staff_workload::link()}</a></p>
        <p><a href=Place::Templates.to_string()>{t::staff_template::link()}</a></p>
        <Loadable resource=queue view=lists />
    }
    .into_any()
}

#[component]
fn Lists(
    /// What the server gave.
    queue: StaffQueueResponse,
    /// What is looked for.
    typed: Memo<String>,
) -> impl IntoView {
    let StaffQueueResponse { waiting, elsewhere } = queue;
    let waiting_count = match (waiting.len(), count_overdue(&waiting)) {
        (all, 0) => t::staff_queue::count(all),
        (all, late) => t::staff_queue::count_overdue(all, late),
    };
    view! {
        <h2>{t::staff_queue::waiting()}</h2>
        {list(t::staff_queue::waiting(), waiting, waiting_count, t::staff_queue::waiting_empty(), typed)}
        <h2>{t::staff_queue::elsewhere()}</h2>
        <p>{t::staff_queue::elsewhere_about()}</p>
        {
            let count = t::staff_queue::count(elsewhere.len());
            list(t::staff_queue::elsewhere(), elsewhere, count, t::staff_queue::elsewhere_empty(), typed)
        }
    }
    .into_any()
}

/// One list under its count; what is not there says what to do.
fn list(
    name: &'static str,
    entries: Vec<QueueEntry>,
    count: String,
    empty: &'static str,
    typed: Memo<String>,
) -> AnyView {
    if entries.is_empty() {
        return view! { <p class="loadable__empty">{empty}</p> }.into_any();
    }
    let shown = move || {
        let words = typed.get();
        if words.trim().is_empty() {
            let table = view! { <QueueTable name=name entries=entries.clone() /> };
            return view! { <p role="status">{count.clone()}</p> {table} }.into_any();
        }
        let entries = found(&entries, &words);
        if entries.is_empty() {
            return view! { <p role="status">{t::staff_queue::found_none(words)}</p> }.into_any();
        }
        let count = t::staff_queue::found(entries.len(), words);
        view! { <p role="status">{count}</p> <QueueTable name=name entries=entries /> }.into_any()
    };
    shown.into_any()
}
