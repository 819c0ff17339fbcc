//! A class opened for a write: its row, its fold, and its seats as they change.

use domain::Date;
use store::classes::{self, Class, ClassSeats};
use store::enrolments as rows;
use store::events::{CLASSES, Event};
use store::{Connection, Tx, wait_lists};
use workflow::Role;
use workflow::class::{
    ClassAction, ClassDetail, ClassEvent, ClassFile, ClassPlan, ClassState, Seats,
};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail, EnrolmentState, Seat};

use super::error::{refused_step, refused_update};
use super::member::Member;
use super::notice::Notice;
use super::rules::{class_rules, with_rules};
use super::subject;
use super::view::is_sample;
use crate::applications::actor::Actor;
use crate::applications::error::{impossible, while_doing};
use crate::event_log;
use crate::problem::ApiError;
use crate::state::Parts;

/// A class, opened.
#[derive(Clone, Debug)]
pub struct Room {
    /// The row as it was read or last written.
    pub row: Class,
    /// What its events fold into.
    pub class: ClassFile,
    /// Its days and seats.
    pub plan: ClassPlan,
    /// Seats as they are with what this write did so far.
    pub seats: Seats,
}

/// What identifies the class of a course in this portal.
#[must_use]
pub fn class_id(course: &str, session: &str) -> String {
    format!("{course}.{session}")
}

impl Room {
    /// Opens a class; none when there is no such class.
    ///
    /// # Errors
    /// When what is stored of it cannot be read.
    pub fn load(
        parts: &Parts,
        connection: &Connection,
        id: &str,
    ) -> Result<Option<Self>, ApiError> {
        let found = classes::find(connection, id)?;
        found.map(|found| Self::open(parts, found)).transpose()
    }

    /// Opens the class of a row.
    ///
    /// # Errors
    /// When what is stored of it cannot be read.
    pub fn open(parts: &Parts, found: ClassSeats) -> Result<Self, ApiError> {
        let class: ClassFile =
            serde_json::from_str(&found.class.fold).map_err(while_doing("read a class"))?;
        let plan = *class
            .plan()
            .ok_or_else(|| impossible("read the plan of a class"))?;
        let number = |count: i64| u32::try_from(count).map_err(while_doing("count seats"));
        let percent = parts.district.parameters.enrolment.wait_list_percent;
        let seats = Seats {
            capacity: plan.capacity,
            elsewhere: plan.elsewhere,
            taken: number(found.taken)?,
            waiting: number(found.waiting)?,
            wait_list_cap: Seats::wait_list_cap_of(plan.capacity, percent),
        };
        Ok(Self {
            row: found.class,
            class,
            plan,
            seats,
        })
    }

    /// The next sequence number.
    ///
    /// # Errors
    /// When there are more than can be.
    pub fn next_place(&mut self) -> Result<u32, ApiError> {
        self.row.last_place += 1;
        u32::try_from(self.row.last_place).map_err(while_doing("give a place"))
    }

    /// Counts an enrolment that changed its state.
    pub fn recount(&mut self, from: EnrolmentState, to: EnrolmentState) {
        match from.seat() {
            Seat::Taken => self.seats.taken = self.seats.taken.saturating_sub(1),
            Seat::Waiting => self.seats.waiting = self.seats.waiting.saturating_sub(1),
            Seat::None => {}
        }
        match to.seat() {
            Seat::Taken => self.seats.taken = self.seats.taken.saturating_add(1),
            Seat::Waiting => self.seats.waiting = self.seats.waiting.saturating_add(1),
            Seat::None => {}
        }
    }

    /// Why the class was put off or given up, in the words of whoever did it; none when it was not.
    ///
    /// # Errors
    /// When its events cannot be read.
    pub fn reason(
        &self,
        parts: &Parts,
        connection: &Connection,
    ) -> Result<Option<String>, ApiError> {
        if !matches!(
            self.class.state(),
            ClassState::Postponed | ClassState::Cancelled
        ) {
            return Ok(None);
        }
        for event in CLASSES.list(connection, &self.row.id)?.iter().rev() {
            let event: ClassEvent = event_log::open(CLASSES, parts, &self.row.id, event)?;
            match event.detail {
                ClassDetail::Postponement(later) => return Ok(Some(later.reason)),
                ClassDetail::Reason { text } => return Ok(Some(text)),
                _ => {}
            }
        }
        Ok(None)
    }

    /// The days on which it was to be taught each time after they were written, the oldest first.
    ///
    /// # Errors
    /// When its events cannot be read.
    pub fn earlier_lessons(
        &self,
        parts: &Parts,
        connection: &Connection,
    ) -> Result<Vec<Vec<Date>>, ApiError> {
        let (mut log, mut found) = (Vec::new(), Vec::new());
        for event in CLASSES.list(connection, &self.row.id)? {
            let event: ClassEvent = event_log::open(CLASSES, parts, &self.row.id, &event)?;
            let is_of_days = matches!(
                event.detail,
                ClassDetail::Plan(_) | ClassDetail::Postponement(_) | ClassDetail::Lessons { .. }
            );
            log.push(event);
            if is_of_days {
                let class = ClassFile::fold(&log).map_err(while_doing("fold a class"))?;
                found.push(class.lessons(&parts.calendar));
            }
        }
        Ok(found)
    }

    /// Does something to the class itself.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn step(
        &mut self,
        tx: &Tx,
        parts: &Parts,
        actor: &Actor,
        (action, detail): (ClassAction, ClassDetail),
    ) -> Result<(), ApiError> {
        let event = actor.step(action, detail);
        self.class = self
            .class
            .decide(&event, class_rules(parts, self.seats.taken))
            .map_err(refused_step)?;
        let last = CLASSES.find_last(tx, &self.row.id)?;
        self.append(tx, parts, last.as_ref(), &[event])?;
        if action == ClassAction::Start {
            subject::keep(tx, self, actor.now_ms)?;
        }
        self.take_over_plan(parts)
    }

    /// Offers what is free to who waits, in the order of asking, records whether the class is full, and writes the row.
    /// Every write that touched a seat ends with it.
    ///
    /// # Errors
    /// When another write came first.
    pub fn settle(
        &mut self,
        tx: &Tx,
        parts: &Parts,
        actor: &Actor,
    ) -> Result<Vec<Notice>, ApiError> {
        let portal = actor.portal();
        let mut notices = Vec::new();
        if self.class.state().offers_seats() {
            for _ in 0..self.seats.offers_due() {
                match self.offer_to_head(tx, parts, &portal)? {
                    Some(notice) => notices.push(notice),
                    None => break,
                }
            }
        }
        if let Some(action) = self.class.follow_seats(&self.seats) {
            self.step(tx, parts, &portal, (action, ClassDetail::None))?;
        }
        self.write(tx)?;
        Ok(notices)
    }

    fn offer_to_head(
        &mut self,
        tx: &Tx,
        parts: &Parts,
        portal: &Actor,
    ) -> Result<Option<Notice>, ApiError> {
        let Some(head) = rows::find_head(tx, &self.row.id)? else {
            return Ok(None);
        };
        let mut member = Member::open(parts, tx, head)?;
        let until_ms = with_rules(parts, self, |rules| {
            member.file.offer_until_ms(portal.now_ms, rules)
        });
        let offer = (EnrolmentAction::Offer, EnrolmentDetail::Offer { until_ms });
        let is_possible = with_rules(parts, self, |rules| {
            let actions = member.file.available(Role::System, portal.now_ms, rules);
            until_ms > portal.now_ms && actions.contains(&EnrolmentAction::Offer)
        });
        // The first day is over: the list is about to end.
        if !is_possible {
            return Ok(None);
        }
        member.step(tx, parts, self, portal, offer)?;
        if portal.today() < self.plan.starts_on {
            wait_lists::count_offered(tx, &self.row.id)?;
        }
        let is_sample = is_sample(tx, &self.row.course_id)?;
        let notice = Notice::offered(&member.row.person_id, until_ms, is_sample);
        Ok(Some(notice))
    }

    /// Appends events after the last one.
    pub(super) fn append(
        &self,
        tx: &Tx,
        parts: &Parts,
        last: Option<&Event>,
        events: &[ClassEvent],
    ) -> Result<(), ApiError> {
        let mut seq = last.map_or(0, |event| event.seq);
        let mut payloads = Vec::new();
        for event in events {
            seq += 1;
            let place = (self.row.id.as_str(), seq);
            payloads.push(event_log::seal(CLASSES, parts, place, event)?);
        }
        if seq != i64::from(self.class.version()) {
            return Err(api::ProblemCode::Stale.into());
        }
        let at_ms = events.last().map_or(0, |event| event.at_ms);
        Ok(CLASSES.append_after(tx, &self.row.id, last, at_ms, &payloads)?)
    }

    fn take_over_plan(&mut self, parts: &Parts) -> Result<(), ApiError> {
        let plan = *self
            .class
            .plan()
            .ok_or_else(|| impossible("read the plan of a class"))?;
        let percent = parts.district.parameters.enrolment.wait_list_percent;
        self.plan = plan;
        self.seats.capacity = plan.capacity;
        self.seats.elsewhere = plan.elsewhere;
        self.seats.wait_list_cap = Seats::wait_list_cap_of(plan.capacity, percent);
        Ok(())
    }

    fn write(&mut self, tx: &Tx) -> Result<(), ApiError> {
        fill_row(&mut self.row, &self.class, &self.plan)?;
        self.row.version = classes::update(tx, &self.row).map_err(refused_update)?;
        Ok(())
    }
}

/// Brings the columns in line with the fold.
pub(super) fn fill_row(
    row: &mut Class,
    class: &ClassFile,
    plan: &ClassPlan,
) -> Result<(), ApiError> {
    row.fold = serde_json::to_string(class).map_err(while_doing("write a class"))?;
    row.state = class.state().as_str().to_owned();
    row.capacity = i64::from(plan.capacity);
    row.elsewhere = i64::from(plan.elsewhere);
    row.enrol_by = plan.enrol_by;
    row.starts_on = plan.starts_on;
    row.ends_on = plan.ends_on;
    row.minimum_not_met_on = class.minimum_not_met_on();
    row.is_confirmed = class.is_confirmed();
    Ok(())
}
