//! What a resident does to an enrolment: take an offered seat, pass it on, step back, say where subsidies go.

use account::{Failure, Intent, StorageKey, code_for, use_session, words};
use api::{
    ProblemCode,
    enrolment::{EnrolmentActionRequest, ResubmitRequest},
    lesson::{AppealRequest, CheckInRequest},
    settlement::{Claim, GivePaymentCardRequest},
};
use client::Resident;
use domain::BankCardNumber;
use i18n::t;
use leptos::prelude::*;
use ui::{Doing, Explain, FieldError, FormErrors, Text, Tone};
use workflow::enrolment::EnrolmentAction;

/// What came of a press, to be said on top of the newer state.
pub(super) type News = (Tone, Text);

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// A step of the enrolment.
    Step(EnrolmentAction),
    /// Saying to which card subsidies are paid.
    GiveCard,
}

impl Act {
    /// The control in which something is typed for it.
    pub(super) fn control(self, id: &str) -> String {
        let name = match self {
            Self::Step(action) => action.as_str(),
            Self::GiveCard => "card",
        };
        [name, "-", id].concat()
    }
}

/// What was returned, put right: which enrolment, as it was on screen, what is claimed now.
type HandingBack = (String, u32, Claim);

/// One press: which enrolment, as it was on screen, what to do, and what was typed for it.
pub(super) type Press = (String, u32, Act, String);

/// What goes along with a press that takes a seat, where the page names another class on the same days, and where not.
pub(super) const fn overlap_said(is_named: bool) -> &'static str {
    if is_named { "overlap" } else { "" }
}

/// What the server says of a number that is not on the screen.
const CODE_WRONG: &str = "lesson_code_wrong";

/// An action on its way, at most one at a time on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acting {
    /// Whether one is under way.
    pub(super) pending: Signal<bool>,
    /// What went wrong with the last one.
    pub(super) failure: RwSignal<Option<Failure>>,
    /// What of a form is to be put right.
    pub(super) errors: FormErrors,
    doing: Doing<Press>,
    handing_back: Doing<HandingBack>,
}

impl Acting {
    /// Does it to the enrolment that was on screen in this version.
    pub(super) fn run(self, id: &str, version: u32, action: EnrolmentAction) {
        self.say(id, version, Act::Step(action), String::new());
    }

    /// The same with what was typed: the number on the screen, a reason, the number of a card.
    pub(super) fn say(self, id: &str, version: u32, act: Act, typed: String) {
        self.doing.start((id.to_owned(), version, act, typed));
    }

    /// Hands back what was returned, put right.
    pub(super) fn hand_back(self, id: &str, version: u32, claim: Claim) {
        self.handing_back.start((id.to_owned(), version, claim));
    }
}

/// Carries actions out once each; `on_done` is told what to say, and that there is something newer to load.
pub(super) fn use_acting(
    resident: Resident,
    errors: FormErrors,
    on_done: Callback<News>,
) -> Acting {
    let session = use_session();
    let failure = RwSignal::new(None);
    let intent = Intent::default();
    let last = StoredValue::new(None::<Press>);
    let doing = Doing::new(move |press: Press| {
        failure.set(None);
        errors.show(Vec::new());
        if last.get_value().as_ref() != Some(&press) {
            intent.renew();
            last.set_value(Some(press.clone()));
        }
        let (id, version, act, typed) = press;
        let wrong = (act == Act::GiveCard)
            .then(|| BankCardNumber::parse(&typed).err())
            .flatten();
        async move {
            if let Some(wrong) = wrong {
                errors.show(vec![flaw(act, &id, wrong.code())]);
                return;
            }
            let key = intent.key();
            let sent = match act {
                Act::GiveCard => {
                    let request = GivePaymentCardRequest { number: typed };
                    resident.give_payment_card(&id, &request, &key).await
                }
                Act::Step(EnrolmentAction::CheckIn) => {
                    let request = CheckInRequest { code: typed };
                    resident.check_in(&id, &request, &key).await
                }
                Act::Step(EnrolmentAction::Appeal) => {
                    let reason = typed;
                    let request = AppealRequest { version, reason };
                    resident.appeal(&id, &request, &key).await
                }
                Act::Step(action @ EnrolmentAction::Explain) => {
                    let request = EnrolmentActionRequest {
                        absence: typed.parse().ok(),
                        ..EnrolmentActionRequest::plain(version, action)
                    };
                    resident.act_on_enrolment(&id, &request, &key).await
                }
                Act::Step(action @ EnrolmentAction::Withdraw) => {
                    let reason = typed.trim();
                    let request = EnrolmentActionRequest {
                        reason: (!reason.is_empty()).then(|| reason.to_owned()),
                        ..EnrolmentActionRequest::plain(version, action)
                    };
                    resident.act_on_enrolment(&id, &request, &key).await
                }
                Act::Step(action) => {
                    let request = EnrolmentActionRequest {
                        accepts_overlap: typed == overlap_said(true),
                        ..EnrolmentActionRequest::plain(version, action)
                    };
                    resident.act_on_enrolment(&id, &request, &key).await
                }
            };
            match intent.settle(sent) {
                Ok(_) => {
                    if act == Act::Step(EnrolmentAction::Appeal) {
                        StorageKey::Appeal(id.clone()).remove();
                    }
                    on_done.try_run((Tone::Success, words_of(act)));
                }
                // Another seat on the same days came to this person since: the newer page names it.
                Err(found) if found.is_outdated() || found.is(ProblemCode::ClassOverlap) => {
                    on_done.try_run((Tone::Warning, found.explain()));
                }
                Err(found) if found.fields().iter().any(|field| field.code == CODE_WRONG) => {
                    on_done.try_run((Tone::Error, t::my_courses::check_in::wrong().into()));
                }
                Err(found) => {
                    if let Some(code) = code_for(found.fields(), "number") {
                        errors.show(vec![flaw(act, &id, code)]);
                    } else if let Some(found) = session.watch(found) {
                        failure.try_set(Some(found));
                    }
                }
            }
        }
    });
    let handing_back = use_handing_back(resident, errors, failure, on_done);
    let pending = Signal::derive(move || doing.pending().get() || handing_back.pending().get());
    Acting {
        pending,
        failure,
        errors,
        doing,
        handing_back,
    }
}

fn use_handing_back(
    resident: Resident,
    errors: FormErrors,
    failure: RwSignal<Option<Failure>>,
    on_done: Callback<News>,
) -> Doing<HandingBack> {
    let (session, intent) = (use_session(), Intent::default());
    let last = StoredValue::new(None::<HandingBack>);
    Doing::new(move |asked: HandingBack| {
        failure.set(None);
        errors.show(Vec::new());
        if last.get_value().as_ref() != Some(&asked) {
            intent.renew();
            last.set_value(Some(asked.clone()));
        }
        let (id, version, claim) = asked;
        async move {
            let request = ResubmitRequest { version, claim };
            match intent.settle(resident.resubmit(&id, &request, &intent.key()).await) {
                Ok(_) => on_done
                    .try_run((Tone::Success, t::my_courses::did::handed_back().into()))
                    .unwrap_or_default(),
                Err(found) if found.is_outdated() => on_done
                    .try_run((Tone::Warning, found.explain()))
                    .unwrap_or_default(),
                Err(found) => {
                    if let Some(found) = session.watch(found) {
                        failure.try_set(Some(found));
                    }
                }
            }
        }
    })
}

fn flaw(act: Act, id: &str, code: &str) -> FieldError {
    FieldError::new(act.control(id), words::problem(code))
}

fn words_of(act: Act) -> Text {
    let Act::Step(action) = act else {
        return t::my_courses::card::given().into();
    };
    match action {
        EnrolmentAction::Accept => t::my_courses::did::accepted(),
        EnrolmentAction::Pass => t::my_courses::did::passed(),
        EnrolmentAction::CheckIn => t::my_courses::did::checked_in(),
        EnrolmentAction::Appeal => t::my_courses::did::appealed(),
        EnrolmentAction::Explain => t::my_courses::did::explained(),
        _ => t::my_courses::did::withdrawn(),
    }
    .into()
}
