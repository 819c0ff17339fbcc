//! How much is under way at once. What comes on top is refused at once and told when to come back, so that what was let
//! in is answered soon, however many knock.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use api::{ProblemCode, path};
use http::Method;

use crate::authorize::rule::{Body, Rule, Who};
use crate::problem::ApiError;

/// What is done together stands behind one gate. Answers out of memory have none: refusing them costs what giving them
/// costs, and the limit of connections bounds how many wait. Neither has signing out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Reading something personal; each look is written down before it is answered.
    Look,
    /// Changing something.
    Write,
    /// Drawing a paper anew.
    Upload,
    /// Checking a password.
    Password,
    /// Computing over the rules or over many people.
    Report,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::Look,
        Self::Write,
        Self::Upload,
        Self::Password,
        Self::Report,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Write => "write",
            Self::Upload => "upload",
            Self::Password => "password",
            Self::Report => "report",
        }
    }

    /// The gate of a call, if it has one.
    #[must_use]
    pub fn of(rule: &Rule) -> Option<Self> {
        let is_report = [
            path::STAFF_POLICY_CHECK,
            path::STAFF_POLICY_CASES,
            path::STAFF_POLICY_DIFF,
            path::STAFF_POLICY_SIMULATION,
        ]
        .contains(&rule.path)
            || (rule.path == path::STAFF_POLICY_PROPOSALS && rule.method == Method::POST);
        let is_session = [path::SESSION, path::STAFF_SESSION].contains(&rule.path);
        match (&rule.method, rule.who) {
            (&Method::DELETE, _) if is_session => None,
            (&Method::GET, Who::Anyone) => None,
            _ if is_report => Some(Self::Report),
            _ if matches!(rule.body, Body::Document | Body::Part) => Some(Self::Upload),
            (&Method::POST, _) if rule.path == path::STAFF_SESSION => Some(Self::Password),
            (&Method::GET, _) => Some(Self::Look),
            _ => Some(Self::Write),
        }
    }

    /// The most under way at once. Looks, writes and uploads end in the store's queue, where together they leave room
    /// for signing out and for the portal's own jobs.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Look => 384,
            // Five hundred people after the same seats are let in together.
            Self::Write => 512,
            Self::Upload => 64,
            Self::Password => 32,
            Self::Report => 16,
        }
    }

    /// How long the store's oldest write may have waited before this is refused. Numbers alone would let the wait grow on a
    /// slow machine, or while the database does not answer: nobody looks at a still screen longer.
    const fn longest_wait(self) -> Option<Duration> {
        match self {
            Self::Look | Self::Write | Self::Upload => Some(Duration::from_secs(5)),
            Self::Password | Self::Report => None,
        }
    }

    /// When to come back: about the time in which a full gate empties.
    const fn retry_after_s(self) -> u32 {
        match self {
            Self::Look | Self::Write => 1,
            Self::Password => 2,
            Self::Upload => 5,
            Self::Report => 15,
        }
    }

    const fn refusal(self) -> ApiError {
        ApiError::Later(ProblemCode::Overloaded, self.retry_after_s())
    }
}

/// The gates of one process.
#[derive(Debug, Default)]
pub struct Gates([AtomicUsize; Kind::ALL.len()]);

/// One request under way; dropping it makes room.
#[derive(Debug)]
pub struct Place<'gates>(&'gates AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Gates {
    fn under_way(&self, kind: Kind) -> &AtomicUsize {
        let [look, write, upload, password, report] = &self.0;
        match kind {
            Kind::Look => look,
            Kind::Write => write,
            Kind::Upload => upload,
            Kind::Password => password,
            Kind::Report => report,
        }
    }

    /// How many are under way behind each gate, by its name.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        Kind::ALL.into_iter().map(move |kind| {
            let count = self.under_way(kind).load(Ordering::Relaxed);
            (kind.name(), count)
        })
    }

    /// Lets one in.
    ///
    /// # Errors
    /// `overloaded`, when the gate is full.
    pub fn enter(&self, kind: Kind) -> Result<Place<'_>, ApiError> {
        let under_way = self.under_way(kind);
        let room = |count: usize| (count < kind.most()).then_some(count + 1);
        match under_way.fetch_update(Ordering::Relaxed, Ordering::Relaxed, room) {
            Ok(_) => Ok(Place(under_way)),
            Err(_) => Err(kind.refusal()),
        }
    }

    /// Refuses while the gate is full or the store's oldest write has waited too long, and takes no place: the cheap first
    /// look, before anything is read.
    ///
    /// # Errors
    /// `overloaded`, when it refuses.
    pub fn look(&self, kind: Kind, backlog: Duration) -> Result<(), ApiError> {
        let is_full = self.under_way(kind).load(Ordering::Relaxed) >= kind.most();
        let is_late = kind.longest_wait().is_some_and(|longest| backlog > longest);
        if is_full || is_late {
            Err(kind.refusal())
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorize::table::rules;

    #[test]
    fn a_full_gate_refuses_and_a_place_given_back_is_free() {
        let gates = Gates::default();
        let mut places: Vec<_> = (0..Kind::Password.most())
            .map(|_| gates.enter(Kind::Password).unwrap())
            .collect();
        for refusal in [
            gates.enter(Kind::Password).map(drop),
            gates.look(Kind::Password, Duration::ZERO),
        ] {
            assert!(matches!(
                refusal,
                Err(ApiError::Later(ProblemCode::Overloaded, 1..))
            ));
        }
        assert!(gates.enter(Kind::Write).is_ok(), "gates share nothing");
        places.pop();
        assert!(gates.enter(Kind::Password).is_ok());
    }

    #[test]
    fn a_store_that_is_late_is_given_no_more() {
        let gates = Gates::default();
        let look = |kind, seconds| gates.look(kind, Duration::from_secs(seconds)).is_ok();
        for kind in [Kind::Look, Kind::Write, Kind::Upload] {
            assert!(look(kind, 5) && !look(kind, 6), "{kind:?}");
        }
        assert!(look(Kind::Password, 60) && look(Kind::Report, 60));
    }

    #[test]
    fn signing_out_and_public_answers_are_never_refused() {
        let open: Vec<_> = rules().filter(|rule| Kind::of(rule).is_none()).collect();
        assert!(open.iter().all(|rule| {
            (rule.method == Method::GET && rule.who == Who::Anyone)
                || (rule.method == Method::DELETE && rule.path.ends_with("/session"))
        }));
        for path in [
            path::HEALTH,
            path::COURSES,
            path::SESSION,
            path::STAFF_SESSION,
        ] {
            assert!(open.iter().any(|rule| rule.path == path), "{path}");
        }
    }

    #[test]
    fn full_gates_leave_room_in_the_stores_queue() {
        let queued = [Kind::Look, Kind::Write, Kind::Upload].map(Kind::most);
        assert!(queued.iter().sum::<usize>() <= store::QUEUE - 64);
    }
}
