//! Whatever people, trainers and time do to a class, its seats hold. `FUMIN_RUNS` says how many random runs to make.

use super::tests::{class as plan, day, event};
use crate::class::{
    ClassAction, ClassDetail, ClassEvent, ClassFile, ClassRules, ClassState, Placement, Seats,
};
use crate::enrolment::{
    EnrolmentAction, EnrolmentClocks, EnrolmentDetail, EnrolmentEvent, EnrolmentFile,
    EnrolmentRules, EnrolmentState, Seat,
};
use crate::{DeviceKind, Role, StepError, WorkCalendar};
use domain::Date;
use proptest::prelude::*;

const PERCENT: u32 = 50;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// One thing somebody tries, or time that passes.
#[derive(Debug, Clone)]
enum Attempt {
    Enrol {
        person: u8,
    },
    Act {
        person: u8,
        action: EnrolmentAction,
        role: Role,
    },
    Capacity(u32),
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
    let role = prop_oneof![
        8 => Just(Role::Resident),
        2 => prop::sample::select(&[Role::Trainer, Role::TrainingOfficer][..]),
        2 => prop::sample::select(Role::ALL),
    ];
    prop_oneof![
        6 => (0..12_u8).prop_map(|person| Attempt::Enrol { person }),
        6 => (0..12_u8, action, role).prop_map(|(person, action, role)| Attempt::Act { person, action, role }),
        1 => (1..7_u32).prop_map(Attempt::Capacity),
        // A clock that is set back, an hour, and days.
        3 => prop_oneof![Just(-30_i64), 0..6_i64, 20..80_i64].prop_map(Attempt::Hours),
    ]
}

struct Member {
    person: u8,
    file: EnrolmentFile,
    log: Vec<EnrolmentEvent>,
}

/// A class put together as the portal does it.
struct Room {
    class: ClassFile,
    log: Vec<ClassEvent>,
    members: Vec<Member>,
    calendar: WorkCalendar,
    now_ms: i64,
    /// Places in the order in which they were offered a seat.
    offered: Vec<u32>,
}

impl Room {
    fn open() -> Self {
        let mut room = Self {
            class: ClassFile::default(),
            log: Vec::new(),
            members: Vec::new(),
            calendar: WorkCalendar::from_parts([], [], day("2027-12-31")),
            now_ms: day("2026-12-01").start_ms_shanghai(),
            offered: Vec::new(),
        };
        room.step_class(ClassAction::Plan, Role::System, ClassDetail::Plan(plan()))
            .unwrap();
        room.step_class(ClassAction::Open, Role::System, ClassDetail::None)
            .unwrap();
        room
    }

    fn seats(&self) -> Seats {
        let count = |seat| {
            self.members
                .iter()
                .filter(|member| member.file.state().seat() == seat)
                .count() as u32
        };
        let plan = *self.class.plan().unwrap_or(&plan());
        Seats {
            capacity: plan.capacity,
            elsewhere: plan.elsewhere,
            taken: count(Seat::Taken),
            waiting: count(Seat::Waiting),
            wait_list_cap: Seats::wait_list_cap_of(plan.capacity, PERCENT),
        }
    }

    fn step_class(
        &mut self,
        action: ClassAction,
        role: Role,
        detail: ClassDetail,
    ) -> Result<(), StepError> {
        let on = Date::from_unix_ms_shanghai(self.now_ms);
        let event = ClassEvent {
            action,
            role,
            actor_id: "a".into(),
            on_behalf_of: None,
            consent_id: None,
            device: DeviceKind::Server,
            at_ms: self.now_ms,
            on,
            idempotency_key: "k".into(),
            detail,
        };
        let rules = ClassRules {
            calendar: &self.calendar,
            opening_notice_working_days: 5,
            minimum_check_working_days: 3,
            consent_working_days: 3,
            taken: self.seats().taken,
            minimum_percent: 0,
        };
        self.class = self.class.decide(&event, rules)?;
        self.log.push(event);
        Ok(())
    }

    fn step(
        &mut self,
        index: usize,
        action: EnrolmentAction,
        role: Role,
        detail: Option<EnrolmentDetail>,
    ) -> Result<(), StepError> {
        let mut event = event(action, role, self.now_ms);
        if let Some(detail) = detail {
            event.detail = detail;
        }
        let clocks = EnrolmentClocks::default();
        let class = *self.class.plan().unwrap();
        let lessons = self.class.lessons(&self.calendar);
        let rules = EnrolmentRules {
            calendar: &self.calendar,
            clocks: &clocks,
            class: &class,
            lessons: &lessons,
            attendance_percent: 80,
            has_free_seat: self.seats().free() > 0,
        };
        let member = &mut self.members[index];
        member.file = member.file.decide(&event, rules)?;
        member.log.push(event);
        Ok(())
    }

    fn offer_until_ms(&self, index: usize) -> i64 {
        let clocks = EnrolmentClocks::default();
        let class = *self.class.plan().unwrap();
        let lessons = self.class.lessons(&self.calendar);
        let rules = EnrolmentRules {
            calendar: &self.calendar,
            clocks: &clocks,
            class: &class,
            lessons: &lessons,
            attendance_percent: 80,
            has_free_seat: self.seats().free() > 0,
        };
        self.members[index].file.offer_until_ms(self.now_ms, rules)
    }

    fn enrol(&mut self, person: u8) -> Result<(), StepError> {
        let is_in = |member: &Member| member.person == person && member.file.state().is_active();
        if self.members.iter().any(is_in) {
            return Err(StepError::NotAllowed);
        }
        self.class
            .check_open(Date::from_unix_ms_shanghai(self.now_ms))?;
        let then = match self.seats().placement() {
            Placement::Seat => EnrolmentAction::Hold,
            Placement::WaitList => EnrolmentAction::WaitList,
            Placement::Full => return Err(StepError::WaitListFull),
        };
        let number = self.members.len() as u32 + 1;
        let index = self.members.len();
        self.members.push(Member {
            person,
            file: EnrolmentFile::default(),
            log: Vec::new(),
        });
        self.step(
            index,
            EnrolmentAction::Enrol,
            Role::Resident,
            Some(EnrolmentDetail::Place { number }),
        )?;
        // Every fourth person asks for a subsidy of which the engine is not sure: a seat that is there is kept.
        if person % 4 == 3 {
            self.step(index, EnrolmentAction::Judge, Role::System, None)?;
            if then == EnrolmentAction::Hold {
                return Ok(());
            }
        }
        self.step(index, then, Role::System, None)
    }

    /// What the portal does after every change.
    fn follow(&mut self) {
        let day = Date::from_unix_ms_shanghai(self.now_ms);
        while let Some(action) = self.class.follow_day(day) {
            if self
                .step_class(action, Role::System, ClassDetail::None)
                .is_err()
            {
                break;
            }
        }
        for index in 0..self.members.len() {
            if matches!(
                self.members[index].file.state(),
                EnrolmentState::Offered | EnrolmentState::Waitlisted | EnrolmentState::Returned
            ) {
                let _ = self.step(index, EnrolmentAction::Expire, Role::System, None);
            }
        }
        if self.class.state().offers_seats() {
            for _ in 0..self.seats().offers_due() {
                let head = (0..self.members.len())
                    .filter(|&index| self.members[index].file.state() == EnrolmentState::Waitlisted)
                    .min_by_key(|&index| self.members[index].file.place())
                    .unwrap();
                let until_ms = self.offer_until_ms(head);
                self.step(
                    head,
                    EnrolmentAction::Offer,
                    Role::System,
                    Some(EnrolmentDetail::Offer { until_ms }),
                )
                .unwrap();
                self.offered.extend(self.members[head].file.place());
            }
        }
        if let Some(action) = self.class.follow_seats(&self.seats()) {
            self.step_class(action, Role::System, ClassDetail::None)
                .unwrap();
        }
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let seats = self.seats();
        prop_assert!(seats.taken + seats.elsewhere <= seats.capacity, "{seats:?}");
        prop_assert!(
            seats.free() == 0 || seats.waiting == 0,
            "a seat is free while somebody waits: {seats:?}"
        );
        for person in 0..12 {
            let active = self
                .members
                .iter()
                .filter(|member| member.person == person && member.file.state().is_active());
            prop_assert!(active.count() <= 1, "{person} twice");
        }
        prop_assert!(
            self.offered.is_sorted(),
            "offers out of order: {:?}",
            self.offered
        );
        let waits_before = |member: &Member| {
            member.file.state() == EnrolmentState::Waitlisted
                && member.file.place() < self.offered.last().copied()
        };
        prop_assert!(
            !self.members.iter().any(waits_before),
            "somebody was skipped"
        );
        match self.class.state() {
            ClassState::Open => prop_assert!(seats.free() > 0),
            ClassState::Full => prop_assert_eq!(seats.free(), 0),
            _ => {}
        }
        prop_assert_eq!(&ClassFile::fold(&self.log).unwrap(), &self.class);
        for member in &self.members {
            prop_assert_eq!(&EnrolmentFile::fold(&member.log).unwrap(), &member.file);
            prop_assert_eq!(member.file.version() as usize, member.log.len());
            let did = |action| member.log.iter().any(|event| event.action == action);
            if matches!(
                member.file.state(),
                EnrolmentState::Certified | EnrolmentState::FollowedUp
            ) {
                prop_assert!(did(EnrolmentAction::Complete) && did(EnrolmentAction::RecordPass));
                prop_assert!(member.file.name().is_some());
            }
        }
        Ok(())
    }
}

fn attempt_once(room: &mut Room, attempt: &Attempt) {
    // A refusal is as good an answer as any; what must hold is checked after it.
    let _ = match attempt {
        Attempt::Enrol { person } => room.enrol(*person),
        Attempt::Act {
            person,
            action,
            role,
        } => {
            let found = room
                .members
                .iter()
                .rposition(|member| member.person == *person);
            // The portal itself offers and seats by the rules above, and does nothing else.
            match found {
                Some(index) if *role != Role::System => {
                    let done = room.step(index, *action, *role, None);
                    // Who waited unjudged is looked at before the seat is sure.
                    let file = &room.members[index].file;
                    let is_unclear = file.is_clear() == Some(false);
                    if done.is_ok() && is_unclear && file.state() == EnrolmentState::Held {
                        room.step(index, EnrolmentAction::Judge, Role::System, None)
                            .unwrap();
                    }
                    done
                }
                _ => Ok(()),
            }
        }
        Attempt::Capacity(capacity) => {
            let detail = ClassDetail::Capacity {
                capacity: *capacity,
            };
            room.step_class(ClassAction::ChangeCapacity, Role::Trainer, detail)
        }
        Attempt::Hours(hours) => {
            room.now_ms += hours * HOUR_MS;
            Ok(())
        }
    };
    room.follow();
}

fn runs() -> u32 {
    std::env::var("FUMIN_RUNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1000)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs()) })]
    #[test]
    fn seats_hold_whatever_happens(attempts in prop::collection::vec(attempt(), 1..60)) {
        let mut room = Room::open();
        for attempt in &attempts {
            attempt_once(&mut room, attempt);
            room.check()?;
        }
    }
}
