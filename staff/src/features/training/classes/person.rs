//! One person of a class: the tick of the day, how often the person was there, how it stands.

use super::{
    super::{place::TrainingPlace, words},
    model::person_tone,
    page::OpenClass,
    person_acts::PersonActs,
    ticks::{TickButton, Ticks},
};
use crate::{
    desk::{Desk, Press, use_desk},
    said::{Said, SaidNotice},
};
use api::lesson::{MemberActionRequest, RosterMember};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{StatusTag, Text, Tone};
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

/// What is done to one person: one press at a time.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    /// The class.
    pub(super) open: OpenClass,
    /// The person.
    pub(super) id: StoredValue<String>,
    /// What came of the last press.
    pub(super) said: RwSignal<Option<Said>>,
    press: Press<MemberActionRequest>,
}

impl Acting {
    /// The person as it is now, tracked.
    pub(super) fn member(self) -> Option<RosterMember> {
        self.id.with_value(|id| self.open.member(id))
    }

    /// Whether a press is under way.
    pub(super) fn pending(self) -> Signal<bool> {
        self.press.pending
    }

    /// Does something, with what the action needs.
    pub(super) fn send(
        self,
        action: EnrolmentAction,
        with: impl FnOnce(MemberActionRequest) -> MemberActionRequest,
    ) {
        let version = untrack(|| self.member()).map_or(0, |member| member.version);
        self.said.set(None);
        self.press
            .send(with(MemberActionRequest::plain(version, action)));
    }
}

/// The person.
#[component]
pub(super) fn Person(
    /// The class.
    open: OpenClass,
    /// The enrolment.
    id: String,
    /// The ticks of the class; none for whoever does not teach.
    ticks: Option<Ticks>,
    /// Loads the class anew, when there are other people in it.
    again: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let (class, member) = (open.id(), id.clone());
    let press = desk.press(
        move |request: MemberActionRequest, key| {
            let (class, member) = (class.clone(), member.clone());
            async move {
                let staff = desk.staff;
                staff.act_on_member(&class, &member, &request, &key).await
            }
        },
        move |answer: Result<RosterMember, ClientError>| match answer {
            Ok(member) => {
                said.set(Some(Said::Done(t::staff_lessons::roster::done().into())));
                open.take(member);
            }
            Err(error) => {
                said.set(Some(words::failed(&error)));
                if error.is(api::ProblemCode::Stale) {
                    spawn_local(show_newest(desk, open, again));
                }
            }
        },
    );
    let acting = Acting {
        open,
        id: StoredValue::new(id.clone()),
        said,
        press,
    };
    let head = move || acting.member().map(|member| head(&member, open));
    let history = (!desk.may_change).then(|| history(acting));
    view! {
        <section class="training__row" id=["person-", &id].concat()>
            {head}
            {history}
            {ticks.map(|ticks| view! { <TickButton acting=acting ticks=ticks /> })}
            <SaidNotice said=said />
            <PersonActs acting=acting />
        </section>
    }
    .into_any()
}

/// Somebody was first: the newer state comes in, and what is typed and said here stays.
async fn show_newest(desk: Desk, open: OpenClass, again: Callback<()>) {
    let Some(class) = open.roster.try_with_untracked(|roster| roster.id.clone()) else {
        return;
    };
    let Ok(newest) = desk.staff.find_roster(&class).await else {
        return;
    };
    // The page may have gone meanwhile.
    if open.roster.try_with_untracked(|_| ()).is_none() {
        return;
    }
    if open.has_same_people(&newest) {
        open.show(newest);
    } else {
        again.run(());
    }
}

/// The way to the other classes of the person.
fn history(acting: Acting) -> AnyView {
    let place = TrainingPlace::History(acting.open.id(), acting.id.get_value());
    let href = place.to_string();
    let name = move || acting.member().map(|member| called(&member));
    view! {
        <p>
            <a href=href>
                {t::staff_section::history::open()} <span class="visually-hidden">" " {name}</span>
            </a>
        </p>
    }
    .into_any()
}

/// A name to call somebody by.
pub(super) fn called(member: &RosterMember) -> Text {
    words::person_name(member.name.clone())
}

fn head(member: &RosterMember, open: OpenClass) -> AnyView {
    let name = t::staff_lessons::roster::person(called(member), member.phone.clone());
    let all = open.roster.with(|roster| roster.lessons.len());
    let attended = t::staff_lessons::roster::attended(member.attended.len(), all);
    let missed = (member.missed >= 2).then(|| {
        let words = t::staff_lessons::roster::missed(member.missed);
        view! { <StatusTag tone=Tone::Warning label=words /> }
    });
    let call = member.call.clone().map(|phone| {
        let href = ["tel:", &phone].concat();
        view! { <p><a href=href>{t::staff_lessons::roster::call(phone)}</a></p> }
    });
    let by = member.helped_by.clone().map(|by| {
        view! { <p class="training__note">{t::files::timeline::on_behalf(by.point, by.clerk)}</p> }
    });
    let shared = member.same_device.map(|people| {
        let words = t::staff_lessons::roster::same_device(people);
        view! { <StatusTag tone=Tone::Warning label=words /> }
    });
    let enough = (member.state == EnrolmentState::Attending).then(|| {
        let (tone, words) = if member.is_enough {
            (Tone::Success, t::staff_lessons::result::enough())
        } else {
            (Tone::Info, t::staff_lessons::result::not_enough())
        };
        view! { <StatusTag tone=tone label=words /> }
    });
    let passed = member.has_passed.then(|| {
        let words = match member.level {
            Some(level) => t::staff_lessons::result::passed_level(words::level(level)),
            None => t::staff_lessons::result::passed().to_owned(),
        };
        view! { <StatusTag tone=Tone::Success label=words /> }
    });
    let put_right = member.is_put_right.then(|| {
        view! { <p class="training__note">{t::staff_lessons::result::put_right()}</p> }
    });
    let number = member.certificate.clone().map(|number| {
        view! { <p class="figures">{t::staff_lessons::officer::certificate(number)}</p> }
    });
    let price = member.price_fen.map(|fen| {
        view! { <span class="figures">{words::own_price(fen)}</span> }
    });
    let absence = member.absence.map(|reason| {
        view! { <p>{t::staff_lessons::roster::absence(words::absence(reason))}</p> }
    });
    let retake = member.retake_on.map(|day| {
        view! { <p>{t::my_courses::request::retake_on(i18n::date(day))}</p> }
    });
    let state = words::enrolment(member.state);
    view! {
        <h3>{name}</h3>
        <p class="row">
            <StatusTag tone=person_tone(member.state) label=state />
            <span class="figures">{attended}</span>
            {price} {enough} {passed} {missed} {shared}
        </p>
        {put_right} {by} {call} {number} {absence} {retake}
    }
    .into_any()
}
