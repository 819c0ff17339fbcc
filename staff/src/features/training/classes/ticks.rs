//! Ticking without a line: every tick is kept in this tab first, goes out in order, and says when it has arrived.

mod kept;

use super::{
    super::words,
    model::tick,
    page::OpenClass,
    person::{Acting, called},
};
use crate::{
    clock::now_ms,
    desk::{Desk, use_desk},
    intent::is_passing,
    storage::StorageKey,
};
use api::lesson::RosterMember;
use client::{ClientError, IdempotencyKey};
use domain::Date;
use i18n::t;
use kept::{Kept, Tick, Trouble, clock_of};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::{collections::BTreeMap, time::Duration};
use ui::{Button, ButtonKind, Notice, StatusTag, Tone};

/// How often a line that was gone is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// The ticks of a class that is open.
#[derive(Clone, Copy)]
pub(super) struct Ticks {
    open: OpenClass,
    desk: Desk,
    kept: RwSignal<Kept>,
    /// When which arrived, while the page is open.
    received: RwSignal<BTreeMap<(String, Date), i64>>,
    is_sending: RwSignal<bool>,
    is_line_gone: RwSignal<bool>,
}

impl Ticks {
    /// Those of this class that the tab still keeps; they go out at once.
    pub(super) fn of(open: OpenClass) -> Self {
        let storage = StorageKey::Ticks(open.id());
        let kept = storage
            .read()
            .and_then(|text| serde_json::from_str(&text).ok());
        let ticks = Self {
            open,
            desk: use_desk(),
            kept: RwSignal::new(kept.unwrap_or_default()),
            received: RwSignal::new(BTreeMap::new()),
            is_sending: RwSignal::new(false),
            is_line_gone: RwSignal::new(false),
        };
        let again = set_interval_with_handle(move || ticks.send(), PAUSE);
        on_cleanup(move || {
            if let Ok(again) = again {
                again.clear();
            }
        });
        ticks.send();
        ticks
    }

    fn change(self, change: impl FnOnce(&mut Kept)) {
        self.kept.try_update(change);
        let id = self
            .open
            .roster
            .try_with_untracked(|roster| roster.id.clone());
        let text = self
            .kept
            .try_with_untracked(|kept| (!kept.is_empty()).then(|| serde_json::to_string(kept)));
        let Some((id, text)) = id.zip(text) else {
            return;
        };
        let storage = StorageKey::Ticks(id);
        match text {
            Some(Ok(text)) => storage.write(&text),
            _ => storage.remove(),
        }
    }

    fn press(self, member: &str, on: Date, there: bool) {
        let at_ms = now_ms();
        self.received.update(|received| {
            received.remove(&(member.to_owned(), on));
        });
        self.change(|kept| kept.press(member, on, there, at_ms));
        self.send();
    }

    /// Sends what is kept, one after the other, until there is nothing or the line is gone.
    fn send(self) {
        let is_idle = self.is_sending.try_with_untracked(|sends| !sends);
        let has_some = self.kept.try_with_untracked(|kept| !kept.is_empty());
        if is_idle != Some(true) || has_some != Some(true) {
            return;
        }
        self.is_sending.set(true);
        spawn_local(async move {
            while let Some((tick, key, request)) = self.next() {
                let class = self
                    .open
                    .roster
                    .try_with_untracked(|roster| roster.id.clone());
                let Some(class) = class else { break };
                let key = IdempotencyKey::kept(key);
                let staff = self.desk.staff;
                let answer = staff
                    .act_on_member(&class, &tick.member, &request, &key)
                    .await;
                if !self.answered(&class, &tick, answer).await {
                    break;
                }
            }
            self.is_sending.try_set(false);
        });
    }

    fn next(self) -> Option<(Tick, String, api::lesson::MemberActionRequest)> {
        let version = |member: &str| {
            let member = untrack(|| self.open.member(member));
            member.map(|member| member.version)
        };
        let fresh = || IdempotencyKey::fresh().as_str().to_owned();
        let mut next = None;
        self.kept.try_with_untracked(Kept::len)?;
        self.change(|kept| next = kept.next(version, fresh));
        next
    }

    /// Takes over what the server said; false when the others have to wait.
    async fn answered(
        self,
        class: &str,
        tick: &Tick,
        answer: Result<RosterMember, ClientError>,
    ) -> bool {
        match answer {
            Ok(member) => {
                self.is_line_gone.try_set(false);
                self.arrived(tick);
                self.open.take(member);
                true
            }
            Err(error) if self.desk.has_ended_by(&error) => false,
            Err(error) if is_passing(&error) => {
                self.is_line_gone.try_set(true);
                false
            }
            Err(error) if error.is(api::ProblemCode::Stale) => self.compare(class, tick).await,
            Err(error) => {
                let words = words::explain(&error).to_string();
                self.change(|kept| kept.trouble(tick, Trouble::Refused(words)));
                true
            }
        }
    }

    /// Somebody else did something to the person: where the day stands as it was ticked here, nothing is left to do.
    async fn compare(self, class: &str, tick: &Tick) -> bool {
        match self.desk.staff.find_roster(class).await {
            Ok(roster) => {
                let mut members = roster.members.iter();
                let now = members.find(|member| member.id == tick.member);
                let is_so = now.is_some_and(|now| now.attended.contains(&tick.on) == tick.there);
                self.open.roster.try_set(roster);
                if is_so {
                    self.arrived(tick);
                } else {
                    self.change(|kept| kept.trouble(tick, Trouble::Changed));
                }
                true
            }
            Err(error) => {
                self.is_line_gone.try_set(is_passing(&error));
                false
            }
        }
    }

    fn arrived(self, tick: &Tick) {
        self.received.try_update(|received| {
            received.insert((tick.member.clone(), tick.on), now_ms());
        });
        self.change(|kept| kept.remove(tick));
    }

    /// How a press on a day reads: what it would do, and whether the person is there as whoever sits here says.
    fn now(self, member: &RosterMember, day: Date) -> Option<(bool, bool)> {
        // What the server lets be done is known for what it knows; the opposite of a tick kept here is its own.
        let kept = self
            .kept
            .with(|kept| kept.waiting(&member.id, day).is_some());
        let can = kept || tick(member, day).is_some();
        let is_there = self.kept.with(|kept| kept.says(member, day));
        can.then_some((is_there, kept))
    }
}

/// Says over the list how many are on this computer alone.
#[component]
pub(super) fn KeptNotice(
    /// The ticks.
    ticks: Ticks,
) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        let count = ticks.kept.with(Kept::len);
        (ticks.is_line_gone.get() && count > 0).then_some(count)
    });
    move || {
        waiting.get().map(|count| {
            view! {
                <Notice tone=Tone::Warning title=t::staff_lessons::offline::title(count) is_live=true>
                    <p>{t::staff_lessons::offline::about()}</p>
                </Notice>
            }
        })
    }
}

/// The tick of one person on the chosen day.
#[component]
pub(super) fn TickButton(
    /// What is done to the person.
    acting: Acting,
    /// The ticks of the class.
    ticks: Ticks,
) -> impl IntoView {
    let now = Memo::new(move |_| {
        let (member, day) = (acting.member()?, acting.open.chosen()?);
        let (is_there, is_kept) = ticks.now(&member, day)?;
        let arrived = ticks
            .received
            .with(|received| received.get(&(member.id.clone(), day)).copied());
        Some((is_there, is_kept, arrived, day, called(&member)))
    });
    let trouble = Memo::new(move |_| {
        let id = acting.member()?.id;
        ticks.kept.with(|kept| kept.troubled(&id).cloned())
    });
    let button = move || {
        now.get().map(|(is_there, is_kept, arrived, day, name)| {
            let press = move |()| {
                let id = acting.id.get_value();
                ticks.press(&id, day, !is_there);
            };
            let (kind, words) = if is_there {
                (ButtonKind::Quiet, t::staff_lessons::roster::not_there())
            } else {
                (ButtonKind::Secondary, t::staff_lessons::roster::there())
            };
            let was_there = is_there.then(|| {
                let words = t::staff_lessons::roster::was_there();
                view! { <StatusTag tone=Tone::Success label=words /> }
            });
            view! {
                <div class="row">
                    {was_there}
                    {place(is_kept, arrived)}
                    <Button kind=kind on_press=press>
                        {words} <span class="visually-hidden">" " {name}</span>
                    </Button>
                </div>
            }
        })
    };
    let shown = move || trouble.get().map(|tick| decide(ticks, tick));
    view! { {button} {shown} }.into_any()
}

/// Where the tick is: on this computer, or at the server since when.
fn place(is_kept: bool, arrived: Option<i64>) -> AnyView {
    if is_kept {
        let words = t::staff_lessons::offline::here();
        return view! { <StatusTag tone=Tone::Warning label=words /> }.into_any();
    }
    arrived
        .map(|at_ms| {
            let words = t::staff_lessons::offline::received(clock_of(at_ms));
            view! { <span class="figures" role="status">{words}</span> }
        })
        .into_any()
}

/// What only a person can decide.
fn decide(ticks: Ticks, tick: Tick) -> AnyView {
    use t::staff_lessons::offline as words;
    let day = i18n::date(tick.on);
    let said = match (&tick.trouble, tick.there) {
        (Some(Trouble::Refused(why)), _) => words::refused(day, why.as_str()),
        (_, true) => words::changed_there(day),
        (_, false) => words::changed_not_there(day),
    };
    let can_insist = tick.trouble == Some(Trouble::Changed);
    let (mine, theirs) = (tick.clone(), tick);
    let insist = can_insist.then(|| {
        let press = move |()| {
            ticks.change(|kept| kept.insist(&mine));
            ticks.send();
        };
        view! { <Button kind=ButtonKind::Secondary on_press=press>{words::insist()}</Button> }
    });
    let give_up = move |()| ticks.change(|kept| kept.remove(&theirs));
    let leave = if can_insist {
        words::give_up()
    } else {
        words::understood()
    };
    view! {
        <Notice tone=Tone::Error is_live=true>
            <p>{said}</p>
            {insist}
            <Button kind=ButtonKind::Quiet on_press=give_up>{leave}</Button>
        </Notice>
    }
    .into_any()
}
