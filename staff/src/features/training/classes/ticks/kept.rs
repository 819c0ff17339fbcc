//! Ticks that are not at the server yet. No page and no clock is known here.

use api::lesson::{MemberActionRequest, RosterMember};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::enrolment::EnrolmentAction;

/// One tick, made on this computer: an enrolment and a day, and nothing that says whose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Tick {
    /// The enrolment.
    pub(in super::super) member: String,
    /// The day of the lesson.
    pub(in super::super) on: Date,
    /// Whether the person was there.
    pub(in super::super) there: bool,
    /// When it was pressed, unix milliseconds.
    pub(in super::super) at_ms: i64,
    /// What went out, under which key: sent again it is the same request.
    pub(in super::super) sent: Option<(String, u32)>,
    /// Why it waits for a person.
    pub(in super::super) trouble: Option<Trouble>,
}

/// What has to be decided by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) enum Trouble {
    /// Somebody else did something to the person meanwhile, and the day stands otherwise at the server.
    Changed,
    /// The server did not take it, and why.
    Refused(String),
}

/// All of a class, in the order of pressing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Kept(Vec<Tick>);

impl Kept {
    /// How many are on this computer alone.
    pub(in super::super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last of a person on a day that nothing stands against.
    pub(in super::super) fn waiting(&self, member: &str, on: Date) -> Option<&Tick> {
        let mut ticks = self.0.iter().rev();
        ticks.find(|tick| tick.is_at(member, on) && tick.trouble.is_none())
    }

    /// The first of a person that has to be decided.
    pub(in super::super) fn troubled(&self, member: &str) -> Option<&Tick> {
        let mut ticks = self.0.iter();
        ticks.find(|tick| tick.member == member && tick.trouble.is_some())
    }

    /// Whether a person is there on a day, as whoever sits here says it.
    pub(in super::super) fn says(&self, member: &RosterMember, on: Date) -> bool {
        let waiting = self.waiting(&member.id, on);
        waiting.map_or_else(|| member.attended.contains(&on), |tick| tick.there)
    }

    /// Adds a press. What was pressed before and never went out is taken back by its opposite.
    pub(in super::super) fn press(&mut self, member: &str, on: Date, there: bool, at_ms: i64) {
        let last = self.0.iter().rposition(|tick| tick.is_at(member, on));
        if let Some(last) = last
            && let Some(tick) = self.0.get(last)
            && tick.sent.is_none()
            && tick.trouble.is_none()
            && tick.there != there
        {
            self.0.remove(last);
            return;
        }
        self.0.push(Tick {
            member: member.to_owned(),
            on,
            there,
            at_ms,
            sent: None,
            trouble: None,
        });
    }

    /// What goes out next, with its key and version: the same as the last time where it went out before. Whoever is not in
    /// the class as it is known here holds nobody up.
    pub(in super::super) fn next(
        &mut self,
        version: impl Fn(&str) -> Option<u32>,
    ) -> Option<(Tick, String, MemberActionRequest)> {
        let mut ticks = self.0.iter_mut();
        let tick = ticks.find(|tick| {
            let can_go = tick.sent.is_some() || version(&tick.member).is_some();
            tick.trouble.is_none() && can_go
        })?;
        if tick.sent.is_none() {
            tick.sent = Some((tick.key(), version(&tick.member)?));
        }
        let (key, version) = tick.sent.clone()?;
        let action = if tick.there {
            EnrolmentAction::CheckIn
        } else {
            EnrolmentAction::UndoCheckIn
        };
        let request = MemberActionRequest {
            on: Some(tick.on),
            ..MemberActionRequest::plain(version, action)
        };
        Some((tick.clone(), key, request))
    }

    /// Adds what was kept elsewhere, in the order of pressing.
    pub(in super::super) fn take_over(&mut self, other: Self) {
        for tick in other.0 {
            if !self.0.iter().any(|known| known.is_same(&tick)) {
                self.0.push(tick);
            }
        }
        self.0.sort_by_key(|tick| tick.at_ms);
    }

    /// It has arrived, or nobody wants it any more.
    pub(in super::super) fn remove(&mut self, gone: &Tick) {
        if let Some(at) = self.0.iter().position(|tick| tick.is_same(gone)) {
            self.0.remove(at);
        }
    }

    /// A person has to decide.
    pub(in super::super) fn trouble(&mut self, with: &Tick, trouble: Trouble) {
        if let Some(tick) = self.0.iter_mut().find(|tick| tick.is_same(with)) {
            tick.trouble = Some(trouble);
        }
    }

    /// It goes out again, on what the person is now.
    pub(in super::super) fn insist(&mut self, on: &Tick) {
        if let Some(tick) = self.0.iter_mut().find(|tick| tick.is_same(on)) {
            tick.trouble = None;
            tick.sent = None;
        }
    }
}

/// The hour and minute of an instant in China.
pub(in super::super) fn clock_of(at_ms: i64) -> String {
    let day = Date::from_unix_ms_shanghai(at_ms);
    let minutes = (at_ms - day.start_ms_shanghai()) / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

impl Tick {
    /// The key under which it goes out: of the press itself, because two windows may both have taken it over.
    fn key(&self) -> String {
        let there = u8::from(self.there);
        // A key has letters, digits and hyphens alone.
        let member = self.member.replace('_', "--");
        format!("{member}-{}-{}-{there}", self.on, self.at_ms)
    }

    fn is_at(&self, member: &str, on: Date) -> bool {
        self.member == member && self.on == on
    }

    fn is_same(&self, other: &Self) -> bool {
        self.is_at(&other.member, other.on)
            && self.at_ms == other.at_ms
            && self.there == other.there
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::tests::member;
    use super::*;
    use workflow::enrolment::EnrolmentState;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    fn next(kept: &mut Kept) -> Option<(Tick, String, MemberActionRequest)> {
        kept.next(|_| Some(7))
    }

    #[test]
    fn a_time_is_that_of_the_room() {
        let morning = day("2026-12-15").start_ms_shanghai() + (9 * 60 + 5) * 60_000;
        assert_eq!(clock_of(morning), "09:05");
    }

    #[test]
    fn a_press_counts_at_once_and_its_opposite_takes_it_back() {
        let on = day("2026-12-15");
        let person = member(EnrolmentState::Attending, &[]);
        let mut kept = Kept::default();
        kept.press("e", on, true, 1);
        assert!(kept.says(&person, on) && kept.len() == 1);
        kept.press("e", on, false, 2);
        assert!(!kept.says(&person, on) && kept.is_empty());
        // On its way it may have arrived: the opposite goes after it.
        kept.press("e", on, true, 3);
        next(&mut kept).unwrap();
        kept.press("e", on, false, 4);
        assert!(!kept.says(&person, on) && kept.len() == 2);
    }

    #[test]
    fn what_is_sent_again_is_the_same_request() {
        let mut kept = Kept::default();
        kept.press("e", day("2026-12-15"), true, 1);
        let first = next(&mut kept).unwrap();
        let again = kept.next(|_| Some(9)).unwrap();
        assert_eq!(first, again);
        assert_eq!(
            (first.2.version, first.2.action),
            (7, EnrolmentAction::CheckIn)
        );
        // As it is kept in the tab.
        let text = serde_json::to_string(&kept).unwrap();
        let mut read: Kept = serde_json::from_str(&text).unwrap();
        assert_eq!(next(&mut read), Some(first.clone()));
        kept.remove(&first.0);
        assert!(kept.is_empty());
    }

    #[test]
    fn what_two_windows_kept_goes_out_once_and_in_order() {
        let on = day("2026-12-15");
        let (mut one, mut other) = (Kept::default(), Kept::default());
        one.press("a", on, true, 1);
        one.press("b", on, true, 3);
        other.press("a", on, true, 1);
        other.press("c", on, true, 2);
        one.take_over(other.clone());
        // Both send it: the server takes one key once.
        let (_, key, _) = next(&mut one.clone()).unwrap();
        assert_eq!(next(&mut other.clone()).unwrap().1, key);
        one.take_over(other);
        let order: Vec<&str> = one.0.iter().map(|tick| tick.member.as_str()).collect();
        assert_eq!(order, ["a", "c", "b"]);
    }

    #[test]
    fn a_key_is_one_that_the_server_takes() {
        let mut kept = Kept::default();
        let on = day("2026-12-15");
        kept.press("AbCdEfGhIjKlMnOpQr_-12", on, true, 1_795_500_000_000);
        let (_, key, _) = next(&mut kept).unwrap();
        let mut letters = key.bytes();
        let is_right = letters.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        assert!(is_right && (16..=64).contains(&key.len()), "{key}");
    }

    #[test]
    fn whoever_is_not_in_the_class_holds_nobody_up() {
        let mut kept = Kept::default();
        kept.press("erased", day("2026-12-15"), true, 1);
        kept.press("b", day("2026-12-15"), true, 2);
        let version = |member: &str| (member == "b").then_some(7);
        let (first, ..) = kept.next(version).unwrap();
        assert_eq!((first.member.as_str(), kept.len()), ("b", 2));
    }

    #[test]
    fn what_needs_a_person_holds_nobody_else_up() {
        let mut kept = Kept::default();
        kept.press("a", day("2026-12-15"), true, 1);
        kept.press("b", day("2026-12-15"), true, 2);
        let (first, ..) = next(&mut kept).unwrap();
        kept.trouble(&first, Trouble::Changed);
        assert_eq!(kept.troubled("a").map(|tick| tick.at_ms), Some(1));
        assert_eq!(kept.waiting("a", day("2026-12-15")), None);
        assert_eq!(next(&mut kept).unwrap().0.member, "b");
        kept.insist(&first);
        let (again, key, request) = kept.next(|_| Some(9)).unwrap();
        assert_eq!(
            (again.member.as_str(), key.as_str(), request.version),
            ("a", "a-2026-12-15-1-1", 9)
        );
    }
}
