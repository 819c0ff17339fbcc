//! One enrolment opened for a write: its row, its own key, its events and what they fold into.

use api::ProblemCode;
use api::enrolment::RefusalView;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::enrolments::{self as rows, Enrolment};
use store::events::{ENROLMENTS, Event};
use store::{Connection, Tx};
use vault::{FileKey, OpenError};
use workflow::enrolment::{
    EnrolmentAction, EnrolmentDetail, EnrolmentEvent, EnrolmentFile, LearnerName, Seat,
};

use super::error::{refused_step, refused_update};
use super::room::Room;
use super::rules::with_rules;
use super::subject::find_price;
use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::applications::sealed::{open_json, seal_json};
use crate::event_log::{self, Seals};
use crate::ids;
use crate::problem::ApiError;
use crate::state::Parts;

/// An enrolment, opened.
#[derive(Debug)]
pub struct Member {
    /// The row as it was read or last written.
    pub row: Enrolment,
    /// What its events fold into.
    pub file: EnrolmentFile,
    /// Why the bureau was last asked to look again.
    pub appeal_reason: Option<String>,
    /// Why it last decided as it did.
    pub appeal_answer: Option<String>,
    /// Why the assessment was last not passed, where the school said.
    pub fail_reason: Option<String>,
    /// What was last returned to be put right.
    pub to_fix: Option<String>,
    /// Why the class was last found not to be for the person.
    pub refusal: Option<RefusalView>,
    /// The consent under which somebody last acted in the resident's place.
    pub consent_id: Option<String>,
    key: FileKey,
    last: Option<Event>,
}

fn last_reason(log: &[EnrolmentEvent], action: EnrolmentAction) -> Option<String> {
    let last = log.iter().rfind(|event| event.action == action)?;
    match &last.detail {
        EnrolmentDetail::Reason { text } => Some(text.clone()),
        _ => None,
    }
}

/// What was said when it was last looked at again, whatever was decided.
fn last_answer(log: &[EnrolmentEvent]) -> Option<String> {
    let mut steps = log.iter().rev().map(|event| event.action);
    let decision =
        steps.find(|action| matches!(action, EnrolmentAction::Uphold | EnrolmentAction::Overturn));
    last_reason(log, decision?)
}

fn refusal(event: &EnrolmentEvent) -> Option<RefusalView> {
    match event.detail.clone() {
        EnrolmentDetail::Refusal {
            reason_code,
            rule,
            remedies,
        } => Some(RefusalView {
            reason_code,
            rule,
            remedies,
        }),
        _ => None,
    }
}

impl Seals for Member {
    fn seal_bytes(&self, place: &str, bytes: &[u8]) -> Vec<u8> {
        self.key.seal(place, bytes)
    }

    fn open_bytes(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.key.open(place, sealed)
    }
}

impl Member {
    /// Opens the enrolment of a row.
    ///
    /// # Errors
    /// `not_found` when its key was destroyed; when something of it does not open or does not follow.
    pub fn open(parts: &Parts, connection: &Connection, row: Enrolment) -> Result<Self, ApiError> {
        let wrapped = row.wrapped_key.as_ref().ok_or(ProblemCode::NotFound)?;
        let key = parts
            .keyring
            .unwrap_file_key(&row.id, wrapped)
            .map_err(while_doing("open the key of an enrolment"))?;
        let (log, last) = event_log::read::<EnrolmentEvent>(ENROLMENTS, connection, &key, &row.id)?;
        let file =
            EnrolmentFile::fold(&log).map_err(while_doing("fold the events of an enrolment"))?;
        let consent_id = log.iter().rev().find_map(|event| event.consent_id.clone());
        Ok(Self {
            row,
            file,
            appeal_reason: last_reason(&log, EnrolmentAction::Appeal),
            appeal_answer: last_answer(&log),
            fail_reason: last_reason(&log, EnrolmentAction::Fail),
            to_fix: last_reason(&log, EnrolmentAction::Return),
            refusal: log.iter().rev().find_map(refusal),
            consent_id,
            key,
            last,
        })
    }

    /// A new enrolment with its first events, written.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn start(
        tx: &Tx,
        parts: &Parts,
        room: &mut Room,
        actor: &Actor,
        (then, overlap): (Vec<(EnrolmentAction, EnrolmentDetail)>, bool),
        name: Option<LearnerName>,
    ) -> Result<Self, ApiError> {
        let place = room.next_place()?;
        let (id, key) = (ids::fresh(), FileKey::generate());
        let ask = (
            EnrolmentAction::Enrol,
            EnrolmentDetail::Place {
                number: place,
                overlap: Some(overlap),
            },
        );
        let mut events = vec![actor.step(ask.0, ask.1)];
        let then = then.into_iter();
        events.extend(then.map(|(action, detail)| actor.portal().step(action, detail)));
        let named = name.map(|name| EnrolmentDetail::Name { name });
        events.extend(named.map(|detail| actor.step(EnrolmentAction::Name, detail)));
        let mut file = EnrolmentFile::default();
        for event in &events {
            let before = file.state();
            file =
                with_rules(parts, room, |rules| file.decide(event, rules)).map_err(refused_step)?;
            room.recount(before, file.state());
        }
        let row = Enrolment {
            wrapped_key: Some(parts.keyring.wrap_file_key(&id, &key)),
            id,
            class_id: room.row.id.clone(),
            person_id: actor.person_id().to_owned(),
            place: i64::from(place),
            state: String::new(),
            version: 0,
            seat: String::new(),
            active: false,
            offered_until_ms: None,
            waits_for: None,
            waits_since: None,
            price_fen: find_price(tx, room)?,
            created_ms: actor.now_ms,
            updated_ms: actor.now_ms,
        };
        let mut member = Self {
            row,
            file,
            appeal_reason: None,
            appeal_answer: None,
            fail_reason: None,
            to_fix: None,
            refusal: None,
            consent_id: events.iter().find_map(|event| event.consent_id.clone()),
            key,
            last: None,
        };
        member.fill_row(actor.now_ms);
        rows::insert(tx, &member.row)?;
        member.append(tx, &events)?;
        Ok(member)
    }

    /// Does something to it and writes it; the room's seats follow.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn step(
        &mut self,
        tx: &Tx,
        parts: &Parts,
        room: &mut Room,
        actor: &Actor,
        (action, detail): (EnrolmentAction, EnrolmentDetail),
    ) -> Result<(), ApiError> {
        let event = actor.step(action, detail);
        let (before, seen) = (self.file.state(), self.row.version);
        self.file = with_rules(parts, room, |rules| self.file.decide(&event, rules))
            .map_err(refused_step)?;
        room.recount(before, self.file.state());
        self.append(tx, &[event])?;
        self.fill_row(actor.now_ms);
        rows::update(tx, &self.row, seen).map_err(refused_update)
    }

    fn append(&mut self, tx: &Tx, events: &[EnrolmentEvent]) -> Result<(), ApiError> {
        let count = i64::try_from(events.len()).map_err(while_doing("count events"))?;
        // A second step of the same write follows the first.
        if self.last.is_none() && i64::from(self.file.version()) > count {
            self.last = ENROLMENTS.find_last(tx, &self.row.id)?;
        }
        let mut seq = self.last.as_ref().map_or(0, |event| event.seq);
        let mut payloads = Vec::new();
        for event in events {
            seq += 1;
            let place = (self.row.id.as_str(), seq);
            payloads.push(event_log::seal(ENROLMENTS, &self.key, place, event)?);
        }
        if seq != i64::from(self.file.version()) {
            return Err(ProblemCode::Stale.into());
        }
        let at_ms = events.last().map_or(0, |event| event.at_ms);
        let last = self.last.take();
        ENROLMENTS.append_after(tx, &self.row.id, last.as_ref(), at_ms, &payloads)?;
        Ok(())
    }

    /// Brings the columns in line with the fold.
    fn fill_row(&mut self, now_ms: i64) {
        let state = self.file.state();
        self.row.state = state.as_str().to_owned();
        self.row.version = i64::from(self.file.version());
        self.row.seat = state.seat().as_str().to_owned();
        self.row.active = state.is_active();
        self.row.offered_until_ms = self.file.offered_until_ms();
        let waits = self.file.waits();
        self.row.waits_for = waits.map(|(what, _)| what.as_str().to_owned());
        self.row.waits_since = waits.map(|(_, since)| since);
        self.row.updated_ms = now_ms;
    }

    /// Seals something under its key.
    ///
    /// # Errors
    /// Only if it cannot be written as JSON.
    pub fn seal(&self, place: &str, value: &impl Serialize) -> Result<Vec<u8>, ApiError> {
        seal_json(&self.key, place, value)
    }

    /// Opens what was sealed under its key.
    ///
    /// # Errors
    /// When it does not open.
    pub fn unseal<T: DeserializeOwned>(&self, place: &str, sealed: &[u8]) -> Result<T, ApiError> {
        open_json(&self.key, place, sealed)
    }

    /// Whether it waits.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.file.state().seat() == Seat::Waiting
    }
}
