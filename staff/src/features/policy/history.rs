//! Who did what at the desk, the newest first.

use super::{
    desk::{Asked, Desk, use_desk},
    place::DeskPlace,
    said::{Said, SaidNotice},
    words::code,
};
use api::policy_desk::{ListPolicyEventsResponse, PolicyEventView};
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use ui::{BackLink, Button, ButtonKind, Loadable, Notice, PageTitle, StatusTag, Tone};

/// The page.
#[component]
pub(super) fn HistoryPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListPolicyEventsResponse> =
        desk.ask(|staff| async move { staff.list_policy_events(None).await });
    let is_empty = |found: &ListPolicyEventsResponse| found.events.is_empty();
    let drawn = move |found: ListPolicyEventsResponse| whole(desk, found);
    view! {
        <BackLink href=DeskPlace::Overview.to_string() label=t::staff_policy::back() />
        <PageTitle title=t::staff_policy::record::history() />
        <Loadable resource=found view=drawn is_empty=is_empty empty=t::staff_policy::record::empty() />
    }
    .into_any()
}

fn whole(desk: Desk, found: ListPolicyEventsResponse) -> AnyView {
    let chain = if found.is_whole {
        view! { <p><StatusTag tone=Tone::Success label=t::staff_policy::record::whole() /></p> }
            .into_any()
    } else {
        view! { <Notice tone=Tone::Error><p>{t::staff_policy::record::broken()}</p></Notice> }
            .into_any()
    };
    let (events, said) = (RwSignal::new(found.events), RwSignal::new(None));
    let older = Callback::new(move |()| more(desk, events, said));
    let rows = move || events.get().into_iter().map(row).collect::<Vec<_>>();
    // The first event has number 1; where it is shown there is nothing older.
    let has_older = move || events.with(|events| events.last().is_some_and(|last| last.seq > 1));
    let button = move || {
        has_older().then(|| {
            view! { <Button kind=ButtonKind::Secondary on_press=older>{t::staff_policy::record::older()}</Button> }
        })
    };
    view! {
        {chain}
        <div class="scroll" role="region" aria-label=t::staff_table::scroll(t::staff_policy::record::history()) tabindex="0">
            <table class="table">
                <caption class="visually-hidden">{t::staff_policy::record::history()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::staff_policy::column::when()}</th>
                        <th scope="col">{t::staff_policy::column::who()}</th>
                        <th scope="col">{t::staff_policy::column::what()}</th>
                        <th scope="col">{t::staff_policy::column::detail()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <SaidNotice said=said />
        {button}
    }
    .into_any()
}

fn more(desk: Desk, events: RwSignal<Vec<PolicyEventView>>, said: RwSignal<Option<Said>>) {
    let before = events.with_untracked(|events| events.last().map(|last| last.seq));
    spawn_local(async move {
        match desk.staff.list_policy_events(before).await {
            Ok(older) => {
                events.try_update(|events| events.extend(older.events));
                said.try_set(None);
            }
            Err(error) => {
                said.try_set(Some(Said::of(&error)));
            }
        }
    });
}

fn row(event: PolicyEventView) -> AnyView {
    let who = if event.actor.is_empty() {
        t::staff_policy::by_program().to_owned()
    } else {
        event.actor
    };
    view! {
        <tr>
            <td class="figures">{i18n::time_ms(event.at_ms)}</td>
            <td>{who}</td>
            <td>{code("event", &event.action)}</td>
            <td class="policy__long">{event.detail}</td>
        </tr>
    }
    .into_any()
}
