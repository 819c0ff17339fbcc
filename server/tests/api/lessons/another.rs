//! More classes of the same course.

use api::path;
use http::StatusCode;
use serde_json::{Value, json};
use server::clock::Clock as _;
use server::enrolments::room::class_id;
use server::enrolments::seed::open_class;
use server::problem::ApiError;
use store::{StoreError, Tx, courses};
use workflow::class::ClassPlan;

use super::{Class, day};
use crate::portal::Browser;

/// A second class of the same course.
const OTHER: &str = "other";

impl Class {
    /// A second class of the course, and its id.
    pub(super) async fn second(&self, enrol_by: &str, days: (&str, &str)) -> String {
        self.another(OTHER, enrol_by, days).await
    }

    /// One more class of the course, and its id.
    pub(super) async fn another(
        &self,
        session: &'static str,
        enrol_by: &str,
        (from, until): (&str, &str),
    ) -> String {
        let plan = ClassPlan {
            capacity: 30,
            elsewhere: 0,
            enrol_by: day(enrol_by),
            starts_on: day(from),
            ends_on: day(until),
        };
        let id = class_id(&self.course, session);
        let (state, course, known) = (self.portal.state.clone(), self.course.clone(), id.clone());
        let now_ms = self.portal.clock.now_ms();
        let work = move |tx: &Tx| {
            open_class(tx, &state, (&known, &course, session), plan, now_ms).map(drop)
        };
        let written = self.portal.state.store.write::<_, _, ApiError>(work).await;
        written.unwrap();
        id
    }

    /// Somebody of the first class asks for a seat in the second one too.
    pub(super) async fn joins_other(&self, number: usize) -> Browser {
        self.joins(OTHER, number).await
    }

    /// The same in any class of the course.
    pub(super) async fn joins(&self, session: &str, number: usize) -> Browser {
        let mut resident = self.resident(number).await;
        let enrol = json!({ "course": self.course, "session": session, "accepts_overlap": true });
        let answer = resident.post(path::ENROLMENTS, &enrol).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        resident
    }

    /// The course says when a class of it meets.
    pub(super) async fn meets(&self, session: &'static str, time: &'static str) {
        let course = self.course.clone();
        let work = move |tx: &Tx| {
            let mut row = courses::find(tx, &course)?.unwrap();
            let mut document: Value = serde_json::from_str(&row.document).unwrap();
            let sessions = document["sessions"].as_array_mut().unwrap();
            let mut said = sessions[0].clone();
            sessions.retain(|one| one["id"] != session);
            said["id"] = json!(session);
            said["time_of_day"] = json!(time);
            sessions.push(said);
            row.document = document.to_string();
            courses::change(tx, &[row], &[], &format!("meets-{time}"))
        };
        let written = self.portal.state.store.write::<_, _, StoreError>(work);
        written.await.unwrap();
    }

    /// From here on the other class is meant.
    pub(super) fn go_to(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }
}
