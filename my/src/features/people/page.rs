//! The page: what is needed, who was asked with the link to pass on, the form to ask, what stands in a consent's place.

use super::{ask::AskForm, card::card, excuse::ExcuseForm};
use account::{Failure, Part, Place, Session, failure_notice, use_session};
use api::people::PeopleView;
use client::{ClientError, IdempotencyKey, Resident};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Doing, Fetched, Loadable, Text, Tone,
    element::{Element, IntoChild, el},
    focus_title, notice, page_title,
};
use workflow::consent::ConsentKind;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The calls of the applicant.
    pub(super) resident: Resident,
    /// Which application.
    pub(super) id: StoredValue<String>,
    found: Fetched<Result<PeopleView, Failure>>,
    session: Session,
    done: RwSignal<Option<&'static str>>,
    /// What went wrong outside a form.
    pub(super) failure: RwSignal<Option<Failure>>,
}

impl Desk {
    /// Shows what has become of it, and says so.
    pub(super) fn show(self, newer: PeopleView, words: &'static str) {
        self.failure.try_set(None);
        self.done.try_set(Some(words));
        self.found.set(Some(Ok(newer)));
        focus_title();
    }

    /// The failure to show; one that says that the session ended does more.
    pub(super) fn watch(self, error: ClientError) -> Option<Failure> {
        self.done.try_set(None);
        self.session.watch(error.into())
    }

    /// Takes a question back.
    pub(super) async fn take_back(self, consent: String) {
        let key = IdempotencyKey::fresh();
        let id = self.id.get_value();
        let answer = self.resident.take_back_person(&id, &consent, &key).await;
        match answer {
            Ok(newer) => self.show(newer, t::people::done_take_back()),
            Err(error) => drop(self.failure.try_set(self.watch(error))),
        }
    }
}

/// `/my/applications/<id>/people`.
#[component]
pub(crate) fn PeoplePage(resident: Resident, id: String) -> impl IntoView {
    let session = use_session();
    let back = Place::of(&id, Part::Overview).to_string();
    let id = StoredValue::new(id);
    let found = Fetched::new(move || async move {
        let id = id.get_value();
        resident.list_people(&id).await.map_err(|error| {
            let failure = Failure::from(error);
            drop(session.watch(failure.clone()));
            failure
        })
    });
    let desk = Desk {
        resident,
        id,
        found,
        session,
        done: RwSignal::new(None),
        failure: RwSignal::new(None),
    };
    let take_back = Doing::new(move |consent: String| desk.take_back(consent));
    let show = Callback::new(move |found: PeopleView| drawn(desk, found, take_back));
    let said = move || {
        let words = desk.done.get()?;
        Some(notice(Tone::Success, Some(words.into()), true))
    };
    vec![
        view! { <BackLink href=back label=t::people::back() /> }.into_any(),
        page_title(t::people::title()).into_child(),
        el("p")
            .class("prose")
            .child(t::people::about())
            .into_child(),
        said.into_child(),
        failure_notice(desk.failure),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

fn drawn(desk: Desk, found: PeopleView, take_back: Doing<String>) -> AnyView {
    let needs: Vec<Element> = found
        .needs
        .iter()
        .filter(|need| need.needed > 0)
        .map(|need| {
            let words = t::people::progress(kind_name(need.kind), need.needed, need.given);
            let state = if need.given >= need.needed {
                t::people::enough()
            } else {
                t::people::wanted()
            };
            el("li")
                .child(words)
                .child(" · ")
                .child(el("strong").child(state))
        })
        .collect();
    let needs = if needs.is_empty() {
        el("p").child(t::people::nobody())
    } else {
        el("ul").child(needs)
    };
    let may_change = found.may_change;
    let cards: Vec<Element> = found
        .people
        .iter()
        .map(|person| card(person, (may_change, found.is_stopped), take_back))
        .collect();
    let people = if cards.is_empty() {
        el("p").child(t::people::none_asked())
    } else {
        el("ul").class("list").child(cards)
    };
    let mut parts = vec![needs.into_child(), people.into_child()];
    if let Some(answer) = &found.waiver_answer {
        let words = if answer.is_granted {
            t::people::waiver_granted().to_owned()
        } else {
            t::people::waiver_refused(&answer.reason)
        };
        parts.push(el("p").child(words).into_child());
    }
    if may_change {
        if found.is_stopped {
            let why = Some(t::people::stopped().into());
            parts.insert(0, notice(Tone::Error, why, false).into_child());
        }
        parts.push(view! { <AskForm desk=desk found=found.clone() /> }.into_any());
        if !found.is_stopped {
            parts.push(view! { <ExcuseForm desk=desk found=found /> }.into_any());
        }
    } else {
        parts.push(el("p").child(t::people::closed()).into_child());
    }
    parts.into_any()
}

/// What somebody is to the applicant.
pub(super) fn kind_name(kind: ConsentKind) -> Text {
    coded("kind.", kind.as_str())
}

/// The words of a code.
pub(super) fn coded(group: &str, code: &str) -> Text {
    let key = [group, code].concat();
    t::people_code::by_key(&key).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::people::WAIVER_GROUNDS;
    use workflow::consent::ConsentState;

    #[test]
    fn every_code_has_words() {
        for kind in ConsentKind::ALL {
            assert!(!kind_name(*kind).is_empty(), "{kind}");
        }
        for state in ConsentState::ALL {
            let is_shown = !state.is_put_away();
            assert_eq!(
                !coded("state.", state.as_str()).is_empty(),
                is_shown,
                "{state}"
            );
        }
        for ground in WAIVER_GROUNDS {
            assert!(!coded("waiver.", ground).is_empty(), "{ground}");
        }
    }
}
