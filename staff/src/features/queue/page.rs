//! The page: search, the files waiting, those elsewhere.

use super::{
    assign::{Assign, WAITING},
    export::Export,
    model::{Desk, by_urgency, count_overdue, escalated, found},
    search::Search,
    table::QueueTable,
    ticks::Ticks,
};
use crate::{
    clock::now_ms,
    desk::provide_desk,
    go::use_go,
    place::{AFTER, DESK, Place, SEARCH, home},
    session::{SignedInOnly, use_session},
};
use api::{
    re_review::ReReviewsWaiting,
    staff::{QueueEntry, StaffQueueResponse},
};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, Loadable, Loading, Notice, PageTitle, Tone};
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
    provide_desk(staff, true);
    let typed = Memo::new(move |_| query.with(|query| query.get(SEARCH)).unwrap_or_default());
    let desk = Memo::new(move |_| {
        let named = query.with(|query| query.get(DESK)).unwrap_or_default();
        Desk::of_name(&named)
    });
    let after = Memo::new(move |_| query.with(|query| query.get(AFTER)).unwrap_or_default());
    let ticks = Ticks::new();
    let fetched = RwSignal::new(None);
    let queue = LocalResource::new(move || {
        let after = after.get();
        async move {
            let answer = staff.list_queue(&after).await;
            match &answer {
                Ok(queue) => {
                    fetched.try_set(Some(now_ms()));
                    ticks.follow(&queue.waiting);
                }
                Err(error) => {
                    session.has_ended_by(error);
                }
            }
            answer.map(|queue| StaffQueueResponse {
                waiting: by_urgency(queue.waiting),
                ..queue
            })
        }
    });
    let refresh = Callback::new(move |()| queue.refetch());
    let age = move || {
        fetched
            .get()
            .map(|at_ms| t::staff_queue::fetched(i18n::time_ms(at_ms)))
    };
    let asked = Wanted {
        typed,
        desk,
        after,
        ticks,
    };
    let lists =
        move |queue: StaffQueueResponse| view! { <Lists queue=queue wanted=asked /> }.into_any();
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
        <p><a href=Place::ReReviews.to_string()>{t::staff_re_review::link()}</a></p>
        <p><a href=Place::Colleagues.to_string()>{t::staff_colleague::link()}</a></p>
        <Assign ticks=ticks on_done=refresh />
        <Loadable resource=queue view=lists />
    }
    .into_any()
}

/// What is looked for, on whose desk, and what is ticked of it.
#[derive(Clone, Copy)]
struct Wanted {
    typed: Memo<String>,
    desk: Memo<Desk>,
    after: Memo<String>,
    ticks: Ticks,
}

#[component]
fn Lists(
    /// What the server gave.
    queue: StaffQueueResponse,
    /// What of it is shown.
    wanted: Wanted,
) -> impl IntoView {
    let StaffQueueResponse {
        waiting,
        next,
        waiting_count: all,
        quota_waits,
        is_told_of_late,
        elsewhere,
        re_reviews,
    } = queue;
    let listed = waiting.len();
    let all = usize::try_from(all).unwrap_or(listed).max(listed);
    let waiting_count = match (all, count_overdue(&waiting)) {
        (all, _) if all > listed => t::staff_queue::count_cut(all, listed),
        (all, 0) => t::staff_queue::count(all),
        (all, late) => t::staff_queue::count_overdue(all, late),
    };
    let after = wanted.after.get_untracked();
    let pages = pages(&after, next.as_deref(), wanted.desk);
    // What went through the office is told at the beginning.
    let passed = after.is_empty().then(|| {
        let count = t::staff_queue::count(elsewhere.len());
        let empty = t::staff_queue::elsewhere_empty();
        let name = t::staff_queue::elsewhere();
        let list = list(name, elsewhere, count, empty, wanted.typed, None);
        view! {
            <h2>{name}</h2>
            <p>{t::staff_queue::elsewhere_about()}</p>
            {list}
        }
    });
    let late = is_told_of_late.then(|| late_notice(&waiting));
    let conflicts = conflict_notice(&waiting);
    view! {
        {re_reviews.map(drawn)}
        {(quota_waits > 0).then(|| quota_link(quota_waits))}
        {late}
        {conflicts}
        <h2 id=WAITING tabindex="-1">{t::staff_queue::waiting()}</h2>
        {waiting_list(waiting, waiting_count, wanted)}
        {pages}
        {passed}
    }
    .into_any()
}

/// The decisions drawn by lot that wait, where there are any; none passes its day unseen.
fn drawn(found: ReReviewsWaiting) -> Option<AnyView> {
    let ReReviewsWaiting { waiting, overdue } = found;
    let href = Place::ReReviews.to_string();
    match (waiting, overdue) {
        (0, _) => None,
        (waiting, 0) => {
            let words = t::staff_re_review::link_waiting(waiting);
            Some(view! { <p><a href=href>{words}</a></p> }.into_any())
        }
        (waiting, late) => {
            let words = t::staff_re_review::link_late(waiting, late);
            let notice =
                view! { <Notice tone=Tone::Warning><p><a href=href>{words}</a></p></Notice> };
            Some(notice.into_any())
        }
    }
}

/// The way to the files that wait for new quota: nothing is to be done to them, so they are not among the others.
fn quota_link(count: u32) -> AnyView {
    let words = t::staff_quota::link(count);
    view! { <p><a href=Place::Quota.to_string()>{words}</a></p> }.into_any()
}

/// What a supervisor, or who stands in for one, is told of: files that have reached their last day, and on whose desks they lie.
fn late_notice(waiting: &[QueueEntry]) -> Option<AnyView> {
    let desks = escalated(waiting);
    if desks.is_empty() {
        return None;
    }
    let count = desks.iter().map(|(_, count)| count).sum::<usize>();
    let lines: Vec<AnyView> = desks
        .into_iter()
        .map(|(name, count)| {
            let words = if name.is_empty() {
                t::staff_queue::late::nobody(count)
            } else {
                t::staff_queue::late::desk(name, count)
            };
            view! { <li>{words}</li> }.into_any()
        })
        .collect();
    let notice = view! {
        <Notice tone=Tone::Warning>
            <p>{t::staff_queue::late::told(count)}</p>
            <ul>{lines}</ul>
            <p><a href=address(Desk::Late, "") data-noscroll="">{t::staff_queue::late::show()}</a></p>
        </Notice>
    };
    Some(notice.into_any())
}

/// What a supervisor is told of: files whose officer stepped back and that nobody has taken since.
fn conflict_notice(waiting: &[QueueEntry]) -> Option<AnyView> {
    let left: Vec<&QueueEntry> = waiting
        .iter()
        .filter(|one| !one.conflicts.is_empty() && one.assignment.is_none())
        .collect();
    if left.is_empty() {
        return None;
    }
    let told = t::staff_conflict::told(left.len());
    let lines: Vec<AnyView> = left
        .into_iter()
        .map(|one| {
            let href = Place::File(one.id.clone()).to_string();
            let number = one.acceptance_number.clone();
            view! { <li><a href=href>{number}</a></li> }.into_any()
        })
        .collect();
    let notice = view! {
        <Notice tone=Tone::Warning>
            <p>{told}</p>
            <ul>{lines}</ul>
        </Notice>
    };
    Some(notice.into_any())
}

/// The address of a desk, behind a place in the queue; an empty place is before all.
fn address(desk: Desk, after: &str) -> String {
    let mut parts = Vec::new();
    if desk != Desk::All {
        parts.push([DESK, "=", desk.name()].concat());
    }
    if !after.is_empty() {
        let after = String::from(js_sys::encode_uri_component(after));
        parts.push([AFTER, "=", &after].concat());
    }
    let href = Place::Queue.to_string();
    if parts.is_empty() {
        return href;
    }
    [&href, "?", &parts.join("&")].concat()
}

/// The ways to the next part of the queue and back to its beginning, where it has several.
fn pages(after: &str, next: Option<&str>, desk: Memo<Desk>) -> Option<AnyView> {
    if after.is_empty() && next.is_none() {
        return None;
    }
    let link = |after: String, words: &'static str| {
        let href = move || address(desk.get(), &after);
        view! { <a href=href>{words}</a> }.into_any()
    };
    let first = (!after.is_empty()).then(|| link(String::new(), t::staff_queue::first_part()));
    let next = next.map(|next| link(next.to_owned(), t::staff_queue::next_part()));
    let nav = view! {
        <nav class="row queue__desks" aria-label=t::staff_queue::parts()>{first} {next}</nav>
    };
    Some(nav.into_any())
}

/// The files that wait, of the desk in the address.
fn waiting_list(waiting: Vec<QueueEntry>, count: String, wanted: Wanted) -> AnyView {
    let name = t::staff_queue::waiting();
    let empty = t::staff_queue::waiting_empty();
    let Wanted {
        typed,
        desk,
        after,
        ticks,
    } = wanted;
    if waiting.is_empty() {
        return list(name, waiting, count, empty, typed, None);
    }
    let shown = move || {
        let desk = desk.get();
        let those: Vec<QueueEntry> = waiting
            .iter()
            .filter(|one| desk.has(one))
            .cloned()
            .collect();
        let (count, empty) = match desk {
            Desk::All => (count.clone(), empty),
            Desk::Mine => (
                t::staff_queue::count(those.len()),
                t::staff_assign::desk::mine_empty(),
            ),
            Desk::Free => (
                t::staff_queue::count(those.len()),
                t::staff_assign::desk::free_empty(),
            ),
            Desk::Late => (
                t::staff_queue::count(those.len()),
                t::staff_assign::desk::late_empty(),
            ),
        };
        list(name, those, count, empty, typed, Some(ticks))
    };
    view! { <Desks desk=desk after=after /> {shown} }.into_any()
}

#[component]
fn Desks(
    /// Whose desk is looked at.
    desk: Memo<Desk>,
    /// Behind which place of the queue.
    after: Memo<String>,
) -> impl IntoView {
    let link = move |one: Desk| {
        let words = match one {
            Desk::All => t::staff_assign::desk::all(),
            Desk::Mine => t::staff_assign::desk::mine(),
            Desk::Free => t::staff_assign::desk::free(),
            Desk::Late => t::staff_assign::desk::late(),
        };
        let href = move || address(one, &after.get());
        let current = move || (desk.get() == one).then_some("page");
        view! { <a href=href data-noscroll="" aria-current=current>{words}</a> }.into_any()
    };
    let links: Vec<AnyView> = Desk::ALL.into_iter().map(link).collect();
    view! { <nav class="row queue__desks" aria-label=t::staff_assign::desk::label()>{links}</nav> }
        .into_any()
}

/// One list under its count; what is not there says what to do.
fn list(
    name: &'static str,
    entries: Vec<QueueEntry>,
    count: String,
    empty: &'static str,
    typed: Memo<String>,
    ticks: Option<Ticks>,
) -> AnyView {
    if entries.is_empty() {
        return view! { <p class="loadable__empty">{empty}</p> }.into_any();
    }
    let shown = move || {
        let words = typed.get();
        if words.trim().is_empty() {
            let buttons = buttons(ticks, &entries);
            let table = view! { <QueueTable name=name entries=entries.clone() ticks=ticks /> };
            return view! { <p role="status">{count.clone()}</p> {buttons} {table} }.into_any();
        }
        let entries = found(&entries, &words);
        if entries.is_empty() {
            return view! { <p role="status">{t::staff_queue::found_none(words)}</p> }.into_any();
        }
        let count = t::staff_queue::found(entries.len(), words);
        let buttons = buttons(ticks, &entries);
        let table = view! { <QueueTable name=name entries=entries ticks=ticks /> };
        view! { <p role="status">{count}</p> {buttons} {table} }.into_any()
    };
    shown.into_any()
}

fn buttons(ticks: Option<Ticks>, entries: &[QueueEntry]) -> Option<AnyView> {
    let shown = entries.iter().map(|entry| entry.id.clone()).collect();
    ticks.map(|ticks| ticks.all_or_none(shown))
}
