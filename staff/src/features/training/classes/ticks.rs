//! Ticking without a line: every tick is kept on this device first, goes out in order, and says when it has arrived.

mod kept;
mod shelf;
mod shown;

use super::{super::words, model::tick, page::OpenClass, roster_kept};
use crate::{clock::now_ms, desk::Desk, intent::is_passing};
use api::lesson::{RosterMember, RosterView};
use client::{ClientError, IdempotencyKey};
use domain::Date;
use kept::{Kept, Tick, Trouble};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shelf::Record;
use std::collections::BTreeMap;

pub(super) use kept::clock_of;
pub(in super::super) use shelf::provide_shelf;
pub(super) use shelf::{Shelf, ShelfNotice};
pub(super) use shown::{KeptNotice, TickButton};

/// The ticks of a class that is open.
#[derive(Clone, Copy)]
pub(super) struct Ticks {
    /// The class, as the page shows it.
    pub(super) open: OpenClass,
    /// The same on the page drawn last, which what is still on its way is shown on.
    newest: StoredValue<OpenClass>,
    desk: Desk,
    /// The window that keeps them: two on one class keep theirs apart.
    window: StoredValue<String>,
    kept: RwSignal<Kept>,
    /// When which arrived, while the desk is open.
    received: RwSignal<BTreeMap<(String, Date), i64>>,
    is_sending: RwSignal<bool>,
    is_line_gone: RwSignal<bool>,
}

impl Ticks {
    /// Those of a class, with what the device still keeps of it.
    fn new(roster: RosterView, kept: Kept, desk: Desk, window: StoredValue<String>) -> Self {
        let open = OpenClass::new(roster);
        Self {
            open,
            newest: StoredValue::new(open),
            desk,
            window,
            kept: RwSignal::new(kept),
            received: RwSignal::new(BTreeMap::new()),
            is_sending: RwSignal::new(false),
            is_line_gone: RwSignal::new(false),
        }
    }

    /// The same ticks for a page that is drawn anew.
    fn drawn_again(self, roster: RosterView) -> Self {
        let open = self.open.again(roster);
        self.newest.set_value(open);
        Self { open, ..self }
    }

    /// As the page drawn last shows it.
    fn newest(self) -> OpenClass {
        self.newest.try_get_value().unwrap_or(self.open)
    }

    fn change(self, change: impl FnOnce(&mut Kept)) {
        self.kept.try_update(change);
        spawn_local(async move {
            self.save().await;
        });
    }

    /// Keeps on the device what is not sent; says whether that went well.
    async fn save(self) -> bool {
        let kept = self.kept.try_get_untracked();
        let roster = self.open.roster;
        let class = roster.try_with_untracked(|roster| (roster.id.clone(), roster.title.clone()));
        let window = self.window.try_get_value();
        let (Some(kept), Some((class, title)), Some(window)) = (kept, class, window) else {
            return false;
        };
        shelf::keep(Record {
            class,
            title,
            window,
            kept,
        })
        .await
    }

    /// Adds what another window, or this one before it was loaded anew, has kept.
    fn take_over(self, kept: Kept) {
        self.kept.try_update(|mine| mine.take_over(kept));
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
                // Under the same key again, should the page go before the answer comes.
                self.save().await;
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
            let member = untrack(|| self.newest().member(member));
            member.map(|member| member.version)
        };
        let mut next = None;
        self.kept.try_with_untracked(Kept::len)?;
        self.kept.try_update(|kept| next = kept.next(version));
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
                self.newest().take(member);
                if let Some(roster) = self.newest().roster.try_get_untracked() {
                    spawn_local(async move {
                        roster_kept::keep(roster).await;
                    });
                }
                true
            }
            Err(error) if self.desk.has_ended_by(&error) => false,
            Err(error) if is_passing(&error) => {
                self.is_line_gone.try_set(true);
                false
            }
            Err(error) if error.is(api::ProblemCode::Stale) => self.compare(class, tick).await,
            // Another window sent this very press, on what the person was then.
            Err(error) if error.is(api::ProblemCode::KeyReused) => {
                if let Ok(roster) = self.desk.staff.find_roster(class).await {
                    self.newest().roster.try_set(roster);
                }
                self.arrived(tick);
                true
            }
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
                self.newest().roster.try_set(roster);
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
