//! What a resident does to an enrolment: take an offered seat, pass it on, step back.

use account::{Failure, Intent, use_session};
use api::{
    enrolment::EnrolmentActionRequest,
    lesson::{AppealRequest, CheckInRequest},
};
use client::Resident;
use i18n::t;
use leptos::prelude::*;
use ui::{Doing, Explain, Text, Tone};
use workflow::enrolment::EnrolmentAction;

/// What came of a press, to be said on top of the newer state.
pub(super) type News = (Tone, Text);

/// One press: which enrolment, as it was on screen, what to do, and what was typed for it.
pub(super) type Press = (String, u32, EnrolmentAction, String);

/// What the server says of a number that is not on the screen.
const CODE_WRONG: &str = "lesson_code_wrong";

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
        self.say(id, version, action, String::new());
    }

    /// The same with what was typed: the number on the screen, or a reason.
    pub(super) fn say(self, id: &str, version: u32, action: EnrolmentAction, typed: String) {
        self.doing.start((id.to_owned(), version, action, typed));
    }
}

/// Carries actions out once each; `on_done` is told what to say, and that there is something newer to load.
pub(super) fn use_acting(resident: Resident, on_done: Callback<News>) -> Acting {
    let session = use_session();
    let failure = RwSignal::new(None);
    let intent = Intent::default();
    let last = StoredValue::new(None::<Press>);
    let doing = Doing::new(move |press: Press| {
        failure.set(None);
        if last.get_value().as_ref() != Some(&press) {
            intent.renew();
            last.set_value(Some(press.clone()));
        }
        let (id, version, action, typed) = press;
        async move {
            let key = intent.key();
            let sent = match action {
                EnrolmentAction::CheckIn => {
                    let request = CheckInRequest { code: typed };
                    resident.check_in(&id, &request, &key).await
                }
                EnrolmentAction::Appeal => {
                    let reason = typed;
                    let request = AppealRequest { version, reason };
                    resident.appeal(&id, &request, &key).await
                }
                _ => {
                    let request = EnrolmentActionRequest { version, action };
                    resident.act_on_enrolment(&id, &request, &key).await
                }
            };
            match intent.settle(sent) {
                Ok(_) => {
                    on_done.try_run((Tone::Success, words_of(action)));
                }
                Err(found) if found.is_outdated() => {
                    on_done.try_run((Tone::Warning, found.explain()));
                }
                Err(found) if found.fields().iter().any(|field| field.code == CODE_WRONG) => {
                    on_done.try_run((Tone::Error, t::my_courses::check_in::wrong().into()));
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
        EnrolmentAction::CheckIn => t::my_courses::did::checked_in(),
        EnrolmentAction::Appeal => t::my_courses::did::appealed(),
        _ => t::my_courses::did::withdrawn(),
    }
    .into()
}
