//! Who helped me: every consent, what was done with it, and no more of it.

use account::{Failure, Place, failure_notice, use_session};
use api::service_point::{
    HelpPurpose, HelperAct, HelperAction, HelperActionRequest, HelperView, ListHelpersResponse,
};
use client::{IdempotencyKey, Resident};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Doing, Fetched, Loadable, Tone,
    element::{Element, IntoChild, el},
    focus_title, notice, page_title,
};

/// `/my/helpers`.
#[component]
pub(crate) fn HelpersPage(resident: Resident) -> impl IntoView {
    let session = use_session();
    let failure = RwSignal::new(None::<Failure>);
    let done = RwSignal::new(None::<HelperAction>);
    let found = Fetched::new(move || async move {
        resident.list_helpers().await.map_err(|error| {
            let failure = Failure::from(error);
            drop(session.watch(failure.clone()));
            failure
        })
    });
    let act = Doing::new(move |(id, action): (String, HelperAction)| async move {
        let request = HelperActionRequest { action };
        let key = IdempotencyKey::fresh();
        match resident.act_on_helper(&id, &request, &key).await {
            Ok(_) => {
                failure.set(None);
                done.set(Some(action));
                found.refetch();
                focus_title();
            }
            Err(error) => failure.set(session.watch(error.into())),
        }
    });
    let show = Callback::new(move |found: ListHelpersResponse| {
        if found.helpers.is_empty() {
            return el("p").child(t::helpers::empty()).into_child();
        }
        let cards: Vec<Element> = found
            .helpers
            .into_iter()
            .map(|one| card(one, act))
            .collect();
        el("ul").class("list").child(cards).into_child()
    });
    let said = move || {
        let words = match done.get()? {
            HelperAction::Revoke => t::helpers::done_revoke(),
            HelperAction::Claim => t::helpers::done_claim(),
        };
        Some(notice(Tone::Success, Some(words.into()), true))
    };
    vec![
        view! { <BackLink href=Place::List.to_string() label=t::files::list::title() /> }
            .into_any(),
        page_title(t::helpers::title()).into_child(),
        el("p").child(t::helpers::about()).into_child(),
        said.into_child(),
        failure_notice(failure),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

fn card(helper: HelperView, act: Doing<(String, HelperAction)>) -> Element {
    let title = t::helpers::by(helper.point, helper.clerk);
    let given = t::helpers::given(i18n::time_ms(helper.given_ms), purpose(helper.purpose));
    let acts: Vec<Element> = helper.acts.iter().map(line).collect();
    let what = if acts.is_empty() {
        el("p").child(t::helpers::nothing_done())
    } else {
        el("ul").child(acts)
    };
    let state = if helper.is_valid {
        t::helpers::valid(i18n::time_ms(helper.expires_ms))
    } else if helper.is_claimed {
        t::helpers::claimed().to_owned()
    } else if helper.ended_ms.is_some() {
        t::helpers::revoked().to_owned()
    } else {
        t::helpers::expired().to_owned()
    };
    let mut card = el("li")
        .class("card")
        .child(el("h2").class("list__name").child(title))
        .child(el("p").child(given))
        .child(what)
        .child(el("p").child(state));
    if helper.is_valid {
        for (action, words, class) in [
            (
                HelperAction::Claim,
                t::helpers::claim(),
                "button button--secondary",
            ),
            (
                HelperAction::Revoke,
                t::helpers::revoke(),
                "button button--danger",
            ),
        ] {
            let id = helper.id.clone();
            let button = el("button")
                .class(class)
                .attr("type", "button")
                .on("click", move |_| act.start((id.clone(), action)))
                .child(words);
            card = card.child(button);
        }
    }
    card
}

fn purpose(purpose: HelpPurpose) -> &'static str {
    match purpose {
        HelpPurpose::Loan => t::helpers::loan(),
        HelpPurpose::Courses => t::helpers::courses(),
        HelpPurpose::Everything => t::helpers::everything(),
    }
}

fn line(act: &HelperAct) -> Element {
    let what = t::helper_act::by_key(&act.action);
    let what = what.unwrap_or_else(t::helpers::other);
    el("li").child(t::helpers::line(i18n::time_ms(act.at_ms), what, act.times))
}
