//! What officers said of themselves and a file: nothing to do with the applicant, or somebody close.

use store::conflicts::{self, Conflict};
use store::{Connection, StoreError};

/// Nothing to do with the applicant.
pub const NONE: &str = "none";
/// Somebody close, or an interest in the file.
pub const DECLARED: &str = "declared";
/// A supervisor found that it does not hold; the officer is asked again before acting.
pub const LIFTED: &str = "lifted";

/// Everything said of one file, officer by officer, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflicts(Vec<Conflict>);

impl Conflicts {
    /// Those of a file.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of(connection: &Connection, application_id: &str) -> Result<Self, StoreError> {
        conflicts::list(connection, application_id).map(Self)
    }

    /// What holds of an officer.
    #[must_use]
    pub fn last(&self, officer_id: &str) -> Option<&Conflict> {
        let mut said = self.0.iter().rev();
        said.find(|one| one.officer_id == officer_id)
    }

    /// Whether the officer has declared to be close to the applicant, and nobody has lifted it.
    #[must_use]
    pub fn is_declared(&self, officer_id: &str) -> bool {
        self.last(officer_id)
            .is_some_and(|last| last.answer == DECLARED)
    }

    /// Whether the officer has said to have nothing to do with the applicant.
    #[must_use]
    pub fn is_denied(&self, officer_id: &str) -> bool {
        self.last(officer_id)
            .is_some_and(|last| last.answer == NONE)
    }

    /// Whether a supervisor found, at that instant or later, that there is nothing between officer and file, and the officer
    /// has not declared to be close again.
    #[must_use]
    pub fn is_lifted_since(&self, officer_id: &str, since_ms: i64) -> bool {
        let mut said = self.0.iter().rev();
        let last = said.find(|one| one.officer_id == officer_id && one.answer != NONE);
        last.is_some_and(|last| last.answer == LIFTED && last.at_ms >= since_ms)
    }

    /// The declarations that hold.
    pub fn declared(&self) -> impl Iterator<Item = &Conflict> {
        self.0.iter().filter(|one| {
            let last = self.last(&one.officer_id);
            one.answer == DECLARED && last == Some(*one)
        })
    }

    /// Adds what was said now.
    pub fn push(&mut self, said: Conflict) {
        self.0.push(said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(officer_id: &str, seq: i64, answer: &str) -> Conflict {
        Conflict {
            application_id: "a".into(),
            officer_id: officer_id.into(),
            seq,
            answer: answer.into(),
            by_id: "li".into(),
            sealed_reason: None,
            at_ms: seq,
        }
    }

    #[test]
    fn the_last_word_of_each_officer_holds() {
        let conflicts = Conflicts(vec![
            said("li", 1, NONE),
            said("sun", 1, NONE),
            said("sun", 2, DECLARED),
            said("wang", 1, DECLARED),
            said("wang", 2, LIFTED),
        ]);
        for (officer, is_declared, is_denied) in [
            ("li", false, true),
            ("sun", true, false),
            ("wang", false, false),
            ("zhao", false, false),
        ] {
            assert_eq!(conflicts.is_declared(officer), is_declared, "{officer}");
            assert_eq!(conflicts.is_denied(officer), is_denied, "{officer}");
        }
        assert!(conflicts.is_lifted_since("wang", 2));
        assert!(!conflicts.is_lifted_since("wang", 3));
        assert!(!conflicts.is_lifted_since("sun", 0));
        let declared: Vec<&str> = conflicts
            .declared()
            .map(|one| one.officer_id.as_str())
            .collect();
        assert_eq!(declared, ["sun"]);
    }
}
