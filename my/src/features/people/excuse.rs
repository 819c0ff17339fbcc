//! What stands in the place of a consent: why it cannot be had, why no guarantor is needed.

use super::page::{Desk, coded};
use account::{Failure, failure_line};
use api::people::{ExcusePeopleRequest, MOST_EXCUSE_CHARS, PeopleView, WAIVER_GROUNDS};
use client::IdempotencyKey;
use i18n::t;
use leptos::prelude::*;
use std::collections::BTreeMap;
use ui::{Button, ButtonKind, Choice, Doing, Radios, TextArea, element::el};
use workflow::consent::ConsentKind;

/// Chosen where nothing is asked for.
const NONE: &str = "none";

/// Reasons for the consents that are needed, and the ground of a waiver.
#[component]
pub(super) fn ExcuseForm(desk: Desk, found: PeopleView) -> impl IntoView {
    let failure = RwSignal::new(None::<Failure>);
    let reasons: Vec<(ConsentKind, RwSignal<String>)> = found
        .needs
        .iter()
        .filter(|need| need.needed > 0 && need.kind != ConsentKind::Guarantor)
        .map(|need| {
            let reason = need.excuse.clone().unwrap_or_default();
            (need.kind, RwSignal::new(reason))
        })
        .collect();
    let waiver = RwSignal::new(found.waiver.unwrap_or_else(|| NONE.to_owned()));
    let send = Doing::new(move |request: ExcusePeopleRequest| async move {
        failure.set(None);
        let key = IdempotencyKey::fresh();
        let id = desk.id.get_value();
        match desk.resident.excuse_people(&id, &request, &key).await {
            Ok(newer) => desk.show(newer, t::people::done_excuse()),
            Err(error) => drop(failure.try_set(desk.watch(error))),
        }
    });
    let typed = reasons.clone();
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        let excuses: BTreeMap<String, String> = typed
            .iter()
            .map(|(kind, reason)| (kind.as_str().to_owned(), reason.get_untracked()))
            .collect();
        let ground = waiver.get_untracked();
        send.start(ExcusePeopleRequest {
            excuses,
            waiver: (ground != NONE).then_some(ground),
        });
    };
    let boxes: Vec<AnyView> = reasons
        .into_iter()
        .map(|(kind, reason)| {
            let label = if kind == ConsentKind::Spouse {
                t::people::excuse::spouse()
            } else {
                t::people::excuse::partner()
            };
            let id = ["excuse-", kind.as_str()].concat();
            view! { <TextArea id=id label=label hint=t::people::excuse::reason_hint() value=reason limit=MOST_EXCUSE_CHARS rows=2 /> }
                .into_any()
        })
        .collect();
    let mut grounds = vec![Choice::new(NONE, t::people::excuse::waiver_none())];
    let others = WAIVER_GROUNDS.map(|ground| Choice::new(ground, coded("waiver.", ground)));
    grounds.extend(others);
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(el("h2").child(t::people::excuse::title()))
        .child(el("p").child(t::people::excuse::about()))
        .child(boxes)
        .child(view! { <Radios id="waiver" label=t::people::excuse::waiver() hint=t::people::excuse::waiver_hint() choices=grounds value=waiver /> }.into_any())
        .child(failure_line(failure))
        .child(view! { <Button kind=ButtonKind::Secondary pending=send.pending()>{t::people::excuse::press()}</Button> }.into_any())
        .into_any()
}
