//! Whatever people, trainers, officers and time do to classes, their seats hold. `FUMIN_RUNS` says how many random runs to make.

mod room;

use super::tests::{class as plan, day};
use crate::class::{ClassAction, ClassPlan, ClassState};
use crate::enrolment::{EnrolmentAction, EnrolmentDetail, EnrolmentState, Seat};
use crate::{Role, StepError};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use room::{Member, Room};
use std::collections::BTreeSet;

const HOUR_MS: i64 = 60 * 60 * 1000;
const PEOPLE: u8 = 12;
/// What a school and the section do to those of a class, in the order in which it leads to a certificate.
const TAUGHT: [EnrolmentAction; 6] = [
    EnrolmentAction::CheckIn,
    EnrolmentAction::Name,
    EnrolmentAction::Complete,
    EnrolmentAction::RecordPass,
    EnrolmentAction::Certify,
    EnrolmentAction::FollowUp,
];
/// What they try in any order.
const AT_RANDOM: [EnrolmentAction; 11] = [
    EnrolmentAction::UndoCheckIn,
    EnrolmentAction::ReportNoShow,
    EnrolmentAction::Drop,
    EnrolmentAction::Name,
    EnrolmentAction::Complete,
    EnrolmentAction::RecordPass,
    EnrolmentAction::Fail,
    EnrolmentAction::Retake,
    EnrolmentAction::Certify,
    EnrolmentAction::Return,
    EnrolmentAction::Refuse,
];

/// One thing somebody tries in one of two classes, or time that passes.
#[derive(Debug, Clone)]
enum Attempt {
    Enrol {
        room: usize,
        person: u8,
        /// That another class is on the same days.
        knows: bool,
    },
    Act {
        room: usize,
        person: u8,
        action: EnrolmentAction,
        role: Role,
        knows: bool,
    },
    /// One action after the other, to everybody in a class but some.
    Everybody {
        room: usize,
        actions: Vec<EnrolmentAction>,
        /// A bit for each person.
        left_out: u16,
    },
    Class {
        room: usize,
        action: ClassAction,
        role: Role,
        days: i32,
    },
    Hours(i64),
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let action = prop_oneof![
        4 => prop::sample::select(&[EnrolmentAction::Accept, EnrolmentAction::Pass, EnrolmentAction::Withdraw][..]),
        2 => prop::sample::select(&[
            EnrolmentAction::CheckIn,
            EnrolmentAction::ReportNoShow,
            EnrolmentAction::Drop,
            EnrolmentAction::Complete,
            EnrolmentAction::RecordPass,
            EnrolmentAction::Certify,
        ][..]),
        2 => prop::sample::select(&[
            EnrolmentAction::Hold,
            EnrolmentAction::Return,
            EnrolmentAction::Resubmit,
            EnrolmentAction::Refuse,
            EnrolmentAction::Appeal,
            EnrolmentAction::Overturn,
        ][..]),
        1 => prop::sample::select(EnrolmentAction::ALL),
    ];
    let class = prop_oneof![
        4 => Just(ClassAction::ChangeCapacity),
        3 => prop::sample::select(&[ClassAction::Postpone, ClassAction::SetLessons, ClassAction::Confirm][..]),
        1 => prop::sample::select(ClassAction::ALL),
    ];
    let role = prop_oneof![
        8 => Just(Role::Resident),
        2 => prop::sample::select(&[Role::Trainer, Role::TrainingOfficer][..]),
        2 => prop::sample::select(Role::ALL),
    ];
    let staff = prop_oneof![
        8 => prop::sample::select(&[Role::Trainer, Role::TrainingOfficer][..]),
        1 => prop::sample::select(Role::ALL),
    ];
    let actions = prop_oneof![
        3 => Just(TAUGHT.to_vec()),
        2 => Just(AT_RANDOM.to_vec()).prop_shuffle(),
    ];
    // The first class is where most of it happens.
    let room = prop_oneof![3 => Just(0_usize), 1 => Just(1_usize)];
    prop_oneof![
        12 => (room.clone(), 0..PEOPLE, any::<bool>())
            .prop_map(|(room, person, knows)| Attempt::Enrol { room, person, knows }),
        12 => (room.clone(), 0..PEOPLE, action, role, any::<bool>())
            .prop_map(|(room, person, action, role, knows)| Attempt::Act { room, person, action, role, knows }),
        3 => (room.clone(), actions, any::<u16>())
            .prop_map(|(room, actions, left_out)| Attempt::Everybody { room, actions, left_out }),
        2 => (room, class, staff, 0..24_i32)
            .prop_map(|(room, action, role, days)| Attempt::Class { room, action, role, days }),
        // A clock that is set back, an hour, days, and a week, or hardly a run would come to the first day of a class.
        6 => prop_oneof![
            1 => Just(-30_i64),
            2 => 0..6_i64,
            3 => 20..80_i64,
            2 => 80..300_i64,
        ]
        .prop_map(Attempt::Hours),
    ]
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    prop::collection::vec(attempt(), 1..60)
}

/// Two classes with some days in common, and the same people before them.
struct Portal {
    rooms: [Room; 2],
    turn: usize,
}

impl Portal {
    fn open() -> Self {
        let later = ClassPlan {
            capacity: 2,
            enrol_by: day("2026-12-14"),
            starts_on: day("2026-12-18"),
            ends_on: day("2026-12-24"),
            ..plan()
        };
        Self {
            rooms: [Room::open(plan()), Room::open(later)],
            turn: 0,
        }
    }

    /// Whether the person has a seat in the other class on days of this one. Refused unless that is known.
    fn overlap(&self, room: usize, person: u8, knows: bool) -> Result<bool, StepError> {
        let other = &self.rooms[1 - room];
        let has_seat =
            |member: &Member| member.person == person && member.file.state().seat() == Seat::Taken;
        let has_both = is_on(other)
            && shares_days(other, &self.rooms[room])
            && other.members.iter().any(has_seat);
        if has_both && !knows {
            return Err(StepError::NotAllowed);
        }
        Ok(has_both)
    }

    fn attempt(&mut self, attempt: &Attempt) {
        self.turn += 1;
        // A refusal is as good an answer as any; what must hold is checked after it.
        let _ = match *attempt {
            Attempt::Enrol {
                room,
                person,
                knows,
            } => self
                .overlap(room, person, knows)
                .and_then(|overlap| self.rooms[room].enrol(person, overlap, self.turn)),
            Attempt::Act {
                room,
                person,
                action,
                role,
                knows,
            } => self.act(room, person, (action, role), knows),
            Attempt::Everybody {
                room,
                ref actions,
                left_out,
            } => {
                self.rooms[room].everybody(actions, left_out);
                Ok(())
            }
            // The portal itself follows seats and days, and does nothing else.
            Attempt::Class {
                role: Role::System, ..
            } => Ok(()),
            Attempt::Class {
                room,
                action,
                role,
                days,
            } => self.rooms[room].move_class(action, role, days),
            Attempt::Hours(hours) => {
                for room in &mut self.rooms {
                    room.now_ms += hours * HOUR_MS;
                }
                Ok(())
            }
        };
        for room in &mut self.rooms {
            room.follow();
        }
    }

    fn act(
        &mut self,
        at: usize,
        person: u8,
        (action, role): (EnrolmentAction, Role),
        knows: bool,
    ) -> Result<(), StepError> {
        let members = &self.rooms[at].members;
        let found = members.iter().rposition(|member| member.person == person);
        // The portal itself offers and seats by the rules of the room, and does nothing else.
        let Some(index) = found.filter(|_| role != Role::System) else {
            return Ok(());
        };
        let mut detail = None;
        if action == EnrolmentAction::Accept {
            let is_accepted = self.overlap(at, person, knows)?;
            detail = Some(EnrolmentDetail::Overlap { is_accepted });
        }
        let (room, turn) = (&mut self.rooms[at], self.turn);
        room.step(index, action, role, detail)?;
        if action == EnrolmentAction::Accept {
            room.members[index].asked = turn;
        }
        // Who waited unjudged is looked at before the seat is sure.
        let file = &room.members[index].file;
        if file.is_clear() == Some(false) && file.state() == EnrolmentState::Held {
            room.step(index, EnrolmentAction::Judge, Role::System, None)
                .unwrap();
        }
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        for room in &self.rooms {
            room.check()?;
        }
        let [one, two] = &self.rooms;
        let is_sure = |room: &Room| is_on(room) && !room.class.was_postponed();
        if !is_sure(one) || !is_sure(two) || !shares_days(one, two) {
            return Ok(());
        }
        for mine in one.members.iter().filter(has_said_yes) {
            let others = two.members.iter().filter(has_said_yes);
            for other in others.filter(|other| other.person == mine.person) {
                let [first, last] = if mine.asked < other.asked {
                    [mine, other]
                } else {
                    [other, mine]
                };
                // Who was let in again by somebody else was not asked.
                prop_assert!(
                    first.file.overlap().is_none() || last.file.overlap() != Some(false),
                    "{} has two seats and was not told",
                    mine.person
                );
            }
        }
        Ok(())
    }
}

/// Neither over nor given up.
fn is_on(room: &Room) -> bool {
    !matches!(
        room.class.state(),
        ClassState::Finished | ClassState::Settled | ClassState::Cancelled
    )
}

fn shares_days(one: &Room, two: &Room) -> bool {
    let (one, two) = (one.plan(), two.plan());
    one.starts_on <= two.ends_on && two.starts_on <= one.ends_on
}

/// An offer takes a seat that nobody has said yes to.
fn has_said_yes(member: &&Member) -> bool {
    let state = member.file.state();
    state.seat() == Seat::Taken && state != EnrolmentState::Offered
}

proptest! {
    #![proptest_config(crate::runs::runs(1000))]
    #[test]
    fn seats_hold_whatever_happens(attempts in attempts()) {
        let mut portal = Portal::open();
        for attempt in &attempts {
            portal.attempt(attempt);
            portal.check()?;
        }
    }
}

/// What is said of all runs is said of something: they get to the end of a class, and by everything that frees a seat.
#[test]
fn runs_come_to_offers_to_who_stays_away_and_to_certificates() {
    let mut runner = TestRunner::deterministic();
    let (mut people, mut classes) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..500 {
        let attempts = attempts().new_tree(&mut runner).unwrap().current();
        let mut portal = Portal::open();
        for attempt in &attempts {
            portal.attempt(attempt);
            for room in &portal.rooms {
                classes.insert(room.class.state());
                people.extend(room.members.iter().map(|member| member.file.state()));
            }
        }
    }
    for state in [
        EnrolmentState::Applied,
        EnrolmentState::Returned,
        EnrolmentState::Waitlisted,
        EnrolmentState::Offered,
        EnrolmentState::Held,
        EnrolmentState::Attending,
        EnrolmentState::Certified,
        EnrolmentState::Withdrawn,
        EnrolmentState::Lapsed,
        EnrolmentState::NotEligible,
        EnrolmentState::NoShow,
    ] {
        assert!(people.contains(&state), "nobody came to {state}");
    }
    for state in [
        ClassState::Open,
        ClassState::Full,
        ClassState::Closed,
        ClassState::Postponed,
        ClassState::Running,
        ClassState::Finished,
    ] {
        assert!(classes.contains(&state), "no class came to {state}");
    }
}
