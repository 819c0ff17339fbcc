//! What a failed call says to the person.

use crate::words;
use api::{FieldError, ProblemCode};
use client::ClientError;
use leptos::prelude::*;
use ui::{
    Explain, Text, Tone,
    element::{IntoChild, el},
    notice,
};

/// A call that gave no answer to use, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(ClientError);

impl Failure {
    /// True for this problem code.
    pub fn is(&self, code: ProblemCode) -> bool {
        self.0.is(code)
    }

    /// Whether the same request may succeed later.
    pub fn is_passing(&self) -> bool {
        matches!(self.0, ClientError::Offline)
            || [
                ProblemCode::TooManyRequests,
                ProblemCode::Overloaded,
                ProblemCode::StorageFull,
                ProblemCode::PapersUnavailable,
                ProblemCode::Internal,
                ProblemCode::BodyTimeout,
            ]
            .into_iter()
            .any(|code| self.is(code))
    }

    /// Whether what is on screen is older than what the server has.
    pub fn is_outdated(&self) -> bool {
        self.is(ProblemCode::Stale) || self.is(ProblemCode::ActionNotPossible)
    }

    /// Field problems, if the server named any.
    pub fn fields(&self) -> &[FieldError] {
        self.0.fields()
    }

    /// Seconds to wait before another try.
    pub fn retry_after_s(&self) -> Option<u32> {
        match &self.0 {
            ClientError::Refused(problem) => problem.retry_after_s,
            ClientError::Offline | ClientError::Unreadable => None,
        }
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        Self(error)
    }
}

impl Explain for Failure {
    fn explain(&self) -> Text {
        words::problem(self.0.code())
    }
}

/// What went wrong with the last press, read aloud; nothing while nothing has.
pub fn failure_notice(failure: RwSignal<Option<Failure>>) -> AnyView {
    let draw = move || {
        let words = failure.get()?.explain();
        Some(notice(Tone::Error, None, true).child(el("p").child(words)))
    };
    draw.into_child()
}

/// The same in a line, where a notice would be too loud.
pub fn failure_line(failure: RwSignal<Option<Failure>>) -> AnyView {
    let draw = move || {
        let words = failure.get()?.explain();
        Some(el("p").attr("role", "alert").child(words))
    };
    draw.into_child()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: ProblemCode) -> Failure {
        ClientError::Refused(Box::new(api::Problem::new(code))).into()
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        assert!(Failure::from(ClientError::Offline).is_passing());
        assert!(refused(ProblemCode::Overloaded).is_passing());
        assert!(refused(ProblemCode::StorageFull).is_passing());
        assert!(!refused(ProblemCode::SignInRequired).is_passing());
        assert!(!refused(ProblemCode::Stale).is_passing());
        assert!(refused(ProblemCode::ActionNotPossible).is_outdated());
    }

    #[test]
    fn every_problem_has_words() {
        for code in ProblemCode::ALL {
            let general = i18n::t::common::failed::detail();
            assert_ne!(refused(*code).explain(), general, "{code:?}");
        }
    }
}
