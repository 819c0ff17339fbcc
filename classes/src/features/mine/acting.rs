//! What a resident does to an enrolment: take an offered seat, pass it on, step back.

use account::{Failure, Intent, use_session};
use api::enrolment::EnrolmentActionRequest;
use client::Resident;
use i18n::t;
use leptos::prelude::*;
use ui::{Doing, Explain, Text, Tone};
use workflow::enrolment::EnrolmentAction;

/// What came of a press, to be said on top of the newer state.
pub(super) type News = (Tone, Text);

/// One press: which enrolment, as it was on screen, and what to do.
pub(super) type Press = (String, EnrolmentActionRequest);

/// An action on its way, at most one at a time on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acting {
    /// Whether one is under way.
    pub(super) pending: Signal<bool>,
    /// What went wrong with the last one.
    pub(super) failure: RwSignal<Option<Failure>>,
    doing: Doing<Press>,
}

impl Acting {
    /// Does it to the enrolment that was on screen in this version.
    pub(super) fn run(self, id: &str, version: u32, action: EnrolmentAction) {
        let request = EnrolmentActionRequest { version, action };
        self.doing.start((id.to_owned(), request));
    }
}

/// Carries actions out once each; `on_done` is told what to say, and that there is something newer to load.
pub(super) fn use_acting(resident: Resident, on_done: Callback<News>) -> Acting {
    let session = use_session();
    let failure = RwSignal::new(None);
    let intent = Intent::default();
    let last = StoredValue::new(None::<(String, u32, EnrolmentAction)>);
    let doing = Doing::new(move |(id, request): Press| {
        failure.set(None);
        let press = (id.clone(), request.version, request.action);
        if last.get_value().as_ref() != Some(&press) {
            intent.renew();
            last.set_value(Some(press));
        }
        async move {
            let sent = resident
                .act_on_enrolment(&id, &request, &intent.key())
                .await;
            match intent.settle(sent) {
                Ok(_) => {
                    on_done.try_run((Tone::Success, words_of(request.action)));
                }
                Err(found) if found.is_outdated() => {
                    on_done.try_run((Tone::Warning, found.explain()));
                }
                Err(found) => {
                    if let Some(found) = session.watch(found) {
                        failure.try_set(Some(found));
                    }
                }
            }
        }
    });
    Acting {
        pending: doing.pending(),
        failure,
        doing,
    }
}

fn words_of(action: EnrolmentAction) -> Text {
    match action {
        EnrolmentAction::Accept => t::my_courses::did::accepted(),
        EnrolmentAction::Pass => t::my_courses::did::passed(),
        _ => t::my_courses::did::withdrawn(),
    }
    .into()
}
