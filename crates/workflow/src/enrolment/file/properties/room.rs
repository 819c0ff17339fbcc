//! A class put together as the portal does it: seats counted, offers down the list, days followed.

use super::super::tests::{day, event};
use crate::class::{
    ClassAction, ClassDetail, ClassEvent, ClassFile, ClassPlan, ClassRules, ClassState, Placement,
    Postponement, Seats,
};
use crate::enrolment::{
    EnrolmentAction, EnrolmentClocks, EnrolmentDetail, EnrolmentEvent, EnrolmentFile,
    EnrolmentRules, EnrolmentState, Presence, Seat,
};
use crate::{DeviceKind, Role, StepError, WorkCalendar};
use domain::Date;
use proptest::prelude::*;

const PERCENT: u32 = 50;
/// Fewer than this share of the seats is too few shortly before the first day.
const MINIMUM_PERCENT: u32 = 60;

/// Who does it to a whole class.
const fn by(action: EnrolmentAction) -> Role {
    match action {
        EnrolmentAction::Certify
        | EnrolmentAction::FollowUp
        | EnrolmentAction::Return
        | EnrolmentAction::Refuse => Role::TrainingOfficer,
        _ => Role::Trainer,
    }
}

pub(super) struct Member {
    pub(super) person: u8,
    pub(super) file: EnrolmentFile,
    log: Vec<EnrolmentEvent>,
    /// When the person last asked for a seat or took one, counted in turns: instants may be the same.
    pub(super) asked: usize,
}

/// A class and everybody in it.
pub(super) struct Room {
    pub(super) class: ClassFile,
    log: Vec<ClassEvent>,
    pub(super) members: Vec<Member>,
    calendar: WorkCalendar,
    pub(super) now_ms: i64,
    /// Places in the order in which they were offered a seat.
    offered: Vec<u32>,
}

impl Room {
    pub(super) fn open(plan: ClassPlan) -> Self {
        let mut room = Self {
            class: ClassFile::default(),
            log: Vec::new(),
            members: Vec::new(),
            calendar: WorkCalendar::from_parts([], [], day("2027-12-31")),
            now_ms: day("2026-12-01").start_ms_shanghai(),
            offered: Vec::new(),
        };
        room.step_class(ClassAction::Plan, Role::System, ClassDetail::Plan(plan))
            .unwrap();
        room.step_class(ClassAction::Open, Role::System, ClassDetail::None)
            .unwrap();
        room
    }

    /// Its days and seats; before it is planned it has none.
    pub(super) fn plan(&self) -> ClassPlan {
        let unplanned = ClassPlan {
            capacity: 1,
            elsewhere: 0,
            enrol_by: Date::MIN,
            starts_on: Date::MIN,
            ends_on: Date::MIN,
        };
        self.class.plan().copied().unwrap_or(unplanned)
    }

    fn seats(&self) -> Seats {
        let count = |seat| {
            self.members
                .iter()
                .filter(|member| member.file.state().seat() == seat)
                .count() as u32
        };
        let plan = self.plan();
        Seats {
            capacity: plan.capacity,
            elsewhere: plan.elsewhere,
            taken: count(Seat::Taken),
            waiting: count(Seat::Waiting),
            wait_list_cap: Seats::wait_list_cap_of(plan.capacity, PERCENT),
        }
    }

    pub(super) fn step_class(
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
            minimum_percent: MINIMUM_PERCENT,
        };
        self.class = self.class.decide(&event, rules)?;
        self.log.push(event);
        Ok(())
    }

    pub(super) fn step(
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

    pub(super) fn enrol(
        &mut self,
        person: u8,
        overlap: bool,
        turn: usize,
    ) -> Result<(), StepError> {
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
            asked: turn,
        });
        self.step(
            index,
            EnrolmentAction::Enrol,
            Role::Resident,
            Some(EnrolmentDetail::Place {
                number,
                overlap: Some(overlap),
            }),
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
    pub(super) fn follow(&mut self) {
        let day = Date::from_unix_ms_shanghai(self.now_ms);
        let is_done = |room: &mut Self, action: Option<ClassAction>| {
            action.is_some_and(|action| {
                let done = room.step_class(action, Role::System, ClassDetail::None);
                done.is_ok()
            })
        };
        loop {
            let (by_day, minimum) = (self.class.follow_day(day), self.class.follow_minimum());
            if !is_done(self, by_day) && !is_done(self, minimum) {
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

    /// What a trainer or an officer does to the class as a whole; giving it up ends every enrolment in it.
    pub(super) fn move_class(
        &mut self,
        action: ClassAction,
        role: Role,
        days: i32,
    ) -> Result<(), StepError> {
        let plan = self.plan();
        let reason = || "原因".to_owned();
        let detail = match action {
            ClassAction::Postpone => {
                let starts_on = plan.starts_on.add_days(7 + days);
                ClassDetail::Postponement(Postponement {
                    enrol_by: starts_on.add_days(-3),
                    starts_on,
                    ends_on: starts_on.add_days(5),
                    reason: reason(),
                })
            }
            ClassAction::Cancel | ClassAction::Confirm => ClassDetail::Reason { text: reason() },
            ClassAction::SetLessons => ClassDetail::Lessons {
                days: vec![plan.starts_on, plan.ends_on],
            },
            ClassAction::ChangeCapacity => ClassDetail::Capacity {
                capacity: 1 + days.unsigned_abs() % 6,
                approved: None,
            },
            _ => ClassDetail::None,
        };
        self.step_class(action, role, detail)?;
        if action == ClassAction::Cancel {
            for index in 0..self.members.len() {
                if self.members[index].file.state().is_active() {
                    self.step(index, EnrolmentAction::CancelClass, Role::System, None)
                        .unwrap();
                }
            }
        }
        Ok(())
    }

    /// One action after the other to everybody in the class who is not left out: a bit for each person. Who came was there in
    /// every lesson so far. What somebody's file refuses is not done to that one alone.
    pub(super) fn everybody(&mut self, actions: &[EnrolmentAction], left_out: u16) {
        let lessons = self.class.lessons(&self.calendar);
        let by_tick = |on: &Date| {
            Some(EnrolmentDetail::Lesson {
                on: *on,
                by: Presence::Tick,
            })
        };
        for &action in actions {
            let details: Vec<_> = if action == EnrolmentAction::CheckIn {
                lessons.iter().map(by_tick).collect()
            } else {
                vec![None]
            };
            for person in (0..super::PEOPLE).filter(|&person| (left_out >> person) & 1 == 0) {
                let mut members = self.members.iter();
                let Some(index) = members.rposition(|member| member.person == person) else {
                    continue;
                };
                for detail in &details {
                    let _ = self.step(index, action, by(action), detail.clone());
                }
            }
        }
    }

    pub(super) fn check(&self) -> Result<(), TestCaseError> {
        let seats = self.seats();
        prop_assert!(seats.taken + seats.elsewhere <= seats.capacity, "{seats:?}");
        prop_assert!(
            seats.free() == 0 || seats.waiting == 0,
            "a seat is free while somebody waits: {seats:?}"
        );
        for person in 0..super::PEOPLE {
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
            ClassState::Cancelled => prop_assert_eq!((seats.taken, seats.waiting), (0, 0)),
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
                prop_assert!(did(EnrolmentAction::Complete) && member.file.has_passed());
                let says_so = did(EnrolmentAction::RecordPass) || did(EnrolmentAction::Overturn);
                prop_assert!(says_so, "nobody said that it was passed");
                prop_assert!(member.file.name().is_some());
            }
        }
        Ok(())
    }
}
